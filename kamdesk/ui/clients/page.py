"""客户: the list with one client beside it, one client's page, or the form being filled in."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import ClassVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu, QStackedWidget, QVBoxLayout, QWidget

from kamdesk.domain.changes import Noun
from kamdesk.domain.clients.clients import ClientDetails, ClientRow
from kamdesk.domain.clients.completeness import Gap, Place
from kamdesk.domain.clients.contacts import Contact
from kamdesk.domain.errors import KamdeskError
from kamdesk.domain.ids import ClientId
from kamdesk.domain.permissions import Action, allowed
from kamdesk.i18n import _
from kamdesk.ui.classes.acts import ClassActs
from kamdesk.ui.clients.acts import ClientActs
from kamdesk.ui.clients.bulk import bulk_fields
from kamdesk.ui.clients.columns import SPEC
from kamdesk.ui.clients.detail import ClientPane
from kamdesk.ui.clients.editor import ClientEditor
from kamdesk.ui.clients.imports.wizard import ImportWizard
from kamdesk.ui.clients.reading import ClientFile, ClientServices, read_client_file
from kamdesk.ui.clients.sheet import ClientSheet
from kamdesk.ui.clients.tab import TabSpec
from kamdesk.ui.forms.field import Field
from kamdesk.ui.forms.form import show_in_scroll_area
from kamdesk.ui.icons import icon
from kamdesk.ui.lists.bulk import BulkActs
from kamdesk.ui.lists.page import ListPage
from kamdesk.ui.lists.tools import ListTools
from kamdesk.ui.persons.acts import PersonActs
from kamdesk.ui.persons.rights import Deed
from kamdesk.ui.projects.tools import PageTools
from kamdesk.ui.shell.page import Page
from kamdesk.ui.widgets.buttons import action, menu_button

NEW = "new"
"""The hint that begins a new client."""


class ClientsPage(Page):
    """Shows the clients, or one of them in full; the buttons register, edit, import and export."""

    help_topic: ClassVar[str] = "clients"

    def __init__(
        self, services: ClientServices, *, tools: PageTools, tabs: Sequence[TabSpec] = ()
    ) -> None:
        super().__init__()
        self._services = services
        self._tools = tools
        self._by = tools.actor.id
        self._shown: ClientFile | None = None
        self.editor: ClientEditor | None = None
        source = services.clients.list_for(self._by)
        self.list: ListPage[ClientRow] = ListPage(SPEC, source, jobs=tools.jobs, state=tools.state)
        self.pane = ClientPane(tools.actor)
        self.sheet = ClientSheet(tabs, services, tools=tools)
        self.acts = ClientActs(services, tools, self)
        self.classes = ClassActs(services.classification, services.clients, tools, self)
        self.person_acts = PersonActs(services.people, tools, self)
        self.stack = QStackedWidget()
        self._behind: QWidget = self.list
        self._build()
        self._connect()

    # -- what the frame asks ------------------------------------------------------------

    def topic(self) -> str:
        return "client_page" if self.stack.currentWidget() is self.sheet else "clients"

    def activate(self) -> None:
        if self.stack.currentWidget() is self.sheet:
            self.sheet.reload()
            self.sheet.tabs.tabBar().setFocus()
        elif self.editor is None:
            self.list.reload()
            self.list.view.setFocus()

    def refresh(self) -> None:
        if self.stack.currentWidget() is self.sheet:
            self.sheet.reload()
        else:
            self.list.reload()

    def open_record(self, kind: str, record_id: int) -> None:
        """Show a client's page."""
        if kind == "client" and self._leave_editor():
            self.sheet.open(ClientId(record_id))

    def close_record(self) -> None:
        """Go back from a client's page to its row in the list."""
        if not self._leave_editor() or self.stack.currentWidget() is self.list:
            return
        self._bring(self.list)
        if self.sheet.details is not None:
            self.list.view.select_id(self.sheet.details.id)
        self.list.view.setFocus()

    def show_hint(self, hint: object) -> None:
        """Show a view by its key, or begin a new client for `NEW`."""
        if not isinstance(hint, str) or not self._leave_editor():
            return
        if hint == NEW:
            self.open_new()
        else:
            self._bring(self.list)
            self.list.show_view(hint)

    def can_leave(self) -> bool:
        return self.editor is None or self.editor.may_leave()

    def status(self) -> str:
        return self.list.status if self.stack.currentWidget() is self.list else ""

    def open_new(self) -> None:
        """Begin a new client."""
        if allowed(self._tools.actor, Action.CLIENT_CREATE):
            self._show_editor(None)

    def open_import(self) -> ImportWizard:
        """Open the import wizard."""
        wizard = ImportWizard(self._services, self._tools, parent=self)
        wizard.list_wanted.connect(partial(self.list.show_view, "all"))
        wizard.finished.connect(wizard.deleteLater)
        wizard.open()
        return wizard

    def open_paste(self) -> None:
        """Open the wizard on what was copied in Excel, WPS or elsewhere."""
        data = QGuiApplication.clipboard().mimeData()
        self.open_import().paste((data.text(), data.html()))

    # -- building -----------------------------------------------------------------------

    def _build(self) -> None:
        actor = self._tools.actor
        if allowed(actor, Action.CLIENT_IMPORT):
            self._build_import()
        if allowed(actor, Action.CLIENT_EDIT) and self._tools.lists is not None:
            self._build_bulk(self._tools.lists)
        if allowed(actor, Action.CLIENT_CREATE):
            self.list.add_primary(_("新建客户"), self.open_new, shortcut="Ctrl+N")
        self.list.add_menu_actions(*self.pane.offer.menu_actions())
        self.list.equip(self._tools)
        self.list.set_detail(self.pane, share=0.32)
        self.pane.setMinimumWidth(400)
        self.list.follow(self._tools.bus, Noun.CLIENT, Noun.FILING, Noun.APPLICATION, Noun.USER)
        self.stack.addWidget(self.list)
        self.stack.addWidget(self.sheet)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.stack)

    def _build_import(self) -> None:
        menu = QMenu()
        menu.addAction(icon("upload"), _("从文件导入…"), self.open_import)
        paste = action(
            self.list.view,
            _("粘贴导入…"),
            self.open_paste,
            icon_name="clipboard-paste",
            shortcut="Ctrl+V",
        )
        paste.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        self.list.view.addAction(paste)
        menu.addAction(paste)
        self.list.add_widget(menu_button(_("导入"), menu, icon_name="upload"))

    def _build_bulk(self, lists: ListTools) -> None:
        acts = BulkActs(
            Noun.CLIENT, self._read_bulk_fields, tools=self._tools, lists=lists, window=self
        )
        acts.offer_in(self.list)

    def _read_bulk_fields(self) -> Callable[[], Sequence[Field]]:
        """Read who may own clients; called in the worker."""
        clients, tools = self._services.clients, self._tools
        owners = clients.owners(by=self._by)
        return partial(bulk_fields, clients, owners, actor=tools.actor, jobs=tools.jobs)

    def _connect(self) -> None:
        self.list.current_changed.connect(self._on_current)
        self.list.loaded.connect(self._on_loaded)
        self.list.opened.connect(partial(self.open_requested.emit, "client"))
        self.list.status_changed.connect(self._on_status)
        for offer in (self.pane.offer, self.sheet.offer):
            offer.wanted.connect(self._on_wanted)
            offer.undo_wanted.connect(self._on_undo)
            offer.print_wanted.connect(self._on_print)
        self.pane.overview.client_wanted.connect(self.show_in_list)
        self.pane.papers.opened.connect(self.open_requested)
        self.pane.contacts.add_wanted.connect(self._on_add_contact)
        self.sheet.shown.connect(self._on_shown)
        self.sheet.gone.connect(self.close_record)
        self.sheet.opened.connect(self.open_requested)
        self.sheet.gap_wanted.connect(self._fill)
        self.sheet.back_wanted.connect(self._on_back)
        self.sheet.step_wanted.connect(self._step)
        self.pane.contacts.deed_wanted.connect(self._on_deed)
        self.pane.contacts.opened.connect(self.open_requested)

    # -- one client ---------------------------------------------------------------------

    def _on_current(self, client_id: int | None) -> None:
        self._shown = None
        if client_id is None:
            self.pane.show_nothing()
            return
        work = partial(read_client_file, self._services, ClientId(client_id), by=self._by)
        self._tools.jobs.run(self, work, self._show, self._on_gone, key="details")

    def _on_loaded(self) -> None:
        """Read the client under the cursor again: its row may be another one now."""
        self._on_current(self.list.current_id())

    def _show(self, file: ClientFile) -> None:
        self._shown = file
        self.pane.show_client(file)

    def _on_gone(self, _error: KamdeskError) -> None:
        """Show nothing: the client went out of reach since the list was read."""
        self.pane.show_nothing()

    def show_in_list(self, client_id: int) -> None:
        """Move to a client, in whichever view it is; a refusal says why it cannot be seen."""
        work = partial(self._services.clients.details, ClientId(client_id), by=self._by)
        self._tools.jobs.run(self, work, self._select)

    def _select(self, details: ClientDetails) -> None:
        if self.list.view.select_id(details.id):
            return
        self.list.show_view("archived" if details.archived else "all")
        self.list.reload(select=details.id)

    # -- one client's page --------------------------------------------------------------

    def _on_shown(self, client_id: int) -> None:
        rows = self.list.view.rows
        self.sheet.show_place(rows.line_of(client_id), rows.rowCount())
        if self.editor is None and self.stack.currentWidget() is not self.sheet:
            self._bring(self.sheet)
            self.sheet.tabs.tabBar().setFocus()

    def _on_back(self) -> None:
        self.close_record()
        self.page_requested.emit("clients", None)  # so that the frame can lead forward again

    def _step(self, by: int) -> None:
        """Show the client `by` lines below the present one in the list."""
        rows, details = self.list.view.rows, self.sheet.details
        line = -1 if details is None else rows.line_of(details.id)
        if line >= 0 and 0 <= line + by < rows.rowCount():
            self.sheet.open(ClientId(rows.id_at(line + by)))

    def _fill(self, gap: Gap) -> None:
        """Go where something missing is filled in."""
        details = self.sheet.details
        if details is None:
            return
        match gap.place:
            case Place.FORM:
                self._show_editor(details, gap.field)
            case Place.CONTACTS:
                self.sheet.tabs.show_tab("contacts")
            case Place.OWNER:
                self.acts.assign(details)

    def _bring(self, widget: QWidget) -> None:
        self.stack.setCurrentWidget(widget)
        self.status_changed.emit(self.status())

    def _on_status(self, text: str) -> None:
        if self.stack.currentWidget() is self.list:
            self.status_changed.emit(text)

    # -- what the buttons ask -----------------------------------------------------------

    def _in_front(self) -> ClientDetails | None:
        """Return the client that the buttons on screen are about."""
        if self.stack.currentWidget() is self.sheet:
            return self.sheet.details
        return self._shown.details if self._shown else None

    def _on_wanted(self, what: Action) -> None:
        details = self._in_front()
        if details is None:
            return
        match what:
            case Action.CLIENT_EDIT:
                self._show_editor(details)
            case Action.CLIENT_ARCHIVE:
                self.acts.archive(details)
            case Action.CLASS_DECIDE:
                self.classes.open(details.id)
            case Action.CLIENT_ASSIGN:
                self.acts.assign(details)
            case Action.FILING_CREATE:
                self.page_requested.emit("projects", ("filings", ("new", details.id)))

    def _on_undo(self) -> None:
        if (details := self._in_front()) is not None:
            self.acts.undo(details)

    def _on_print(self) -> None:
        if (details := self._in_front()) is not None:
            self.acts.print_card(details)

    def _on_add_contact(self) -> None:
        if self._shown is not None:
            self.person_acts.add(self._shown.people)

    def _on_deed(self, deed: Deed, contact: Contact) -> None:
        if self._shown is not None:
            self.person_acts.do(deed, contact, self._shown.people)

    # -- the form -----------------------------------------------------------------------

    def _show_editor(self, details: ClientDetails | None, field: str = "name") -> None:
        from_sheet = self.stack.currentWidget() is self.sheet
        self._behind = self.sheet if from_sheet else self.list
        self.editor = ClientEditor(self._services, self._tools, details)
        self.editor.closed.connect(self._on_closed)
        self.stack.addWidget(self.editor)
        self.stack.setCurrentWidget(self.editor)
        self.editor.form[field].focus_editor()
        show_in_scroll_area(self.editor.form[field])
        self.status_changed.emit("")

    def _leave_editor(self) -> bool:
        if not self.can_leave():
            return False
        self._drop_editor()
        return True

    def _on_closed(self, client_id: int | None) -> None:
        self._drop_editor()
        if self._behind is self.sheet:
            self.sheet.tabs.tabBar().setFocus()
            return
        self.list.view.setFocus()
        if client_id is None:
            self.list.reload()
        else:
            self.show_in_list(client_id)

    def _drop_editor(self) -> None:
        if self.editor is not None:
            editor, self.editor = self.editor, None
            self._bring(self._behind)
            self.stack.removeWidget(editor)
            editor.deleteLater()
