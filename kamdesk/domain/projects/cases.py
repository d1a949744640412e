"""A case: a submission on its way through approval, as a value, and the table of its states.

Vocabulary and rules: product.md and paperwork.md 4.
"""

from dataclasses import dataclass
from enum import StrEnum

from kamdesk.domain.errors import RuleError, StaleRecordError
from kamdesk.domain.ids import DepartmentId, TaskId, UserId
from kamdesk.domain.people import Role
from kamdesk.domain.projects.routes import CaseKind, Way
from kamdesk.i18n import N_, _


class CaseState(StrEnum):
    """How a case stands."""

    RUNNING = "running"
    RETURNED = "returned"
    WITHDRAWN = "withdrawn"
    APPROVED = "approved"
    REFUSED = "refused"


class StepState(StrEnum):
    """How a step of the present round stands; NOT_NEEDED where no condition holds."""

    AHEAD = "ahead"
    OPEN = "open"
    AGREED = "agreed"
    STOPPED = "stopped"
    NOT_NEEDED = "not_needed"


class TaskState(StrEnum):
    """How a person's task stands; WAITING for another signer, CLOSED without a decision."""

    WAITING = "waiting"
    OPEN = "open"
    DONE = "done"
    CLOSED = "closed"


class Decision(StrEnum):
    """What an approver may decide."""

    AGREE = "agree"
    AGREE_CONDITIONALLY = "agree_conditionally"
    RETURN = "return"
    REFUSE = "refuse"


class Act(StrEnum):
    """Everything that is written into a case's log; the first four are the decisions."""

    AGREE = "agree"
    AGREE_CONDITIONALLY = "agree_conditionally"
    RETURN = "return"
    REFUSE = "refuse"
    SUBMIT = "submit"
    WITHDRAW = "withdraw"
    TRANSFER = "transfer"
    ADD_BEFORE = "add_before"
    ADD_AFTER = "add_after"
    RULE = "rule"


ACT_TITLES = {
    Act.AGREE: N_("同意"),
    Act.AGREE_CONDITIONALLY: N_("同意附条件"),
    Act.RETURN: N_("退回修改"),
    Act.REFUSE: N_("不同意"),
    Act.SUBMIT: N_("提交"),
    Act.WITHDRAW: N_("撤回"),
    Act.TRANSFER: N_("转办"),
    Act.ADD_BEFORE: N_("前加签"),
    Act.ADD_AFTER: N_("后加签"),
    Act.RULE: N_("撞单裁定"),
}

NEXT: dict[tuple[CaseState, Act], CaseState] = {
    (CaseState.RUNNING, Act.AGREE): CaseState.RUNNING,
    (CaseState.RUNNING, Act.AGREE_CONDITIONALLY): CaseState.RUNNING,
    (CaseState.RUNNING, Act.RETURN): CaseState.RETURNED,
    (CaseState.RUNNING, Act.REFUSE): CaseState.REFUSED,
    (CaseState.RUNNING, Act.WITHDRAW): CaseState.WITHDRAWN,
    (CaseState.RUNNING, Act.TRANSFER): CaseState.RUNNING,
    (CaseState.RUNNING, Act.ADD_BEFORE): CaseState.RUNNING,
    (CaseState.RUNNING, Act.ADD_AFTER): CaseState.RUNNING,
    (CaseState.RUNNING, Act.RULE): CaseState.REFUSED,
    (CaseState.RETURNED, Act.SUBMIT): CaseState.RUNNING,
    (CaseState.RETURNED, Act.RULE): CaseState.REFUSED,
    (CaseState.WITHDRAWN, Act.SUBMIT): CaseState.RUNNING,
}
"""State × act → state; what is not in it is refused. The last agreement makes it APPROVED."""

AGREEING = frozenset({Decision.AGREE, Decision.AGREE_CONDITIONALLY})
_LIVE = frozenset({TaskState.OPEN, TaskState.WAITING})


@dataclass(frozen=True, slots=True)
class Task:
    """A person asked to decide; `waits_for` is the key of the task that has to agree first.

    `added` marks an added signer (加签): the step is decided by the others.
    """

    key: int
    step: int
    holder_id: UserId
    state: TaskState
    waits_for: int | None = None
    added: bool = False
    id: TaskId | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """A step of the route, as it stands in the present round."""

    key: str
    title: str
    role: Role
    way: Way
    state: StepState


@dataclass(frozen=True, slots=True)
class Case:
    """A submission on its way: the steps and tasks of the present round (1 is the first)."""

    kind: CaseKind
    submitter_id: UserId
    department_id: DepartmentId | None
    state: CaseState
    round: int
    steps: tuple[Step, ...]
    tasks: tuple[Task, ...]
    next_key: int = 1

    @property
    def acted(self) -> bool:
        """Tell whether anybody has acted in this round."""
        acted = {TaskState.DONE, TaskState.CLOSED}
        return any(task.state in acted or task.added for task in self.tasks)

    def task(self, key: int) -> Task:
        """Return the task with that key."""
        return next(task for task in self.tasks if task.key == key)

    def live_tasks(self, step: int | None = None) -> tuple[Task, ...]:
        """Return the tasks still open or waiting, of one step or of all."""
        wanted = (task for task in self.tasks if step is None or task.step == step)
        return tuple(task for task in wanted if task.state in _LIVE)


def after(state: CaseState, act: Act) -> CaseState:
    """Return the state after `act`; RuleError where the table has no such step."""
    following = NEXT.get((state, act))
    if following is None:
        raise RuleError(
            _("流程当前状态不允许“{act}”，请刷新后再看。").format(act=_(ACT_TITLES[act]))
        )
    return following


def open_task(case: Case, key: int) -> Task:
    """Return the open task with that key; StaleRecordError where it is not open any more."""
    task = next((task for task in case.tasks if task.key == key), None)
    if task is None or task.state is not TaskState.OPEN:
        raise StaleRecordError(_("这项审批已被处理或已转给他人，您的意见没有保存。请刷新后再看。"))
    return task
