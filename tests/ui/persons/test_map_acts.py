"""Lines asked for, entered, changed, ended from the map."""

import pytest

from kamdesk.domain.persons.maps import OUR_SIDE
from kamdesk.domain.persons.relations import RelationKind
from kamdesk.ui.persons.map_acts import relation_form
from kamdesk.ui.persons.map_menu import MapMenu


def menu_of(desk, target):
    return MapMenu(desk.tab, desk.scene, desk.tab.lines, target=target, open_contact=desk.tab._open)


def entries(menu):
    return [each.text() for each in menu.actions() if each.text() and each.isVisible()]


def choose(desk, target, text):
    menu = menu_of(desk, target)
    every = [*menu.actions(), *(a for m in menu.actions() if m.menu() for a in m.menu().actions())]
    next(each for each in every if each.text() == text).trigger()
    desk.rest()


def lines(desk):
    return [(r.draft.kind, r.draft.note) for r in desk.mapped.shown().relations]


def test_a_line_is_entered_and_appears(open_map):
    desk = open_map()
    choose(desk, desk.box("张敏"), "王建国")
    desk.submit(kind=RelationKind.INFLUENCE, note="经常听取意见")
    assert lines(desk) == [(RelationKind.INFLUENCE, "经常听取意见")]
    (item,) = [item for item in desk.scene.lines.values() if item.line.relation_id]
    assert item.line.target == desk.mapped.ids["王建国"]
    assert "李明" in item.toolTip()
    assert "影响：经常听取意见" in {word.text for word in desk.scene._words.values()}


def test_our_side_is_joined_by_liaison_from_either_end(open_map):
    desk = open_map()
    choose(desk, desk.box("刘洋"), "我方：李明")
    form = desk.dialog().form
    assert form["source_id"].value() == OUR_SIDE
    assert form["kind"].value() is RelationKind.LIAISON
    desk.submit()
    assert lines(desk) == [(RelationKind.LIAISON, "")]


def test_the_form_offers_the_kinds_that_fit_the_beginning(open_map):
    form = relation_form(open_map().scene.shown)

    def kinds():
        editor = form["kind"].editor
        return [editor.itemText(at) for at in range(1, editor.count())]

    assert kinds() == ["影响", "关系密切", "有矛盾", "引荐"]
    form["source_id"].set_value(OUR_SIDE)
    assert kinds() == ["对接"]


def test_a_line_is_changed_and_ended_from_its_own_menu(open_map, messages):
    desk = open_map()
    desk.mapped.add(note="旧")
    desk.show()
    (item,) = [item for item in desk.scene.lines.values() if item.line.relation_id]
    assert entries(menu_of(desk, item)) == [
        "修改“张敏 影响 王建国”",
        "删除“张敏 影响 王建国”",
    ]
    choose(desk, item, "修改“张敏 影响 王建国”")
    assert desk.dialog().form["note"].value() == "旧"
    desk.submit(kind=RelationKind.CONFLICT, note="新")
    assert lines(desk) == [(RelationKind.CONFLICT, "新")]
    (item,) = [item for item in desk.scene.lines.values() if item.line.relation_id]
    messages.yes = False
    choose(desk, item, "删除“王建国 有矛盾 张敏”")
    assert len(lines(desk)) == 1
    messages.yes = True
    choose(desk, item, "删除“王建国 有矛盾 张敏”")
    assert lines(desk) == []
    assert not any(item.line.relation_id for item in desk.scene.lines.values())


def test_a_refusal_stays_in_the_dialog(open_map):
    desk = open_map()
    desk.mapped.add()
    desk.show()
    choose(desk, desk.box("张敏"), "王建国")
    dialog = desk.submit(kind=RelationKind.INFLUENCE)
    assert dialog.isVisible()
    assert "已有“影响”关系" in dialog.form["kind"].message.text()
    dialog.form.mark_clean()
    dialog.reject()


def test_a_boxes_menu_holds_its_lines(open_map):
    desk = open_map()
    desk.mapped.add()
    desk.show()
    assert entries(menu_of(desk, desk.box("张敏"))) == [
        "打开联系人",
        "添加关系到",
        "修改“张敏 影响 王建国”",
        "删除“张敏 影响 王建国”",
    ]
    assert entries(menu_of(desk, desk.box("刘洋"))) == ["打开联系人", "添加关系到"]


@pytest.mark.parametrize("on_box", [True, False])
def test_who_may_only_look_is_offered_what_only_looks(open_map, on_box):
    desk = open_map(by=open_map().mapped.people.finance)
    target = desk.box("刘洋") if on_box else None
    assert entries(menu_of(desk, target)) == ["适应窗口", "打印"]
