"""What the cells of other systems' files say: days, figures, texts, clients.

Each kind is a dictionary from the text of a cell to its value, None where it is wrong: a file of a
million rows holds few different texts, and the ones that were met before cost nothing. `fault`
says in a sentence what is wrong.
"""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from itertools import repeat
from operator import mul
from typing import Final, NamedTuple, TypeAlias

from kamdesk.domain.clients.credit_code import normalise_code
from kamdesk.domain.errors import RuleError
from kamdesk.domain.money import LIMIT as AMOUNT_LIMIT
from kamdesk.domain.purchases.purchases import TONS_LIMIT, day_fault
from kamdesk.domain.texts import NAME_LIMIT, SHORT_LIMIT, clean_line, too_long
from kamdesk.i18n import _

_NOTHING: Final = frozenset({"", "n/a", "#n/a", "nan", "null", "none", "-", "--", "—", "——", "/"})
_DAY: Final = re.compile(
    r"(?:(?P<y>\d{4})\s*[-/.年]\s*(?P<m>\d{1,2})\s*[-/.月]\s*(?P<d>\d{1,2})\s*日?"
    r"|(?P<y8>\d{4})(?P<m8>\d{2})(?P<d8>\d{2})"
    r"|(?P<a>\d{1,2})\s*[-/.]\s*(?P<b>\d{1,2})\s*[-/.]\s*(?P<y4>\d{4}))"
    r"(?:[T\s]+\d{1,2}[:时]\d{1,2}(?:[:分]\d{1,2}(?:\.\d+)?秒?|分)?(?:\s*[AP]M)?(?:Z|[+-]\d\d:?\d\d)?)?",
    re.ASCII | re.IGNORECASE,
)
_SERIAL: Final = re.compile(r"([2-6]\d{4})(?:\.\d+)?", re.ASCII)
_SERIAL_ZERO: Final = date(1899, 12, 30)
"""Day 0 of the serial numbers that spreadsheets keep days as."""
_FIGURE: Final = re.compile(
    r"(?P<sign>[-+]?)(?P<digits>\d+(?:\.\d*)?|\.\d+|\d{1,3}(?:,\d{3})+(?:\.\d*)?)"
    r"(?P<power>E[-+]?\d{1,2})?(?P<word>\D*?)(?P<after>-?)",
    re.ASCII | re.IGNORECASE,
)
_MINUS: Final = str.maketrans(dict.fromkeys("−–—﹣－", "-"))
_CURRENCY: Final = re.compile(r"^([-+]?)(?:人民币|RMB|CNY|[¥$€£])", re.IGNORECASE)
_ID: Final = re.compile(r"(\d+)\.0+", re.ASCII)
MASS_WORDS: Final = {
    **dict.fromkeys(("吨", "t", "ton", "tons", "mt"), Decimal(1000)),
    **dict.fromkeys(("千克", "公斤", "kg", "kgs", "kilogram", "kilograms"), Decimal(1)),
    **dict.fromkeys(("万吨",), Decimal(10_000_000)),
    **dict.fromkeys(("斤", "市斤"), Decimal("0.5")),
    **dict.fromkeys(("克", "g"), Decimal("0.001")),
}
"""Units of weight, in kilograms."""
MONEY_WORDS: Final = {
    "元": Decimal(100),
    "万元": Decimal(1_000_000),
    "亿元": Decimal(10_000_000_000),
}
"""Units of money, in fen."""
_TIMES: Final = {"": Decimal(1), "万": Decimal(10_000), "亿": Decimal(100_000_000)}
MOST_KILOGRAMS: Final = int(TONS_LIMIT * 1000)
MOST_FEN: Final = int(AMOUNT_LIMIT * 100)
"""Figures are below these."""


def plain(text: str) -> str:
    """Return a cell's text with narrow digits and signs, "" where it says that there is nothing."""
    narrow = text.strip() if text.isascii() else unicodedata.normalize("NFKC", text).strip()
    return "" if narrow.casefold() in _NOTHING else narrow


class Days(dict[str, int | None]):
    """Texts of days as yyyymmdd: 2026-11-02, 2026/11/2, 2026年11月2日, 20261102, a serial number;
    a time of day behind it does not count.
    """

    def __init__(self, today: date) -> None:
        super().__init__()
        self._today = today

    def __missing__(self, text: str) -> int | None:
        day = _day(text)
        good = day is not None and not day_fault(day, today=self._today)
        number = day.year * 10_000 + day.month * 100 + day.day if day and good else None
        self[text] = number
        return number

    def fault(self, text: str) -> str:
        """Return what is wrong with a day, "" where nothing is."""
        day = _day(text)
        if day is not None:
            return day_fault(day, today=self._today)
        if not plain(text):
            return _("日期是空的。")
        return _("日期“{text}”无法识别，请写成 2024-05-01 的样子。").format(text=text[:20])


