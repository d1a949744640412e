"""How an answer comes: its beginning at once, a stale question stopped, pages read ahead."""

import threading

import pytest
from PySide6.QtCore import QItemSelectionModel

from kamdesk.domain.errors import CancelledError
from kamdesk.ui.lists.model import PAGE

SELECT = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows


class Gate:
    """Holds the source's answers until it is opened, as a slow database would."""

    def __init__(self, source):
        self._ids, self.open = source.ids, threading.Event()
        self.stopped = []
        source.ids = self.ids

    def ids(self, query):
        if query.limit is None and query.stop is not None:
            with query.stop.ties(self.open.set):
                self.open.wait(10)
            if query.stop.pulled:
                self.stopped.append(query)
                raise CancelledError
        return self._ids(query)


@pytest.fixture
def gate(source):
    made = Gate(source)
    yield made
    made.open.set()


def test_the_first_records_are_there_before_the_rest(make_page, gate, source, jobs, qtbot):
    page = make_page()
    page.reload()
    qtbot.waitUntil(lambda: page.view.rows.rowCount() == PAGE)
    gate.open.set()
    assert jobs.wait_idle()
    assert page.view.rows.rowCount() == source.count


def test_nobody_is_moved_when_the_rest_arrives(make_page, gate, jobs, qtbot, source):
    page = make_page()
    page.reload()
    qtbot.waitUntil(lambda: page.view.rows.rowCount() == PAGE)
    page.view.selectRow(20)
    page.view.verticalScrollBar().setValue(10)
    gate.open.set()
    with qtbot.assertNotEmitted(page.current_changed):
        assert jobs.wait_idle()
    assert page.view.rows.rowCount() == source.count
    assert page.view.selected_ids() == [21]
    assert page.view.verticalScrollBar().value() == 10


def test_a_selection_outlives_the_first_records_of_another_order(page, jobs, source):
    model = page.view.selectionModel()
    page.view.selectRow(5)
    model.select(page.view.model().index(50_000, 0), SELECT)
    page.view.header.sort_chosen.emit("name", True)
    assert jobs.wait_idle()
    assert page.view.selected_ids() == [50_001, 6]
    assert page.view.current_id() == 6


def test_the_pane_is_not_emptied_between_the_first_records_and_the_rest(page, jobs, qtbot):
    page.view.selectRow(5)
    with qtbot.assertNotEmitted(page.current_changed):
        page.view.header.sort_chosen.emit("name", True)
        assert jobs.wait_idle()


def test_reading_the_same_again_keeps_every_line_in_its_place(page, jobs, source):
    page.view.verticalScrollBar().setValue(700)
    page.view.selectRow(720)
    top = page.view.verticalScrollBar().value()
    source.queries.clear()
    page.reload()
    assert jobs.wait_idle()
    assert source.queries[0].limit is None
    assert page.view.verticalScrollBar().value() == top
    assert page.view.selected_ids() == [721]


def test_another_question_stops_the_one_before(make_page, gate, jobs, qtbot):
    page = make_page()
    page.reload()
    qtbot.waitUntil(lambda: page.view.rows.rowCount() == PAGE)
    page.show_view("mine")
    qtbot.waitUntil(lambda: len(gate.stopped) == 1)
    gate.open.set()
    assert jobs.wait_idle()
    assert gate.stopped[0].view == "all"
    assert page.view.rows.rowCount() == 10_000


def test_a_late_answer_is_announced_and_the_rows_stay(page, gate, jobs, qtbot):
    page.reload()
    qtbot.waitUntil(page.busy.isVisible)
    assert page.view.rows.rowCount() == 100_000
    gate.open.set()
    assert jobs.wait_idle()
    assert page.busy.isHidden()


def test_a_list_that_is_left_asks_no_more_and_reads_when_it_is_back(page, gate, jobs, qtbot):
    page.show_view("mine")
    qtbot.waitUntil(lambda: page.view.rows.rowCount() == PAGE)
    page.hide()
    qtbot.waitUntil(lambda: len(gate.stopped) == 1)
    gate.open.set()
    page.show()
    assert jobs.wait_idle()
    assert page.view.rows.rowCount() == 10_000


def test_the_next_page_is_read_before_it_is_looked_at(page, jobs, source, qtbot):
    page.view.verticalScrollBar().setValue(PAGE * 4 - 40)
    qtbot.waitUntil(lambda: 4 in page.view.rows._pages)
    assert jobs.wait_idle()
    source.reads.clear()
    page.view.rows.row_at(PAGE * 4 + 5)
    assert source.reads == []


def test_painting_waits_for_nothing_and_shows_the_rows_when_they_come(page, jobs, source, qtbot):
    rows, seen = page.view.rows, []
    read, source.rows = source.rows, lambda ids: seen.append(threading.get_ident()) or read(ids)
    page.view.verticalScrollBar().setValue(50_000)
    page.view.viewport().repaint()
    assert rows.data(rows.index(50_000, 0)) == ""
    qtbot.waitUntil(lambda: rows.data(rows.index(50_000, 0)) == "客户50001")
    assert threading.get_ident() not in seen
    assert jobs.wait_idle()


def test_rows_read_before_are_shown_until_the_present_ones_come(page, jobs, source, qtbot):
    rows = page.view.rows
    assert rows.data(rows.index(70, 0)) in {"", "客户71"}
    qtbot.waitUntil(lambda: rows.data(rows.index(70, 0)) == "客户71")
    source.gone = {71}
    assert rows.continue_with(rows.ids)
    assert rows.data(rows.index(70, 0)) == "客户71"
    qtbot.waitUntil(lambda: rows.data(rows.index(70, 0)) == "")
    assert jobs.wait_idle()


def test_a_page_that_was_scrolled_past_is_not_read(page, jobs, source, qtbot):
    bar, gate, read = page.view.verticalScrollBar(), threading.Event(), source.rows
    source.rows = lambda ids: gate.wait(10) and read(ids)
    source.reads.clear()
    for line in range(0, 60_000, 3_000):
        bar.setValue(line)
        page.view.viewport().repaint()
    gate.set()
    assert jobs.wait_idle()
    assert len(source.reads) < 8
    qtbot.waitUntil(lambda: page.view.rows.data(page.view.rows.index(57_000, 0)) != "")
    assert jobs.wait_idle()


def test_a_page_read_for_a_list_that_changed_is_dropped(page, source):
    rows, fetched = page.view.rows, []
    rows.fetch = fetched.append
    rows.ask(9)
    (ahead,) = fetched
    page.view.show_ids(rows.ids[::-1])
    rows.put_page(ahead, ahead.rows())
    assert rows.row_at(9 * PAGE).id == source.count - 9 * PAGE


def test_selecting_all_is_quick_to_count_and_copy_takes_its_share(page, jobs, source):
    source.reads.clear()
    page.view.selectAll()
    assert page.view.selected_count() == 100_000
    assert jobs.wait_idle()
    assert sum(source.reads) < 1000
    assert page.status == "共 100,000 条 · 已选 100,000 条"


def test_a_list_that_is_left_sums_no_more(page, jobs, source):
    page.view.selectAll()
    page.hide()
    assert page._status._stop.pulled
    assert jobs.wait_idle()
