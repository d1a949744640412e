"""What is copied pastes rightly into Excel and WPS."""

from dataclasses import dataclass
from decimal import Decimal

from PySide6.QtGui import QGuiApplication

from kamdesk.ui.lists.columns import Column
from kamdesk.ui.lists.copying import as_html, as_tsv, put_on_clipboard


@dataclass(frozen=True)
class Row:
    name: str
    code: str
    money: Decimal | None


COLUMNS = (
    Column("name", "名称", lambda row: row.name),
    Column("code", "代码", lambda row: row.code),
    Column("money", "金额", lambda row: row.money, number=True),
)
ROWS = [
    Row("甲\t公司\n一部", "013800138000", Decimal("1234.50")),
    Row("=HYPERLINK(1)<b>", "+86 1", None),
]


def test_tab_separated_text_has_headers_and_bare_numbers():
    lines = as_tsv(COLUMNS, ROWS).splitlines()
    assert lines[0] == "名称\t代码\t金额"
    assert lines[1] == "甲 公司 一部\t013800138000\t1234.50"


def test_headers_can_be_left_out():
    assert as_tsv(COLUMNS, ROWS, headers=False).splitlines()[0].startswith("甲 公司")
    assert "<th>" not in as_html(COLUMNS, ROWS, headers=False)


def test_formulae_are_disarmed():
    assert as_tsv(COLUMNS, ROWS).splitlines()[2] == "'=HYPERLINK(1)<b>\t'+86 1\t"


def test_codes_and_phones_are_marked_as_text_in_html():
    html = as_html(COLUMNS, ROWS)
    assert """<td style="mso-number-format:'\\@'">013800138000</td>""" in html
    assert "<td>1234.50</td>" in html


def test_a_users_text_is_no_markup_in_html():
    assert "=HYPERLINK(1)&lt;b&gt;" in as_html(COLUMNS, ROWS)


def test_the_clipboard_gets_both(qapp):
    put_on_clipboard((as_tsv(COLUMNS, ROWS), as_html(COLUMNS, ROWS)))
    data = QGuiApplication.clipboard().mimeData()
    assert data.text().startswith("名称")
    assert "<table>" in data.html()
