"""The economic class at its bounds, joined either way, over rolling and calendar months."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kamdesk.domain.classes.classification import (
    ClassificationRule,
    Figures,
    Fired,
    Join,
    Window,
    evidence,
    judge,
    period_of,
    rule_words,
    usage_of,
)
from kamdesk.domain.ids import PolicyId
from kamdesk.domain.policies import policy_of, policy_texts

DAY = date(2026, 11, 23)
ROLLING = period_of(Window.ROLLING, DAY)
CENT, KILOGRAM = Decimal("0.01"), Decimal("0.001")
TONS, YUAN = Decimal(240), Decimal(5_000_000)
"""Twelve months at 20 t, and the yearly sales: the bounds themselves."""


def verdict(tons, amount, join=Join.AND, **rule):
    return judge(Figures(tons, amount), ROLLING, ClassificationRule(join=join, **rule))


@pytest.mark.parametrize(
    ("tons", "amount", "fired"),
    [
        (TONS, YUAN, Fired.BOTH),
        (TONS + KILOGRAM, YUAN + CENT, Fired.BOTH),
        (TONS - KILOGRAM, YUAN, Fired.SALES),
        (TONS, YUAN - CENT, Fired.USAGE),
        (TONS - KILOGRAM, YUAN - CENT, Fired.NONE),
        # 20 t ± 0.01 t a month
        (TONS + 12 * CENT, YUAN, Fired.BOTH),
        (TONS - 12 * CENT, YUAN, Fired.SALES),
        (TONS - 12 * CENT, YUAN + CENT, Fired.SALES),
        (TONS + 12 * CENT, YUAN - CENT, Fired.USAGE),
        (Decimal(-5), Decimal(-1), Fired.NONE),
    ],
)
def test_both_bounds_are_inclusive(tons, amount, fired):
    both, either = verdict(tons, amount), verdict(tons, amount, Join.OR)
    assert both.fired is either.fired is fired
    assert both.holds is (fired is Fired.BOTH)
    assert either.holds is (fired is not Fired.NONE)


@pytest.mark.parametrize(
    ("tons", "amount", "join", "sentence"),
    [
        (
            "282",
            "6120000",
            Join.AND,
            "近 12 个月月均用量 23.50 吨 ≥ 20 吨；年销售额 612.00 万元 ≥ 500 万元：符合经济大客户",
        ),
        (
            "239.999",
            "4999999.99",
            Join.OR,
            (
                "近 12 个月月均用量 19.99 吨 ＜ 20 吨；"
                "年销售额 499.99 万元 ＜ 500 万元：不符合经济大客户"
            ),
        ),
        (
            "240",
            "4999999.99",
            Join.AND,
            (
                "近 12 个月月均用量 20.00 吨 ≥ 20 吨；"
                "年销售额 499.99 万元 ＜ 500 万元：不符合经济大客户"
            ),
        ),
    ],
)
def test_the_sentence_tells_both_conditions_and_never_rounds_up_to_a_bound(
    tons, amount, join, sentence
):
    assert verdict(Decimal(tons), Decimal(amount), join).sentence == sentence


def test_figures_show_as_many_decimals_as_the_bound_has():
    told = verdict(Decimal("240.24"), YUAN, monthly_tons=Decimal("20.021")).sentence
    assert "月均用量 20.020 吨 ＜ 20.021 吨" in told
    told = verdict(TONS, Decimal("5000000.50"), year_amount=Decimal("5000000.51")).sentence
    assert "年销售额 500.000050 万元 ＜ 500.000051 万元" in told


@pytest.mark.parametrize(
    ("window", "day", "first", "last", "months"),
    [
        (Window.ROLLING, date(2026, 11, 23), 202512, 202611, 12),
        (Window.ROLLING, date(2026, 12, 31), 202601, 202612, 12),
        (Window.ROLLING, date(2026, 1, 1), 202502, 202601, 12),
        (Window.CALENDAR, date(2026, 11, 23), 202601, 202611, 11),
        (Window.CALENDAR, date(2026, 1, 1), 202601, 202601, 1),
    ],
)
def test_the_months_that_count(window, day, first, last, months):
    period = period_of(window, day)
    assert (period.first, period.last, period.months) == (first, last, months)


def test_in_a_calendar_year_usage_is_by_the_months_begun():
    rule = ClassificationRule(window=Window.CALENDAR)
    found = evidence(Figures(Decimal(60), YUAN), rule, PolicyId(3), as_of=date(2026, 3, 1))
    assert found.usage == 20
    assert found.verdict.sentence == (
        "2026 年 1—3 月月均用量 20.00 吨 ≥ 20 吨；当年销售额 500.00 万元 ≥ 500 万元：符合经济大客户"
    )
    later = evidence(Figures(Decimal(60), YUAN), rule, PolicyId(3), as_of=date(2026, 4, 1))
    assert later.verdict.fired is Fired.SALES


@given(
    tons=st.decimals(-1000, 100_000, places=3),
    amount=st.decimals(-(10**6), 10**10, places=2),
    least_tons=st.decimals(0, 10_000, places=3),
    least_amount=st.decimals(0, 10**9, places=2),
    join=st.sampled_from(Join),
    month=st.integers(1, 12),
    window=st.sampled_from(Window),
)
def test_the_verdict_is_the_rule_whatever_the_figures(
    tons, amount, least_tons, least_amount, join, month, window
):
    period = period_of(window, date(2026, month, 15))
    rule = ClassificationRule(
        monthly_tons=least_tons, year_amount=least_amount, join=join, window=window
    )
    found = judge(Figures(tons, amount), period, rule)
    usage, sales = tons / period.months >= least_tons, amount >= least_amount
    assert found.holds is ((usage and sales) if join is Join.AND else (usage or sales))
    # what is shown lies on the side that is told
    assert (usage_of(tons, period.months) >= least_tons) is usage
    assert found.sentence.count("≥") == usage + sales
    assert found.sentence.count("＜") == 2 - usage - sales


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        (
            ClassificationRule(),
            "近 12 个月月均用量 ≥ 20 吨，并且年销售额 ≥ 500 万元，建议认定为经济大客户。",
        ),
        (
            ClassificationRule(monthly_tons=Decimal("15.5"), join=Join.OR, window=Window.CALENDAR),
            (
                "当年 1 月起至今月均用量 ≥ 15.5 吨，或者当年销售额 ≥ 500 万元，"
                "建议认定为经济大客户。"
            ),
        ),
    ],
)
def test_the_rule_in_words(rule, words):
    assert rule_words(rule) == words


@pytest.mark.parametrize(
    ("values", "wrong"),
    [
        ({}, set()),
        ({"monthly_tons": Decimal(0)}, set()),
        ({"monthly_tons": Decimal(0), "year_amount": Decimal(0)}, {"year_amount"}),
        ({"monthly_tons": Decimal(-1)}, {"monthly_tons"}),
        ({"monthly_tons": Decimal("1.0005")}, {"monthly_tons"}),
        (
            {"monthly_tons": Decimal("NaN"), "year_amount": Decimal("1.005")},
            {"monthly_tons", "year_amount"},
        ),
        ({"year_amount": Decimal(10) ** 12}, {"year_amount"}),
    ],
)
def test_what_makes_no_rule(values, wrong):
    assert set(ClassificationRule(**values).faults()) == wrong


def test_a_rule_is_kept_as_it_is():
    rule = ClassificationRule(monthly_tons=Decimal("12.345"), join=Join.OR, window=Window.CALENDAR)
    assert policy_of(ClassificationRule, policy_texts(rule)) == rule
