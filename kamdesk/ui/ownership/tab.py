"""负责与协作 on a client's page: who owned it, who works along, what may be done about it."""

from datetime import date
from functools import partial

from PySide6.QtWidgets import QPushButton, QVBoxLayout

from kamdesk.domain.changes import Changes, Noun
from kamdesk.domain.clients.clients import ClientDetails
from kamdesk.domain.clock import today
from kamdesk.domain.errors import KamdeskError
from kamdesk.domain.ownership.collaborators import Collaborator
from kamdesk.domain.ownership.owners import WAY_TITLES, Spell
from kamdesk.domain.ownership.pool import Standing
from kamdesk.i18n import N_, _
from kamdesk.ui.clients.tab import ClientTab
from kamdesk.ui.labels import heading
from kamdesk.ui.lists.columns import Column
from kamdesk.ui.ownership.columns import STANDING_TONES
from kamdesk.ui.ownership.pool_acts import PoolActs
from kamdesk.ui.ownership.reading import OwnershipFile, OwnershipServices, read_ownership
from kamdesk.ui.ownership.rights import Deed, deeds_on
from kamdesk.ui.ownership.tab_acts import OwnershipActs
from kamdesk.ui.projects.tools import PageTools
from kamdesk.ui.tokens import M, S
from kamdesk.ui.tone import Tone
from kamdesk.ui.widgets.buttons import button
from kamdesk.ui.widgets.cards import row_of
from kamdesk.ui.widgets.notices import Notice
from kamdesk.ui.widgets.small_table import SmallTable

_BUTTONS = {
    Deed.HAND_OVER: (N_("移交"), "send"),
    Deed.CLAIM: (N_("领取"), "handshake"),
    Deed.RELEASE: (N_("退回公海"), "undo-2"),
    Deed.LOCK: (N_("锁定"), "lock"),
    Deed.UNLOCK: (N_("解锁"), "key-round"),
}
"""The acts on the client itself, in the order of their buttons."""


class OwnershipTab(ClientTab):
    """Shows the present standing, the owners with their days, and the collaborators."""

    def __init__(self, services: OwnershipServices, tools: PageTools) -> None:
        super().__init__()
        self._services = services
        self._tools = tools
        self._client: ClientDetails | None = None
        self.notice = Notice()
        self.acts = OwnershipActs(services, tools, self)
        self.pool_acts = PoolActs(services.pool, tools, self)
        self.owners: SmallTable[Spell] = SmallTable(
            _owner_columns(today(tools.clock)), name=_("历任负责人")
        )
        self.collaborators: SmallTable[Collaborator] = SmallTable(
            _collaborator_columns(today(tools.clock)),
            name=_("协作人"),
            empty=_("没有协作人，只有负责人和上级能看到这个客户。"),
        )
        self.buttons: dict[Deed, QPushButton] = {
            deed: button(_(title), partial(self._use, deed), icon_name=icon_name)
            for deed, (title, icon_name) in _BUTTONS.items()
        }
        self.buttons[Deed.SHARE] = button(
            _("添加协作人"), partial(self._use, Deed.SHARE), icon_name="user-plus"
        )
        self.buttons[Deed.END_SHARE] = button(
            _("结束协作"), partial(self._use, Deed.END_SHARE), icon_name="x"
        )
        self._build()
        tools.bus.changed.connect(self._on_changed)

    def show_client(self, details: ClientDetails) -> None:
        self._client = details
        read = partial(read_ownership, self._services, details.id, by=self._tools.actor.id)
        self._tools.jobs.run(self, read, partial(self._show, details), self._on_gone, key="read")

    # -- inside -------------------------------------------------------------------------

    def _build(self) -> None:
        on_client = [self.buttons[deed] for deed in _BUTTONS]
        on_people = [self.buttons[Deed.SHARE], self.buttons[Deed.END_SHARE]]
        column = QVBoxLayout(self)
        column.setContentsMargins(0, M, 0, 0)
        column.setSpacing(S)
        column.addWidget(self.notice)
        column.addLayout(row_of(*on_client, None))
        column.addWidget(heading(_("历任负责人")))
        column.addWidget(self.owners, 3)
        column.addLayout(row_of(heading(_("协作人")), None, *on_people))
        column.addWidget(self.collaborators, 2)
        self.collaborators.chosen.connect(self._on_chosen)

    def _show(self, details: ClientDetails, file: OwnershipFile) -> None:
        deeds = deeds_on(details, self._tools.actor)
        for deed, made in self.buttons.items():
            made.setVisible(deed in deeds)
        self.notice.say(*_standing(details, file))
        self.owners.show_rows(file.spells, select=0)
        self.collaborators.show_rows(file.collaborators, select=0)
        self._on_chosen()
        self.count_changed.emit(len(file.collaborators))

    def _on_gone(self, _error: KamdeskError) -> None:
        """Show nothing: the client went out of reach meanwhile."""
        self.owners.show_rows(())
        self.collaborators.show_rows(())
        for made in self.buttons.values():
            made.hide()

    def _on_chosen(self) -> None:
        self.buttons[Deed.END_SHARE].setEnabled(self.collaborators.current() is not None)

    def _use(self, deed: Deed) -> None:
        details, along = self._client, self.collaborators.current()
        if details is None:
            return
        match deed:
            case Deed.SHARE:
                self.acts.share(details)
            case Deed.END_SHARE if along is not None:
                self.acts.end_share(along)
            case Deed.HAND_OVER:
                self.acts.hand_over(details)
            case Deed.RELEASE:
                self.pool_acts.release([details.id])
            case Deed.CLAIM:
                self.pool_acts.claim([details.id])
            case Deed.LOCK | Deed.UNLOCK:
                self.pool_acts.lock([details.id], locked=deed is Deed.LOCK)

    def _on_changed(self, changes: Changes) -> None:
        """Read again what the page around has not told: a rule, a paper that binds the client."""
        if self._client is not None and changes.touches(Noun.POLICY, Noun.FILING, Noun.APPLICATION):
            self.show_client(self._client)


