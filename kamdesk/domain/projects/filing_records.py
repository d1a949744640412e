"""Filings as screens see them: rows of the register, and one filing with all that hangs on it."""

from dataclasses import dataclass
from datetime import date, datetime

from kamdesk.domain.ids import CaseId, ClientId, FilingId, UserId
from kamdesk.domain.ownership.handovers import PaperHandover
from kamdesk.domain.projects.conflicts import Conflict
from kamdesk.domain.projects.filings import FilingState
from kamdesk.domain.projects.protections import Protection, Standing
from kamdesk.domain.projects.rights import Right
from kamdesk.domain.projects.sheets import FilingSheet


@dataclass(frozen=True, slots=True, kw_only=True)
class FilingRow:
    """A row of the register; `standing` and `days_left` only where the state is FILED.

    `carrier` is who carries it on since it was handed over.
    """

    id: FilingId
    number: str
    client_id: ClientId | None
    client: str
    project_name: str
    filer_id: UserId
    filer: str
    carrier: str
    department: str
    state: FilingState
    standing: Standing | None
    days_left: int | None
    submitted_at: datetime | None
    protected_from: date | None
    protected_until: date | None
    active_on: date | None
    extensions: int
    disputed: bool


@dataclass(frozen=True, slots=True)
class FollowUp:
    """Contact with the client that keeps the filing alive."""

    day: date
    text: str
    evidence: str
    by: str
    entered_at: datetime


@dataclass(frozen=True, slots=True)
class Extension:
    """One extension of the protection period."""

    sequence: int
    old_until: date
    until: date
    reason: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class FilingDetails:
    """One filing; `sheet` is the frozen one once submitted, else as it stands now.

    `carrier` is who carries it on where that is not the filer; `handovers` the latest first.
    """

    id: FilingId
    version: int
    state: FilingState
    filer_id: UserId
    sheet: FilingSheet
    case_id: CaseId | None
    protection: Protection | None
    standing: Standing | None
    days_left: int | None
    follow_ups: tuple[FollowUp, ...]
    extensions: tuple[Extension, ...]
    conflicts: tuple[Conflict, ...]
    joint_with: str
    carrier: str
    handovers: tuple[PaperHandover, ...]
    closed_on: date | None
    close_reason: str
    rights: frozenset[Right]
