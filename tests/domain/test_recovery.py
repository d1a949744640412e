"""The recovery key as it is printed and typed."""

import re

import pytest

from kamdesk.domain.errors import LoginError
from kamdesk.domain.recovery import ALPHABET, new_recovery_key, read_recovery_key

KEY = new_recovery_key()


def test_a_key_is_seven_groups_of_four_unmistakable_characters():
    assert re.fullmatch(rf"([{ALPHABET}]{{4}}-){{6}}[{ALPHABET}]{{4}}", KEY)
    assert not set("ILOU") & set(ALPHABET)
    assert new_recovery_key() != KEY


@pytest.mark.parametrize(
    "typed",
    [
        str.lower,
        lambda key: key.replace("-", " "),
        lambda key: key.replace("-", ""),
        lambda key: f"\n {key.replace('-', '—')}　",
        lambda key: key.replace("0", "O").replace("1", "l"),
        lambda key: key.replace("1", "I").replace("0", "o"),
    ],
)
def test_a_key_is_read_however_it_was_typed(typed):
    assert read_recovery_key(typed(KEY)) == KEY


def test_a_missing_character_is_told():
    with pytest.raises(LoginError, match="应有 28 个字符，现在是 27 个"):
        read_recovery_key(KEY[:-1])


def test_nearly_every_single_wrong_character_is_noticed():
    plain = KEY.replace("-", "")
    unnoticed = 0
    for at in range(len(plain)):
        for sign in set(ALPHABET) - {plain[at]}:
            try:
                read_recovery_key(plain[:at] + sign + plain[at + 1 :])
            except LoginError:
                continue
            unnoticed += 1
    assert unnoticed < 8  # 1 in 1024 of 868


def test_a_foreign_character_is_told():
    with pytest.raises(LoginError, match="输错"):
        read_recovery_key("钢" + KEY.replace("-", "")[1:])
