"""Columns recognised, rows read."""

from datetime import date

import pytest

from kamdesk.domain.clients.clients import ClientClass, ClientDraft, Grade
from kamdesk.domain.clients.imports import check_mapping, guess_mapping, merged, read_row
from kamdesk.domain.errors import RuleError

TODAY = date(2026, 11, 2)


def read(**columns):
    mapping = {name: place for place, name in enumerate(columns)}
    return read_row(tuple(columns.values()), mapping, today=TODAY)


def test_headings_are_recognised_however_decorated():
    headers = [
        "* 企业名称（必填）",
        "统一社会信用代码",
        "省",
        "市",
        "行政区划代码",
        "Owner",
        "医院名称",
    ]
    expected = {"name": 0, "code": 1, "province": 2, "city": 3, "owner": 5}
    assert guess_mapping(headers) == expected


def test_a_mapping_needs_the_name():
    with pytest.raises(RuleError, match=r"没有找到“客户名称”列.*甲、乙"):
        check_mapping({"code": 0}, ["甲", "乙"])
    with pytest.raises(RuleError, match="列对应与文件不符"):
        check_mapping({"name": 5}, ["甲", "乙"])


def test_a_row_becomes_a_draft():
    row = read(
        name="甲公司",
        classes="经济、战略客户",
        grade="a级",
        established_on="2001年7月3日",
        phone="N/A",
        owner="李明",
    )
    assert row.draft == ClientDraft(
        name="甲公司",
        classes=frozenset({ClientClass.ECONOMIC, ClientClass.STRATEGIC}),
        grade=Grade.A,
        established_on=date(2001, 7, 3),
    )
    assert (row.owner, row.errors, row.warnings) == ("李明", (), ())
    assert "phone" not in row.filled


@pytest.mark.parametrize(
    "text", ["2001-07-03", "2001/7/3", "2001.7.3", "20010703", "2001-7-3 00:00:00"]
)
def test_days_are_read_as_people_write_them(text):
    assert read(name="甲", established_on=text).draft.established_on == date(2001, 7, 3)


@pytest.mark.parametrize(
    ("field", "text", "said"),
    [
        ("established_on", "去年", "不是日期"),
        ("established_on", "2001-13-45", "不是日期"),
        ("established_on", "2027-01-01", "不能晚于今天"),
        ("grade", "D", "客户等级“D”无法识别"),
        ("classes", "特大", "大客户类别“特大”无法识别"),
        ("address", "长" * 201, "“地址”最多 200 个字"),
        ("phone", "1\u202e2", "改变书写方向"),
    ],
)
def test_what_is_wrong_is_said(field, text, said):
    assert any(said in error for error in read(name="甲", **{field: text}).errors)


@pytest.mark.parametrize(
    ("name", "code", "said"),
    [
        ("甲\x00公司", "", "不可见的控制字符"),
        ("甲\ue000公司", "", "生僻字"),
        ("甲公司", "91350100M000100Y44", "校验位不对"),
    ],
)
def test_what_looks_odd_is_warned_of(name, code, said):
    row = read(name=name, code=code)
    assert row.errors == ()
    assert any(said in warning for warning in row.warnings)


def test_markup_and_formulae_are_taken_literally():
    assert read(name="=HYPERLINK(1)<b>&").draft.name == "=HYPERLINK(1)<b>&"


def test_empty_cells_change_nothing():
    old = ClientDraft(name="甲公司", city="太原", grade=Grade.B)
    row = read(name="甲公司", city="", grade="", code="无", industry="钢铁", owner="李明")
    assert merged(old, row) == ClientDraft(
        name="甲公司", city="太原", grade=Grade.B, industry="钢铁"
    )


def test_short_rows_are_filled_up():
    assert read_row(("甲",), {"name": 0, "city": 3}, today=TODAY).draft.name == "甲"
