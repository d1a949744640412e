"""Texts of people: cleaned, compared, harmless in a spreadsheet."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kamdesk.domain.errors import RuleError
from kamdesk.domain.texts import clean_body, clean_line, lost_characters, name_key, safe_cell


def test_a_line_is_one_line_without_invisible_characters():
    assert clean_line(" 山西\u200b晋丰\t农产品\r\n公司\x07 ") == "山西晋丰 农产品 公司"


def test_a_body_keeps_its_lines_and_tabs():
    assert clean_body("甲\r\n乙\t丙\x00\u2028丁") == "甲\n乙\t丙\n丁"


@pytest.mark.parametrize("mark", ["\u202e", "\u2066", "\u2069"])
def test_characters_that_turn_the_reading_round_are_refused(mark):
    with pytest.raises(RuleError, match="书写方向"):
        clean_line(f"甲{mark}乙")
    with pytest.raises(RuleError, match="书写方向"):
        clean_body(f"甲{mark}乙")


def test_private_use_of_old_gb18030_becomes_the_standard_character():
    assert clean_line(b"\xfe\x59\xa6\xd9".decode("gb18030")) == "\u9fb4\ufe10"


def test_markup_and_formulae_stay_as_they_are():
    assert clean_line("<b>甲</b>=1+1&公司") == "<b>甲</b>=1+1&公司"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("万吉石油技术服务（上海）有限公司", "万吉石油技术服务(上海)有限公司"),
        ("假日酒店[中国]有限公司", "假日酒店〔中国〕有限公司"),
        ("天津市嘉胜实业有限公司.", "天津市嘉胜实业有限公司"),
        ("阿依古丽・买买提", "阿依古丽·买买提"),
        ("ＡＢＣ Trading", "abc trading"),
        ("晋\u200b丰 公司", "晋丰公司"),
    ],
)
def test_spellings_of_one_name_have_one_key(one, other):
    assert name_key(one) == name_key(other)


def test_different_characters_keep_different_keys():
    assert name_key("晋丰") != name_key("金丰")


@given(st.text())
def test_a_key_is_its_own_key(text):
    assert name_key(name_key(text)) == name_key(text)


@given(st.text())
def test_a_key_ignores_blanks_and_invisible_characters(text):
    assert name_key(f" {text}\u200b\u3000") == name_key(text)


@given(st.text())
def test_a_clean_line_is_clean(text):
    try:
        clean = clean_line(text)
    except RuleError:
        return
    assert clean_line(clean) == clean
    assert "\n" not in clean
    assert "\x00" not in clean


@pytest.mark.parametrize("text", ["=1+1", "  +1", "-1", "@a", "\t1", "\r=1", "＝1", "＠a", "\n=1"])
def test_what_a_spreadsheet_would_run_gets_an_apostrophe(text):
    assert safe_cell(text).startswith("'")


def test_other_cells_stay():
    assert safe_cell("甲=乙") == "甲=乙"
    assert safe_cell("甲\x00乙") == "甲乙"


def test_lost_characters_are_seen():
    assert lost_characters("枞阳县\ue000山")
    assert lost_characters("甲\ufffd")
    assert not lost_characters("枞阳县𬒈山")
