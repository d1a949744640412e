"""Phone numbers shown in part."""

import pytest

from kamdesk.domain.persons.masking import masked, masked_email, masked_field, masked_text


@pytest.mark.parametrize(
    ("phone", "shown"),
    [
        ("13812341234", "138****1234"),
        ("138 1234 1234", "138****1234"),
        ("0351-4088321", "035****8321"),
        ("4088321", "****8321"),
        ("0351-4088321 转 8012", "035****8321 转 8012"),
        ("13812341234、13912345678", "138****1234、139****5678"),
        ("", ""),
    ],
)
def test_the_middle_of_a_number_is_hidden(phone, shown):
    assert masked(phone) == shown


@pytest.mark.parametrize(
    ("email", "shown"),
    [("zhang@example.com", "z***@example.com"), ("a@b.cn", "a***@b.cn"), ("", "")],
)
def test_all_but_the_first_letter_of_an_email_is_hidden(email, shown):
    assert masked_email(email) == shown


@pytest.mark.parametrize(
    ("remark", "shown"),
    [
        ("手机13812341234，周三有空", "手机138****1234，周三有空"),
        ("总机 0351-4088321", "总机 035****8321"),
        ("写信到 zhang@example.com", "写信到 z***@example.com"),
        ("2026-11-23 拜访，合同 20261123001", "2026-11-23 拜访，合同 20261123001"),
    ],
)
def test_numbers_in_a_remark_are_hidden_and_days_are_not(remark, shown):
    assert masked_text(remark) == shown


def test_old_and_new_values_are_hidden_as_their_field():
    assert masked_field("phone", "13812341234") == "138****1234"
    assert masked_field("email", "z@x.cn") == "z***@x.cn"
    assert masked_field("post", "13812341234") == "13812341234"
