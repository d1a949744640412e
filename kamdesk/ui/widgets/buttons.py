"""Buttons made in one way: literal text, one icon, one tool tip with its shortcut."""

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractButton, QMenu, QPushButton, QToolButton, QWidget

from kamdesk.ui.icons import icon
from kamdesk.ui.labels import plain_tip, without_mnemonic

_ICON = QSize(20, 16)
"""Wider than the drawing, for some air between it and the word."""


def button(
    text: str,
    on_click: Callable[[], object] | None = None,
    *,
    icon_name: str = "",
    primary: bool = False,
    danger: bool = False,
    shortcut: str = "",
) -> QPushButton:
    """Return a push button; at most one of a screen is `primary`."""
    made = QPushButton(without_mnemonic(text))
    made.setAutoDefault(False)
    if icon_name:
        made.setIcon(icon(icon_name, tone="on_accent" if primary else "bad" if danger else "text2"))
        made.setIconSize(_ICON)
    if primary or danger:
        made.setProperty("primary" if primary else "danger", "true")
    if shortcut:
        _give_key(made, shortcut)
        made.setToolTip(plain_tip(f"{text}  {shortcut}"))
    if on_click is not None:
        made.clicked.connect(lambda _checked: on_click())
    return made


def link_button(text: str, on_click: Callable[[], object] | None = None) -> QPushButton:
    """Return a button that looks like a link; its text may be a user's."""
    made = QPushButton(without_mnemonic(text))
    made.setAutoDefault(False)
    made.setProperty("link", "true")
    made.setCursor(Qt.CursorShape.PointingHandCursor)
    if on_click is not None:
        made.clicked.connect(lambda _checked: on_click())
    return made


def icon_button(
    icon_name: str, tip: str, on_click: Callable[[], object] | None = None, *, shortcut: str = ""
) -> QToolButton:
    """Return a flat button without a word; `tip` is its name for readers and hovering."""
    made = QToolButton()
    made.setIcon(icon(icon_name))
    made.setIconSize(QSize(18, 18))
    made.setAccessibleName(tip)
    made.setToolTip(plain_tip(f"{tip}  {shortcut}".rstrip()))
    if shortcut:
        _give_key(made, shortcut)
    if on_click is not None:
        made.clicked.connect(lambda _checked: on_click())
    return made


def _give_key(made: QAbstractButton, keys: str) -> None:
    # A button's own shortcut waits for the animation of a press and is lost with its text.
    QShortcut(QKeySequence(keys), made, made.click)


def menu_button(text: str, menu: QMenu, *, icon_name: str = "") -> QPushButton:
    """Return a push button that opens `menu`."""
    made = button(text, icon_name=icon_name)
    made.setMenu(menu)
    menu.setParent(made, menu.windowFlags())
    return made


def action(
    parent: QWidget,
    text: str,
    on_trigger: Callable[[], object],
    *,
    icon_name: str = "",
    shortcut: str = "",
) -> QAction:
    """Return an action owned by `parent`: one thing to do, for menu, button and key alike."""
    made = QAction(without_mnemonic(text), parent)
    if icon_name:
        made.setIcon(icon(icon_name))
    if shortcut:
        made.setShortcut(QKeySequence(shortcut))
        made.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
    made.triggered.connect(lambda _checked: on_trigger())
    return made
