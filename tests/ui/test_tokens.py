"""Both themes are readable: WCAG contrast of every pair that meets on a screen."""

import pytest

from kamdesk.ui.tokens import DARK, LIGHT, contrast

TEXT = [
    ("text", "surface"),
    ("text", "canvas"),
    ("text", "selection"),
    ("text2", "surface"),
    ("text2", "canvas"),
    ("text2", "rail"),
    ("muted", "surface"),
    ("muted", "canvas"),
    ("accent", "surface"),
    ("accent", "accent_soft"),
    ("on_accent", "accent"),
    ("on_accent", "accent_hover"),
    ("ok", "ok_soft"),
    ("warn", "warn_soft"),
    ("bad", "bad_soft"),
    ("info", "info_soft"),
    ("text2", "neutral_soft"),
    ("text", "neutral_soft"),
    ("text", "warn_soft"),
    ("text", "bad_soft"),
    ("text", "info_soft"),
    ("bad", "surface"),
    ("bad", "surface_alt"),
    ("warn", "surface"),
    ("ok", "surface"),
    ("info", "surface"),
    ("surface", "bad"),
]
SHAPES = [(name, "surface") for name in ("border_input", "c1", "c2", "c3", "c4", "c5", "c6")]


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("pair", TEXT, ids="-".join)
def test_text_is_readable_on_its_ground(tokens, pair):
    assert contrast(getattr(tokens, pair[0]), getattr(tokens, pair[1])) >= 4.5


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("pair", SHAPES, ids="-".join)
def test_shapes_stand_out_from_their_ground(tokens, pair):
    assert contrast(getattr(tokens, pair[0]), getattr(tokens, pair[1])) >= 3


def test_contrast_of_black_and_white_is_twenty_one():
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
