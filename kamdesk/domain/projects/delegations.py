"""代理审批: scope of forms, agent, period. An agent signs 代签 and only during the period."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from kamdesk.domain.errors import FieldError, NotAllowedError, RuleError
from kamdesk.domain.fields import FieldChecks
from kamdesk.domain.ids import DelegationId, UserId
from kamdesk.domain.people import Actor
from kamdesk.domain.projects.approvers import may_approve
from kamdesk.domain.projects.forms import REASON_LIMIT
from kamdesk.domain.projects.routes import CaseKind
from kamdesk.i18n import N_, _


@dataclass(frozen=True, slots=True, kw_only=True)
class DelegationDraft:
    """What a delegator fills in; both days are included."""

    agent_id: UserId | None
    kinds: frozenset[CaseKind]
    starts_on: date
    ends_on: date
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Delegation:
    """A delegation as given; a revoked one ends at that instant."""

    id: DelegationId
    delegator_id: UserId
    delegator_name: str
    agent_id: UserId
    agent_name: str
    kinds: frozenset[CaseKind]
    starts_on: date
    ends_on: date
    reason: str
    given_at: datetime
    revoked_at: datetime | None
    version: int

    def in_force(self, kind: CaseKind, day: date) -> bool:
        """Tell whether the agent may sign a `kind` on `day`."""
        within = self.starts_on <= day <= self.ends_on
        return self.revoked_at is None and kind in self.kinds and within


def check_draft(
    draft: DelegationDraft, giver: Actor, agent: Actor | None, today: date
) -> DelegationDraft:
    """Return the draft with a clean reason, or raise FieldError.

    `agent` is None where the chosen person is not active.
    """
    checks = FieldChecks()
    reason = checks.body("reason", N_("委托原因"), draft.reason, REASON_LIMIT, required=True)
    if agent is None or not may_approve(agent):
        checks.refuse("agent_id", _("代理人须在岗并有审批职责，请另选他人。"))
    elif agent.id == giver.id:
        checks.refuse("agent_id", _("不能委托给本人，请另选他人。"))
    if not draft.kinds:
        checks.refuse("kinds", _("请至少选择一种委托审批的申请。"))
    if draft.starts_on < today:
        checks.refuse("starts_on", _("委托期限不能早于今天开始。"))
    if draft.ends_on < draft.starts_on:
        checks.refuse("ends_on", _("委托期限的结束日期不能早于开始日期。"))
    checks.done()
    return DelegationDraft(
        agent_id=draft.agent_id,
        kinds=draft.kinds,
        starts_on=draft.starts_on,
        ends_on=draft.ends_on,
        reason=reason,
    )


def check_overlap(draft: DelegationDraft, given: Iterable[Delegation]) -> None:
    """Refuse with FieldError a second delegation of the same forms in the same days."""
    for each in given:
        apart = each.ends_on < draft.starts_on or draft.ends_on < each.starts_on
        if each.revoked_at is None and each.kinds & draft.kinds and not apart:
            sentence = _("{start} 至 {end} 已委托给“{agent}”，期限不能重叠，请先撤销或另选日期。")
            told = sentence.format(start=each.starts_on, end=each.ends_on, agent=each.agent_name)
            raise FieldError({"starts_on": told})


def authority(
    actor: Actor,
    *,
    holder_id: UserId,
    submitter_id: UserId,
    in_force: Iterable[Delegation],
) -> Delegation | None:
    """Return the delegation under which `actor` may sign a task of `holder_id`, None for their own.

    `in_force` are the delegations that hold at this moment for the kind of the case; refuses with
    RuleError the submitter and with NotAllowedError everybody else.
    """
    if actor.id == submitter_id:
        raise RuleError(_("您是本申请的提交人，不能审批自己提交的申请。"))
    if not may_approve(actor):
        raise NotAllowedError(_("您没有审批职责（系统管理员不参与审批），不能办理。"))
    if actor.id == holder_id:
        return None
    for each in in_force:
        if each.delegator_id == holder_id and each.agent_id == actor.id:
            return each
    raise NotAllowedError(_("这项审批不在您名下，也没有生效的代理委托，不能办理。"))
