"""The look: Fusion, a palette and one compact style sheet made from the tokens; switched live."""

from enum import StrEnum

from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette, QPixmapCache
from PySide6.QtWidgets import QApplication

from kamdesk.resources import resource
from kamdesk.ui.style import style_sheet
from kamdesk.ui.tokens import DARK, DEFAULT_POINTS, LIGHT, Tokens

FAMILIES = [
    "Noto Sans SC",
    "Microsoft YaHei UI",
    "Noto Sans CJK SC",
    "WenQuanYi Micro Hei",
    "sans-serif",
]
"""Set explicitly: Qt's own default may be a face without Chinese glyphs."""

STYLE = ("-style", "Fusion")
"""Arguments of QApplication. Asking the application for its style afterwards would make Python
build all the enumerations of QStyle, which takes a tenth of an empty window's start."""

_SHIPPED_FONTS = ("NotoSansSC-Regular.ttf", "NotoSansSC-Bold.ttf")


class Theme(StrEnum):
    """The two looks."""

    LIGHT = "light"
    DARK = "dark"


def tokens_of(theme: Theme) -> Tokens:
    """Return the tokens of `theme`."""
    return DARK if theme is Theme.DARK else LIGHT


def current_tokens() -> Tokens:
    """Return the tokens of the theme on screen, told by the application's palette."""
    return DARK if QApplication.palette().window().color().lightness() < 128 else LIGHT


def load_fonts() -> None:
    """Make the shipped faces known to Qt; the system's faces serve where they are absent."""
    for name in _SHIPPED_FONTS:
        path = resource("fonts", name)
        if path.is_file():
            QFontDatabase.addApplicationFont(str(path))


def apply_theme(app: QApplication, theme: Theme, *, base_pt: int = DEFAULT_POINTS) -> None:
    """Dress every window of `app` in `theme`, with `base_pt` points as the body size.

    The application was made with `STYLE`.
    """
    tokens = tokens_of(theme)
    font = QFont()
    font.setFamilies(FAMILIES)
    font.setPointSize(base_pt)
    QPixmapCache.clear()
    if app.styleSheet():
        app.setStyleSheet("")  # replacing it at once would take every open page five times as long
    app.setFont(font)
    app.setPalette(_palette(tokens))
    app.setStyleSheet(style_sheet(tokens, base_pt))


def _palette(tokens: Tokens) -> QPalette:
    role = QPalette.ColorRole
    colours = {
        role.Window: tokens.canvas,
        role.WindowText: tokens.text,
        role.Base: tokens.surface,
        role.AlternateBase: tokens.surface_alt,
        role.Text: tokens.text,
        role.PlaceholderText: tokens.muted,
        role.Button: tokens.surface,
        role.ButtonText: tokens.text,
        role.BrightText: tokens.bad,
        role.ToolTipBase: tokens.surface,
        role.ToolTipText: tokens.text,
        role.Highlight: tokens.selection,
        role.HighlightedText: tokens.text,
        role.Accent: tokens.accent,
        role.Link: tokens.accent,
        role.LinkVisited: tokens.accent,
        role.Light: tokens.surface,
        role.Midlight: tokens.border,
        role.Mid: tokens.border,
        role.Dark: tokens.border_input,
        role.Shadow: tokens.border_input,
    }
    palette = QPalette()
    for key, colour in colours.items():
        palette.setColor(key, QColor(colour))
    for key in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, key, QColor(tokens.muted))
    return palette
