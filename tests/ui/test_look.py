"""The program's look: worn, kept, read again."""

import pytest
from PySide6.QtCore import Qt

from kamdesk.i18n import Language, current_language
from kamdesk.ui.look import Look, ThemeChoice, keep_look, kept_look
from kamdesk.ui.theme import current_tokens
from kamdesk.ui.tokens import DARK, LIGHT


@pytest.fixture
def app(qapp):
    yield qapp
    Look().wear(qapp)


def test_a_look_is_worn_by_the_whole_program(app):
    Look(Language.ENGLISH, ThemeChoice.DARK, 12).wear(app)
    assert current_language() is Language.ENGLISH
    assert current_tokens() is DARK
    assert app.font().pointSize() == 12


def test_the_desktops_theme_is_followed(app):
    Look(theme=ThemeChoice.SYSTEM).wear(app)
    dark = app.styleHints().colorScheme() is Qt.ColorScheme.Dark
    assert current_tokens() is (DARK if dark else LIGHT)


def test_a_kept_look_is_read_again(state):
    look = Look(Language.ENGLISH, ThemeChoice.SYSTEM, 13)
    keep_look(state, look)
    assert kept_look(state) == look


@pytest.mark.parametrize(("points", "read"), [("3", 9), ("99", 14), ("many", 10)])
def test_what_cannot_be_meant_counts_as_not_chosen(state, points, read):
    state.keep("points", points)
    state.keep("theme", "pink")
    state.keep("language", "eo")
    assert kept_look(state) == Look(points=read)
