"""A list looks as it was left."""

from PySide6.QtWidgets import QLabel


def test_columns_widths_order_and_sort_come_back(make_page, jobs):
    first = make_page()
    header = first.view.header
    header.moveSection(0, 2)
    header.resizeSection(2, 222)
    header.setSectionHidden(1, True)
    header.setSectionHidden(4, False)
    header.sort_chosen.emit("name", True)
    jobs.wait_idle()
    first._memory.keep()

    second = make_page()
    other = second.view.header
    assert [column.key for column in second.view.visible_columns()] == [
        column.key for column in first.view.visible_columns()
    ]
    assert other.sectionSize(2) == 222
    assert (second.query.sort, second.query.descending) == ("name", True)
    assert other.isSortIndicatorShown()


def test_looks_are_kept_a_moment_after_a_change(make_page, state, qtbot):
    page = make_page()
    page.view.header.resizeSection(0, 333)
    look = state.scoped("list/clients")
    qtbot.waitUntil(lambda: "333" in look.text("look"))


def test_a_change_just_before_closing_is_kept(make_page, state):
    page = make_page()
    page.view.header.resizeSection(0, 333)
    page.hide()
    assert "333" in state.scoped("list/clients").text("look")


def test_the_splitter_comes_back(make_page, qtbot):
    first = make_page()
    first.set_detail(QLabel("详情"))
    first.splitter.setSizes([300, 588])
    first._memory.keep()
    second = make_page()
    second.set_detail(QLabel("详情"))
    assert second.splitter.sizes() == first.splitter.sizes()


def test_a_damaged_or_older_look_is_passed_over(make_page, state):
    look = state.scoped("list/clients")
    for text in ("{", "[]", '{"columns": [{"key": "gone"}, 7], "sort": "gone"}'):
        look.keep("look", text)
        page = make_page()
        assert page.query.sort == "id"
        assert len(page.view.visible_columns()) == 5
