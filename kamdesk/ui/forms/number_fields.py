"""Fields of numbers and days: money, quantities with a unit, dates."""

import re
import unicodedata
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from PySide6.QtCore import QDate, QPoint, Qt
from PySide6.QtWidgets import QCalendarWidget, QLineEdit, QWidget

from kamdesk.domain.errors import KamdeskError
from kamdesk.domain.money import format_amount, parse_amount
from kamdesk.i18n import _
from kamdesk.ui.forms.field import Field
from kamdesk.ui.icons import icon
from kamdesk.ui.labels import plain_label
from kamdesk.ui.widgets.calendar import popup_calendar

_MAX_TYPED = 40
_DAY = re.compile(r"(\d{4})\D?(\d{1,2})\D?(\d{1,2})\D?", re.ASCII)


class _TypedField(Field):
    """A line that is read as something else and rewritten in its usual form on leaving."""

    def __init__(
        self, key: str, title: str, *, beside: tuple[QWidget, ...], **options: Any
    ) -> None:
        super().__init__(key, title, **options)
        self.editor: QLineEdit = QLineEdit()
        self.editor.setMaxLength(_MAX_TYPED)
        self.editor.textChanged.connect(self.touched)
        self.left.connect(self._tidy)
        self.build(self.editor, *beside)

    def read(self, text: str) -> Any:
        """Return what `text` means; KamdeskError when it means nothing."""
        raise NotImplementedError

    def write(self, value: Any) -> str:
        """Return the usual text of a value."""
        raise NotImplementedError

    def value(self) -> Any:
        try:
            return self.read(self.raw()) if self.raw() else None
        except KamdeskError:
            return None

    def set_value(self, value: Any) -> None:
        self.editor.setText("" if value is None else self.write(value))

    def raw(self) -> str:
        return self.editor.text().strip()

    def misread(self) -> str:
        try:
            if self.raw():
                self.read(self.raw())
        except KamdeskError as error:
            return str(error)
        return ""

    def set_read_only(self, read_only: bool) -> None:  # noqa: FBT001 - a setter, as Qt's own
        self.editor.setReadOnly(read_only)

    def _tidy(self) -> None:
        value = self.value()
        if value is not None and self.write(value) != self.editor.text():
            self.set_value(value)


class MoneyField(_TypedField):
    """Yuan as a Decimal; understands `1,200` and `1.2万`, and where it is `signed` `-1,200`."""

    def __init__(self, key: str, title: str, *, signed: bool = False, **options: Any) -> None:
        self._signed = signed
        super().__init__(key, title, beside=(plain_label(_("元"), role="muted"),), **options)

    def read(self, text: str) -> Decimal:
        plain = unicodedata.normalize("NFKC", text).strip()
        if self._signed and plain.startswith("-"):
            return -parse_amount(plain[1:])
        return parse_amount(text)

    def write(self, value: Decimal) -> str:
        return format_amount(value)


class DecimalField(_TypedField):
    """A number as a Decimal with at most `places` decimals and a unit beside it.

    It lies between 0 and `maximum`; where it is `signed`, between the negative of that and it.
    """

    def __init__(
        self,
        key: str,
        title: str,
        *,
        unit: str = "",
        places: int = 2,
        maximum: Decimal = Decimal(999_999_999),
        signed: bool = False,
        **options: Any,
    ) -> None:
        self._places = places
        self._minimum = -maximum if signed else Decimal(0)
        self._maximum = maximum
        beside = (plain_label(unit, role="muted"),) if unit else ()
        super().__init__(key, title, beside=beside, **options)

    def read(self, text: str) -> Decimal:
        plain = unicodedata.normalize("NFKC", text).replace(",", "").replace(" ", "")
        try:
            number = Decimal(plain)
        except InvalidOperation:
            number = Decimal("NaN")
        if not number.is_finite():
            raise KamdeskError(_("“{text}”不是数字，请只填写数字。").format(text=text))
        if not self._minimum <= number <= self._maximum:
            text = _("请填写 {minimum} 到 {maximum} 之间的数。")
            raise KamdeskError(text.format(minimum=self._minimum, maximum=self._maximum))
        if number != round(number, self._places):
            raise KamdeskError(_("最多 {places} 位小数。").format(places=self._places))
        return number

    def write(self, value: Decimal) -> str:
        return f"{value:,f}"


class DateField(_TypedField):
    """A day, typed as 2026-11-23 (2026.11.23, 20261123 …) or taken from a calendar."""

    def __init__(self, key: str, title: str, **options: Any) -> None:
        self._calendar: QCalendarWidget | None = None
        super().__init__(key, title, beside=(), **options)
        self._opener = self.editor.addAction(
            icon("calendar-days"), QLineEdit.ActionPosition.TrailingPosition
        )
        self._opener.setToolTip(_("打开日历（Alt+↓）"))
        self._opener.setShortcut("Alt+Down")
        self._opener.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        self._opener.triggered.connect(self._open_calendar)
        self.editor.setPlaceholderText(_("年-月-日"))

    def read(self, text: str) -> date:
        match = _DAY.fullmatch(unicodedata.normalize("NFKC", text).replace(" ", ""))
        try:
            if match is not None:
                return date(*(int(part) for part in match.groups()))
        except ValueError:
            pass
        raise KamdeskError(_("“{text}”不是日期，请按 2026-01-31 的样子填写。").format(text=text))

    def write(self, value: date) -> str:
        return value.isoformat()

    def set_read_only(self, read_only: bool) -> None:  # noqa: FBT001 - a setter, as Qt's own
        super().set_read_only(read_only)
        self._opener.setEnabled(not read_only)

    def _open_calendar(self) -> None:
        if self._calendar is None:
            self._calendar = popup_calendar(self)
            self._calendar.clicked.connect(self._take)
            self._calendar.activated.connect(self._take)
        day = self.value()
        if day is not None:
            self._calendar.setSelectedDate(QDate(day.year, day.month, day.day))
        self._calendar.move(self.editor.mapToGlobal(QPoint(0, self.editor.height())))
        self._calendar.show()

    def _take(self, day: QDate) -> None:
        if self._calendar is not None:
            self._calendar.hide()
        self.set_value(date(day.year(), day.month(), day.day()))
        self.editor.setFocus()
