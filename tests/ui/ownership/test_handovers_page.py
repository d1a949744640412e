"""移交记录 and 离职移交 on screen."""

from PySide6.QtCore import QItemSelectionModel

from kamdesk.domain.ownership.handovers import LeaverDraft


def column(table, at):
    model = table.model()
    return [model.index(line, at).data() for line in range(model.rowCount())]


def titles(page):
    rows = page.list.view.rows
    return [rows.row_at(line).title for line in range(rows.rowCount())]


def begin(workplace, page, person):
    page.open_leaver()
    dialog = workplace.dialog()
    dialog.form["person_id"].set_value(person)
    workplace.rest()
    return dialog


def test_a_leaver_is_relieved_step_by_step(
    workplace, handovers_of, register, chain, people, owner_of
):
    first, second = register("甲公司", people.sales), register("乙公司", people.sales)
    chain.filed(first, people.sales)
    page = handovers_of(people.management)
    dialog = begin(workplace, page, people.sales)
    assert "李明名下有客户 2 个、进行中的单据 1 份" in dialog.counts.text
    assert column(dialog.heirs.table, 1) == ["同主接手人", "同主接手人"]
    select_only(dialog.heirs.table, 1)
    dialog.heirs.box.setCurrentIndex(dialog.heirs.box.findData(people.sales3))
    dialog.heirs.give_button.click()
    assert column(dialog.heirs.table, 1) == ["同主接手人", "赵强"]
    dialog.form["taker_id"].set_value(people.sales2)
    dialog.form["reason"].set_value("离职")
    dialog.save_button.click()
    workplace.rest()
    assert sorted((owner_of(first), owner_of(second))) == sorted(("王芳", "赵强"))
    assert titles(page) == ["李明"]
    assert column(page.items, 0) == ["客户", "客户", "备案"]
    assert page.reason.text() == "原因：离职"
    assert "可以停用" in workplace.messages.said[-1]


def test_a_refusal_stays_in_the_dialog(workplace, handovers_of, register, people, owner_of):
    client = register("甲公司", people.sales)
    page = handovers_of(people.management)
    dialog = begin(workplace, page, people.sales)
    dialog.form["taker_id"].set_value(people.sales)
    dialog.form["reason"].set_value("离职")
    dialog.save_button.click()
    workplace.rest()
    assert "另选一人" in dialog.form["taker_id"].message.text()
    assert owner_of(client) == "李明"
    dialog.form.mark_clean()
    dialog.close()


def test_open_approvals_are_warned_of(workplace, handovers_of, register, chain, people):
    client = register("甲公司", people.sales)
    chain.send_filing(chain.filing(client, people.sales), people.sales)
    dialog = begin(workplace, handovers_of(people.management), people.head)
    assert "待办审批 1 件" in dialog.counts.text
    dialog.form.mark_clean()
    dialog.close()


def test_the_list_is_exported(workplace, handovers_of, services, register, people, tmp_path):
    register("=甲公司", people.sales)
    draft = LeaverDraft(person_id=people.sales, taker_id=people.sales2, reason="离职")
    services.handovers.leave(draft, by=people.management)
    page = handovers_of(people.management)
    workplace.messages.path = tmp_path / "清单.csv"
    page.save_button.click()
    workplace.rest()
    assert "甲公司" in (tmp_path / "清单.csv").read_text("utf-8-sig")
    assert "清单.csv" in workplace.messages.said[-1]


def test_a_salesperson_sees_what_came_to_them_and_relieves_nobody(
    handovers_of, services, register, people
):
    register("甲公司", people.sales)
    draft = LeaverDraft(person_id=people.sales, taker_id=people.sales2, reason="离职")
    services.handovers.leave(draft, by=people.management)
    page = handovers_of(people.sales2)
    assert titles(page) == ["李明"]
    assert page.list.empty.isHidden()
    page = handovers_of(people.sales3)
    assert titles(page) == []
    assert not page.save_button.isEnabled()


def select_only(table, row):
    """Select one row whatever keys an earlier test left down."""
    flag = QItemSelectionModel.SelectionFlag
    model = table.selectionModel()
    model.select(table.model().index(row, 0), flag.ClearAndSelect | flag.Rows)
