"""负责与协作: what the tab shows and does, for owner, collaborator, head and stranger."""

import pytest

from kamdesk.domain.ownership.collaborators import CollaboratorDraft
from kamdesk.ui.ownership.rights import Deed


def column(table, at):
    model = table.model()
    return [model.index(line, at).data() for line in range(model.rowCount())]


def offered(tab):
    return {deed for deed, made in tab.buttons.items() if made.isVisible()}


@pytest.mark.parametrize(
    ("who", "deeds"),
    [
        ("sales", {Deed.SHARE, Deed.END_SHARE, Deed.RELEASE}),
        ("head", {Deed.SHARE, Deed.END_SHARE, Deed.HAND_OVER, Deed.LOCK}),
        ("management", {Deed.SHARE, Deed.END_SHARE, Deed.HAND_OVER, Deed.LOCK}),
        ("finance", set()),
    ],
)
def test_each_is_offered_what_they_may(tab_of, register, people, who, deeds):
    client = register("甲公司", people.sales)
    assert offered(tab_of(client, getattr(people, who))) == deeds


def test_owners_are_listed_with_days_and_reason(tab_of, register, chain, people, clock):
    client = register("甲公司", people.sales)
    clock.advance(days=12)
    chain.clients.assign(client, people.sales2, by=people.head, seen_version=1, reason="调整片区")
    clock.advance(days=3)
    tab = tab_of(client, people.sales2)
    assert column(tab.owners, 0) == ["王芳", "李明"]
    assert column(tab.owners, 2) == ["至今", "2026-11-14"]
    assert column(tab.owners, 3) == ["3", "12"]
    assert column(tab.owners, 6) == ["调整片区", ""]
    assert "再过 87 天" in tab.notice.text


def test_sharing_and_ending_it(workplace, tab_of, register, services, people):
    client = register("甲公司", people.sales)
    tab = tab_of(client, people.sales)
    counts = []
    tab.count_changed.connect(counts.append)
    tab.buttons[Deed.SHARE].click()
    dialog = workplace.dialog()
    dialog.form["user_id"].set_value(people.sales3)
    dialog.form["may_edit"].set_value(True)
    dialog.save_button.click()
    workplace.rest()
    assert column(tab.collaborators, 0) == ["赵强"]
    assert column(tab.collaborators, 2) == ["可以修改"]
    tab.buttons[Deed.END_SHARE].click()
    workplace.rest()
    assert "赵强" in workplace.messages.said[-1]
    assert column(tab.collaborators, 0) == []
    assert counts == [1, 0]


def test_a_wrong_day_is_told_at_its_field(workplace, tab_of, register, people):
    from datetime import date

    tab = tab_of(register("甲公司", people.sales), people.sales)
    tab.buttons[Deed.SHARE].click()
    dialog = workplace.dialog()
    dialog.form["user_id"].set_value(people.sales3)
    dialog.form["until"].set_value(date(2026, 1, 1))
    dialog.save_button.click()
    workplace.rest()
    assert "不能早于今天" in dialog.form["until"].message.text()
    dialog.form.mark_clean()
    dialog.close()


def test_one_that_ran_out_is_marked(tab_of, register, services, people, clock):
    client = register("甲公司", people.sales)
    day = clock.now().date()
    draft = CollaboratorDraft(user_id=people.sales3, until=day)
    services.collaborators.share(client, draft, by=people.sales)
    clock.advance(days=1)
    assert column(tab_of(client, people.sales).collaborators, 3) == ["2026-11-02 已过期"]


def test_handing_over_with_what_is_ticked(workplace, tab_of, register, chain, people, owner_of):
    client = register("甲集团", people.sales)
    unit, other = (register(name, people.sales, parent_id=client) for name in ("乙厂", "丙厂"))
    filing = chain.filed(client, people.sales)
    tab = tab_of(client, people.management)
    tab.buttons[Deed.HAND_OVER].click()
    dialog = workplace.dialog()
    children = dialog.form["children"]
    assert len(children.value()) == 2
    children.set_value([each for each in children.value() if each[1] == unit])
    assert not children.every.isChecked()
    dialog.form["taker_id"].set_value(people.sales2)
    dialog.form["reason"].set_value("调整片区")
    dialog.save_button.click()
    workplace.rest()
    assert [owner_of(each) for each in (client, unit, other)] == ["王芳", "王芳", "李明"]
    assert chain.filings.details(filing, by=people.sales2).carrier == "王芳"
    assert column(tab.owners, 0) == ["王芳", "李明"]


def test_all_or_nothing_is_ticked_with_one_box(workplace, tab_of, register, people):
    client = register("甲集团", people.sales)
    register("乙厂", people.sales, parent_id=client)
    tab = tab_of(client, people.management)
    tab.buttons[Deed.HAND_OVER].click()
    dialog = workplace.dialog()
    children = dialog.form["children"]
    children.every.click()
    assert children.value() == ()
    children.every.click()
    assert len(children.value()) == 1
    dialog.form.mark_clean()
    dialog.close()


def test_an_approver_is_refused_a_paper_in_approval(workplace, tab_of, register, chain, people):
    client = register("甲公司", people.sales)
    chain.send_filing(chain.filing(client, people.sales), people.sales)
    tab = tab_of(client, people.management)
    tab.buttons[Deed.HAND_OVER].click()
    dialog = workplace.dialog()
    dialog.form["taker_id"].set_value(people.head)
    dialog.form["reason"].set_value("调整片区")
    dialog.save_button.click()
    workplace.rest()
    assert "有审批职责" in dialog.form["taker_id"].message.text()
    dialog.form.mark_clean()
    dialog.close()


def test_locking_releasing_and_claiming(workplace, tab_of, register, people, owner_of):
    client = register("甲公司", people.head)
    tab = tab_of(client, people.head)
    tab.buttons[Deed.LOCK].click()
    workplace.rest()
    assert "已锁定" in tab.notice.text
    assert Deed.RELEASE not in offered(tab)
    tab.buttons[Deed.UNLOCK].click()
    workplace.rest()
    tab.buttons[Deed.RELEASE].click()
    dialog = workplace.dialog()
    dialog.form["reason"].set_value("不再跟进")
    dialog.save_button.click()
    workplace.rest()
    assert owner_of(client) == ""


def test_a_client_out_of_reach_leaves_an_empty_tab(tab_of, register, chain, people, workplace):
    client = register("甲公司", people.sales)
    tab = tab_of(client, people.sales)
    workplace.bus.changed.disconnect()
    chain.clients.assign(client, None, by=people.management, seen_version=1)
    tab.show_client(tab._client)
    workplace.rest()
    assert column(tab.owners, 0) == []
    assert offered(tab) == set()
