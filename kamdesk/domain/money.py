"""Amounts of money: reading what people type, showing, and writing in capitals (大写金额).

An amount is a `Decimal` in yuan with at most two decimals. Rules of the capitals: 中国人民银行
《正确填写票据和结算凭证的基本规定》. Where that rule leaves a 零 optional, one fixed style is
written: no 零 between 万 and 仟, but always 零 between a round 元 and 角.
"""

import re
import unicodedata
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from typing import Final

from kamdesk.domain.errors import RuleError
from kamdesk.i18n import _

LIMIT: Final = Decimal(1_000_000_000_000)
"""Amounts are below one 万亿 yuan."""

CENT: Final = Decimal("0.01")

_DIGITS: Final = "零壹贰叁肆伍陆柒捌玖"
_PLACES: Final = (("仟", 1000), ("佰", 100), ("拾", 10), ("", 1))
_GROUPS: Final = (("亿", 100_000_000), ("万", 10_000), ("", 1))
_UNITS: Final = {"": Decimal(1), "万": Decimal(10_000), "亿": Decimal(100_000_000)}
_TYPED: Final = re.compile(r"(?P<number>\d+(?:\.\d*)?|\.\d+)(?P<unit>[万亿]?)", re.ASCII)
_THOUSANDS: Final = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d*)?[万亿]?", re.ASCII)


def check_amount(amount: Decimal) -> Decimal:
    """Return `amount` with two decimals; RuleError where it is no amount of money."""
    if not amount.is_finite():
        raise RuleError(_("金额必须是一个数字，请核对。"))
    if amount < 0:
        raise RuleError(_("金额不能为负数，请核对。"))
    if amount >= LIMIT:
        raise RuleError(_("金额必须小于一万亿元，请核对。"))
    cents = amount.quantize(CENT)
    if cents != amount:
        raise RuleError(_("金额最多精确到分（两位小数），请核对。"))
    return cents.copy_abs()


def parse_amount(text: str) -> Decimal:
    """Return the yuan that `text` tells: `1,200`, `1.2万`, full-width digits, ¥ or 元 around it."""
    plain = unicodedata.normalize("NFKC", text)
    plain = re.sub(r"\s", "", plain).removeprefix("人民币").lstrip("¥").removesuffix("元")
    if _THOUSANDS.fullmatch(plain):
        plain = plain.replace(",", "")
    match = _TYPED.fullmatch(plain)
    if plain.startswith("-"):
        raise RuleError(_("金额不能为负数，请核对。"))
    if match is None:
        raise RuleError(
            _("无法识别金额“{text}”，请按 1200、1,200.50 或 1.2万 的形式填写。").format(
                text=text[:30]
            )
        )
    try:
        return check_amount(Decimal(match["number"]) * _UNITS[match["unit"]])
    except InvalidOperation:
        raise RuleError(_("金额必须小于一万亿元，请核对。")) from None


def format_amount(amount: Decimal) -> str:
    """Return yuan with thousands separators and two decimals: 1,234.50."""
    return f"{amount:,.2f}"


def plain_number(value: Decimal) -> str:
    """Return a number with thousands separators and no zeros at its end: 20, 1,000.5."""
    text = f"{value:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def in_ten_thousands(amount: Decimal) -> str:
    """Return yuan shown as 万元 with two decimals, rounded half up: for display only."""
    return f"{(amount / 10_000).quantize(CENT, ROUND_HALF_UP):,.2f}"


def capital_amount(amount: Decimal) -> str:
    """Return yuan in capitals (人民币壹仟肆佰零玖元伍角); RuleError where it is no amount."""
    cents = int(check_amount(amount) * 100)
    yuan, rest = divmod(cents, 100)
    if not rest:
        return f"人民币{_whole(yuan)}元整"
    return f"人民币{_whole(yuan) + '元' if yuan else ''}{_part(yuan, rest)}"


def _whole(yuan: int) -> str:
    """Write whole yuan, without 元."""
    if not yuan:
        return "零"
    text = ""
    for unit, size in _GROUPS:
        group = yuan // size % 10_000
        if group:
            gap = bool(text) and (group < 1000 or yuan // size // 10_000 % 10_000 == 0)
            text += ("零" if gap else "") + _group(group) + unit
    return text


def _group(number: int) -> str:
    """Write 1 to 9999."""
    text = ""
    for unit, size in _PLACES:
        digit = number // size % 10
        if digit:
            gap = bool(text) and number // size // 10 % 10 == 0
            text += ("零" if gap else "") + _DIGITS[digit] + unit
    return text


def _part(yuan: int, cents: int) -> str:
    """Write 角 and 分; 零 goes before them where 元 is there and it or 角 is zero."""
    jiao, fen = divmod(cents, 10)
    gap = "零" if yuan and (not jiao or yuan % 10 == 0) else ""
    return gap + (f"{_DIGITS[jiao]}角" if jiao else "") + (f"{_DIGITS[fen]}分" if fen else "")
