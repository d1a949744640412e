"""Cells of other systems' files: days, figures, texts, clients, with all their quirks."""

from datetime import date
from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kamdesk.domain.purchases.import_values import (
    MASS_WORDS,
    MONEY_WORDS,
    MOST_FEN,
    MOST_KILOGRAMS,
    ClientRef,
    ClientRefs,
    Days,
    Decimals,
    Figures,
    Texts,
    Units,
)

TODAY = date(2026, 11, 2)


def tons(unit="1000"):
    return Figures(Decimal(unit), MASS_WORDS, most=MOST_KILOGRAMS)


def yuan(unit="100"):
    return Figures(Decimal(unit), MONEY_WORDS, most=MOST_FEN)


@pytest.mark.parametrize(
    "text",
    [
        "2024-05-01",
        "2024/5/1",
        "2024.5.1",
        "2024年5月1日",
        "20240501",
        " 2024-05-01 08:26:00 ",
        "2024-05-01T00:00:00Z",
        "２０２４－０５－０１",
        "2024/5/1 8:26",
        "45413",
        "45413.35",
    ],
)
def test_a_day_is_read_in_many_forms(text):
    assert Days(TODAY)[text] == 20240501


@pytest.mark.parametrize(("text", "day"), [("25/12/2024", 20241225), ("12-25-2024", 20241225)])
def test_a_day_with_the_year_last_is_read_where_it_is_clear(text, day):
    assert Days(TODAY)[text] == day


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "日期是空的"),
        ("N/A", "日期是空的"),
        ("昨天", "无法识别"),
        ("2024-02-30", "无法识别"),
        ("05/06/2024", "无法识别"),
        ("24-5-1", "无法识别"),
        ("2026-11-03", "晚于今天"),
        ("0202-05-01", "早于 1980-01-01"),
        ("1899-12-31", "早于"),
    ],
)
def test_what_is_no_day_is_told(text, said):
    days = Days(TODAY)
    assert days[text] is None
    assert said in days.fault(text)


@pytest.mark.parametrize(
    ("text", "kilograms"),
    [
        ("12.5", 12500),
        ("-0.125", -125),
        (".5", 500),
        ("1,234.5", 1_234_500),
        ("１２．５", 12500),
        ("12.5吨", 12500),
        ("12.5 t", 12500),
        ("500kg", 500),
        ("500 公斤", 500),
        ("3斤", 2),
        ("1.2万", 12_000_000),
        ("(12.5)", -12500),
        ("12.5-", -12500),
        ("−12.5", -12500),
        ("1.2E+2", 120_000),
        ("", 0),
        ("--", 0),
        ("0.30000000000000004", 300),
        ("0.0005", 1),
        ("-0.0005", -1),
    ],
)
def test_weights_become_kilograms(text, kilograms):
    assert tons()[text] == kilograms


@pytest.mark.parametrize(
    ("text", "fen"),
    [
        ("1,200", 120_000),
        ("¥1,200.50", 120_050),
        ("-￥1,200.50", -120_050),
        ("RMB 12", 1200),
        ("1.2万", 1_200_000),
        ("1.2万元", 1_200_000),
        ("3元", 300),
        ("15.300000000000001", 1530),
        ("$27.50", 2750),
    ],
)
def test_amounts_become_fen(text, fen):
    assert yuan()[text] == fen


def test_the_unit_of_the_column_counts_and_that_of_the_cell_goes_before_it():
    assert tons("1")["12.5"] == 13
    assert tons("1")["2吨"] == 2000
    assert tons("50.00")["3"] == 150
    assert tons("50.00")["3kg"] == 3
    assert yuan("1000000")["1.2"] == 1_200_000
    assert yuan("1000000")["12元"] == 1200


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("十二", "不是数字"),
        ("1_000", "不是数字"),
        ("12箱", "不是数字"),
        ("1,2,3", "不是数字"),
        ("-12-", "不是数字"),
        ("nan()", "不是数字"),
        ("inf", "不是数字"),
        ("99999999999999", "太大"),
    ],
)
def test_what_is_no_figure_is_told(text, said):
    figures = tons()
    assert figures[text] is None
    assert said in figures.fault(text, "数量")


@given(st.lists(st.decimals(-9_000_000, 9_000_000, places=3, allow_nan=False)))
def test_a_column_is_read_as_its_cells_are(numbers):
    cells = [str(number) for number in numbers]
    assert list(tons().column(cells)) == [tons()[cell] for cell in cells]
    assert list(tons().column(cells)) == [int(number * 1000) for number in numbers]


@given(st.lists(st.from_regex(r"\A-?\d{0,15}(\.\d{0,4})?\Z"), min_size=1))
def test_a_column_of_odd_cells_is_read_as_its_cells_are(cells):
    for figures in (tons, yuan):
        assert list(figures().column(cells)) == [figures()[cell] for cell in cells]


@given(st.decimals(-(10**6), 10**6, allow_nan=False, places=6))
def test_rounding_is_half_away_from_zero(number):
    exact = (number * 100).quantize(Decimal(1), ROUND_HALF_UP)
    assert yuan()[f"{number:f}"] == exact


def test_a_break_inside_a_cell_does_not_shift_the_column():
    assert list(tons().column(["1\n2", "3"])) == [None, 3000]
    assert list(Texts(30).column(["A\nB", "C"])) == ["A B", "C"]


def test_prices_stay_exact():
    prices = Decimals()
    assert prices["2.55"] * prices["6"] == Decimal("15.30")
    assert prices["1.2万元"] == 12_000
    assert prices["2吨"] is None


def test_units_of_weight():
    units = Units(Decimal(1000))
    assert [units[word] for word in ("吨", "KG", "公斤", "", "ｋｇ")] == [1000, 1, 1, 1000, 1]
    assert units["箱"] is None
    assert "“箱”不是重量单位" in units.fault("箱")


def test_texts_are_cleaned_and_bounded():
    texts = Texts(5)
    assert texts[" 热轧\u200b卷 "] == "热轧卷"
    assert texts["一二三四五六"] is None
    assert "最多 5 个字" in texts.fault("一二三四五六", "产品")
    assert texts["a\u202eb"] is None
    assert list(texts.column(["AB", "", "C-1"])) == ["AB", "", "C-1"]
    assert list(texts.column(["AB", " C", "123456"])) == ["AB", "C", None]


@pytest.mark.parametrize(
    ("cells", "ref"),
    [
        (("", "13069.0", ""), ClientRef("", "13069", "")),
        (("", "a1.05", ""), ClientRef("", "A1.05", "")),
        (("", " ｋｈ000012 ", "甲"), ClientRef("", "KH000012", "甲")),
        (
            ("91350100m000100y43", "nan", " 甲 公司 "),
            ClientRef("91350100M000100Y43", "", "甲 公司"),
        ),
        (("", "N/A", "N/A"), None),
        (("", "", ""), None),
        (("", "", "长" * 101), None),
        (("", "", "甲\u202e乙"), None),
    ],
)
def test_clients_are_named_in_three_ways(cells, ref):
    refs = ClientRefs(("client_code", "client_number", "client_name"))
    assert refs[cells] == ref
    assert bool(refs.fault(cells)) == (ref is None)


def test_one_column_for_the_client_stands_alone():
    refs = ClientRefs(("client_number",))
    assert refs["13069.0"] == ClientRef("", "13069", "")
    assert refs.fault(("",)) == "没有写明客户。"
