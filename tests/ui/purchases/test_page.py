"""采购记录 on screen: entering, editing, cancelling, restoring, and who may."""

from datetime import date
from decimal import Decimal

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QPushButton

from kamdesk.ui.forms.choice_fields import PickItem
from kamdesk.ui.imports.frame import RESULT
from kamdesk.ui.tone import Tone


def rows(page):
    shown = page.list.view.rows
    return [shown.row_at(line) for line in range(shown.rowCount())]


def column(page, key):
    return next(each for each in page.list.spec.columns if each.key == key)


def fill(dialog, **texts):
    for key, text in texts.items():
        dialog.form[key].editor.setText(text)


def enabled(page):
    return {key for key, made in page.offers.items() if made.isEnabled()}


def begin(page, workplace):
    workplace.qtbot.keyClick(page, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    return workplace.dialog()


def test_a_purchase_is_entered_and_stands_in_the_list(workplace, page_of, people, client):
    page = page_of(people.sales)
    assert page.list.empty.isVisible()
    dialog = begin(page, workplace)
    assert dialog.form["day"].value() == date(2026, 11, 2)
    dialog.form["client_id"].set_value(PickItem(client, "华联商会"))
    fill(dialog, product="螺纹钢", tons="12.5", amount="4万", contract="HT-1")
    dialog.save_button.click()
    workplace.rest()
    (row,) = rows(page)
    assert (row.client, row.tons, row.amount) == ("华联商会", Decimal("12.5"), Decimal(40_000))
    assert (row.contract, row.document, row.entered_by) == ("HT-1", "", "李明")
    assert page.list.tabs._buttons["mine"].text() == "我的客户 1"


def test_a_return_is_written_negative_and_stands_in_red(workplace, page_of, people, client, enter):
    enter()
    page = page_of(people.sales)
    dialog = begin(page, workplace)
    dialog.form["client_id"].set_value(PickItem(client, "华联商会"))
    fill(dialog, product="螺纹钢", tons="-2", amount="6,400")
    dialog.save_button.click()
    assert "都写负数" in dialog.form["tons"].message.text()
    fill(dialog, amount="－6,400")
    dialog.save_button.click()
    workplace.rest()
    back, bought = rows(page)
    assert column(page, "returned").shown(back) == "退货"
    assert {column(page, key).tone(back) for key in ("returned", "tons", "amount")} == {Tone.BAD}
    assert column(page, "tons").tone(bought) is None
    page.list.view.selectAll()
    workplace.rest()
    assert page.status() == "共 2 条 · 已选 2 条 · 吨数合计 8.000 吨 · 金额合计 25,600.00 元"


def test_products_of_before_are_proposed(workplace, page_of, people, enter):
    enter(product="角钢")
    dialog = begin(page_of(people.sales), workplace)
    completer = dialog.form["product"].editor.completer()
    completer.setCompletionPrefix("钢")
    assert completer.currentCompletion() == "角钢"
    dialog.close()


def test_enter_opens_the_record_for_editing(workplace, page_of, people, enter):
    enter()
    page = page_of(people.sales)
    workplace.qtbot.keyClick(page.list.view, Qt.Key.Key_Return)
    dialog = workplace.dialog()
    assert dialog.form["client_id"].editor.text() == "华联商会"
    assert not dialog.form.dirty
    fill(dialog, tons="11", amount="35,200")
    dialog.save_button.click()
    workplace.rest()
    assert [row.tons for row in rows(page)] == [Decimal(11)]
    page.offers["history"].trigger()
    shown = workplace.dialog()
    assert "2026-10-09 华联商会" in shown.windowTitle()
    shown.close()


def test_a_record_is_cancelled_with_a_reason_and_restored(workplace, page_of, people, enter):
    enter()
    page = page_of(people.sales)
    assert enabled(page) == {"client", "history", "edit", "cancel"}
    page.offers["cancel"].trigger()
    dialog = workplace.dialog()
    dialog.save_button.click()
    assert "作废原因" in dialog.form["reason"].message.text()
    fill(dialog, reason="重复登记")
    dialog.save_button.click()
    workplace.rest()
    assert rows(page) == []
    assert enabled(page) == set()
    page.show_hint("cancelled")
    workplace.rest()
    assert enabled(page) == {"client", "history", "restore"}
    page.offers["restore"].trigger()
    workplace.rest()
    assert rows(page) == []
    page.show_hint("all")
    workplace.rest()
    assert len(rows(page)) == 1


def test_a_refusal_stays_in_the_dialog(workplace, page_of, people, enter, services, client):
    made = enter()
    page = page_of(people.sales)
    workplace.qtbot.keyClick(page, Qt.Key.Key_F2)
    dialog = workplace.dialog()
    services.purchases.cancel(made, "错", by=people.sales, seen_version=1)
    fill(dialog, tons="11")
    dialog.save_button.click()
    workplace.rest()
    assert dialog.isVisible()
    assert dialog.notice.isVisible()
    dialog.form.mark_clean()
    dialog.close()


def test_who_only_looks_has_no_buttons_to_write(page_of, people, enter):
    enter()
    page = page_of(people.finance)
    assert enabled(page) == {"client", "history"}
    assert len(rows(page)) == 1
    assert "edit" not in page.offers


def test_the_client_is_a_click_away(workplace, page_of, people, enter, client):
    enter()
    page = page_of(people.sales)
    with workplace.qtbot.waitSignal(page.open_requested) as heard:
        page.offers["client"].trigger()
    assert heard.args == ["client", client]


def test_a_record_is_moved_to(workplace, page_of, people, enter):
    first = enter()
    enter(day=date(2026, 10, 10))
    page = page_of(people.sales)
    page.open_record("purchase", first)
    workplace.rest()
    assert page.list.current_id() == first


def offered(page):
    buttons = {made.text() for made in page.findChildren(QPushButton) if made.isVisible()}
    return buttons | {made.text() for made in page.actions() + page.findChildren(QAction)}


def test_who_may_import_finds_what_came_in_in_the_list(
    workplace, page_of, people, client, tmp_path
):
    page = page_of(people.management)
    assert "导入" in offered(page)
    path = tmp_path / "采购.csv"
    path.write_text("客户,日期,数量,金额\n华联商会,2026-10-05,10,40000\n", encoding="utf-8")
    wizard = page.imports.open_wizard()
    workplace.rest()
    wizard.read(path)
    for _step in range(3):
        workplace.rest()
        wizard.next_button.click()
    workplace.rest()
    assert wizard.step == RESULT
    wizard.next_button.click()
    workplace.rest()
    assert [row.tons for row in rows(page)] == [10]
    runs = page.imports.open_runs()
    workplace.rest()
    assert [run.created for run in runs.table.rows()] == [1]


def test_who_may_not_import_is_not_offered_it(page_of, people):
    assert not {"导入", "导入记录"} & offered(page_of(people.sales))
