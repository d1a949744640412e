"""关键人: all people one may see, clients with gaps among them, and what they ask about data."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any, ClassVar, Final

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout

from kamdesk.domain.changes import Noun
from kamdesk.domain.clock import today
from kamdesk.domain.errors import KamdeskError
from kamdesk.domain.ids import ContactId
from kamdesk.domain.lists import ListQuery, ListSource
from kamdesk.domain.permissions import Action, allowed
from kamdesk.domain.persons.coverage import GapRow
from kamdesk.domain.persons.persons import ARCHIVED, EXPIRED, PersonDetails, PersonRow
from kamdesk.domain.persons.requests import RequestRow, RequestState
from kamdesk.i18n import N_, _
from kamdesk.ui.lists.bulk import BulkActs
from kamdesk.ui.lists.page import ListPage
from kamdesk.ui.lists.tabs import View, ViewTabs
from kamdesk.ui.persons.acts import PersonActs
from kamdesk.ui.persons.bulk import bulk_fields
from kamdesk.ui.persons.columns import GAPS, PEOPLE, REQUESTS
from kamdesk.ui.persons.pane import PersonPane
from kamdesk.ui.persons.reading import PersonFile, PersonServices, read_person
from kamdesk.ui.persons.rights import Deed
from kamdesk.ui.projects.tools import PageTools
from kamdesk.ui.shell.page import Page

_ALL: Final = "all"
_GAPS: Final = "gaps"
_REQUESTS: Final = "requests"
_VIEWS: Final = (
    View(_ALL, N_("全部联系人")),
    View(EXPIRED, N_("保存期已到")),
    View(ARCHIVED, N_("已归档")),
    View(_GAPS, N_("覆盖缺口")),
    View(_REQUESTS, N_("个人信息请求")),
)
_OPEN: Final = {"state": RequestState.OPEN.value}


class _Viewed:
    """The people of the view that is chosen: several tabs share one list."""

    def __init__(self, source: ListSource[PersonRow]) -> None:
        self._source = source
        self.view = _ALL

    def ids(self, query: ListQuery) -> Any:
        return self._source.ids(replace(query, view=self.view))

    def rows(self, ids: Any) -> list[PersonRow]:
        return self._source.rows(ids)


class PersonsPage(Page):
    """One row of tabs over three lists; the list of people has one of them beside it."""

    help_topic: ClassVar[str] = "persons"

    def __init__(self, services: PersonServices, *, tools: PageTools) -> None:
        super().__init__()
        self._services = services
        self._tools = tools
        self._by = tools.actor.id
        self._shown: PersonFile | None = None
        self._people = _Viewed(services.persons.list_for(self._by))
        listed = partial(ListPage, jobs=tools.jobs, state=tools.state)
        self.list: ListPage[PersonRow] = listed(PEOPLE, self._people)
        self.gaps: ListPage[GapRow] = listed(GAPS, services.coverage.list_for(self._by))
        self.requests: ListPage[RequestRow] = listed(REQUESTS, services.requests.list_for(self._by))
        self.pane = PersonPane(tools.actor)
        self.acts = PersonActs(services, tools, self)
        self.tabs = ViewTabs(_VIEWS)
        self.stack = QStackedWidget()
        self._build()
        self._connect()
        self._bring(_ALL)

    # -- what the frame asks ------------------------------------------------------------

    def activate(self) -> None:
        self.refresh()
        self._front.view.setFocus()

    def refresh(self) -> None:
        self._front.reload()
        self._count()

    def open_record(self, kind: str, record_id: int) -> None:
        """Move to a person, in whichever view they are; a refusal says why they can't be seen."""
        if kind == "contact":
            read = partial(self._services.persons.details, ContactId(record_id), by=self._by)
            self._tools.jobs.run(self, read, self._select, key="open")

    def show_hint(self, hint: object) -> None:
        """Show a view by its key."""
        if isinstance(hint, str):
            self._show_view(hint)

    def status(self) -> str:
        return self._front.status

    # -- building -----------------------------------------------------------------------

    def _build(self) -> None:
        self.list.set_detail(self.pane, share=0.34)
        self.list.add_menu_actions(*self.pane.menu_actions())
        self.pane.setMinimumWidth(380)
        self._build_bulk()
        if allowed(self._tools.actor, Action.CONTACT_ERASE):
            self.settle_button = self.requests.add_primary(
                _("办理"), self._settle, icon_name="check", shortcut="Ctrl+Return"
            )
        for listed in (self.list, self.gaps, self.requests):
            listed.equip(self._tools)
            listed.follow(self._tools.bus, Noun.CONTACT, Noun.CLIENT, Noun.USER)
            listed.status_changed.connect(partial(self._on_status, listed))
            self.stack.addWidget(listed)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.stack)

    def _build_bulk(self) -> None:
        lists, tools = self._tools.lists, self._tools
        if lists is not None and allowed(tools.actor, Action.CLIENT_EDIT):
            acts = BulkActs(
                Noun.CONTACT, lambda: bulk_fields, tools=tools, lists=lists, window=self
            )
            acts.offer_in(self.list)

    def _connect(self) -> None:
        self.tabs.chosen.connect(self._show_view)
        self.list.current_changed.connect(self._on_current)
        self.list.loaded.connect(self._on_loaded)
        self.list.opened.connect(self._on_opened)
        self.gaps.opened.connect(partial(self.open_requested.emit, "client"))
        self.requests.opened.connect(self._on_request_opened)
        self.pane.deed_wanted.connect(self._on_deed)
        self.pane.client_wanted.connect(self._open_client)
        self.requests.loaded.connect(self._on_requests_loaded)

    # -- which list is in front ---------------------------------------------------------

    @property
    def _front(self) -> ListPage[Any]:
        front = self.stack.currentWidget()
        return front if isinstance(front, ListPage) else self.list

    def _show_view(self, view: str) -> None:
        self._bring(view)
        self.refresh()

    def _bring(self, view: str) -> None:
        """Bring a view's list to the front, the tabs in its toolbar."""
        self.tabs.choose(view)
        others: dict[str, ListPage[Any]] = {_GAPS: self.gaps, _REQUESTS: self.requests}
        front = others.get(view, self.list)
        if front is self.list:
            self._people.view = self.tabs.current
        front.toolbar.insertWidget(0, self.tabs)
        self.stack.setCurrentWidget(front)
        self.status_changed.emit(front.status)

    def _on_status(self, listed: ListPage[Any], text: str) -> None:
        if listed is self._front:
            self.status_changed.emit(text)

    def _count(self) -> None:
        """Count what waits for somebody: data to review, and open requests."""
        self._tools.jobs.run(self, self._counts, self.tabs.show_counts, key="counts")

    def _counts(self) -> Mapping[str, int]:
        expired = self._services.persons.list_for(self._by).ids(ListQuery(view=EXPIRED))
        waiting = self._services.requests.list_for(self._by).ids(ListQuery(filters=_OPEN))
        return {EXPIRED: len(expired), _REQUESTS: len(waiting)}

    # -- one person ---------------------------------------------------------------------

    def _on_current(self, contact_id: int | None) -> None:
        self._shown = None
        if contact_id is None:
            self.pane.show_nothing()
            return
        work = partial(read_person, self._services, ContactId(contact_id), by=self._by)
        self._tools.jobs.run(self, work, self._show, self._on_gone, key="details")

    def _on_loaded(self) -> None:
        """Read the person under the cursor again: their row may be another one now."""
        self._on_current(self.list.current_id())
        self._count()

    def _show(self, file: PersonFile) -> None:
        self._shown = file
        self.pane.show_person(file, today(self._tools.clock))

    def _on_gone(self, _error: KamdeskError) -> None:
        """Show nothing: the person went out of reach since the list was read."""
        self.pane.show_nothing()

    def _select(self, details: PersonDetails) -> None:
        self._bring(ARCHIVED if details.contact.archived else _ALL)
        self.list.reload(select=details.contact.id)

    def _on_opened(self, _contact_id: int) -> None:
        self._open_client()

    def _open_client(self) -> None:
        if self._shown is not None:
            self.open_requested.emit("client", self._shown.details.people.client_id)

    def _on_deed(self, deed: Deed) -> None:
        if self._shown is not None:
            details = self._shown.details
            self.acts.do(deed, details.contact, details.people)

    # -- requests -----------------------------------------------------------------------

    def _settle(self) -> None:
        request = self.requests.current_row()
        if request is None:
            return
        if request.state is RequestState.OPEN:
            self.acts.settle(request)
        else:
            self._tools.messages.inform(self, _("这条请求已经办结，结果不能再改。"))

    def _on_requests_loaded(self) -> None:
        """Stand on the newest request, so that the button has one to settle."""
        self._count()
        if self.requests.current_id() is None and self.requests.view.rows.rowCount():
            self.requests.view.selectRow(0)

    def _on_request_opened(self, request_id: int) -> None:
        """Lead to the person whom a request is about."""
        read = partial(self._services.requests.list_for(self._by).rows, [request_id])
        self._tools.jobs.run(self, read, self._open_people_of, key="request")

    def _open_people_of(self, requests: Sequence[RequestRow]) -> None:
        for request in requests:
            self.open_record("contact", request.contact_id)
