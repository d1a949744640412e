"""The top bar: the page's title, the search box, the bell, and the user's menu."""

from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup, QMouseEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QMenu, QToolButton

from kamdesk.i18n import Language, _, current_language
from kamdesk.ui.icons import icon
from kamdesk.ui.labels import plain_label, without_mnemonic
from kamdesk.ui.theme import Theme, current_tokens
from kamdesk.ui.tokens import (
    DARK,
    LARGEST_POINTS,
    SMALLEST_POINTS,
    TOP_BAR_HEIGHT,
    XL,
    M,
    S,
)
from kamdesk.ui.widgets.buttons import action, icon_button

_SEARCH_WIDTH = 420


@dataclass(frozen=True, slots=True)
class SignedIn:
    """Who is signed in, as the top bar shows it."""

    name: str
    role: str


class SearchButton(QLineEdit):
    """Looks like a search box; a click or a key opens the palette."""

    pressed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setReadOnly(True)
        self.setProperty("searchBox", "true")
        self.setPlaceholderText(_("搜索客户、备案、立项，支持拼音首字母  Ctrl+K"))
        self.setAccessibleName(_("搜索"))
        self.addAction(icon("search", tone="muted"), QLineEdit.ActionPosition.LeadingPosition)
        self.setMaximumWidth(_SEARCH_WIDTH)
        self.setMinimumWidth(220)
        self.returnPressed.connect(self.pressed)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        self.pressed.emit()


class TopBar(QFrame):
    """Shows where one is and who one is."""

    search_pressed = Signal()
    bell_pressed = Signal()
    password_requested = Signal()
    lock_requested = Signal()
    sign_out_requested = Signal()
    language_chosen = Signal(object)
    theme_chosen = Signal(object)
    font_size_chosen = Signal(int)

    def __init__(self, user: SignedIn, *, base_pt: int) -> None:
        super().__init__()
        self.setObjectName("topBar")
        self.setMinimumHeight(TOP_BAR_HEIGHT)
        self.title = plain_label(role="h2")
        self.title.setMinimumWidth(160)
        self.search = SearchButton()
        self.search.pressed.connect(self.search_pressed)
        self.bell = icon_button("bell", _("待我处理"), self.bell_pressed.emit)
        self.bell.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.user = self._user_button(user)
        self.menu = QMenu(self)
        self._fill_menu(base_pt)
        self.user.setMenu(self.menu)
        row = QHBoxLayout(self)
        row.setContentsMargins(XL, S, M, S)
        row.setSpacing(S)
        row.addWidget(self.title, 1)
        row.addWidget(self.search, 2)
        row.addStretch(1)
        row.addWidget(self.bell)
        row.addWidget(self.user)

    def show_waiting(self, count: int) -> None:
        """Write the number of things that wait beside the bell."""
        self.bell.setText(str(count) if count else "")
        self.bell.setIcon(icon("bell", tone="bad" if count else "text2"))
        name = _("待我处理 {count} 项").format(count=count)
        self.bell.setToolTip(name)
        self.bell.setAccessibleName(name)

    def _user_button(self, user: SignedIn) -> QToolButton:
        made = QToolButton()
        made.setText(without_mnemonic(f"{user.name} · {user.role}" if user.role else user.name))
        made.setIcon(icon("user"))
        made.setIconSize(QSize(18, 18))
        made.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        made.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        made.setAccessibleName(_("用户菜单：{name}").format(name=user.name))
        return made

    def _fill_menu(self, base_pt: int) -> None:
        menu = self.menu
        menu.addAction(
            action(menu, _("修改密码…"), self.password_requested.emit, icon_name="key-round")
        )
        menu.addAction(
            action(menu, _("锁定"), self.lock_requested.emit, icon_name="lock", shortcut="Ctrl+L")
        )
        menu.addSeparator()
        self._add_themes(menu.addMenu(icon("sun"), _("外观")))
        self._add_sizes(menu.addMenu(icon("type"), _("字号")), base_pt)
        self._add_languages(menu.addMenu(icon("languages"), _("语言")))
        menu.addSeparator()
        menu.addAction(
            action(menu, _("退出登录"), self.sign_out_requested.emit, icon_name="log-out")
        )

    def _add_themes(self, menu: QMenu) -> None:
        present = Theme.DARK if current_tokens() is DARK else Theme.LIGHT
        group = QActionGroup(menu)
        for theme, title in ((Theme.LIGHT, _("浅色")), (Theme.DARK, _("深色"))):
            chosen = _choice(menu, group, title, on=theme is present)
            chosen.triggered.connect(lambda _on, theme=theme: self.theme_chosen.emit(theme))

    def _add_sizes(self, menu: QMenu, base_pt: int) -> None:
        group = QActionGroup(menu)
        for points in range(SMALLEST_POINTS, LARGEST_POINTS + 1):
            title = _("{points} 磅").format(points=points)
            chosen = _choice(menu, group, title, on=points == base_pt)
            chosen.triggered.connect(lambda _on, points=points: self.font_size_chosen.emit(points))

    def _add_languages(self, menu: QMenu) -> None:
        group = QActionGroup(menu)
        names = ((Language.CHINESE, _("中文（Chinese）")), (Language.ENGLISH, "English"))
        for language, title in names:
            chosen = _choice(menu, group, title, on=language is current_language())
            chosen.triggered.connect(lambda _on, one=language: self.language_chosen.emit(one))


def _choice(menu: QMenu, group: QActionGroup, title: str, *, on: bool) -> QAction:
    made = QAction(title, menu)
    made.setCheckable(True)
    made.setChecked(on)
    group.addAction(made)
    menu.addAction(made)
    return made
