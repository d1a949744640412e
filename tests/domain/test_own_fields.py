"""Own fields: what may be set, and what is kept of what is filled in."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kamdesk.domain.errors import FieldError
from kamdesk.domain.own_fields import (
    OwnField,
    OwnFieldDraft,
    OwnKind,
    OwnValue,
    check_own_field,
    kept_text,
    kept_texts,
)


def field(kind=OwnKind.TEXT, number=1, **draft):
    draft = OwnFieldDraft(title=f"字段{number}", kind=kind, **draft)
    return OwnField(id=number, draft=draft, archived=False, version=1)


SETTLING = field(OwnKind.CHOICE, choices=("现款", "月结"))


def test_a_field_needs_a_title_and_choices_where_it_offers_some():
    with pytest.raises(FieldError) as wrong:
        check_own_field(OwnFieldDraft(title=" ", kind=OwnKind.CHOICE, choices=("", " ")))
    assert set(wrong.value.fields) == {"title", "choices"}


def test_what_a_kind_has_no_use_for_is_dropped_and_choices_are_told_apart():
    draft = OwnFieldDraft(
        title=" 结算方式 ", kind=OwnKind.CHOICE, choices=("现款", " 现款 ", "月结"), unit="元"
    )
    clean = check_own_field(draft)
    assert (clean.title, clean.choices, clean.unit) == ("结算方式", ("现款", "月结"), "")
    assert check_own_field(OwnFieldDraft(title="库存", kind=OwnKind.NUMBER, unit="吨")).unit == "吨"


@pytest.mark.parametrize(
    ("own", "value", "kept"),
    [
        (field(), " 三号仓 ", "三号仓"),
        (field(), None, ""),
        (field(OwnKind.NUMBER), "1,200.50", "1200.5"),
        (field(OwnKind.NUMBER), "-3", "-3"),
        (field(OwnKind.NUMBER), "0.00", "0"),
        (field(OwnKind.DATE), date(2026, 11, 23), "2026-11-23"),
        (SETTLING, "月结", "月结"),
    ],
)
def test_values_are_kept_in_one_form(own, value, kept):
    assert kept_text(own, value) == kept


@pytest.mark.parametrize(
    ("own", "value", "told"),
    [
        (field(OwnKind.NUMBER), "很多", "请填写数字"),
        (field(OwnKind.NUMBER), "NaN", "请填写数字"),
        (field(OwnKind.NUMBER), "1e20", "请填写数字"),
        (field(OwnKind.DATE), "去年", "日期请写成"),
        (SETTLING, "赊账", "不在可选项中"),
        (field(required=True), "", "请填写“字段1”"),
        (field(), "长" * 201, "最多 200 个字"),
    ],
)
def test_what_does_not_fit_is_refused_at_its_field(own, value, told):
    with pytest.raises(FieldError, match=told) as wrong:
        kept_text(own, value)
    assert set(wrong.value.fields) == {"own_1"}


def test_all_wrong_fields_are_told_at_once():
    fields = {"own_1": field(OwnKind.NUMBER), "own_2": field(required=True, number=2)}
    with pytest.raises(FieldError) as wrong:
        kept_texts(fields, {"own_1": "多"})
    assert set(wrong.value.fields) == {"own_1", "own_2"}


@given(st.decimals(-(10**12), 10**12, places=4))
def test_a_number_is_kept_exactly(number):
    assert Decimal(kept_text(field(OwnKind.NUMBER), str(number))) == number


def test_a_number_is_shown_with_its_unit():
    assert OwnValue(field(OwnKind.NUMBER, unit="吨"), "12").shown == "12 吨"
    assert OwnValue(field(OwnKind.NUMBER, unit="吨"), "").shown == ""
