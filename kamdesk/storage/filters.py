"""The texts of a list's filter boxes, turned into conditions: the one place that reads them.

Texts `山西 jf` (every word somewhere) · numbers `>=20`, `20~50` · days `2026-11`,
`2026-11-01~2026-11-30`, `>=2026-11-01` · choices `draft,returned`, `none` for empty.
"""

import operator
import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import Any, Final

from sqlalchemy import ColumnElement, Enum, and_, or_, true
from sqlalchemy.orm import InstrumentedAttribute

from kamdesk.domain.clock import CHINA
from kamdesk.domain.errors import RuleError
from kamdesk.i18n import _, listed
from kamdesk.storage.base import Instant, Scaled

Column = ColumnElement[Any] | InstrumentedAttribute[Any]

LONGEST: Final = 100
"""Characters that a filter text may have."""
NONE: Final = "none"
"""The choice that means: nothing chosen."""

_COMPARISON: Final = re.compile(r"(?P<sign>>=|<=|>|<|=)?(?P<value>[^<>=~]+)")
_NUMBER: Final = re.compile(r"-?\d{1,13}(\.\d{1,6})?(?P<unit>[万亿]?)", re.ASCII)
_UNITS: Final = {"": 0, "万": 4, "亿": 8}
_DAY: Final = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?", re.ASCII)
_SIGNS: Final = str.maketrans({"≥": ">=", "≤": "<=", "～": "~", "〜": "~", "—": "~", ",": ""})


def text_filter(columns: Sequence[Column], text: str) -> ColumnElement[bool]:
    """Return the condition that every word of `text` is part of one of `columns`, case aside."""
    words = bounded(text).split()
    return and_(true(), *(contains_any(columns, word) for word in words))


def contains_any(columns: Sequence[Column], word: str) -> ColumnElement[bool]:
    """Return the condition that `word` is part of one of `columns`; `%` and `_` mean themselves."""
    return or_(*(column.icontains(word, autoescape=True) for column in columns))


def number_filter(column: Column, text: str, *, unit: str = "") -> ColumnElement[bool]:
    """Return the condition for `>=20`, `<50`, `20~50`, `20`; 万 and 亿 may follow a number.

    A number without either is meant in `unit`, as its column shows it.
    """
    plain = _plain(text)
    low, tilde, high = plain.partition("~")
    if tilde:
        bounds = (_number(column, part, unit) if part else None for part in (low, high))
        return _between(column, *bounds)
    match = _COMPARISON.fullmatch(plain)
    if match is None:
        raise _not_a_number(text)
    return _compared(column, match["sign"] or "=", _number(column, match["value"], unit))


def date_filter(column: Column, text: str) -> ColumnElement[bool]:
    """Return the condition for a year, month or day, `a~b`, `>=a`, `<a`; China's days."""
    plain = re.sub(r"[./年月]", "-", _plain(text)).replace("日", "").removesuffix("-")
    low, tilde, high = plain.partition("~")
    if tilde:
        start = _days(low)[0] if low else None
        end = _days(high)[1] if high else None
        return _within(column, start, end)
    match = _COMPARISON.fullmatch(plain)
    if match is None:
        raise _not_a_day(text)
    first, after = _days(match["value"])
    start, end = {
        ">=": (first, None),
        ">": (after, None),
        "<": (None, first),
        "<=": (None, after),
        "=": (first, after),
    }[match["sign"] or "="]
    return _within(column, start, end)


def choice_filter(column: Column, text: str) -> ColumnElement[bool]:
    """Return the condition that `column` holds one of the values in `text`, parted by commas."""
    chosen = [part.strip() for part in bounded(text).split(",") if part.strip()]
    wanted = [value for value in chosen if value != NONE]
    words = _words_of(column)
    if unknown := set(wanted) - set(words):
        raise RuleError(
            _("筛选项“{value}”不存在，请重新选择。").format(value=listed(sorted(unknown)))
        )
    conditions = [column.in_([words[value] for value in wanted])] if wanted else []
    if NONE in chosen:
        conditions.append(column.is_(None))
    return or_(*conditions) if conditions else true()


