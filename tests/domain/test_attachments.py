"""What is taken as a file: by its name, its size, and how its content begins."""

import pytest

from kamdesk.domain.attachments import KINDS, MOST_BYTES, check_file, safe_name, size_text
from kamdesk.domain.errors import FileError

PDF = b"%PDF-1.7 ..."


@pytest.mark.parametrize(
    ("name", "head"),
    [
        ("合同.PDF", PDF),
        ("报价.xlsx", b"PK\x03\x04rest"),
        ("旧.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"),
        ("名片.jpg", b"\xff\xd8\xff\xe0"),
        ("记录.txt", "会谈记录".encode("gb18030")),
    ],
)
def test_office_files_pictures_and_texts_are_taken(name, head):
    check_file(name, 100, head)


@pytest.mark.parametrize(
    ("name", "size", "head", "told"),
    [
        ("安装.exe", 10, b"MZ", "只接受"),
        ("宏.docm", 10, b"PK\x03\x04", "只接受"),
        ("没有扩展名", 10, b"x", "只接受"),
        ("空.pdf", 0, b"", "是空的"),
        ("大.pdf", MOST_BYTES + 1, PDF, "50 MB"),
        ("程序.pdf", 10, b"MZ\x90\x00", "与扩展名不符"),
        ("程序.txt", 10, b"MZ\x00\x00", "与扩展名不符"),
    ],
)
def test_the_rest_is_refused_with_its_reason(name, size, head, told):
    with pytest.raises(FileError, match=told):
        check_file(name, size, head)


def test_nothing_that_runs_is_in_the_allow_list():
    assert KINDS.keys().isdisjoint({"exe", "bat", "js", "lnk", "html", "svg", "docm", "xlsm"})


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("C:\\桌面\\合同 1.pdf", "合同 1.pdf"),
        ("../../etc/a.pdf", "a.pdf"),
        ('报价"最终"?.xlsx', "报价_最终__.xlsx"),
        ("第一行\n第二行.txt", "第一行 第二行.txt"),
    ],
)
def test_a_name_is_kept_without_what_a_file_system_minds(name, kept):
    assert safe_name(name) == kept


def test_a_long_name_keeps_its_ending():
    assert safe_name("长" * 300 + ".pdf") == "长" * 116 + ".pdf"


@pytest.mark.parametrize(
    ("size", "text"), [(812, "812 B"), (35328, "34.5 KB"), (2 * 1024 * 1024, "2.0 MB")]
)
def test_sizes_are_read_by_people(size, text):
    assert size_text(size) == text
