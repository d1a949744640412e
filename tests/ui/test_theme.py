"""The look is switched live, icons included."""

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QPushButton

from kamdesk.ui.icons import icon
from kamdesk.ui.theme import Theme, apply_theme, current_tokens
from kamdesk.ui.tokens import DARK, LIGHT
from kamdesk.ui.widgets.buttons import button


@pytest.fixture
def back_to_light(qapp):
    yield
    apply_theme(qapp, Theme.LIGHT)


def darkest(pixmap):
    image = pixmap.toImage()
    points = [(x, y) for x in range(image.width()) for y in range(image.height())]
    solid = [image.pixelColor(x, y) for x, y in points if image.pixelColor(x, y).alpha() > 200]
    return min(solid, key=lambda colour: colour.lightness()) if solid else None


def test_a_theme_is_told_by_the_palette(qapp, back_to_light):
    apply_theme(qapp, Theme.DARK)
    assert current_tokens() is DARK
    apply_theme(qapp, Theme.LIGHT)
    assert current_tokens() is LIGHT


def test_the_base_size_reaches_every_widget(qapp, qtbot, back_to_light):
    apply_theme(qapp, Theme.LIGHT, base_pt=14)
    made = QPushButton("客户")
    qtbot.addWidget(made)
    made.ensurePolished()
    assert made.font().pointSize() == 14


def test_the_shipped_face_is_in_use(qapp):
    assert qapp.font().families()[0] == "Noto Sans SC"


def test_an_icon_made_in_light_is_painted_for_dark(qapp, back_to_light):
    made = icon("plus")
    light = made.pixmap(16, 16).toImage()
    apply_theme(qapp, Theme.DARK)
    assert made.pixmap(16, 16).toImage() != light


def test_icons_have_their_tones(qapp):
    assert icon("check", tone="ok").pixmap(16).toImage() != icon("check").pixmap(16).toImage()


def test_an_icon_is_drawn_finer_on_a_finer_screen(qapp):
    picture = icon("check").pixmap(QSize(16, 16), 2.0)
    assert (picture.width(), picture.devicePixelRatio()) == (32, 2.0)


def test_a_primary_button_is_filled_with_the_accent(qapp, qtbot):
    made = button("保存", primary=True)
    qtbot.addWidget(made)
    made.show()
    middle_left = made.grab().toImage().pixelColor(6, made.height() // 2)
    assert middle_left.name().upper() == LIGHT.accent