class Figures(dict[str, int | None]):
    """Texts of figures as whole numbers: `unit` is what 1 means, `words` are units behind it.

    Rounded half up; thousands separators, wide digits, 万, (12.5) and 12.5- are understood; an
    empty cell is 0.
    """

    def __init__(self, unit: Decimal, words: Mapping[str, Decimal], *, most: int) -> None:
        super().__init__()
        self._unit = unit
        self._words = words
        self._most = most
        places = len(str(int(unit))) - 1
        self._places = places if unit == 10**places else -1
        self._usual = _usual_figures(self._places)

    def __missing__(self, text: str) -> int | None:
        number = self._quick(text)
        if number is None:
            number = self._slow(text)
        if number is not None and not -self._most < number < self._most:
            number = None
        self[text] = number
        return number

    def column(self, cells: Sequence[str]) -> Sequence[int | None]:
        """Return the figures of a whole column; one that is written plainly costs least.

        A plain figure has at most 15 digits: nothing of it is lost on the way through a float.
        """
        if self._usual and _fits(self._usual, cells):
            filled = cells if all(cells) else [cell or "0" for cell in cells]
            times = repeat(10**self._places)
            numbers = list(map(round, map(mul, map(float, filled), times)))
            if -self._most < min(numbers, default=0) <= max(numbers, default=0) < self._most:
                return numbers
        return list(map(self.__getitem__, cells))

    def fault(self, text: str, title: str) -> str:
        """Return what is wrong with a figure, "" where nothing is."""
        if self[text] is not None:
            return ""
        if self._slow(text) is not None:
            return _("“{title}”里的“{text}”太大，请核对单位。").format(title=title, text=text[:20])
        return _("“{title}”里的“{text}”不是数字，请核对。").format(title=title, text=text[:20])

    def _quick(self, text: str) -> int | None:
        """Read `-12.5` where the unit is a power of ten and nothing is to be rounded."""
        whole, _dot, part = text.partition(".")
        if len(part) > self._places or "_" in text:
            return None
        try:
            return int(whole + part.ljust(self._places, "0"))
        except ValueError:
            return None

    def _slow(self, text: str) -> int | None:
        figure = read_figure(text)
        if figure is None:
            return None
        number, word = figure
        times = self._unit * _TIMES[word] if word in _TIMES else self._words.get(word)
        return None if times is None else rounded(number * times)


class Decimals(dict[str, Decimal | None]):
    """Texts of figures as exact decimals, for prices that are multiplied."""

    def __missing__(self, text: str) -> Decimal | None:
        figure = read_figure(text)
        times = None if figure is None else _TIMES.get(figure[1].removesuffix("元"))
        self[text] = value = figure[0] * times if figure and times else None
        return value


class Units(dict[str, Decimal | None]):
    """Words of units of weight as kilograms; an empty cell means `usual`."""

    def __init__(self, usual: Decimal) -> None:
        super().__init__()
        self._usual = usual

    def __missing__(self, text: str) -> Decimal | None:
        word = plain(text).casefold()
        self[text] = value = MASS_WORDS.get(word) if word else self._usual
        return value

    def fault(self, text: str) -> str:
        """Return what is wrong with a unit, "" where nothing is."""
        if self[text] is not None:
            return ""
        return _("单位“{text}”不是重量单位；请写吨或千克，或去掉这一列改填换算系数。").format(
            text=text[:20]
        )


class Texts(dict[str, str | None]):
    """Texts of one line, at most `limit` characters."""

    def __init__(self, limit: int) -> None:
        super().__init__()
        self._limit = limit
        self._usual = re.compile(rf"(?:[!-~]{{0,{limit}}}\n)*+")

    def __missing__(self, text: str) -> str | None:
        self[text] = clean = None if self.fault(text, "") else clean_line(text)
        return clean

    def column(self, cells: Sequence[str]) -> Sequence[str | None]:
        """Return the texts of a whole column; plain numbers and codes stand as they are."""
        if _fits(self._usual, cells):
            return cells
        return list(map(self.__getitem__, cells))

    def fault(self, text: str, title: str) -> str:
        """Return what is wrong with a text, "" where nothing is."""
        try:
            return too_long(title, clean_line(text), self._limit)
        except RuleError as error:
            return f"{_(title)}：{error}"


