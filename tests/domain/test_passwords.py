"""Which passwords are accepted, and how guessing is slowed down."""

import pytest

from kamdesk.domain.passwords import COMMONEST, SHORTEST, password_fault, wait_after


@pytest.mark.parametrize(
    ("password", "sentence"),
    [
        ("1234567", "至少使用 8 个字符"),
        ("x" * 129, "不要超过 128 个字符"),
        ("zhang.san", "登录名或姓名相同"),
        ("ZHANG.SAN", "登录名或姓名相同"),
        ("ｚｈａｎｇ．ｓａｎ", "登录名或姓名相同"),
        ("欧阳娜娜·阿依古丽", "登录名或姓名相同"),
        ("12345678", "太常见"),
        ("Password1", "太常见"),
        ("aaaaaaaaaa", "太常见"),
    ],
)
def test_a_weak_password_is_told(password, sentence):
    fault = password_fault(password, login="zhang.san", name="欧阳娜娜·阿依古丽")
    assert sentence in fault


@pytest.mark.parametrize(
    "password", ["春江水暖鸭先知了", "correct horse", "7391-4826", "zhang.san.26"]
)
def test_no_rule_of_composition_is_asked(password):
    assert password_fault(password, login="zhang.san", name="张三") is None


def test_the_list_holds_only_what_the_other_rules_let_through():
    assert all(len(word) >= SHORTEST for word in COMMONEST)
    assert all(word == word.casefold() for word in COMMONEST)


def test_waiting_doubles_up_to_five_minutes():
    assert [wait_after(count) for count in range(12)] == [
        0, 0, 0, 5, 10, 20, 40, 80, 160, 300, 300, 300,
    ]  # fmt: skip
    assert wait_after(10**6) == 300
