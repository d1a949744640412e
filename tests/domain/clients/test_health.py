"""The health of a client: its parts, their reasons, and what is not known."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kamdesk.domain.clients.completeness import Completeness
from kamdesk.domain.clients.health import HealthFacts, HealthLevel, KeyPeople, PaperFacts, health
from kamdesk.domain.clients.health_rules import HealthPart, HealthRule
from kamdesk.domain.purchases.months import Month, MonthFigures

RULE = HealthRule()
TODAY = date(2026, 11, 23)
NOTHING = HealthFacts(
    today=TODAY,
    months=(),
    last_contact_on=None,
    people=KeyPeople(),
    completeness=Completeness(0, ()),
    papers=PaperFacts(),
)


def months(**amounts):
    """Return figures from keywords such as m202608=5."""
    return [
        MonthFigures(Month(int(key[1:])), Decimal(1), Decimal(amount), 1)
        for key, amount in amounts.items()
    ]


WELL = HealthFacts(
    today=TODAY,
    months=months(m202508=10, m202509=10, m202510=10, m202608=10, m202609=10, m202610=10),
    last_contact_on=date(2026, 11, 20),
    people=KeyPeople(3, 1, 1, 1),
    completeness=Completeness(100, ()),
    papers=PaperFacts(total=2),
)


def part(facts, name, rule=RULE):
    return next(each for each in health(facts, rule).parts if each.part is name)


def test_a_client_that_stands_well_has_a_hundred():
    found = health(WELL, RULE)
    assert (found.score, found.level) == (100, HealthLevel.GOOD)
    assert [each.points for each in found.parts] == [30, 25, 20, 15, 10]


def test_of_an_unknown_client_no_number_is_invented():
    found = health(NOTHING, RULE)
    assert (found.score, found.level) == (None, None)
    assert [each.points for each in found.parts] == [None, None, None, 0, None]


def test_what_is_not_known_is_left_out_and_the_rest_is_scaled():
    found = health(replace(WELL, months=()), RULE)
    assert part(replace(WELL, months=()), HealthPart.TREND).points is None
    assert found.score == 100
    lean = replace(WELL, months=(), people=KeyPeople(1, 1))
    assert health(lean, RULE).score == round(100 * (25 + 7 + 15 + 10) / 70)


@pytest.mark.parametrize(
    ("bought", "points", "reason"),
    [
        ({"m202608": 30, "m202508": 20}, 30, "近 3 个月采购额与去年同期相比 +50 %。"),
        ({"m202608": 15, "m202508": 20}, 15, "近 3 个月采购额与去年同期相比 -25 %。"),
        ({"m202508": 20}, 0, "近 3 个月采购额与去年同期相比 -100 %。"),
        ({"m202610": 9, "m202605": 10}, 24, "近 3 个月采购额与前 3 个月相比 -10 %。"),
        ({"m202610": 9}, 30, "近 3 个月开始有采购，此前没有可比较的记录。"),
        ({"m202611": 9}, None, "没有可比较的采购记录。"),
    ],
)
def test_the_trend_looks_at_whole_months_and_at_a_year_ago_first(bought, points, reason):
    found = part(replace(NOTHING, months=months(**bought)), HealthPart.TREND)
    assert (found.points, found.reason) == (points, reason)


@pytest.mark.parametrize(
    ("day", "points"),
    [
        (date(2026, 11, 23), 25),
        (date(2026, 10, 24), 25),
        (date(2026, 9, 9), 13),
        (date(2026, 7, 26), 0),
        (date(2026, 12, 1), 25),
    ],
)
def test_contact_grows_stale_by_the_day(day, points):
    assert part(replace(NOTHING, last_contact_on=day), HealthPart.FRESHNESS).points == points


def test_missing_people_are_named():
    found = part(replace(NOTHING, people=KeyPeople(2, deciders=1)), HealthPart.PEOPLE)
    assert (found.points, found.reason) == (7, "还缺：高层支持、内部支持。")


@pytest.mark.parametrize(
    ("papers", "points", "reason"),
    [
        (PaperFacts(total=3), 10, "备案和立项都正常。"),
        (PaperFacts(total=3, running_out=1), 5, "1 件备案即将到期。"),
        (PaperFacts(total=3, refused=1, disputed=1), 0, "1 件立项未获批准、1 件撞单待裁定。"),
        (PaperFacts(total=9, returned=3), 0, "3 件单据被退回。"),
    ],
)
def test_papers_that_want_attention_cost_half_each(papers, points, reason):
    found = part(replace(NOTHING, papers=papers), HealthPart.PAPERS)
    assert (found.points, found.reason) == (points, reason)


def test_a_part_that_weighs_nothing_is_not_shown():
    rule = HealthRule(trend=40, papers=0)
    assert HealthPart.PAPERS not in [each.part for each in health(WELL, rule).parts]
    assert health(WELL, rule).score == 100


@pytest.mark.parametrize(
    ("score", "level"),
    [(75, HealthLevel.GOOD), (74, HealthLevel.FAIR), (50, HealthLevel.FAIR), (49, "poor")],
)
def test_the_word_follows_the_number_at_both_bounds(score, level):
    rule = HealthRule(trend=0, freshness=0, people=0, profile=100, papers=0)
    found = health(replace(NOTHING, completeness=Completeness(score, ())), rule)
    assert (found.score, found.level) == (score, level)


@given(
    amounts=st.lists(st.integers(-500, 500), min_size=16, max_size=16),
    days=st.one_of(st.none(), st.integers(-5, 3000)),
    people=st.builds(KeyPeople, *[st.integers(0, 3)] * 4),
    percent=st.integers(0, 100),
    papers=st.builds(PaperFacts, *[st.integers(0, 3)] * 7),
)
def test_the_number_stays_between_0_and_100_and_is_the_sum_of_its_parts(
    amounts, days, people, percent, papers
):
    keys = [Month(202508 + at if at < 5 else 202601 + at - 5) for at in range(16)]
    facts = HealthFacts(
        today=TODAY,
        months=[
            MonthFigures(key, Decimal(1), Decimal(amount), 1)
            for key, amount in zip(keys, amounts, strict=True)
        ],
        last_contact_on=None if days is None else date.fromordinal(TODAY.toordinal() - days),
        people=people,
        completeness=Completeness(percent, ()),
        papers=papers,
    )
    found = health(facts, RULE)
    assert all(0 <= each.points <= each.maximum for each in found.parts if each.points is not None)
    known = [each for each in found.parts if each.points is not None]
    if found.score is not None:
        share = Decimal(sum(each.points for each in known)) / sum(each.maximum for each in known)
        assert abs(found.score - 100 * share) <= Decimal("0.5")
        assert 0 <= found.score <= 100