def _owner_columns(day: date) -> tuple[Column[Spell], ...]:
    return (
        Column("owner", N_("负责人"), lambda spell: spell.owner or _("公海"), width=72),
        Column("starts_on", N_("开始"), lambda spell: spell.starts_on, width=94),
        Column("ends_on", N_("结束"), lambda spell: spell.ends_on, _end, width=94),
        Column("days", N_("天数"), lambda spell: spell.days(day), width=48, number=True),
        Column("way", N_("方式"), lambda spell: _(WAY_TITLES[spell.way]), width=84),
        Column("by", N_("经办人"), lambda spell: spell.by, width=64),
        Column("reason", N_("原因"), lambda spell: spell.reason, width=120),
    )


def _collaborator_columns(day: date) -> tuple[Column[Collaborator], ...]:
    def until(along: Collaborator) -> str:
        if along.until is None:
            return _("长期")
        return _("{day} 已过期").format(day=along.until) if along.over(day) else f"{along.until}"

    def tone(along: Collaborator) -> Tone | None:
        return Tone.NEUTRAL if along.over(day) else None

    return (
        Column("name", N_("姓名"), lambda along: along.name, width=72, tone=tone),
        Column("department", N_("部门"), lambda along: along.department, width=100, tone=tone),
        Column("may_edit", N_("权限"), _right, width=72, tone=tone),
        Column("until", N_("截止日期"), until, width=130, tone=tone),
        Column("by", N_("添加人"), lambda along: along.by, width=80, tone=tone),
    )


def _right(along: Collaborator) -> str:
    return _("可以修改") if along.may_edit else _("只能查看")


def _end(spell: Spell) -> str:
    return _("至今") if spell.ends_on is None else spell.ends_on.isoformat()


def _standing(details: ClientDetails, file: OwnershipFile) -> tuple[str, Tone]:
    if details.archived:
        return "", Tone.NEUTRAL
    if details.locked:
        return _("已锁定：不会收回到公海，也不能领取。"), Tone.NEUTRAL
    match file.standing:
        case Standing.IN_POOL:
            text = _("在公海，没有负责人。")
        case Standing.DUE:
            text = _("久未联系，已到期，可能收回到公海。")
        case Standing.EXEMPT:
            text = _("战略客户，或有进行中的备案和立项，不会收回到公海。")
        case _:
            text = _("再过 {days} 天没有联系就到期。").format(days=file.days_left)
    return text, STANDING_TONES[file.standing]
