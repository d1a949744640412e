"""The list at the left: views, filter, moving on."""

import pytest
from PySide6.QtCore import Qt


@pytest.fixture
def page(workplace):
    chain = workplace.chain
    by = chain.people.sales
    client = chain.client()
    chain.filed(client, by)
    for name in ("一期供货", "二期供货", "劳保用品"):
        chain.clock.advance(hours=1)
        chain.send_application(chain.application(client, by, project_name=name), by)
    return workplace.approvals(chain.people.head)


def titles(page):
    rows = page.list.rows
    return [rows.row_at(line).title for line in range(rows.rowCount())]


def test_the_filter_box_narrows_and_clears(page, workplace, qtbot):
    page.list.box.setText("供货")
    qtbot.waitUntil(lambda: titles(page) == ["一期供货", "二期供货"])
    page.list.box.setText("没有这个")
    qtbot.waitUntil(lambda: titles(page) == [])
    assert page.list.empty.isVisible()
    qtbot.mouseClick(page.list.empty.button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(titles(page)) == 3)


def test_arrows_move_through_the_cases(page, workplace, qtbot):
    assert page.case.sheet.draft.project_name == "一期供货"
    qtbot.keyClick(page.list.view, Qt.Key.Key_Down)
    workplace.rest()
    assert page.case.sheet.draft.project_name == "二期供货"
    qtbot.keyClick(page.list.view, Qt.Key.Key_Up)
    workplace.rest()
    assert page.case.sheet.draft.project_name == "一期供货"


def test_the_views_are_chosen_by_their_tabs(page, workplace):
    page.list.show_view("done")
    workplace.rest()
    assert titles(page) == ["二期厂房钢材供应"]
    page.list.show_view("submitted")
    workplace.rest()
    assert titles(page) == []
    assert page.list.empty.isVisible()


def test_the_next_line_is_the_one_below_or_above_at_the_end(page, workplace):
    ids = list(page.list.rows.ids)
    assert page.list.next_id() == ids[1]
    page.list.reload(select=ids[2])
    workplace.rest()
    assert page.list.next_id() == ids[1]


def test_the_line_stays_when_the_list_is_read_again(page, workplace):
    page.list.reload(select=page.list.rows.id_at(1))
    workplace.rest()
    page.refresh()
    workplace.rest()
    assert page.list.current.title == "二期供货"


def test_cards_are_painted_in_both_themes(page, qapp):
    from kamdesk.ui.theme import Theme, apply_theme

    for theme in (Theme.DARK, Theme.LIGHT):
        apply_theme(qapp, theme)
        assert not page.list.view.grab().isNull()
