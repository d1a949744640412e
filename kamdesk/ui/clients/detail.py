"""One client beside the list: who it is, what may be done, and four tabs on it."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QMenu, QTabWidget, QVBoxLayout, QWidget

from kamdesk.domain.clients.clients import CLASS_TITLES, ClientClass, ClientDetails
from kamdesk.domain.people import Actor
from kamdesk.domain.permissions import Action
from kamdesk.i18n import _
from kamdesk.ui.clients.columns import GRADE_TONES
from kamdesk.ui.clients.contacts import ContactsPane
from kamdesk.ui.clients.history import HistoryPane
from kamdesk.ui.clients.overview import Overview
from kamdesk.ui.clients.papers import PapersPane
from kamdesk.ui.clients.reading import ClientFile
from kamdesk.ui.clients.rights import rights_on
from kamdesk.ui.forms.form import scrolled
from kamdesk.ui.labels import chip, plain_label, selectable_label
from kamdesk.ui.tokens import S
from kamdesk.ui.tone import Tone
from kamdesk.ui.widgets.buttons import action, button, menu_button
from kamdesk.ui.widgets.cards import Card, clear_layout
from kamdesk.ui.widgets.notices import EmptyState

_CONTACTS, _PAPERS = 1, 2
"""The tabs whose titles carry a count."""


class ClientPane(Card):
    """Shows one client; asks for what its buttons say."""

    wanted = Signal(object)
    """The permission `Action` whose button was pressed."""
    undo_wanted = Signal()

    def __init__(self, actor: Actor) -> None:
        super().__init__()
        self._actor = actor
        self.name = selectable_label(role="h2")
        self.chips = QHBoxLayout()
        self.overview = Overview()
        self.contacts = ContactsPane(actor)
        self.papers = PapersPane()
        self.history = HistoryPane()
        self.tabs = QTabWidget()
        self.empty = EmptyState("building-2", _("选择左侧的一个客户，这里显示它的资料。"))
        self._make_actions()
        self._build()
        self.show_nothing()

    def show_nothing(self) -> None:
        """Show that nothing is chosen."""
        self._offer(frozenset())
        self._whole.hide()
        self.empty.show()

    def show_client(self, file: ClientFile) -> None:
        """Show a client with its people, papers and history."""
        details = file.details
        rights = rights_on(details, self._actor)
        self.name.setText(details.draft.name)
        self._show_chips(details)
        self._offer(rights, archived=details.archived)
        self.overview.show_client(details)
        self.contacts.show_people(file.people)
        self.papers.show_papers(file.filings, file.applications)
        self.history.show_history(file.history)
        self._show_counts(file)
        self.empty.hide()
        self._whole.show()

    def menu_actions(self) -> tuple[QAction, ...]:
        """Return what may be done, for the list's right-click menu."""
        return (*self.actions_of.values(), self.undo)

    # -- inside -------------------------------------------------------------------------

    def _make_actions(self) -> None:
        titles = {
            Action.CLIENT_EDIT: (_("编辑"), "pencil"),
            Action.FILING_CREATE: (_("发起备案"), "file-plus"),
            Action.CLIENT_ASSIGN: (_("更换负责人"), "user-check"),
            Action.CLIENT_ARCHIVE: (_("归档"), "archive"),
        }
        self.actions_of = {
            what: self._action(what, title, icon_name)
            for what, (title, icon_name) in titles.items()
        }
        self.undo = action(self, _("撤销上次修改"), self.undo_wanted.emit, icon_name="undo-2")
        self.edit_button = button(
            _("编辑"),
            self.actions_of[Action.CLIENT_EDIT].trigger,
            icon_name="pencil",
            shortcut="F2",
        )
        self.file_button = button(
            _("发起备案"), self.actions_of[Action.FILING_CREATE].trigger, icon_name="file-plus"
        )
        menu = QMenu()
        menu.addActions([*list(self.actions_of.values())[2:], self.undo])
        self.more_button = menu_button(_("更多"), menu)

    def _action(self, what: Action, title: str, icon_name: str) -> QAction:
        return action(self, title, lambda: self.wanted.emit(what), icon_name=icon_name)

    def _offer(self, rights: frozenset[Action], *, archived: bool = False) -> None:
        for what, made in self.actions_of.items():
            made.setVisible(what in rights)
        self.actions_of[Action.CLIENT_ARCHIVE].setText(_("恢复") if archived else _("归档"))
        self.undo.setVisible(Action.CLIENT_EDIT in rights)
        self.edit_button.setVisible(Action.CLIENT_EDIT in rights)
        self.file_button.setVisible(Action.FILING_CREATE in rights)
        self.more_button.setVisible(bool(rights - {Action.FILING_CREATE}))

    def _show_chips(self, details: ClientDetails) -> None:
        clear_layout(self.chips)
        self.chips.addWidget(plain_label(details.number, role="muted"))
        draft = details.draft
        for each in ClientClass:
            if each in draft.classes:
                self.chips.addWidget(chip(_(CLASS_TITLES[each]), Tone.ACCENT))
        if draft.grade is not None:
            text = _("{grade} 级").format(grade=draft.grade.value)
            self.chips.addWidget(chip(text, GRADE_TONES[draft.grade]))
        if details.archived:
            self.chips.addWidget(chip(_("已归档")))
        elif details.owner_id is None:
            self.chips.addWidget(chip(_("无负责人"), Tone.WARN))
        self.chips.addStretch()

    def _show_counts(self, file: ClientFile) -> None:
        present = sum(not contact.archived for contact in file.people.contacts)
        papers = len(file.filings) + len(file.applications)
        self.tabs.setTabText(_CONTACTS, _("联系人 {count}").format(count=present))
        self.tabs.setTabText(_PAPERS, _("备案与立项 {count}").format(count=papers))

    def _build(self) -> None:
        self.chips.setSpacing(S)
        buttons = QHBoxLayout()
        buttons.setSpacing(S)
        for made in (self.edit_button, self.file_button, self.more_button):
            buttons.addWidget(made)
        buttons.addStretch()
        self.tabs.addTab(scrolled(self.overview, margin=S), _("概览"))
        self.tabs.addTab(scrolled(self.contacts, margin=S), _("联系人"))
        self.tabs.addTab(self.papers, _("备案与立项"))
        self.tabs.addTab(self.history, _("变更记录"))
        self._whole = QWidget()
        column = QVBoxLayout(self._whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(S)
        column.addWidget(self.name)
        column.addLayout(self.chips)
        column.addLayout(buttons)
        column.addWidget(self.tabs, 1)
        self.body.addWidget(self.empty, 1)
        self.body.addWidget(self._whole, 1)
