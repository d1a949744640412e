"""The figures at the top of the first page: which ones a person sees, and where each leads."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from kamdesk.domain.changes import Noun
from kamdesk.domain.desk import Desk
from kamdesk.domain.people import Actor, Role
from kamdesk.domain.permissions import Action, Reach, allowed, reach
from kamdesk.i18n import _, ngettext
from kamdesk.ui.lists.columns import cell_text
from kamdesk.ui.tone import Tone

Target = tuple[str, object]
"""A page's key, and the hint for it."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure, a word on it, and the list behind it."""

    title: str
    value: str
    target: Target
    note: str = ""
    tone: Tone = Tone.NEUTRAL


@dataclass(frozen=True, slots=True)
class Upkeep:
    """What an administrator looks after."""

    active_users: int
    backups: int
    last_backup: datetime | None
    audit_links: int


def business_figures(actor: Actor, desk: Desk, clients: Mapping[str, int]) -> Sequence[Figure]:
    """Return the figures of somebody in the business."""
    figures = []
    if allowed(actor, Action.APPROVAL_DECIDE):
        figures.append(_waiting(desk))
    if desk.slips_count:
        figures.append(_handed(desk))
    figures.append(_warned(desk))
    if allowed(actor, Action.FILING_CREATE):
        figures.append(_returned(desk))
    if allowed(actor, Action.CONFLICT_RULE):
        figures.append(_disputed(desk))
    if actor.holds(Role.SALES):
        figures.append(
            Figure(_("我的客户"), _families(clients["mine"]), ("clients", "mine"), _("本人负责"))
        )
    if allowed(actor, Action.CLIENT_CLAIM) and desk.falling_due_count:
        figures.append(_falling_due(desk))
    if reach(actor, Action.CLIENT_VIEW) in {Reach.DEPARTMENT, Reach.ALL}:
        figures.append(_registered(actor, clients))
    return figures


def upkeep_figures(upkeep: Upkeep) -> Sequence[Figure]:
    """Return the figures of an administrator."""
    last = upkeep.last_backup
    made = _("最近 {at}").format(at=cell_text(last)) if last else _("还没有备份")
    return (
        Figure(
            _("在用账号"),
            _("{count} 个").format(count=upkeep.active_users),
            ("settings", "people"),
            _("可以登录"),
        ),
        Figure(
            _("备份"),
            _("{count} 份").format(count=upkeep.backups),
            ("settings", "backups"),
            made,
            Tone.OK if last else Tone.WARN,
        ),
        Figure(
            _("审计记录"),
            _("{count} 条").format(count=f"{upkeep.audit_links:,}"),
            ("settings", "audit"),
            _("点击核验"),
        ),
    )


def _waiting(desk: Desk) -> Figure:
    oldest = desk.waiting[0].waiting_since if desk.waiting else None
    note = _("最早 {day}").format(day=cell_text(oldest)[5:10]) if oldest else _("没有积压")
    return Figure(
        _("待我审批"),
        _pieces(desk.waiting_count),
        ("projects", "inbox"),
        note,
        Tone.WARN if oldest else Tone.OK,
    )


def _handed(desk: Desk) -> Figure:
    count, target = _pieces(desk.slips_count), ("progress", "to_accept")
    return Figure(_("待我接收"), count, target, _("交接给我的阶段"), Tone.WARN)


def _warned(desk: Desk) -> Figure:
    days = [row.days_left for row in desk.warned if row.days_left is not None]
    note = ""
    if days:
        note = _("最近 {days} 天后到期").format(days=min(days))
    return Figure(
        _("即将到期备案"),
        _pieces(desk.warned_count),
        ("projects", ("filings", "warned")),
        note or (_("需要跟进") if desk.warned_count else _("都在保护期内")),
        Tone.WARN if desk.warned_count else Tone.OK,
    )


def _returned(desk: Desk) -> Figure:
    nouns = {item.noun for item in desk.returned}
    part = "filings" if nouns == {Noun.FILING} else "applications"
    return Figure(
        _("退回给我"),
        _pieces(desk.returned_count),
        ("projects", (part, "drafts")),
        _("修改后重新提交") if desk.returned_count else _("没有退回"),
        Tone.BAD if desk.returned_count else Tone.OK,
    )


def _disputed(desk: Desk) -> Figure:
    return Figure(
        _("撞单备案"),
        _pieces(desk.disputed_count),
        ("projects", ("conflicts", "open")),
        _("等待裁定") if desk.disputed_count else _("没有争议"),
        Tone.BAD if desk.disputed_count else Tone.OK,
    )


def _falling_due(desk: Desk) -> Figure:
    note = _("将在 {days} 天内回收").format(days=desk.pool_warning_days)
    count = _families(desk.falling_due_count)
    return Figure(_("即将回收"), count, ("clients", ("pool", "warned")), note, Tone.WARN)


def _registered(actor: Actor, clients: Mapping[str, int]) -> Figure:
    whole = reach(actor, Action.CLIENT_VIEW) is Reach.ALL
    scope = _("全公司") if whole else _("本部门")
    ownerless = clients.get("no_owner", 0)
    note = _("{count} 家无负责人").format(count=f"{ownerless:,}") if ownerless else scope
    return Figure(_("在册客户"), _families(clients["all"]), ("clients", "all"), note, Tone.NEUTRAL)


def _pieces(count: int) -> str:
    return ngettext("{count} 件", "{count} 件", count).format(count=f"{count:,}")


def _families(count: int) -> str:
    return ngettext("{count} 家", "{count} 家", count).format(count=f"{count:,}")
