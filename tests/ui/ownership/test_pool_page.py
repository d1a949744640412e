"""公海 on screen: what each person is offered in each view, and what the buttons do."""

import pytest


def names(page):
    rows = page.list.view.rows
    return [rows.row_at(line).name for line in range(rows.rowCount())]


def offered(page):
    return {key for key, made in page.buttons.items() if made.isVisible()}


def look(workplace, page, view):
    page.show_hint(view)
    workplace.rest()


def choose(workplace, page):
    page.list.view.selectAll()
    workplace.rest()


@pytest.mark.parametrize(
    ("who", "in_pool", "due"),
    [
        ("sales", {"claim"}, {"release"}),
        ("head", {"claim", "lock"}, {"release", "take_back", "lock"}),
        ("management", {"lock"}, {"take_back", "lock"}),
        ("finance", set(), set()),
    ],
)
def test_buttons_fit_the_person_and_the_view(workplace, pool_of, people, who, in_pool, due):
    page = pool_of(getattr(people, who))
    assert offered(page) == in_pool
    look(workplace, page, "due")
    assert offered(page) == due


def test_the_rule_stands_above_the_list(pool_of, people):
    assert "90 天" in pool_of(people.sales).words.text


def test_claiming_asks_and_takes_what_is_selected(workplace, pool_of, register, people, owner_of):
    client = register("甲公司", province="山西", city="太原")
    page = pool_of(people.sales)
    assert names(page) == ["甲公司"]
    assert not page.buttons["claim"].isEnabled()
    choose(workplace, page)
    workplace.messages.yes = False
    page.buttons["claim"].click()
    workplace.rest()
    assert owner_of(client) == ""
    workplace.messages.yes = True
    page.buttons["claim"].click()
    workplace.rest()
    assert owner_of(client) == "李明"
    assert names(page) == []


def test_a_limit_is_told_in_its_sentence(workplace, pool_of, register, people):
    for number in range(6):
        register(f"{number}公司")
    page = pool_of(people.sales)
    choose(workplace, page)
    page.buttons["claim"].click()
    workplace.rest()
    assert "每人每天最多领取 5 个客户" in workplace.messages.said[-1]
    assert len(names(page)) == 6


def test_enter_in_the_pool_claims_and_elsewhere_opens(
    workplace, pool_of, register, people, clock, owner_of
):
    free, own = register("甲公司"), register("乙公司", people.sales)
    clock.advance(days=80)
    page = pool_of(people.sales)
    opened = []
    page.open_requested.connect(lambda kind, record: opened.append((kind, record)))
    choose(workplace, page)
    page.list.opened.emit(free)
    workplace.rest()
    assert owner_of(free) == "李明"
    look(workplace, page, "warned")
    assert names(page) == ["乙公司"]
    page.list.opened.emit(own)
    assert opened == [("client", own)]


def test_giving_back_asks_for_the_reason(workplace, pool_of, register, people, clock, owner_of):
    client = register("甲公司", people.sales)
    clock.advance(days=80)
    page = pool_of(people.sales)
    look(workplace, page, "warned")
    choose(workplace, page)
    page.buttons["release"].click()
    dialog = workplace.dialog()
    dialog.save_button.click()
    assert owner_of(client) == "李明"
    dialog.form["reason"].set_value("不再跟进")
    dialog.save_button.click()
    workplace.rest()
    assert owner_of(client) == ""


def test_taking_back_shows_what_goes_and_what_stays(
    workplace, pool_of, register, people, clock, owner_of
):
    due = register("甲公司", people.sales)
    clock.advance(days=80)
    register("乙公司", people.sales)
    clock.advance(days=10)
    warned = register("丙公司", people.sales)
    page = pool_of(people.management)
    look(workplace, page, "due")
    page.acts.take_back([due, warned])
    dialog = workplace.dialog()
    words = "\n".join(
        label.text() for label in dialog.form.findChildren(type(dialog.form["reason"].label))
    )
    assert "1 个到期客户" in words
    assert "丙公司：没有到期" in words
    dialog.form["reason"].set_value("90 天未联系")
    dialog.save_button.click()
    workplace.rest()
    assert (owner_of(due), owner_of(warned)) == ("", "李明")
    assert workplace.messages.said[-1] == "已收回 1 个客户到公海。"


def test_where_nothing_is_due_no_reason_is_asked_for(workplace, pool_of, register, people):
    client = register("甲公司", people.sales)
    page = pool_of(people.management)
    page.acts.take_back([client])
    workplace.rest()
    assert "甲公司：没有到期" in workplace.messages.said[-1]


def test_locking_and_unlocking_move_between_the_views(workplace, pool_of, register, people, clock):
    register("甲公司", people.sales)
    clock.advance(days=90)
    page = pool_of(people.head)
    look(workplace, page, "due")
    choose(workplace, page)
    page.buttons["lock"].click()
    workplace.rest()
    assert names(page) == []
    look(workplace, page, "locked")
    assert names(page) == ["甲公司"]
    choose(workplace, page)
    page.buttons["unlock"].click()
    workplace.rest()
    assert names(page) == []
