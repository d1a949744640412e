"""Design tokens: the colours of both themes, spacing and type sizes; plain Python."""

from typing import NamedTuple


class Tokens(NamedTuple):
    """The colours of one theme as `#RRGGBB`."""

    canvas: str
    surface: str
    surface_alt: str
    rail: str
    hover: str
    border: str
    border_input: str
    text: str
    text2: str
    muted: str
    accent: str
    accent_hover: str
    accent_soft: str
    on_accent: str
    selection: str
    ok: str
    ok_soft: str
    warn: str
    warn_soft: str
    bad: str
    bad_soft: str
    info: str
    info_soft: str
    neutral_soft: str
    c1: str
    c2: str
    c3: str
    c4: str
    c5: str
    c6: str

    def chart(self) -> tuple[str, ...]:
        """Return the six chart colours in order."""
        return (self.c1, self.c2, self.c3, self.c4, self.c5, self.c6)


LIGHT = Tokens(
    canvas="#F4F6F8",
    surface="#FFFFFF",
    surface_alt="#FAFBFC",
    rail="#EDF0F4",
    hover="#F0F4FA",
    border="#DDE2E9",
    border_input="#828C9A",
    text="#1A222D",
    text2="#4B5665",
    muted="#667180",
    accent="#1D5FBF",
    accent_hover="#174E9E",
    accent_soft="#E6EFFB",
    on_accent="#FFFFFF",
    selection="#D6E5FA",
    ok="#1B7444",
    ok_soft="#E4F4EA",
    warn="#8F5200",
    warn_soft="#FDF1DC",
    bad="#B3261E",
    bad_soft="#FCE9E7",
    info="#0A6480",
    info_soft="#E2F2F7",
    neutral_soft="#EBEEF2",
    c1="#1D5FBF",
    c2="#2A9D8F",
    c3="#B87503",
    c4="#8E5BB5",
    c5="#C2483D",
    c6="#6C7A89",
)

DARK = Tokens(
    canvas="#14171C",
    surface="#1C2027",
    surface_alt="#21262E",
    rail="#181B21",
    hover="#262D37",
    border="#323A46",
    border_input="#748094",
    text="#E7EAEF",
    text2="#B1BAC7",
    muted="#949FAE",
    accent="#7FB2FF",
    accent_hover="#A3C8FF",
    accent_soft="#1F3250",
    on_accent="#0E1A2B",
    selection="#28446E",
    ok="#6FCF97",
    ok_soft="#1B3527",
    warn="#F0B954",
    warn_soft="#3A2D14",
    bad="#FF938A",
    bad_soft="#432321",
    info="#6CC5DE",
    info_soft="#17343E",
    neutral_soft="#2A313B",
    c1="#7FB2FF",
    c2="#5CC8BA",
    c3="#F0B954",
    c4="#C09BE3",
    c5="#FF938A",
    c6="#9AA7B6",
)

XXS, XS, S, M, L, XL = 2, 4, 8, 12, 16, 24
"""Spacing in pixels."""

RAIL_WIDTH = 76
TOP_BAR_HEIGHT = 52

DEFAULT_POINTS = 10
SMALLEST_POINTS = 9
LARGEST_POINTS = 14
"""The user's base type size; Chinese is never shown below 9 points."""


def contrast(first: str, second: str) -> float:
    """Return the WCAG contrast ratio (1 to 21) of two `#RRGGBB` colours."""
    high, low = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(int(colour[at : at + 2], 16) / 255) for at in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.03928 else ((channel + 0.055) / 1.055) ** 2.4
