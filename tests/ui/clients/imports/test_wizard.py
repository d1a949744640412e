"""The import from a file to registered clients, as a person goes through it."""

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent

from kamdesk.domain.clients.imports import Existing
from kamdesk.services.clients.import_process import ImportProcess
from kamdesk.ui.clients.imports.wizard import SHORT_LIST, ImportWizard
from kamdesk.ui.imports.frame import CHECK, FILE, MAPPING, RESULT, RUN
from tests.office import KEY

LIST = (
    "单位名称,信用代码,级别,备注\n"
    "北方商贸集团,,A,老客户\n"
    "华联商会,123,B,\n"
    ",,A,没有名字\n"
    "远东电缆有限公司,,Z,\n"
)


class Reader:
    """The service in the window's process, which may only read the file."""

    def __init__(self, imports):
        self.read = imports.read


@pytest.fixture
def path(tmp_path):
    path = tmp_path / "名单.csv"
    path.write_text(LIST, encoding="gb18030")
    return path


@pytest.fixture
def desk(open_desk, people):
    return open_desk(people.head)


@pytest.fixture
def wizard(desk):
    desk.page.open_import()
    desk.settle()
    return desk.page.findChild(ImportWizard)


def read(desk, wizard, path):
    wizard.read(path)
    desk.settle()


def go_on(desk, wizard, step):
    wizard.next_button.click()
    desk.settle()
    assert wizard.step == step


def registered(desk):
    return desk.services.clients.counts(by=desk.people.management)["all"]


def counts(page):
    return [card.figure.text() for card in page.counts.cards.values()]


def test_a_list_is_read_mapped_tried_and_written(desk, wizard, path, messages):
    messages.path = path
    wizard.file_page.choose_button.click()
    desk.settle()
    go_on(desk, wizard, MAPPING)
    assert wizard.mapping_page.mapping() == {"name": 0, "code": 1, "grade": 2, "remark": 3}
    assert wizard.mapping_page._samples["grade"].text() == "A、B、Z"
    go_on(desk, wizard, CHECK)
    assert counts(wizard.check_page) == ["2", "0", "0", "2"]
    first = wizard.check_page.table.rows()[0]
    assert (first.line, first.reasons[0]) == (4, "请填写“客户名称”。")
    assert desk.names() == []
    go_on(desk, wizard, RESULT)
    assert counts(wizard.result_page) == ["2", "0", "0", "2"]
    wizard.next_button.click()
    desk.settle()
    assert desk.page.findChildren(ImportWizard) == []
    assert set(desk.names()) == {"北方商贸集团", "华联商会"}
    assert desk.services.clients.counts(by=desk.people.head)["mine"] == 2


def test_the_owner_chosen_gets_the_clients(desk, wizard, path):
    read(desk, wizard, path)
    go_on(desk, wizard, MAPPING)
    go_on(desk, wizard, CHECK)
    wizard.check_page.form["owner_id"].set_value(desk.people.sales)
    desk.settle()
    go_on(desk, wizard, RESULT)
    assert desk.services.clients.counts(by=desk.people.sales)["mine"] == 2


def test_the_rows_that_failed_come_back_as_a_file(desk, wizard, path, tmp_path):
    read(desk, wizard, path)
    for step in (MAPPING, CHECK, RESULT):
        go_on(desk, wizard, step)
    desk.messages.path = tmp_path / "错误行.xlsx"
    wizard.result_page.failures_button.click()
    desk.settle()
    sheet = load_workbook(desk.messages.path).active
    rows = list(sheet.values)
    assert rows[0][:2] == ("错误原因", "单位名称")
    assert [row[1] for row in rows[1:]] == [None, "远东电缆有限公司"]
    assert "错误行.xlsx" in wizard.result_page.saved.text


