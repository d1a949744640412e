"""Amounts: reading, showing, capitals (paperwork 7.1)."""

import csv
import re
from decimal import Decimal
from pathlib import Path

import cn2an
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kamdesk.domain.errors import RuleError
from kamdesk.domain.money import (
    LIMIT,
    capital_amount,
    check_amount,
    format_amount,
    in_ten_thousands,
    parse_amount,
    plain_number,
)

VECTORS = Path(__file__).parents[3] / "shared/data/vectors/rmb_upper_vectors.csv"
AMOUNTS = st.decimals(0, LIMIT - Decimal("0.01"), places=2)
DIGITS = {char: value for value, char in enumerate("零壹贰叁肆伍陆柒捌玖")}
SMALL = {"拾": 10, "佰": 100, "仟": 1000}


def read_whole(text):
    """Read capitals of whole yuan."""
    total = group = digit = 0
    for char in text:
        if char in DIGITS:
            digit = DIGITS[char]
        elif char in SMALL:
            group, digit = group + digit * SMALL[char], 0
        else:
            total += (group + digit) * {"万": 10_000, "亿": 100_000_000}[char]
            group = digit = 0
    return total + group + digit


def read_capitals(text):
    """Read capitals, by an own reading of the rule."""
    shape = re.fullmatch(r"人民币(?:(.+)元)?零?(?:(.)角)?(?:(.)分)?整?", text)
    whole, jiao, fen = shape.groups()
    return (
        Decimal(read_whole(whole or "") * 100 + DIGITS[jiao or "零"] * 10 + DIGITS[fen or "零"])
        / 100
    )


@pytest.mark.parametrize(
    ("amount", "capitals"),
    [
        ("1409.50", "壹仟肆佰零玖元伍角"),
        ("6007.14", "陆仟零柒元壹角肆分"),
        ("1680.32", "壹仟陆佰捌拾元零叁角贰分"),
        ("107000.53", "壹拾万柒仟元零伍角叁分"),
        ("16409.02", "壹万陆仟肆佰零玖元零贰分"),
        ("325.04", "叁佰贰拾伍元零肆分"),
        ("9800005000", "玖拾捌亿零伍仟元整"),
        ("0", "零元整"),
        ("45000", "肆万伍仟元整"),
        ("0.05", "伍分"),
        ("0.50", "伍角"),
        ("10", "壹拾元整"),
        ("1010", "壹仟零壹拾元整"),
        ("30105000", "叁仟零壹拾万伍仟元整"),
        ("100010000", "壹亿零壹万元整"),
        ("20000.05", "贰万元零伍分"),
        ("1234567890.12", "壹拾贰亿叁仟肆佰伍拾陆万柒仟捌佰玖拾元零壹角贰分"),
        ("999999999999.99", "玖仟玖佰玖拾玖亿玖仟玖佰玖拾玖万玖仟玖佰玖拾玖元玖角玖分"),
    ],
)
def test_published_amounts_come_out_in_capitals(amount, capitals):
    assert capital_amount(Decimal(amount)) == f"人民币{capitals}"


def test_the_central_banks_examples_hold():
    if not VECTORS.exists():
        pytest.skip("the shared vectors are not here")
    accepted = {}
    with VECTORS.open(encoding="utf-8-sig", newline="") as stream:
        for row in csv.DictReader(stream):
            if row["source"].startswith("中国人民银行"):
                accepted.setdefault(row["amount"], set()).add(row["expected"])
    assert len(accepted) == 6
    for amount, forms in accepted.items():
        assert capital_amount(Decimal(amount)).removeprefix("人民币") in forms


@given(AMOUNTS)
def test_capitals_read_back_as_the_amount(amount):
    assert read_capitals(capital_amount(amount)) == amount


@given(AMOUNTS)
def test_capitals_agree_with_another_writer_but_for_the_free_zero(amount):
    other = cn2an.an2cn(str(amount), "rmb")
    ours = capital_amount(amount).removeprefix("人民币")
    assert re.sub("元零(?=.角)", "元", ours) == other


@given(AMOUNTS)
def test_capitals_never_hold_two_zeros_in_a_row(amount):
    assert "零零" not in capital_amount(amount)


@pytest.mark.parametrize("amount", ["-0.01", "0.001", "1000000000000", "NaN", "Infinity", "1E+30"])
def test_what_is_no_amount_is_refused(amount):
    with pytest.raises(RuleError):
        capital_amount(Decimal(amount))


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("1200", "1200.00"),
        ("1,200", "1200.00"),
        ("1,234,567.8", "1234567.80"),
        ("1.2万", "12000.00"),
        ("3亿", "300000000.00"),
        ("１２００．５", "1200.50"),
        ("１，２００", "1200.00"),
        ("￥1,200.00元", "1200.00"),
        ("人民币 800 元", "800.00"),
        (".5", "0.50"),
        ("5.", "5.00"),
    ],
)
def test_typed_amounts_are_read(text, amount):
    assert str(parse_amount(text)) == amount


@pytest.mark.parametrize(
    "text",
    [
        "",
        "abc",
        "1,2",
        "12,34",
        "1e5",
        "-3",
        "1.234",
        "万",
        "1 元 2",
        "9" * 40,
        "=1+1",
        "1.2.3",
        "٣",
    ],
)
def test_what_cannot_be_read_is_refused_in_chinese(text):
    with pytest.raises(RuleError, match="金额"):
        parse_amount(text)


@given(st.text(max_size=20))
def test_any_text_is_read_or_refused(text):
    try:
        amount = parse_amount(text)
    except RuleError:
        return
    assert amount == check_amount(amount)


@given(AMOUNTS)
def test_a_shown_amount_is_read_back(amount):
    assert parse_amount(format_amount(amount)) == amount


@pytest.mark.parametrize(
    ("amount", "shown"),
    [("12345678", "1,234.57"), ("6800000", "680.00"), ("50", "0.01"), ("0", "0.00")],
)
def test_ten_thousands_are_rounded_for_display(amount, shown):
    assert in_ten_thousands(Decimal(amount)) == shown


@pytest.mark.parametrize(
    ("value", "shown"),
    [("20", "20"), ("5000000.00", "5,000,000"), ("25.500", "25.5"), ("-1200.05", "-1,200.05")],
)
def test_a_plain_number_has_no_zeros_at_its_end(value, shown):
    assert plain_number(Decimal(value)) == shown
