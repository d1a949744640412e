"""Applications as screens see them: rows of the list, and one application."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from kamdesk.domain.ids import ApplicationId, CaseId, ClientId, FilingId, UserId
from kamdesk.domain.ownership.handovers import PaperHandover
from kamdesk.domain.projects.applications import ApplicationState
from kamdesk.domain.projects.modes import DevelopmentMode
from kamdesk.domain.projects.rights import Right
from kamdesk.domain.projects.sheets import ApplicationSheet, ClientFacts, FilingFacts


@dataclass(frozen=True, slots=True, kw_only=True)
class ApplicationRow:
    """A row of the list; money in yuan, `waiting_for` names the open step.

    `carrier` is who carries it on since it was handed over.
    """

    id: ApplicationId
    number: str
    client_id: ClientId | None
    client: str
    project_name: str
    applicant_id: UserId
    applicant: str
    carrier: str
    department: str
    state: ApplicationState
    mode: DevelopmentMode
    budget: Decimal | None
    yearly_sales: Decimal | None
    monthly_tons: Decimal | None
    submitted_at: datetime | None
    approved_at: datetime | None
    waiting_for: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ApplicationDetails:
    """One application; `sheet` is the frozen one once submitted, else as it stands now.

    `carrier` is who carries it on where that is not the applicant; `handovers` the latest first.
    """

    id: ApplicationId
    version: int
    state: ApplicationState
    applicant_id: UserId
    sheet: ApplicationSheet
    filing_id: FilingId | None
    case_id: CaseId | None
    carrier: str
    handovers: tuple[PaperHandover, ...]
    closed_reason: str
    rights: frozenset[Right]


@dataclass(frozen=True, slots=True)
class ApplicationBasis:
    """What an application of a client would rest on: `filing` is the applicant's live one."""

    client: ClientFacts
    filing: FilingFacts | None
