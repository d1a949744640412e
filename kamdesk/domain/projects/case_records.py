"""Cases as screens see them: the inbox, the lists of done and own, and one case in full."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from kamdesk.domain.ids import CaseId, TaskId, UserId
from kamdesk.domain.people import Role
from kamdesk.domain.projects.cases import Act, CaseState, StepState, TaskState
from kamdesk.domain.projects.rights import Right
from kamdesk.domain.projects.routes import CaseKind, Way
from kamdesk.domain.projects.sheets import ApplicationSheet, FilingSheet
from kamdesk.i18n import N_


class Finding(StrEnum):
    """What 销售管理部's duplicate filter (客户信息过滤) gave."""

    CLEAR = "clear"
    SUSPECTED = "suspected"


FINDING_TITLES = {Finding.CLEAR: N_("无重复"), Finding.SUSPECTED: N_("疑似撞单")}


@dataclass(frozen=True, slots=True)
class DuplicateFinding:
    """The result with its note: the conflict's number, or what was compared."""

    result: Finding
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class InboxRow:
    """An open task that the person may decide; `on_behalf_of` names the delegator, if any.

    `amount` is the budget of an application, the expected amount of a filing, in yuan.
    """

    task_id: TaskId
    case_id: CaseId
    case_version: int
    kind: CaseKind
    record_id: int
    number: str
    client: str
    project_name: str
    submitter: str
    department: str
    step_title: str
    amount: Decimal | None
    submitted_at: datetime
    waiting_since: datetime
    on_behalf_of: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DoneRow:
    """Something the person did in a case (已办); `id` is that of the log entry."""

    id: int
    case_id: CaseId
    kind: CaseKind
    record_id: int
    number: str
    client: str
    project_name: str
    submitter: str
    step_title: str
    act: Act
    text: str
    at: datetime
    state: CaseState


@dataclass(frozen=True, slots=True, kw_only=True)
class SubmissionRow:
    """A case the person submitted (我发起); `waiting_for` names who has to act."""

    case_id: CaseId
    kind: CaseKind
    record_id: int
    number: str
    client: str
    project_name: str
    state: CaseState
    step_title: str
    waiting_for: str
    submitted_at: datetime


@dataclass(frozen=True, slots=True)
class Signer:
    """Somebody asked in a step; `task_id` is None for those a step ahead would ask.

    `left` marks an open task whose holder approves no more: it can be handed on.
    """

    user_id: UserId
    name: str
    state: TaskState
    added: bool = False
    task_id: TaskId | None = None
    left: bool = False


@dataclass(frozen=True, slots=True)
class StepDetails:
    """A step of the present round and who is asked."""

    key: str
    title: str
    role: Role
    way: Way
    state: StepState
    signers: tuple[Signer, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OpinionDetails:
    """An entry of the case's log, of any round; `target` names whom a task went to."""

    round: int
    revision: int
    act: Act
    step_key: str
    step_title: str
    role: Role | None
    added: bool
    person: str
    on_behalf_of: str
    delegated_from: date | None
    delegated_until: date | None
    target: str
    text: str
    finding: DuplicateFinding | None
    at: datetime


@dataclass(frozen=True, slots=True)
class OwnTask:
    """The open task the person looking may decide; some steps need a duplicate finding."""

    task_id: TaskId
    step_title: str
    on_behalf_of: str
    needs_finding: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseDetails:
    """One case: the form as submitted, the steps, and the opinions of all rounds, oldest first.

    `version` goes with a decision as `seen_version`.
    """

    id: CaseId
    version: int
    kind: CaseKind
    record_id: int
    state: CaseState
    round: int
    route_version: int
    submitter_id: UserId
    submitter: str
    sheet: FilingSheet | ApplicationSheet
    steps: tuple[StepDetails, ...]
    opinions: tuple[OpinionDetails, ...]
    own_task: OwnTask | None
    rights: frozenset[Right]
