"""How the program looks on this computer: language, theme, size of the letters."""

from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from kamdesk.i18n import Language, use_language
from kamdesk.ui.state import UiState
from kamdesk.ui.theme import Theme, apply_theme
from kamdesk.ui.tokens import DEFAULT_POINTS, LARGEST_POINTS, SMALLEST_POINTS


class ThemeChoice(StrEnum):
    """What may be chosen; `SYSTEM` follows the desktop."""

    LIGHT = "light"
    DARK = "dark"
    SYSTEM = "system"


@dataclass(frozen=True, slots=True)
class Look:
    """What was chosen."""

    language: Language = Language.CHINESE
    theme: ThemeChoice = ThemeChoice.LIGHT
    points: int = DEFAULT_POINTS

    def wear(self, app: QApplication) -> None:
        """Give `app` this look."""
        use_language(self.language)
        apply_theme(app, _theme(app, self.theme), base_pt=self.points)


def kept_look(state: UiState) -> Look:
    """Return the look that was kept; what cannot be read counts as not chosen."""
    points = state.number("points", DEFAULT_POINTS)
    return Look(
        Language(_one_of(Language, state.text("language"), Language.CHINESE)),
        ThemeChoice(_one_of(ThemeChoice, state.text("theme"), ThemeChoice.LIGHT)),
        min(max(points, SMALLEST_POINTS), LARGEST_POINTS),
    )


def keep_look(state: UiState, look: Look) -> None:
    """Keep `look` for the next start."""
    state.keep("language", look.language.value)
    state.keep("theme", look.theme.value)
    state.keep("points", look.points)


def _one_of(kind: type[StrEnum], text: str, default: StrEnum) -> str:
    return text if text in {each.value for each in kind} else default.value


def _theme(app: QApplication, choice: ThemeChoice) -> Theme:
    if choice is not ThemeChoice.SYSTEM:
        return Theme(choice.value)
    dark = app.styleHints().colorScheme() is Qt.ColorScheme.Dark
    return Theme.DARK if dark else Theme.LIGHT
