"""Names read aloud."""

import pytest

from kamdesk.domain.pinyin import Pinyin


@pytest.fixture(scope="module")
def pinyin():
    return Pinyin()


@pytest.mark.parametrize(
    ("text", "key", "initials"),
    [
        ("山西晋丰", "shan xi jin feng", "sxjf"),
        ("重庆长安汽车", "chong qing chang an qi che", "cqcaqc"),
        ("厦门银行", "xia men yin hang", "xmyh"),
        ("ABC-2号店", "abc 2 hao dian", "abc2hd"),
        ("吕梁（·）", "lv liang", "ll"),
        ("", "", ""),
    ],
)
def test_names_are_read_aloud(pinyin, text, key, initials):
    assert pinyin.key(text) == key
    assert pinyin.initials(text) == initials


@pytest.mark.parametrize(
    ("name", "key", "initials"),
    [
        ("单雄信", "shan xiong xin", "sxx"),
        ("欧阳娜", "ou yang na", "oyn"),
        ("尉迟恭", "yu chi gong", "ycg"),
        ("李明", "li ming", "lm"),
        ("单", "dan", "d"),
    ],
)
def test_surnames_have_their_own_reading(pinyin, name, key, initials):
    assert pinyin.person_key(name) == key
    assert pinyin.person_initials(name) == initials


def test_order_of_keys_is_order_of_syllables(pinyin):
    names = ["先进", "西安", "阿里"]
    assert sorted(names, key=pinyin.key) == ["阿里", "西安", "先进"]
