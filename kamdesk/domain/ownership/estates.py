"""What a hand-over must keep to: who takes over, and what of it can go with them."""

from collections.abc import Collection, Iterable

from kamdesk.domain.errors import FieldError, RuleError
from kamdesk.domain.ids import UserId
from kamdesk.domain.ownership.handovers import Belonging
from kamdesk.domain.people import Actor
from kamdesk.domain.projects.approvers import may_approve
from kamdesk.i18n import _


def require_taker(taker_id: UserId | None, giver_id: UserId | None) -> UserId:
    """Return who takes over; FieldError where nobody is named, or the giver themselves."""
    if taker_id is None:
        raise FieldError({"taker_id": _("请选择接手人。")})
    if taker_id == giver_id:
        raise FieldError({"taker_id": _("接手人就是现在的负责人，请另选一人。")})
    return taker_id


def chosen(offered: Iterable[Belonging], ids: Collection[int]) -> list[Belonging]:
    """Return those of `offered` whose id was ticked; RuleError where one is there no more."""
    found = [each for each in offered if each.id in ids]
    if len(found) != len(ids):
        raise RuleError(_("所选内容刚有变化，没有移交。请重新打开后再选。"))
    return found


def require_no_approver(taker: Actor, papers: Iterable[Belonging], field: str) -> None:
    """Refuse with FieldError to give a paper in approval to somebody who approves.

    Nobody approves what they carry on themselves (paperwork.md 4).
    """
    approving = [each.name for each in papers if each.approving]
    if approving and may_approve(taker):
        raise FieldError(
            {
                field: _(
                    "“{paper}”还在审批中，{name}有审批职责，不能接手。请把它交给业务人员，"
                    "或办完审批后再移交。"
                ).format(paper=approving[0], name=taker.name)
            }
        )
