"""A list's columns, declared once: they serve table, filter, chooser, sums, copy and export."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from enum import Enum, auto
from typing import Generic, TypeVar

from kamdesk.domain.clock import CHINA
from kamdesk.i18n import _
from kamdesk.ui.tone import Tone

RowT = TypeVar("RowT")
Cell = str | int | Decimal | date | datetime | bool | None
"""What a column draws from a row."""


class Filter(Enum):
    """How a column is filtered: by words, one of its choices, `>=20`, or a day."""

    NONE = auto()
    TEXT = auto()
    CHOICE = auto()
    NUMBER = auto()
    DATE = auto()


@dataclass(frozen=True, slots=True)
class Column(Generic[RowT]):
    """One column of a list.

    `key` is what `ListQuery` filters and sorts by; `title` is marked with `N_`. `value` gives what
    a row has there: it is summed as it is, and copied and exported in units of `size`, so it holds
    nothing that may not leave the program. `text` is what is shown, by default made from the value,
    a decimal with `places` decimals. Numbers stand right. `choices` are (value sent to the service,
    marked title) of a CHOICE filter. `total` puts the column's sum of the selected rows into the
    status line, with `unit`.
    """

    key: str
    title: str
    value: Callable[[RowT], Cell]
    text: Callable[[RowT], str] | None = None
    width: int = 120
    number: bool = False
    visible: bool = True
    sortable: bool = True
    filter: Filter = Filter.TEXT
    choices: tuple[tuple[str, str], ...] = ()
    total: bool = False
    unit: str = ""
    size: int = 1
    places: int | None = None
    tone: Callable[[RowT], Tone | None] | None = None

    def shown(self, row: RowT) -> str:
        """Return the cell's text of `row`."""
        return self.text(row) if self.text is not None else self.said(self.value(row))

    def cell(self, row: RowT) -> Cell:
        """Return the cell's value of `row` in the unit that the title names, exactly."""
        value = self.value(row)
        return value if self.size == 1 or value is None else Decimal(str(value)) / self.size

    def said(self, value: Cell) -> str:
        """Return a value of this column, or a sum of several, as it is shown."""
        if isinstance(value, Decimal | int) and not isinstance(value, bool):
            value = Decimal(value) / self.size if self.size > 1 else value
            if self.places is not None:
                step = Decimal(1).scaleb(-self.places)
                return f"{Decimal(value).quantize(step, ROUND_HALF_UP):,}"
        return cell_text(value)

    @property
    def label(self) -> str:
        """The title in the language in use."""
        return _(self.title)


def cell_text(value: Cell) -> str:
    """Return the usual text of a value: 1,234.50, 2026-11-23, 2026-11-23 09:30 (China), 是."""
    match value:
        case None:
            return ""
        case bool():
            return _("是") if value else _("否")
        case Decimal() | int():
            return f"{value:,}"
        case datetime():
            return value.astimezone(CHINA).strftime("%Y-%m-%d %H:%M")
        case date():
            return value.isoformat()
        case _:
            return value
