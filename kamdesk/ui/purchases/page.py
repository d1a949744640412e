"""采购记录: every purchase one may see, entered by hand or brought by an import."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import ClassVar, Final

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QVBoxLayout

from kamdesk.domain.changes import Noun
from kamdesk.domain.permissions import Action, allowed
from kamdesk.domain.purchases.purchases import PurchaseRow
from kamdesk.i18n import _
from kamdesk.ui.lists.page import ListPage
from kamdesk.ui.projects.tools import PageTools
from kamdesk.ui.purchases.acts import PurchaseActs, PurchaseServices
from kamdesk.ui.purchases.columns import SPEC
from kamdesk.ui.purchases.imports.imports import PurchaseImports
from kamdesk.ui.purchases.imports.reading import PurchaseImportServices
from kamdesk.ui.shell.page import Page
from kamdesk.ui.widgets.buttons import action, menu_button

_COUNTED: Final = frozenset({"this_month", "returns", "mine", "cancelled"})


class PurchasesPage(Page):
    """The list with what may be done to the record under the cursor."""

    help_topic: ClassVar[str] = "purchases"

    def __init__(
        self, services: PurchaseServices, imports: PurchaseImportServices, *, tools: PageTools
    ) -> None:
        super().__init__()
        self._purchases = services.purchases
        self._tools = tools
        self._by = tools.actor.id
        self.list: ListPage[PurchaseRow] = ListPage(
            SPEC, services.purchases.list_for(self._by), jobs=tools.jobs, state=tools.state
        )
        self.acts = PurchaseActs(services, tools, self)
        self.imports = PurchaseImports(imports, tools, self)
        self.offers: dict[str, QAction] = {}
        self._build()

    def activate(self) -> None:
        self.list.reload()
        self.list.view.setFocus()

    def refresh(self) -> None:
        self.list.reload()

    def open_record(self, kind: str, record_id: int) -> None:
        """Move to a purchase."""
        if kind == "purchase":
            self.list.select_id(record_id)

    def show_hint(self, hint: object) -> None:
        """Show a view by its key."""
        if isinstance(hint, str):
            self.list.show_view(hint)

    def status(self) -> str:
        return self.list.status

    # -- inside -------------------------------------------------------------------------

    def _build(self) -> None:
        menu = QMenu()
        self.list.add_widget(menu_button(_("更多"), menu))
        if allowed(self._tools.actor, Action.PURCHASE_EDIT):
            self._offer("edit", _("编辑"), self._edit, icon_name="pencil")
            self.offers["edit"].setShortcut("F2")
            self.list.add_primary(_("登记采购"), self.acts.enter, shortcut="Ctrl+N")
            self._offer("cancel", _("作废…"), self._cancel, icon_name="archive")
            self._offer("restore", _("恢复"), self._restore, icon_name="archive-restore")
        self._offer("client", _("查看客户"), self._open_client, icon_name="building-2")
        self._offer("history", _("变更记录"), self._show_history, icon_name="history")
        menu.addActions(list(self.offers.values()))
        if allowed(self._tools.actor, Action.PURCHASE_IMPORT):
            wizard = action(self, _("导入"), self.imports.open_wizard, icon_name="upload")
            runs = action(self, _("导入记录"), self.imports.open_runs, icon_name="database")
            menu.addSeparator()
            menu.addActions([wizard, runs])
            self.imports.list_wanted.connect(partial(self.list.show_view, "all"))
        self.list.equip(self._tools)
        self.list.follow(self._tools.bus, Noun.PURCHASE, Noun.CLIENT)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.list)
        self.list.opened.connect(self._on_opened)
        self.list.loaded.connect(self._on_loaded)
        self.list.current_changed.connect(self._show_offers)
        self.list.status_changed.connect(self.status_changed)
        self._show_offers()

    def _offer(self, key: str, title: str, do: Callable[[], None], *, icon_name: str) -> None:
        """Add to the menus what may be done with the record under the cursor."""
        self.offers[key] = action(self, title, do, icon_name=icon_name)
        self.list.add_menu_actions(self.offers[key])

    def _row(self, key: str) -> PurchaseRow | None:
        """Return the record under the cursor where `key` may be done to it."""
        return self.list.current_row() if self.offers[key].isEnabled() else None

    def _open_client(self) -> None:
        if row := self._row("client"):
            self.open_requested.emit("client", row.client_id)

    def _show_history(self) -> None:
        if row := self._row("history"):
            self.acts.show_history(row)

    def _restore(self) -> None:
        if row := self._row("restore"):
            self.acts.restore(row)

    def _cancel(self) -> None:
        if row := self._row("cancel"):
            self.acts.cancel(row)

    def _edit(self) -> None:
        if row := self._row("edit"):
            self.acts.edit(row)

    def _on_opened(self, _purchase_id: int) -> None:
        """Edit what may be edited; of the rest tell what was done to it."""
        if "edit" in self.offers and self.offers["edit"].isEnabled():
            self._edit()
        else:
            self._show_history()

    def _on_loaded(self) -> None:
        """Stand on the newest record, and count the views."""
        if self.list.current_id() is None and self.list.view.rows.rowCount():
            self.list.view.selectRow(0)
        self._show_offers()
        counts = partial(self._purchases.counts, by=self._by)
        self._tools.jobs.run(self, counts, self._show_counts, key="counts")

    def _show_counts(self, counts: Mapping[str, int]) -> None:
        """Show the counts of the smaller views; how many there are at all tells the status."""
        some = {key: count for key, count in counts.items() if key in _COUNTED}
        self.list.tabs.show_counts(some)

    def _show_offers(self) -> None:
        """Enable what may be done to the record under the cursor; the service asks again."""
        row = self.list.current_row()
        editable, cancelled = row is not None and row.editable, row is not None and row.cancelled
        fitting = {
            "client": row is not None,
            "history": row is not None,
            "edit": editable and not cancelled,
            "cancel": editable and not cancelled,
            "restore": editable and cancelled,
        }
        for key, made in self.offers.items():
            made.setEnabled(fitting[key])