def flag_filter(column: Column, text: str) -> ColumnElement[bool]:
    """Return the condition for `yes` or `no`."""
    if text not in {"yes", "no"}:
        raise RuleError(_("筛选项“{value}”不存在，请重新选择。").format(value=text))
    return column.is_(text == "yes")


def _words_of(column: Column) -> dict[str, Any]:
    """Return the words that a `choice` column may hold, by their value."""
    kind = column.type.enum_class if isinstance(column.type, Enum) else None
    if kind is None:
        raise TypeError(f"{column} holds no choice")
    return {str(word.value): word for word in kind}


def bounded(text: str) -> str:
    """Return what was typed without characters that nobody can type; RuleError where too long."""
    if len(text) > LONGEST:
        raise RuleError(_("筛选文字最多 {limit} 个字，请缩短。").format(limit=LONGEST))
    return "".join(c for c in text if unicodedata.category(c) not in {"Cs", "Cc"}).strip()


def _plain(text: str) -> str:
    plain = unicodedata.normalize("NFKC", bounded(text)).translate(_SIGNS)
    return re.sub(r"\s", "", plain)


def _number(column: Column, text: str, unit: str) -> Decimal:
    match = _NUMBER.fullmatch(text)
    if match is None:
        raise _not_a_number(text)
    number = Decimal(text.removesuffix(match["unit"])).scaleb(_UNITS[match["unit"] or unit])
    places = column.type.places if isinstance(column.type, Scaled) else 6
    if number != round(number, places):
        raise RuleError(_("数字最多 {places} 位小数，请缩短。").format(places=places))
    return number


def _compared(column: Column, sign: str, value: Decimal) -> ColumnElement[bool]:
    compare: Mapping[str, Callable[[Any, Any], ColumnElement[bool]]] = {
        ">=": operator.ge,
        ">": operator.gt,
        "<": operator.lt,
        "<=": operator.le,
        "=": operator.eq,
    }
    return compare[sign](column, value)


def _between(column: Column, low: Decimal | None, high: Decimal | None) -> ColumnElement[bool]:
    bounds = [column >= low] if low is not None else []
    return and_(true(), *bounds, *([column <= high] if high is not None else []))


def _days(text: str) -> tuple[date, date]:
    """Return the first day of a year, month or day and the first one after it."""
    match = _DAY.fullmatch(text)
    try:
        year, month, day = (int(part) if part else 0 for part in match.groups())  # type: ignore[union-attr] # None raises AttributeError
        first = date(year, month or 1, day or 1)
        if day:
            return first, first + timedelta(days=1)
        return first, date(year + (month in {0, 12}), month % 12 + 1 if month else 1, 1)
    except (AttributeError, ValueError, OverflowError):
        raise _not_a_day(text) from None


def _within(column: Column, start: date | None, end: date | None) -> ColumnElement[bool]:
    """Return `start` <= column < `end`; for instants, the days are China's."""
    as_stored = _midnight if isinstance(column.type, Instant) else _same
    bounds = [column >= as_stored(start)] if start else []
    return and_(true(), *bounds, *([column < as_stored(end)] if end else []))


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), CHINA).astimezone(UTC)


def _same(day: date) -> date:
    return day


def _not_a_number(text: str) -> RuleError:
    return RuleError(
        _("“{text}”不是数字条件，请写成 20、>=20 或 20~50 的样子。").format(text=text[:20])
    )


def _not_a_day(text: str) -> RuleError:
    return RuleError(
        _("“{text}”不是日期条件，请写成 2026-11、2026-11-01~2026-11-30 或 >=2026-11-01。").format(
            text=text[:30]
        )
    )