def test_known_clients_are_skipped_or_updated(desk, wizard, path):
    read(desk, wizard, path)
    for step in (MAPPING, CHECK, RESULT):
        go_on(desk, wizard, step)
    wizard.reject()
    path.write_text(LIST.replace("老客户", "新客户"), encoding="utf-8")
    desk.page.open_import()
    desk.settle()
    again = desk.page.findChild(ImportWizard)
    read(desk, again, path)
    go_on(desk, again, MAPPING)
    go_on(desk, again, CHECK)
    assert counts(again.check_page) == ["0", "0", "2", "2"]
    assert not again.next_button.isEnabled()
    again.check_page.form["existing"].set_value(Existing.UPDATE)
    desk.settle()
    assert counts(again.check_page) == ["0", "1", "1", "2"]
    assert again.next_button.isEnabled()


def test_a_file_that_is_none_is_told_and_goes_nowhere(desk, wizard, tmp_path):
    picture = tmp_path / "图片.xlsx"
    picture.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(200))
    read(desk, wizard, picture)
    assert wizard.step == FILE
    assert wizard.file_page.notice.text
    assert not wizard.next_button.isEnabled()


def test_a_dropped_file_is_read(desk, wizard, path):
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    event = QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, data, buttons, keys)
    wizard.file_page.dropEvent(event)
    desk.settle()
    assert wizard.table.encoding == "GB18030"


def test_without_the_name_there_is_no_next_step(desk, wizard, path):
    read(desk, wizard, path)
    go_on(desk, wizard, MAPPING)
    wizard.mapping_page.fields["name"].set_value(None)
    go_on(desk, wizard, MAPPING)
    assert "请填写" in wizard.mapping_page.fields["name"].message.text()
    assert wizard.mapping_page.left_out.text() == "不导入的列：单位名称"


def test_a_mapping_is_remembered_for_the_same_headings(desk, wizard, path):
    read(desk, wizard, path)
    go_on(desk, wizard, MAPPING)
    wizard.mapping_page.fields["remark"].set_value(None)
    wizard.mapping_page.fields["short_name"].set_value(0)
    go_on(desk, wizard, CHECK)
    wizard.back_button.click()
    read(desk, wizard, path)
    assert wizard.mapping_page.mapping() == {"name": 0, "code": 1, "grade": 2, "short_name": 0}


def test_cancelling_while_it_runs_changes_nothing(desk, wizard, tmp_path):
    path = tmp_path / "很多.csv"
    lines = (f"某地第{number}粮油贸易有限公司" for number in range(3000))
    path.write_text("名称\n" + "\n".join(lines), encoding="utf-8")
    read(desk, wizard, path)
    go_on(desk, wizard, MAPPING)
    wizard.next_button.click()
    assert desk.tools.jobs.wait_idle(30_000)
    wizard.next_button.click()
    assert wizard.step == RUN
    wizard.cancel_button.click()
    assert desk.tools.jobs.wait_idle(30_000)
    assert wizard.step == CHECK
    assert wizard.check_page.notice.text == "导入已取消，没有改动任何数据。"
    assert registered(desk) == 0


def test_a_long_list_is_tried_and_written_in_a_process_of_its_own(desk, wizard, tmp_path):
    wizard._runner = ImportProcess(tmp_path / "kamdesk.db", KEY, desk.tools.clock)
    wizard._imports = Reader(wizard._imports)
    path = tmp_path / "很多.csv"
    path.write_text("名称\n" + "甲公司\n" * SHORT_LIST, encoding="utf-8")
    read(desk, wizard, path)
    go_on(desk, wizard, MAPPING)
    wizard.next_button.click()
    assert desk.tools.jobs.wait_idle(60_000)
    assert counts(wizard.check_page) == ["1", "0", f"{SHORT_LIST - 1:,}", "0"]
    wizard.next_button.click()
    assert desk.tools.jobs.wait_idle(60_000)
    assert wizard.step == RESULT
    assert registered(desk) == 1


def test_the_template_is_saved(desk, wizard, messages, tmp_path):
    messages.path = tmp_path / "模板"
    wizard.file_page.template_button.click()
    desk.settle()
    heads = [cell.value for cell in load_workbook(tmp_path / "模板.xlsx").active[1]]
    assert "客户名称" in heads[0]
    assert "模板已保存" in wizard.file_page.notice.text
