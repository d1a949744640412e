"""What Excel, WPS, LibreOffice and browsers put on the clipboard is read as rows."""

import contextlib

import pytest

from kamdesk.domain.errors import FileError
from kamdesk.domain.tables import headed
from kamdesk.storage.pasted_tables import read_pasted

EXCEL = """<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head><style>td{color:red}</style>
</head><body><!--StartFragment--><table border=0><colgroup><col width=72></colgroup>
<tr height=19><td class=xl65>名称</td><td>电话</td><td>备注</td></tr>
<tr><td>甲&amp;乙公司</td><td x:str="0351">0351</td><td>一行<br>
  二行</td></tr>
<tr><td colspan=2>合并</td><td>&nbsp;</td></tr></table><table><tr><td>另一张</td></tr></table>
<!--EndFragment--></body></html>"""


def cells(table):
    return [row.cells for row in table.rows]


def test_html_keeps_its_cells_with_line_ends_and_spans():
    table = read_pasted("", EXCEL)
    assert cells(table) == [
        ("名称", "电话", "备注"),
        ("甲&乙公司", "0351", "一行\n二行"),
        ("合并", "", ""),
    ]
    assert (table.file_name, table.headers) == ("剪贴板", ())


def test_text_is_read_by_tabs_and_quotes():
    table = read_pasted('名称\t备注\r\n甲公司\t"一行\n二行 ""引"""\r\n\r\n', "")
    assert cells(table) == [("名称", "备注"), ("甲公司", '一行\n二行 "引"')]


def test_html_without_a_table_is_left_for_the_text():
    assert cells(read_pasted("a\tb\nc\td", "<b>a b</b>")) == [("a", "b"), ("c", "d")]


@pytest.mark.parametrize("text", ["", "   ", "一个词", "\t\t\n"])
def test_what_is_no_table_is_refused(text):
    with pytest.raises(FileError, match="没有表格"):
        read_pasted(text, "")


def test_too_wide_a_table_is_refused():
    with pytest.raises(FileError, match="200 列"):
        read_pasted("\t".join("x" * 201), "")


@pytest.mark.parametrize(
    "html",
    [
        "<table><tr><td colspan=99999999>x</td></tr><tr><td>y",
        "<table>" * 5000 + "<td>x</td><td>y</td>",
        "<table><tr><td>x<td>y<tr><td>z</table",
        "<table><td colspan='-3'>x</td><td>y</td></table>",
    ],
)
def test_broken_html_breaks_nothing(html):
    with contextlib.suppress(FileError):
        assert read_pasted("", html).rows


def test_rows_become_a_table_with_or_without_headings():
    table = read_pasted("名称\t城市\n甲\n", "")
    with_names = headed(table, with_headings=True)
    assert (with_names.headers, cells(with_names)) == (("名称", "城市"), [("甲", "")])
    without = headed(table, with_headings=False)
    assert without.headers == ("第 1 列", "第 2 列")
    assert cells(without) == [("名称", "城市"), ("甲", "")]
