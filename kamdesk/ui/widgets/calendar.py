"""A month to take a day from: Monday first, in the language in use, in the theme's colours."""

from PySide6.QtCore import QLocale, Qt
from PySide6.QtGui import QColor, QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget, QToolButton, QWidget

from kamdesk.i18n import current_language
from kamdesk.ui.icons import icon
from kamdesk.ui.theme import current_tokens
from kamdesk.ui.tokens import M

_LINES = 8
"""Title, names of days, six weeks."""
_ARROWS = {"qt_calendar_prevmonth": "chevron-left", "qt_calendar_nextmonth": "chevron-right"}


def popup_calendar(parent: QWidget) -> QCalendarWidget:
    """Return a calendar that opens as a popup."""
    made = QCalendarWidget(parent)
    made.setWindowFlags(Qt.WindowType.Popup)
    made.setLocale(QLocale(current_language().value))
    made.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
    made.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
    made.setHorizontalHeaderFormat(QCalendarWidget.HorizontalHeaderFormat.SingleLetterDayNames)
    weekend = QTextCharFormat()
    weekend.setForeground(QColor(current_tokens().text2))
    for day in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
        made.setWeekdayTextFormat(day, weekend)
    made.setMinimumHeight((made.fontMetrics().height() + M) * _LINES)
    for name, drawing in _ARROWS.items():
        arrow = made.findChild(QToolButton, name)
        if arrow is not None:
            arrow.setIcon(icon(drawing))
    return made
