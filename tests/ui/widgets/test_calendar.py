"""A calendar of this country: Monday first, Chinese names, every week in sight."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QTableView, QWidget

from kamdesk.ui.widgets.calendar import popup_calendar


def test_it_speaks_the_language_in_use(qtbot):
    owner = QWidget()
    qtbot.addWidget(owner)
    assert popup_calendar(owner).locale().name() == "zh_CN"
    assert popup_calendar(owner).firstDayOfWeek() == Qt.DayOfWeek.Monday


def test_no_week_is_cut_off(qtbot):
    owner = QWidget()
    qtbot.addWidget(owner)
    calendar = popup_calendar(owner)
    calendar.show()
    view = calendar.findChild(QTableView, "qt_calendar_calendarview")
    assert view.rowHeight(1) >= view.fontMetrics().height()
