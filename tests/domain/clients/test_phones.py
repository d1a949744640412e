"""Phone numbers shown in part."""

import pytest

from kamdesk.domain.clients.phones import masked


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
