"""集团: the clients above and below one as a tree, with what they bought in the last year."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QBrush
from PySide6.QtWidgets import QHeaderView, QTreeWidget, QTreeWidgetItem, QVBoxLayout

from kamdesk.domain.clients.clients import ClientDetails
from kamdesk.domain.clients.groups import GroupUnit
from kamdesk.domain.ids import ClientId
from kamdesk.domain.money import in_ten_thousands
from kamdesk.i18n import _
from kamdesk.services.clients.groups import GroupService
from kamdesk.ui.clients.figures import amount_text, tons_text
from kamdesk.ui.clients.tab import ClientTab
from kamdesk.ui.labels import plain_label, plain_tip
from kamdesk.ui.projects.tools import PageTools
from kamdesk.ui.theme import current_tokens
from kamdesk.ui.tokens import M, S
from kamdesk.ui.tone import Tone, ink
from kamdesk.ui.widgets.notices import EmptyState, Notice

_ID = Qt.ItemDataRole.UserRole
_WIDTHS = (90, 120, 120, 90, 120, 120)
"""Of the columns after the first, which takes the rest."""
_NUMBERS = range(2, 7)
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class GroupTab(ClientTab):
    """Shows the tree; Enter and double-click open a client of it."""

    def __init__(self, groups: GroupService, tools: PageTools) -> None:
        super().__init__()
        self._groups = groups
        self._tools = tools
        self.sums = plain_label(role="strong")
        self.notice = Notice()
        self.tree = QTreeWidget()
        self._here: QTreeWidgetItem | None = None
        self.empty = EmptyState(
            "building-2",
            _("该客户没有上级客户，也没有下级客户。上级客户在“编辑”中填写。"),
        )
        self._build()
        self.tree.itemActivated.connect(self._on_activated)

    def show_client(self, details: ClientDetails) -> None:
        work = partial(self._groups.of_client, details.id, by=self._tools.actor.id)
        self._tools.jobs.run(self, work, partial(self._show, details.id), key="group")

    # -- inside -------------------------------------------------------------------------

    def _show(self, client_id: ClientId, top: GroupUnit) -> None:
        alone = not members(top)
        self.count_changed.emit(members(top))
        self.tree.clear()
        for widget in (self.tree, self.sums):
            widget.setVisible(not alone)
        self.empty.setVisible(alone)
        self.notice.say(_hidden_text(top.hidden), Tone.INFO)
        self.sums.setText(
            _("全集团 {clients} 家客户，近 12 个月采购 {tons}、{amount}").format(
                clients=top.clients, tons=tons_text(top.tons), amount=amount_text(top.amount)
            )
        )
        if not alone:
            self.tree.addTopLevelItem(self._item(top, client_id))
            self.tree.expandAll()
            if self._here is not None:
                self.tree.setCurrentItem(self._here)

    def _item(self, unit: GroupUnit, client_id: ClientId) -> QTreeWidgetItem:
        item = QTreeWidgetItem(_texts(unit))
        item.setSizeHint(0, QSize(0, self.tree.fontMetrics().height() + M))
        item.setData(0, _ID, None if unit.client.tons is None else unit.client.id)
        item.setToolTip(0, plain_tip(f"{unit.client.number} {unit.client.name}"))
        for column in _NUMBERS:
            item.setTextAlignment(column, _RIGHT)
        if unit.client.tons is None or unit.client.archived:
            for column in range(item.columnCount()):
                item.setForeground(column, QBrush(ink(Tone.NEUTRAL, current_tokens())))
        item.addChildren([self._item(each, client_id) for each in unit.below])
        if unit.client.id == client_id:
            font = self.tree.font()
            font.setBold(True)
            item.setFont(0, font)
            self._here = item
        return item

    def _on_activated(self, item: QTreeWidgetItem) -> None:
        client_id = item.data(0, _ID)
        if client_id is not None:
            self.opened.emit("client", client_id)

    def _build(self) -> None:
        self.tree.setAccessibleName(_("集团"))
        self.tree.setAlternatingRowColors(True)
        self.tree.setUniformRowHeights(True)
        self.tree.setExpandsOnDoubleClick(False)
        self.tree.setHeaderLabels(_titles())
        header = self.tree.headerItem()
        for column in _NUMBERS:
            header.setTextAlignment(column, _RIGHT)
        self.tree.header().setStretchLastSection(False)
        self.tree.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for at, width in enumerate(_WIDTHS, start=1):
            self.tree.setColumnWidth(at, width)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, S, 0, 0)
        whole.setSpacing(M)
        whole.addWidget(self.sums)
        whole.addWidget(self.notice)
        whole.addWidget(self.tree, 1)
        whole.addWidget(self.empty, 1)


def members(top: GroupUnit) -> int:
    """Return how many clients a group has; a client by itself is none."""
    return top.clients if top.below else 0


def _titles() -> Sequence[str]:
    return (
        _("客户"),
        _("负责人"),
        _("本级（吨）"),
        _("本级（万元）"),
        _("合计家数"),
        _("合计（吨）"),
        _("合计（万元）"),
    )


def _texts(unit: GroupUnit) -> Sequence[str]:
    client = unit.client
    name = _("{name}（已归档）").format(name=client.name) if client.archived else client.name
    if client.tons is None or client.amount is None:
        own = (_("无权查看"), "")
    else:
        own = (f"{client.tons:,.3f}", in_ten_thousands(client.amount))
    sums = (f"{unit.clients:,}", f"{unit.tons:,.3f}", in_ten_thousands(unit.amount))
    return (name, client.owner, *own, *(sums if unit.below else ("", "", "")))


def _hidden_text(hidden: int) -> str:
    if not hidden:
        return ""
    return _("其中 {count} 家不在您的权限内，采购数字没有计入。").format(count=hidden)