class ClientRef(NamedTuple):
    """How a row names its client: credit code, number, name, each may be ""."""

    code: str
    number: str
    name: str


ClientCells: TypeAlias = str | tuple[str, ...]
"""The cells that name a row's client; where it is but one, that one."""


class ClientRefs(dict[ClientCells, ClientRef | None]):
    """The client cells of a row as a `ClientRef`; `names` tells which fields they are."""

    def __init__(self, names: tuple[str, ...]) -> None:
        super().__init__()
        self._names = names

    def __missing__(self, cells: ClientCells) -> ClientRef | None:
        found = dict(zip(self._names, (cells,) if isinstance(cells, str) else cells, strict=True))
        texts = {name: plain(cell) for name, cell in found.items()}
        code = normalise_code(texts.get("client_code", ""))
        number = texts.get("client_number", "").upper()
        if whole := _ID.fullmatch(number):
            number = whole[1]
        ref = ClientRef(code, number, _name(found.get("client_name", "")))
        short = max(len(number), len(code)) <= SHORT_LIMIT and len(ref.name) <= NAME_LIMIT
        self[cells] = known = ref if any(ref) and short else None
        return known

    def fault(self, cells: tuple[str, ...]) -> str:
        """Return what is wrong with the client's cells, "" where nothing is."""
        if self[cells] is not None:
            return ""
        if not any(map(plain, cells)):
            return _("没有写明客户。")
        return _("客户名称或编号过长，或含有不能用的字符，请核对。")


def read_figure(text: str) -> tuple[Decimal, str] | None:
    """Return the figure that a text begins with and the word behind it; an empty one is 0."""
    narrow = plain(text).translate(_MINUS).replace(" ", "")
    if narrow.casefold() in _NOTHING:
        return Decimal(0), ""
    if narrow.startswith("(") and narrow.endswith(")"):
        narrow = f"-{narrow[1:-1]}"
    match = _FIGURE.fullmatch(_CURRENCY.sub(r"\1", narrow))
    if match is None or (match["sign"] and match["after"]):
        return None
    number = Decimal(match["digits"].replace(",", "") + (match["power"] or ""))
    negative = "-" in {match["sign"], match["after"]}
    return (-number if negative else number), match["word"].casefold()


def rounded(number: Decimal) -> int:
    """Return the nearest whole number; a half goes away from zero."""
    return int(number.to_integral_value(ROUND_HALF_UP))


def _usual_figures(places: int) -> re.Pattern[str] | None:
    """Return the pattern of a column of figures that times 10 to `places` are whole numbers."""
    if places < 0:
        return None
    part = rf"(?:\.\d{{1,{places}}})?" if places else ""
    return re.compile(rf"(?:(?:-?\d{{1,{15 - places}}}{part})?\n)*+", re.ASCII)


def _fits(pattern: re.Pattern[str], cells: Sequence[str]) -> bool:
    """Tell whether every cell of a column is as `pattern` has its lines."""
    joined = "\n".join([*cells, ""])
    return joined.count("\n") == len(cells) and pattern.fullmatch(joined) is not None


def _name(name: str) -> str:
    """Return a cleaned name, too long a one where it holds what can't be used."""
    try:
        return clean_line(name) if plain(name) else ""
    except RuleError:
        return "·" * (NAME_LIMIT + 1)


def _day(text: str) -> date | None:
    narrow = plain(text)
    match = _DAY.fullmatch(narrow)
    if match is not None:
        return _calendar_day(match)
    serial = _SERIAL.fullmatch(narrow)
    return _SERIAL_ZERO + timedelta(days=int(serial[1])) if serial else None


def _calendar_day(match: re.Match[str]) -> date | None:
    """Return the day; of 25/12/2024 and 12/25/2024 only what cannot be read in two ways."""
    if match["y4"]:
        a, b = int(match["a"]), int(match["b"])
        if a <= 12 and b <= 12 and a != b:
            return None
        month, day = (a, b) if a <= 12 else (b, a)
        parts = int(match["y4"]), month, day
    else:
        groups = ("y", "m", "d") if match["y"] else ("y8", "m8", "d8")
        year, month, day = (int(match[each]) for each in groups)
        parts = year, month, day
    try:
        return date(*parts)
    except ValueError:
        return None
