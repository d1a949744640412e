"""Sensitive words in notes are pointed out; ordinary notes are left alone."""

import pytest

from kamdesk.domain.persons.sensitive import sensitive_kinds, sensitive_warning


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("信佛，吃素", ("宗教信仰",)),
        ("去年因糖尿病住院", ("健康状况",)),
        ("卡号6222021234567890123", ("金融账户",)),
        ("身份证 11010519491231002X", ("身份证件",)),
        ("女儿上小学", ("家庭情况", "未成年人信息")),
        ("孩子 9 岁", ("家庭情况", "未成年人信息")),
        ("爱喝茶，周三下午有空，电话 13812341234", ()),
        ("设备病害检测由他负责；合同号 2026-0001", ()),
        ("从业 12 年，主管 20 岁以上老旧设备改造", ()),
        ("", ()),
    ],
)
def test_kinds_of_sensitive_data_are_named(text, kinds):
    assert sensitive_kinds(text) == kinds
    warning = sensitive_warning(text)
    assert bool(warning) == bool(kinds)
    assert all(kind in warning for kind in kinds)
