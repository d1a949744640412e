"""Text typed or imported by people: cleaning, comparing, and cells that are no formulae.

Rules: paperwork.md 7.3 (names, middle dots, GB 18030), findings/reliability.md 4 (input attacks).
"""

import re
import unicodedata
from typing import Final

from kamdesk.domain.errors import RuleError
from kamdesk.i18n import _

NAME_LIMIT: Final = 100
"""Names of organisations; the longest real one met has 47 characters."""
PERSON_LIMIT: Final = 50
"""Names of persons (民委发〔2016〕33号: at least 25 Han characters)."""
SHORT_LIMIT: Final = 30
"""Codes, phone numbers, posts."""
LINE_LIMIT: Final = 200
"""Addresses and other single lines."""

_ORDINARY: Final = re.compile("[ -~\u3000-\ud7ff\uff01-\uffee]*")
"""ASCII and what Chinese is written with: nothing to clean but the blanks at both ends."""
_BIDI: Final = re.compile("[\u202a-\u202e\u2066-\u2069]")
_BREAKS: Final = re.compile("[\t\n\v\f\r\x85\u2028\u2029]+")
_NEWLINES: Final = re.compile("\r\n?|[\v\f\x85\u2028\u2029]")
_INVISIBLE: Final = re.compile(
    "[\x00-\x1f\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u2060-\u2064\u206a-\u206f\ufeff\ufff9-\ufffb"
    "\ud800-\udfff\U000e0000-\U000e007f]"
)
_INVISIBLE_BUT_LAYOUT: Final = re.compile(
    _INVISIBLE.pattern.replace("\x00-\x1f", "\x00-\x08\x0b-\x1f")
)

_PRIVATE_USE: Final = str.maketrans(
    {
        **dict(
            zip(
                range(0xE78D, 0xE797),
                "\ufe10\ufe12\ufe11\ufe13\ufe14\ufe15\ufe16\ufe17\ufe18\ufe19",
                strict=True,
            )
        ),
        0xE81E: "\u9fb4",
        0xE826: "\u9fb5",
        0xE82B: "\u9fb6",
        0xE82C: "\u9fb7",
        0xE832: "\u9fb8",
        0xE843: "\u9fb9",
        0xE854: "\u9fba",
        0xE864: "\u9fbb",
        0xE816: "\U00020087",
        0xE817: "\U00020089",
        0xE818: "\U000200cc",
        0xE831: "\U000215d7",
        0xE83B: "\U0002298f",
        0xE855: "\U000241fe",
    }
)
"""Private-use code points of older GB 18030 tables (Python's too) → GB 18030-2022."""

_UNIFIED: Final = str.maketrans(
    dict.fromkeys("[{〔【〖〈《「『", "(")
    | dict.fromkeys("]}〕】〗〉》」』", ")")
    | dict.fromkeys("•・‧∙⋅●.。", "·")
)
_IDEOGRAPHS: Final = re.compile("[\u4e00-\u9fff]*")
_SPACES: Final = re.compile(r"\s+")
_FORMULA: Final = re.compile(r"\s*[=+\-@＝＋－＠]|[\t\r\n]")


def clean_line(text: str) -> str:
    """Return `text` as one line: breaks become blanks, invisible characters go, ends trimmed.

    RuleError where it holds characters that turn the reading direction round.
    """
    if _ORDINARY.fullmatch(text):
        return text.strip()
    text = _BREAKS.sub(" ", _without_direction_marks(text))
    return _INVISIBLE.sub("", text).translate(_PRIVATE_USE).strip()


def clean_body(text: str) -> str:
    """Return `text` with its lines and tabs kept, other invisible characters removed.

    RuleError where it holds characters that turn the reading direction round.
    """
    if _ORDINARY.fullmatch(text):
        return text.strip()
    text = _NEWLINES.sub("\n", _without_direction_marks(text))
    return _INVISIBLE_BUT_LAYOUT.sub("", text).translate(_PRIVATE_USE).strip()


def too_long(title: str, text: str, limit: int) -> str:
    """Return the sentence for a text longer than `limit`, or "" where it fits."""
    if len(text) <= limit:
        return ""
    return _("“{title}”最多 {limit} 个字，现有 {count} 个字，请缩短。").format(
        title=_(title), limit=limit, count=len(text)
    )


def name_key(text: str) -> str:
    """Return what two spellings of one name have in common.

    Width, case, invisible characters, blanks, kinds of brackets and of middle dots do not count,
    nor does a dot at the end.
    """
    if _IDEOGRAPHS.fullmatch(text):
        return text
    key = _fold(text)
    while (again := _fold(key)) != key:
        key = again
    return key


def safe_cell(text: str) -> str:
    """Return `text` for a cell of a CSV file: what a spreadsheet would run gets an apostrophe."""
    text = visible(text)
    return f"'{text}" if is_formula(text) else text


def is_formula(text: str) -> bool:
    """Tell whether a spreadsheet would run `text` (ASVS 1.2.10, full-width signs too)."""
    return _FORMULA.match(text) is not None


def lost_characters(text: str) -> bool:
    """Tell whether `text` holds private-use or replacement characters: rare ones got lost."""
    return any(
        character == "\ufffd" or unicodedata.category(character) == "Co" for character in text
    )


def visible(text: str) -> str:
    """Return `text` without control and invisible characters, lines and tabs kept."""
    if _ORDINARY.fullmatch(text):
        return text
    return _INVISIBLE_BUT_LAYOUT.sub("", text)


def _fold(text: str) -> str:
    seen = "".join(c for c in text if unicodedata.category(c) not in {"Cc", "Cf", "Cs"})
    folded = unicodedata.normalize("NFKC", seen).casefold()
    unified = unicodedata.normalize("NFKC", folded).translate(_UNIFIED)
    return _SPACES.sub("", unified).strip("·")


def _without_direction_marks(text: str) -> str:
    if _BIDI.search(text):
        raise RuleError(_("文字中含有改变书写方向的隐藏字符，请删除后重新输入。"))
    return text
