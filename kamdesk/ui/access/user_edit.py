"""Choosing who signs in: typed or taken from a list."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QStringListModel, Qt
from PySide6.QtGui import QAction, QMouseEvent
from PySide6.QtWidgets import QCompleter, QLineEdit

from kamdesk.i18n import _
from kamdesk.ui.icons import icon

if TYPE_CHECKING:  # loads the whole domain of people, for a type
    from kamdesk.domain.company import Account


class UserEdit(QLineEdit):
    """A line that finds users by any part of name or login."""

    def __init__(self) -> None:
        super().__init__()
        self._logins: dict[str, str] = {}
        self._names = QStringListModel(self)
        finder = QCompleter(self._names, self)
        finder.setFilterMode(Qt.MatchFlag.MatchContains)
        finder.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        finder.setMaxVisibleItems(10)
        self.setCompleter(finder)
        self.setPlaceholderText(_("姓名或登录名"))
        self.setAccessibleName(_("用户"))
        opener = QAction(icon("chevron-down"), _("列出全部用户"), self)
        opener.triggered.connect(self._list_all)
        self.addAction(opener, QLineEdit.ActionPosition.TrailingPosition)

    def offer(self, accounts: "Sequence[Account]", *, last: str = "") -> None:
        """Offer `accounts`; the one with the login `last` stands chosen."""
        self._show({_shown(each.login, each.name): each.login for each in accounts})
        self.choose(last)

    def remember(self, login: str, name: str) -> None:
        """Show who signed in last, before the accounts are known."""
        self._show({_shown(login, name): login})
        self.choose(login)

    def choose(self, login: str) -> None:
        """Show the user with `login`, where there is one."""
        shown = next((text for text, each in self._logins.items() if each == login), None)
        if shown is not None:
            self.setText(shown)

    def login(self) -> str:
        """Return the login of the user chosen, or what was typed."""
        typed = self.text().strip()
        if typed in self._logins:
            return self._logins[typed]
        named = [login for text, login in self._logins.items() if text.split("　")[0] == typed]
        return named[0] if len(named) == 1 else typed.casefold()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        self.selectAll()

    def _show(self, logins: dict[str, str]) -> None:
        self._logins = logins
        self._names.setStringList(list(logins))

    def _list_all(self) -> None:
        self.setFocus()
        self.completer().setCompletionPrefix("")
        self.completer().complete()


def _shown(login: str, name: str) -> str:
    return f"{name}　{login}"
