"""Who may act on a task at this moment: its holder, an agent, or whoever hands on a left one."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy.orm import Session

from kamdesk.domain.errors import RuleError
from kamdesk.domain.ids import UserId
from kamdesk.domain.people import Actor, Role
from kamdesk.domain.projects.approvers import may_approve
from kamdesk.domain.projects.cases import Task
from kamdesk.domain.projects.delegations import Delegation, authority
from kamdesk.i18n import _
from kamdesk.storage.projects import delegations
from kamdesk.storage.projects.carriers import carrier_of_case
from kamdesk.storage.projects.cases import CaseRecord

_HAND_ON = (Role.MANAGEMENT, Role.EXECUTIVE_VP, Role.GENERAL_MANAGER)


def signing(
    session: Session, actor: Actor, record: CaseRecord, task: Task, *, day: date
) -> Delegation | None:
    """Return the delegation under which `actor` decides `task` on `day`, None for their own."""
    return authority(
        actor,
        holder_id=task.holder_id,
        submitter_id=record.submitter_id,
        in_force=delegations.in_force(session, agent_id=actor.id, kind=record.kind, day=day),
    )


def refuse_carrier(session: Session, actor: Actor, record: CaseRecord) -> None:
    """Refuse with RuleError whoever carries on a form that somebody else submitted."""
    if carrier_of_case(session, record) == actor.id != record.submitter_id:
        raise RuleError(_("这份申请已移交给您经办，不能由您审批，请转办给其他审批人。"))


def left(task: Task, staff: Sequence[Actor]) -> bool:
    """Tell whether a task's holder has left or approves no more, so that it would wait for ever."""
    return not any(each.id == task.holder_id and may_approve(each) for each in staff)


def may_hand_on(actor: Actor, task: Task, submitter_id: UserId, staff: Sequence[Actor]) -> bool:
    """Tell whether `actor` may give a left task to somebody else."""
    able = may_approve(actor) and actor.holds(*_HAND_ON) and actor.id != submitter_id
    return able and left(task, staff)
