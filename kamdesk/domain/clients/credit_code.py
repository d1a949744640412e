"""统一社会信用代码 (GB 32100-2015): checked, explained in words, never a reason to refuse.

Real registers hold codes with wrong check characters and early pilot codes (paperwork.md 8.1).
"""

import re
import unicodedata
from typing import Final

from kamdesk.i18n import _

LENGTH: Final = 18
_ALPHABET: Final = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_BLANKS: Final = re.compile(r"[\s\-‐‑–—_]+")
_OLD_NUMBER: Final = re.compile(r"\d{13}|\d{15}")
_NOTHING: Final = frozenset({"", "N/A", "NA", "NULL", "NONE", "无", "暂无", "没有", "/", "\\"})


def normalise_code(text: str) -> str:
    """Return the code in half-width capitals without blanks and dashes; "" where it means none."""
    plain = unicodedata.normalize("NFKC", text).upper()
    if plain.isascii() and plain.isalnum():
        return "" if plain in _NOTHING else plain
    code = _BLANKS.sub("", "".join(c for c in plain if unicodedata.category(c)[0] != "C"))
    return "" if code in _NOTHING else code


def code_warning(text: str) -> str:
    """Return what looks wrong with a code, as a sentence; "" where it is sound or empty."""
    code = normalise_code(text)
    if not code:
        return ""
    if _OLD_NUMBER.fullmatch(code):
        return _("这是旧的工商注册号（{count} 位），请尽量换成 18 位统一社会信用代码。").format(
            count=len(code)
        )
    if len(code) != LENGTH:
        return _("统一社会信用代码应为 18 位，现为 {count} 位，请核对。").format(count=len(code))
    return _alphabet_warning(code) or _check_warning(code)


def _alphabet_warning(code: str) -> str:
    for place, character in enumerate(code, start=1):
        if character not in _ALPHABET:
            return _(
                "统一社会信用代码第 {place} 位“{character}”不是可用字符（不含 I、O、Z、S、V）。"
            ).format(place=place, character=character)
        if 3 <= place <= 8 and not character.isdigit():
            return _(
                "统一社会信用代码第 3 至 8 位应为数字，第 {place} 位“{character}”不对。"
            ).format(place=place, character=character)
    return ""


def _check_warning(code: str) -> str:
    from stdnum.cn.uscc import calc_check_digit  # noqa: PLC0415 - loaded when a code is checked

    expected = calc_check_digit(code[:-1])
    if code[-1] == expected:
        return ""
    return _("校验位不对：第 18 位应为“{expected}”，现为“{found}”，请对照营业执照核对。").format(
        expected=expected, found=code[-1]
    )
