"""What may be done with a client: buttons for the frequent, a menu for the rest."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from kamdesk.domain.clients.clients import ClientDetails
from kamdesk.domain.people import Actor
from kamdesk.domain.permissions import Action
from kamdesk.i18n import _
from kamdesk.ui.clients.rights import rights_on
from kamdesk.ui.tokens import S
from kamdesk.ui.widgets.buttons import action, button, menu_button


class ClientOffer(QWidget):
    """A row of buttons that shows what the person may do with one client; asks, does nothing."""

    wanted = Signal(object)
    """The permission `Action` whose button was pressed."""
    undo_wanted = Signal()
    print_wanted = Signal()

    def __init__(self, actor: Actor) -> None:
        super().__init__()
        self._actor = actor
        self._make_actions()
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
        menu.addActions([self.card, *list(self.actions_of.values())[2:], self.undo])
        self.more_button = menu_button(_("更多"), menu)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(S)
        for made in (self.edit_button, self.file_button, self.more_button):
            row.addWidget(made)

    def offer(self, details: ClientDetails | None) -> None:
        """Show what is open on a client; nothing where there is none."""
        rights = frozenset[Action]() if details is None else rights_on(details, self._actor)
        archived = details is not None and details.archived
        for what, made in self.actions_of.items():
            made.setVisible(what in rights)
        self.actions_of[Action.CLIENT_ARCHIVE].setText(_("恢复") if archived else _("归档"))
        self.undo.setVisible(Action.CLIENT_EDIT in rights)
        self.card.setVisible(details is not None)
        self.edit_button.setVisible(Action.CLIENT_EDIT in rights)
        self.file_button.setVisible(Action.FILING_CREATE in rights)
        self.more_button.setVisible(details is not None)

    def menu_actions(self) -> tuple[QAction, ...]:
        """Return what may be done, for a right-click menu."""
        return (*self.actions_of.values(), self.undo, self.card)

    def _make_actions(self) -> None:
        titles = {
            Action.CLIENT_EDIT: (_("编辑"), "pencil"),
            Action.FILING_CREATE: (_("发起备案"), "file-plus"),
            Action.CLASS_DECIDE: (_("分类…"), "scale"),
            Action.CLIENT_ASSIGN: (_("更换负责人"), "user-check"),
            Action.CLIENT_ARCHIVE: (_("归档"), "archive"),
        }
        self.actions_of = {
            what: self._action(what, title, icon_name)
            for what, (title, icon_name) in titles.items()
        }
        self.card = action(self, _("打印客户档案卡"), self.print_wanted.emit, icon_name="printer")
        self.undo = action(self, _("撤销上次修改"), self.undo_wanted.emit, icon_name="undo-2")

    def _action(self, what: Action, title: str, icon_name: str) -> QAction:
        return action(self, title, lambda: self.wanted.emit(what), icon_name=icon_name)
