"""移交记录: what was handed over, and the hand-over of everything a leaver has."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any, ClassVar

from PySide6.QtWidgets import QVBoxLayout

from kamdesk.domain.changes import Changes, Noun
from kamdesk.domain.clients.clients import OwnerChoice
from kamdesk.domain.errors import KamdeskError
from kamdesk.domain.ids import HandoverId
from kamdesk.domain.ownership.handovers import MOVED_TITLES, HandoverItem, HandoverRow
from kamdesk.domain.permissions import Action, allowed
from kamdesk.i18n import N_, _
from kamdesk.services.ownership.handovers import HandoverService
from kamdesk.ui.labels import selectable_label
from kamdesk.ui.lists.columns import Column, Filter
from kamdesk.ui.lists.page import ListPage, ListSpec
from kamdesk.ui.ownership.leaver_dialog import LeaverDialog
from kamdesk.ui.projects.tools import PageTools
from kamdesk.ui.shell.page import Page
from kamdesk.ui.widgets.buttons import button
from kamdesk.ui.widgets.cards import Card, row_of
from kamdesk.ui.widgets.long_task import run_with_progress
from kamdesk.ui.widgets.small_table import SmallTable


def _kind(row: HandoverRow) -> str:
    return _("离职") if row.leaving else _("客户")


def _count(key: str, title: str) -> Column[HandoverRow]:
    return Column(
        key,
        title,
        lambda row: getattr(row, key),
        width=58,
        number=True,
        sortable=False,
        filter=Filter.NONE,
        total=True,
    )


SPEC: ListSpec[HandoverRow] = ListSpec(
    name="handovers",
    columns=(
        Column("at", N_("时间"), lambda row: row.at, width=118, filter=Filter.DATE),
        Column(
            "leaving",
            N_("类型"),
            _kind,
            width=70,
            filter=Filter.CHOICE,
            choices=(("yes", N_("离职")), ("no", N_("客户"))),
        ),
        Column("title", N_("客户或人员"), lambda row: row.title, width=165),
        Column("person", N_("移交人"), lambda row: row.person, width=66),
        Column(
            "takers",
            N_("接手人"),
            lambda row: row.takers,
            width=100,
            sortable=False,
            filter=Filter.NONE,
        ),
        _count("clients", N_("客户")),
        _count("papers", N_("单据")),
        _count("others", N_("其他")),
        Column("by", N_("经办人"), lambda row: row.by, width=66),
        Column("reason", N_("移交原因"), lambda row: row.reason, width=180, visible=False),
    ),
    sort="id",
    descending=True,
    empty=N_("还没有移交过客户。"),
    empty_icon="handshake",
    title=N_("客户移交"),
    export=Action.CLIENT_EXPORT,
)
_ITEMS: tuple[Column[HandoverItem], ...] = (
    Column("moved", N_("类型"), lambda item: _(MOVED_TITLES[item.moved]), width=76),
    Column("taker", N_("接手人"), lambda item: item.taker or "—", width=76),
    Column("name", N_("名称"), lambda item: item.name, width=160),
)


class HandoversPage(Page):
    """Lists the hand-overs with what moved beside them; whoever may, relieves a leaver here."""

    help_topic: ClassVar[str] = "ownership"

    def __init__(self, handovers: HandoverService, *, tools: PageTools) -> None:
        super().__init__()
        self._handovers = handovers
        self._tools = tools
        self._by = tools.actor.id
        self.list: ListPage[HandoverRow] = ListPage(
            SPEC, handovers.list_for(self._by), jobs=tools.jobs, state=tools.state
        )
        self.items: SmallTable[HandoverItem] = SmallTable(
            _ITEMS, name=_("移交清单"), empty=_("选择左侧的一次移交，这里列出移交的内容。")
        )
        self.reason = selectable_label(role="muted")
        self.save_button = button(_("导出清单"), self._save, icon_name="download")
        self._build()

    def activate(self) -> None:
        self.list.reload()
        self.list.view.setFocus()

    def refresh(self) -> None:
        self.list.reload()

    def status(self) -> str:
        return self.list.status

    def open_leaver(self) -> None:
        """Ask who leaves and who takes over."""
        service, by = self._handovers, self._by
        self._tools.jobs.run(
            self, lambda: (service.leavers(by=by), service.takers(by=by)), self._ask_leaver
        )

    # -- inside -------------------------------------------------------------------------

    def _build(self) -> None:
        if allowed(self._tools.actor, Action.CLIENT_ASSIGN):
            self.list.add_primary(_("离职移交"), self.open_leaver, icon_name="users")
        card = Card(_("移交清单"))
        card.body.addWidget(self.reason)
        card.body.addWidget(self.items, 1)
        card.body.addLayout(row_of(None, self.save_button))
        card.setMinimumWidth(340)
        self.list.set_detail(card, share=0.32)
        self.list.equip(self._tools)
        self.list.follow(self._tools.bus, Noun.CLIENT)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.list)
        self.list.current_changed.connect(self._on_current)
        self.list.loaded.connect(self._on_loaded)
        self.list.status_changed.connect(self.status_changed)
        self._on_current(None)

    def _on_current(self, handover_id: int | None) -> None:
        self.save_button.setEnabled(handover_id is not None)
        row = self.list.current_row()
        self.reason.setText(_("原因：{reason}").format(reason=row.reason) if row else "")
        if handover_id is None:
            self.items.show_rows(())
            return
        read = partial(self._handovers.items, HandoverId(handover_id), by=self._by)
        self._tools.jobs.run(self, read, self._show_items, self._on_gone, key="items")

    def _on_loaded(self) -> None:
        self._on_current(self.list.current_id())

    def _show_items(self, items: Sequence[HandoverItem]) -> None:
        self.items.show_rows(items, select=0)

    def _on_gone(self, _error: KamdeskError) -> None:
        self.items.show_rows(())

    def _save(self) -> None:
        row = self.list.current_row()
        if row is None:
            return
        path = self._tools.messages.save_file(
            self,
            _("导出清单"),
            suggestion=_("移交清单_{person}_{day}.xlsx").format(
                person=row.person, day=f"{row.at:%Y%m%d}"
            ),
            kinds=_("Excel 工作簿 (*.xlsx);;CSV 文件 (*.csv)"),
        )
        if path is not None:
            target = path if path.suffix else path.with_suffix(".xlsx")
            text = _("已导出移交清单：{path}").format(path=target)
            self._tools.jobs.run(
                self,
                partial(self._handovers.save, target, row.id, by=self._by),
                lambda _count: self._tools.messages.inform(self, text),
            )

    def _ask_leaver(self, people: tuple[Sequence[OwnerChoice], Sequence[OwnerChoice]]) -> None:
        leavers, takers = people
        read = partial(self._handovers.estate, by=self._by)
        dialog = LeaverDialog(leavers, takers, read, tools=self._tools, parent=self)
        dialog.submitted.connect(partial(self._leave, dialog))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _leave(self, dialog: LeaverDialog, values: Mapping[str, Any]) -> None:
        draft, service, by = dialog.draft(values), self._handovers, self._by
        run_with_progress(
            dialog,
            self._tools.jobs,
            title=_("离职移交"),
            work=lambda run: service.leave(
                draft, by=by, report=run.report, cancelled=run.cancelled
            ),
            done=partial(self._left, dialog),
            failed=dialog.refuse,
        )

    def _left(self, dialog: LeaverDialog, outcome: tuple[Changes, HandoverId]) -> None:
        changes, handover_id = outcome
        dialog.form.mark_clean()
        dialog.accept()
        self.list.reload(select=handover_id)
        self._tools.bus.announce(changes)
        text = _("已全部移交。移交清单可以导出；系统管理员现在可以停用这个账号。")
        self._tools.messages.inform(self, text)
