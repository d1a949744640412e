"""撞单: two filers for one client, ruled by 销售管理部 (product.md rule 6, paperwork.md 3)."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from kamdesk.domain.ids import ClientId, ConflictId, DepartmentId, FilingId, UserId
from kamdesk.domain.projects.filings import FilingState
from kamdesk.i18n import N_


class ConflictState(StrEnum):
    """How a conflict case stands; LAPSED where one side gave up or ended before a ruling."""

    OPEN = "open"
    RULED = "ruled"
    LAPSED = "lapsed"


STATE_TITLES = {
    ConflictState.OPEN: N_("待裁定"),
    ConflictState.RULED: N_("已裁定"),
    ConflictState.LAPSED: N_("已消除"),
}


class Ruling(StrEnum):
    """Who keeps the client."""

    KEEP_FIRST = "keep_first"
    GIVE_SECOND = "give_second"
    JOINT = "joint"


RULING_TITLES = {
    Ruling.KEEP_FIRST: N_("维持先备案人"),
    Ruling.GIVE_SECOND: N_("改归后备案人"),
    Ruling.JOINT: N_("共同备案"),
}


@dataclass(frozen=True, slots=True)
class ConflictSide:
    """One of the two filings, as far as anybody may see it."""

    filing_id: FilingId
    number: str
    filer_id: UserId
    filer: str
    department_id: DepartmentId | None
    department: str
    state: FilingState
    submitted_at: datetime | None
    protected_until: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """A conflict case; the ruling's fields are empty until it is ruled."""

    id: ConflictId
    number: str
    client_id: ClientId
    client: str
    state: ConflictState
    opened_at: datetime
    first: ConflictSide
    second: ConflictSide
    ruling: Ruling | None
    reason: str
    ruled_by: str
    ruled_at: datetime | None
    version: int


@dataclass(frozen=True, slots=True)
class ConflictRow:
    """What the list of conflict cases shows."""

    id: ConflictId
    number: str
    client: str
    first_filer: str
    second_filer: str
    state: ConflictState
    ruling: Ruling | None
    opened_at: datetime
    ruled_at: datetime | None
