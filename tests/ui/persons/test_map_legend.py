"""The legend: every kind of line, in as many rows as it takes."""

from kamdesk.domain.persons.maps import LINE_TITLES
from kamdesk.ui.persons.map_legend import Legend


def test_it_names_every_kind_of_line(qtbot):
    legend = Legend()
    qtbot.addWidget(legend)
    assert all(title in legend.accessibleName() for title in LINE_TITLES.values())


def test_a_narrow_one_takes_more_rows_and_cuts_no_word(qtbot):
    legend = Legend()
    qtbot.addWidget(legend)
    assert legend.heightForWidth(300) >= 3 * legend.heightForWidth(2000)
    assert all(place.right() <= 300 for place in legend._places(300))
