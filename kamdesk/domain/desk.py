"""工作台: what the first page shows a person."""

from dataclasses import dataclass
from datetime import datetime

from kamdesk.domain.changes import Noun
from kamdesk.domain.projects.case_records import InboxRow
from kamdesk.domain.projects.filing_records import FilingRow


@dataclass(frozen=True, slots=True)
class DeskItem:
    """A client, filing or application; `number` is empty for a draft."""

    noun: Noun
    id: int
    number: str
    title: str
    client: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """The first page; each list is cut to its first lines, the counts are whole.

    `warned` are filings soon over or long without follow-up, `returned` the person's own forms
    that were sent back, `recent` what they touched last, `falling_due_count` their own clients
    that are due to the pool within `pool_warning_days`, `slips_count` the stages handed to them.
    """

    waiting: tuple[InboxRow, ...]
    waiting_count: int
    warned: tuple[FilingRow, ...]
    warned_count: int
    disputed_count: int
    falling_due_count: int = 0
    pool_warning_days: int = 0
    slips_count: int = 0
    returned: tuple[DeskItem, ...]
    returned_count: int
    recent: tuple[DeskItem, ...]
