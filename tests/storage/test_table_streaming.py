"""Long tables in blocks: the same rows, lines and refusals as reading them whole."""

import csv
import hashlib
import io
import tracemalloc
import zipfile

import openpyxl
import pytest

from kamdesk.domain.errors import FileError
from kamdesk.storage import table_streaming
from kamdesk.storage.table_reading import read_table
from kamdesk.storage.table_streaming import open_stream

TEXT = '日期,客户\n\n2026-01-02,"甲\n公司"\n,\n2026-01-03,䶮乙公司\r\n2026-01-04,丙\n'


@pytest.fixture
def file(tmp_path):
    def make(data, name="采购.csv"):
        path = tmp_path / name
        path.write_bytes(data)
        return path

    return make


def rows_of(stream, size):
    return [
        (line, tuple(cells))
        for block in stream.blocks(size)
        for line, cells in zip(block.lines, block.rows, strict=True)
    ]


@pytest.mark.parametrize("coding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("size", [1, 2, 3, 100])
def test_blocks_hold_what_the_whole_table_holds(file, coding, size):
    path = file(TEXT.encode(coding))
    whole, stream = read_table(path), open_stream(path)
    assert stream.head.encoding == whole.encoding
    assert stream.head.headers == whole.headers
    assert stream.head.first == whole.rows
    assert rows_of(stream, size) == [(row.line, row.cells) for row in whole.rows]
    assert stream.head.digest == hashlib.sha256(path.read_bytes()).hexdigest()
    assert stream.head.lines == TEXT.encode(coding).count(b"\n")


def test_a_workbook_comes_in_blocks(tmp_path):
    book = openpyxl.Workbook()
    for row in [["日期", "吨"], ["2026-01-02", 12.0], [None, None], ["2026-01-03", 1.5]]:
        book.active.append(row)
    path = tmp_path / "采购.xlsx"
    book.save(path)
    stream = open_stream(path)
    assert stream.head.encoding == "Excel"
    assert stream.head.lines == 4
    assert rows_of(stream, 2) == [(2, ("2026-01-02", "12")), (4, ("2026-01-03", "1.5"))]


def test_the_head_shows_the_first_rows_only(file):
    stream = open_stream(file(b"a,b\n" + b"1,2\n" * 500))
    assert len(stream.head.first) == table_streaming.SHOWN
    assert len(rows_of(stream, 64)) == 500


def test_memory_holds_a_block_and_not_the_file(file):
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerows([[f"2026-01-02,{number}", "甲" * 40] for number in range(60_000)])
    path = file(text.getvalue().encode())
    tracemalloc.start()
    assert sum(len(block.rows) for block in open_stream(path).blocks(500)) == 59_999
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < path.stat().st_size / 2


@pytest.mark.parametrize(
    ("data", "name", "said"),
    [
        (b"", "a.csv", "是空的"),
        ("日期,客户\n".encode(), "a.csv", "只有标题行"),
        (b"\xd0\xcf\x11\xe0rest", "a.xls", "旧版 Excel"),
        (b"%PDF-1.7\n\x00\x01", "a.csv", "不是文本表格"),
        (b"PK\x03\x04broken", "a.xlsx", "已损坏"),
        ("名稱,地址\n臺灣積體電路製造股份有限公司,新竹\n".encode("big5"), "a.csv", "编码无法识别"),
        (b"name\n\xff\xff\xff\n", "a.csv", "编码无法识别"),
        ((",".join("一" * 201) + "\n甲\n").encode(), "a.csv", "超过 200 列"),
    ],
)
def test_what_is_no_table_is_refused_in_one_sentence(file, data, name, said):
    with pytest.raises(FileError) as caught:
        open_stream(file(data, name))
    assert said in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_quote_left_open_far_below_names_its_line(file):
    path = file(b"a,b\n" + b"1,2\n" * 300 + b'"1,2\n')
    with pytest.raises(FileError, match="第 302 行的引号不配对"):
        rows_of(open_stream(path), 100)


def test_a_file_that_is_not_there_is_told(tmp_path):
    with pytest.raises(FileError, match="找不到"):
        open_stream(tmp_path / "无.csv")


def test_limits_are_those_of_long_tables(file, tmp_path, monkeypatch):
    monkeypatch.setattr(table_streaming, "MOST_BYTES", 10)
    with pytest.raises(FileError, match="超过 0 MB"):
        open_stream(file(b"a,b\n1,2\n3,4\n"))
    monkeypatch.undo()
    monkeypatch.setattr(table_streaming, "MOST_UNPACKED", 1_000_000)
    path = tmp_path / "a.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", "<a/>")
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * 2_000_000)
    with pytest.raises(FileError, match="解压后超过 1 MB"):
        open_stream(path)
