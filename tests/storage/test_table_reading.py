"""Files of strangers: what can be read is read, the rest is refused in one sentence."""

import io
import zipfile
from datetime import date, datetime

import openpyxl
import pytest

from kamdesk.domain.errors import FileError
from kamdesk.storage import table_reading
from kamdesk.storage.table_reading import read_table

TEXT = "企业名称,电话\n甲公司,010-1\n䶮乙公司,\n"


@pytest.fixture
def file(tmp_path):
    def make(data, name="名单.csv"):
        path = tmp_path / name
        path.write_bytes(data)
        return path

    return make


@pytest.fixture
def workbook(tmp_path):
    def make(rows):
        book = openpyxl.Workbook()
        for row in rows:
            book.active.append(row)
        path = tmp_path / "名单.xlsx"
        book.save(path)
        return path

    return make


@pytest.mark.parametrize(
    ("coding", "said"),
    [
        ("utf-8", "UTF-8"),
        ("utf-8-sig", "UTF-8"),
        ("gb18030", "GB18030"),
        ("utf-16", "UTF-16"),
    ],
)
def test_the_encodings_of_chinese_offices_are_read(file, coding, said):
    table = read_table(file(TEXT.encode(coding)))
    assert table.encoding == said
    assert table.headers == ("企业名称", "电话")
    assert [(row.line, row.cells) for row in table.rows] == [
        (2, ("甲公司", "010-1")),
        (3, ("䶮乙公司", "")),
    ]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_delimiters_are_told_from_the_headings(file, delimiter):
    table = read_table(file(TEXT.replace(",", delimiter).encode()))
    assert table.headers == ("企业名称", "电话")


def test_lines_in_quotes_and_blank_rows_keep_the_count(file):
    table = read_table(file('名称,地址\n\n甲,"一\n二"\n,\n乙,三\n'.encode()))
    assert [(row.line, row.cells) for row in table.rows] == [
        (3, ("甲", "一\n二")),
        (6, ("乙", "三")),
    ]


def test_a_workbook_is_read_as_it_shows(workbook):
    path = workbook(
        [
            ["名称", "成立", "数"],
            ["甲", datetime.fromisoformat("2001-07-03"), 12.0],
            [None, None, None],
            ["乙", date(2001, 7, 4), 1.5],
        ]
    )
    table = read_table(path)
    assert table.encoding == "Excel"
    assert [(row.line, row.cells) for row in table.rows] == [
        (2, ("甲", "2001-07-03", "12")),
        (4, ("乙", "2001-07-04", "1.5")),
    ]


@pytest.mark.parametrize(
    ("data", "name", "said"),
    [
        (b"", "a.csv", "是空的"),
        ("\ufeff\n \n".encode(), "a.csv", "是空的"),
        ("名称,地址\n".encode(), "a.csv", "只有标题行"),
        (b"\xd0\xcf\x11\xe0rest", "a.xls", "旧版 Excel"),
        (b"%PDF-1.7\n\x00\x01", "a.csv", "不是文本表格"),
        (b"\x89PNG\r\n\x1a\n\x00", "a.xlsx", "不是文本表格"),
        ("名称\n甲\x00乙\n".encode(), "a.csv", "不是文本表格"),
        (b"PK\x03\x04broken", "a.xlsx", "已损坏"),
        ("名稱,地址\n臺灣積體電路製造股份有限公司,新竹\n".encode("big5"), "a.csv", "编码无法识别"),
        (b"name\n\xff\xff\xff\n", "a.csv", "编码无法识别"),
        ('名称\n"甲\n乙\n'.encode(), "a.csv", "第 2 行的引号不配对"),
        (("名称\n" + "长" * 200_000).encode(), "a.csv", "内容过长"),
        ((",".join("一" * 201) + "\n甲\n").encode(), "a.csv", "最多 200 列"),
    ],
)
def test_what_is_no_list_is_refused_in_one_sentence(file, data, name, said):
    with pytest.raises(FileError) as caught:
        read_table(file(data, name))
    assert said in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_file_that_is_not_there_is_told(tmp_path):
    with pytest.raises(FileError, match="找不到"):
        read_table(tmp_path / "无.csv")


def test_an_archive_of_something_else_is_refused(tmp_path):
    path = tmp_path / "a.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("word/document.xml", "<a/>")
    with pytest.raises(FileError, match="不是 Excel 工作簿"):
        read_table(path)


def test_a_bomb_is_refused_before_it_is_unpacked(tmp_path):
    path = tmp_path / "a.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", "<a/>")
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * 120_000_000)
    assert path.stat().st_size < 1_000_000
    with pytest.raises(FileError, match="解压后超过 100 MB"):
        read_table(path)


def test_one_cell_in_the_last_corner_costs_nothing(workbook, monkeypatch):
    monkeypatch.setattr(table_reading, "MOST_ROWS", 1000)
    path = workbook([["名称"], ["甲"]])
    book = openpyxl.load_workbook(path)
    book.active["XFD1048576"] = "远"
    book.save(path)
    assert [row.cells for row in read_table(path).rows] == [("甲",)]


def test_entities_are_not_resolved(tmp_path, workbook):
    path, evil = workbook([["名称"], ["甲"]]), tmp_path / "b.xlsx"
    attack = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>'
    with zipfile.ZipFile(path) as good, zipfile.ZipFile(evil, "w") as bad:
        for member in good.namelist():
            inside = attack if member == "xl/workbook.xml" else good.read(member)
            bad.writestr(member, inside)
    with pytest.raises(FileError, match="已损坏"):
        read_table(evil)


def test_too_big_a_file_is_refused(file, monkeypatch):
    monkeypatch.setattr(table_reading, "MOST_BYTES", 10)
    with pytest.raises(FileError, match="超过 0 MB，请分成几个文件"):
        read_table(file(io.BytesIO(TEXT.encode()).getvalue()))
