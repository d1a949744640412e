"""A whole list: views, order, sums, empty states, changes, export."""

from PySide6.QtCore import QItemSelectionModel
from PySide6.QtWidgets import QLabel

from kamdesk.domain.changes import Noun, changed
from kamdesk.domain.lists import ListQuery
from kamdesk.ui.bus import ChangeBus

SELECT = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows


def test_nothing_is_read_before_it_is_asked_for(make_page, source):
    make_page()
    assert source.queries == []


def test_the_list_shows_the_answer_of_its_query(page, source):
    assert page.view.rows.rowCount() == source.count
    assert page.status == "共 100,000 条"


def test_tabs_choose_the_view_and_carry_counts(page, jobs):
    assert [tab.text() for tab in page.tabs._buttons.values()] == ["全部 100,000", "我的 10,000"]
    page.tabs._buttons["mine"].click()
    jobs.wait_idle()
    assert page.query.view == "mine"
    assert page.view.rows.rowCount() == 10_000


def test_sorting_asks_the_service_and_shows_the_arrow(page, jobs):
    page.view.header.sort_chosen.emit("name", True)
    jobs.wait_idle()
    assert page.query == ListQuery(view="all", sort="name", descending=True)
    assert page.view.rows.id_at(0) == 100_000
    assert page.view.header.isSortIndicatorShown()


def test_without_a_chosen_order_the_lists_own_holds(make_page):
    page = make_page(sort="day", descending=True)
    assert page.query == ListQuery(view="all", sort="day", descending=True)
    assert not page.view.header.isSortIndicatorShown()


def test_the_status_line_sums_the_selection_exactly(page, jobs):
    model = page.view.selectionModel()
    for line in (0, 1, 299):
        model.select(page.view.model().index(line, 0), SELECT)
    jobs.wait_idle()
    assert page.status == "共 100,000 条 · 已选 3 条 · 月用量合计 30.3 吨"


def test_an_empty_answer_says_why_and_offers_the_way_back(page, jobs):
    page.view.header.set_filters({"name": "没有"})
    page.reload()
    jobs.wait_idle()
    assert page.empty.isVisible()
    page.empty.button.click()
    jobs.wait_idle()
    assert page.empty.isHidden()
    assert page.view.header.filters() == {}


def test_an_empty_list_offers_the_first_step(make_page, source, jobs):
    source.count, steps = 0, []
    page = make_page()
    page.add_primary("新建客户", lambda: steps.append("new"))
    page.reload()
    jobs.wait_idle()
    assert page.empty.button.text() == "新建客户"
    page.empty.button.click()
    assert steps == ["new"]


def test_a_figure_leads_to_its_filtered_view(page, jobs):
    page.show_view("mine", {"name": "77"})
    jobs.wait_idle()
    assert page.query == ListQuery(filters={"name": "77"}, view="mine")


def test_a_record_behind_the_filter_is_shown_all_the_same(page, jobs):
    page.show_view("mine")
    jobs.wait_idle()
    page.select_id(77_777)
    jobs.wait_idle()
    assert page.current_id() == 77_777
    assert page.current_row().name == "客户77777"


def test_a_list_with_a_detail_pane_begins_on_its_first_record(make_page, jobs, qtbot):
    page = make_page()
    page.set_detail(QLabel())
    with qtbot.waitSignal(page.current_changed) as told:
        page.reload()
    assert told.args == [1]
    jobs.wait_idle()


def test_a_change_is_read_again_only_where_it_matters(page, source, jobs):
    bus = ChangeBus()
    page.follow(bus, Noun.CLIENT)
    source.queries.clear()
    bus.announce(changed(Noun.ROUTE))
    jobs.wait_idle()
    assert source.queries == []
    bus.announce(changed(Noun.CLIENT))
    jobs.wait_idle()
    assert source.queries != []


def test_a_hidden_list_reads_a_change_when_it_is_shown(page, source, jobs):
    bus = ChangeBus()
    page.follow(bus, Noun.CLIENT)
    page.hide()
    source.queries.clear()
    bus.announce(changed(Noun.CLIENT))
    jobs.wait_idle()
    assert source.queries == []
    page.show()
    jobs.wait_idle()
    assert source.queries != []
