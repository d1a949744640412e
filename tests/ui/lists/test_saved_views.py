"""我的视图: chosen from the menu, kept with everything that makes a look, marked when changed."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog

from kamdesk.domain.saved_views import ViewColumn, ViewContent
from tests.ui.lists.conftest import COLUMNS

WHOLE = ViewContent(
    filters={"name": "77"},
    view="mine",
    sort="name",
    descending=True,
    columns=(ViewColumn("day", 111), ViewColumn("vanished", 80), ViewColumn("name", 200)),
)


def save(lists, tools, name, content=WHOLE, *, default=False):
    lists.views.save("clients", name, content, by=tools.actor.id, default=default)


def entries(page):
    """Return the menu's entries by their texts."""
    page.saved.menu.aboutToShow.emit()
    return {each.text(): each for each in page.saved.menu.actions() if each.text()}


def dialog(page):
    return next(each for each in page.findChildren(QDialog) if each.isVisible())


def answer(page, jobs, **values):
    asked = dialog(page)
    for key, value in values.items():
        asked.form[key].set_value(value)
    asked.save_button.click()
    assert jobs.wait_idle()


def test_a_view_brings_back_filters_tab_order_and_columns(
    open_equipped, lists, tools, jobs, source
):
    save(lists, tools, "七七")
    page = open_equipped()
    entries(page)["七七"].trigger()
    assert jobs.wait_idle()
    query = page.query
    assert (query.view, query.sort, query.descending) == ("mine", "name", True)
    assert query.filters == {"name": "77"}
    assert [column.key for column in page.view.visible_columns()][:2] == ["day", "name"]
    assert page.view.header.sectionSize(4) == 111
    assert page.view.rows.rowCount() > 0


def test_the_list_opens_with_its_default_view_and_reads_once(open_equipped, lists, tools, source):
    save(lists, tools, "七七", default=True)
    page = open_equipped()
    assert page.query.view == "mine"
    assert page.saved.button.text() == "七七"
    assert {query.view for query in source.queries if query.limit} == {"mine"}


def test_who_is_led_to_a_view_is_not_led_away_by_the_default(open_equipped, lists, tools, jobs):
    save(lists, tools, "七七", default=True)
    page = open_equipped()
    page.show_view("all", {"name": "9"})
    assert jobs.wait_idle()
    assert page.query.filters == {"name": "9"}


def test_a_changed_look_is_marked_and_can_be_kept_or_dropped(open_equipped, lists, tools, jobs):
    save(lists, tools, "七七")
    page = open_equipped()
    entries(page)["七七"].trigger()
    assert jobs.wait_idle()
    assert page.saved.button.text() == "七七"
    page.view.header.sort_chosen.emit("tons", False)
    assert jobs.wait_idle()
    assert page.saved.button.text() == "七七 · 已修改"
    entries(page)["还原为“七七”"].trigger()
    assert jobs.wait_idle()
    assert (page.query.sort, page.saved.button.text()) == ("name", "七七")
    page.view.header.setSectionHidden(2, True)
    page.view.header.columns_changed.emit()
    assert page.saved.button.text() == "七七 · 已修改"
    entries(page)["用当前样子更新“七七”"].trigger()
    assert jobs.wait_idle()
    assert page.saved.button.text() == "七七"
    (kept,) = lists.views.views("clients", by=tools.actor.id)
    assert ("code", True) in {(column.key, column.hidden) for column in kept.content.columns}


def test_a_wider_column_is_no_other_view(open_equipped, lists, tools, jobs):
    save(lists, tools, "七七")
    page = open_equipped()
    entries(page)["七七"].trigger()
    assert jobs.wait_idle()
    page.view.header.resizeSection(0, 333)
    assert page.saved.button.text() == "七七"


def test_the_key_saves_a_view_under_a_name(open_equipped, lists, tools, jobs, qtbot):
    page = open_equipped()
    page.view.setFocus()
    keys = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    qtbot.keyClick(page.view, Qt.Key.Key_S, keys)
    answer(page, jobs, name="我的", default=True)
    assert page.saved.button.text() == "我的"
    (kept,) = lists.views.views("clients", by=tools.actor.id)
    assert (kept.name, kept.default) == ("我的", True)


def test_a_taken_name_is_refused_at_its_field(open_equipped, lists, tools, jobs):
    save(lists, tools, "七七")
    page = open_equipped()
    page.saved.save_new()
    answer(page, jobs, name="七七")
    assert "另起" in dialog(page).form["name"].message.text()
    dialog(page).form.mark_clean()
    dialog(page).reject()


def test_a_view_is_renamed_made_default_and_deleted(open_equipped, lists, tools, jobs, messages):
    save(lists, tools, "七七")
    page = open_equipped()
    entries(page)["七七"].trigger()
    assert jobs.wait_idle()
    entries(page)["重命名…"].trigger()
    answer(page, jobs, name="八八")
    assert page.saved.button.text() == "八八"
    entries(page)["设为默认视图"].trigger()
    assert jobs.wait_idle()
    assert "八八（默认）" in entries(page)
    entries(page)["不再作为默认视图"].trigger()
    assert jobs.wait_idle()
    messages.yes = True
    entries(page)["删除…"].trigger()
    assert jobs.wait_idle()
    assert page.saved.button.text() == "我的视图"
    assert lists.views.views("clients", by=tools.actor.id) == []


def test_nothing_is_deleted_unasked(open_equipped, lists, tools, jobs, messages):
    save(lists, tools, "七七")
    page = open_equipped()
    entries(page)["七七"].trigger()
    messages.yes = False
    entries(page)["删除…"].trigger()
    assert jobs.wait_idle()
    assert len(lists.views.views("clients", by=tools.actor.id)) == 1


def test_a_view_that_hides_everything_shows_the_columns_all_the_same(
    open_equipped, lists, tools, jobs
):
    hidden = ViewContent(columns=tuple(ViewColumn(each.key, 90, hidden=True) for each in COLUMNS))
    save(lists, tools, "空", hidden)
    page = open_equipped()
    entries(page)["空"].trigger()
    assert jobs.wait_idle()
    assert page.view.visible_columns()
