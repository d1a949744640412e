"""健康度: how well a client stands with us, 0 to 100, from five weighted parts, each with a reason.

The weights and limits are the company's (`HealthRule`). A part about which nothing is known is
left out and the others are scaled to 100; where less than `least_known` per cent of the weights
are known there is no number at all.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from typing import Final

from kamdesk.domain.clients.completeness import Completeness
from kamdesk.domain.clients.health_rules import HealthPart, HealthRule
from kamdesk.domain.purchases.months import Month, MonthFigures, month_of, months_before
from kamdesk.i18n import N_, _, listed

_QUARTER: Final = 3
_ENOUGH_PROBLEMS: Final = 2
"""So many papers that want attention leave nothing of the part."""


class HealthLevel(StrEnum):
    """The number in a word."""

    GOOD = "good"
    FAIR = "fair"
    POOR = "poor"


LEVEL_TITLES = {
    HealthLevel.GOOD: N_("良好"),
    HealthLevel.FAIR: N_("一般"),
    HealthLevel.POOR: N_("需关注"),
}


@dataclass(frozen=True, slots=True)
class KeyPeople:
    """How many people of a client are known, and how many of them matter in which way."""

    known: int = 0
    deciders: int = 0
    sponsors: int = 0
    champions: int = 0


@dataclass(frozen=True, slots=True)
class PaperFacts:
    """How many filings and applications a client has, and how many of them want attention."""

    total: int = 0
    running_out: int = 0
    idle: int = 0
    expired: int = 0
    returned: int = 0
    refused: int = 0
    disputed: int = 0

    def problems(self) -> list[tuple[int, str]]:
        """Return what wants attention: how many, and that in words."""
        words = (
            (self.running_out, N_("{count} 件备案即将到期")),
            (self.idle, N_("{count} 件备案久未跟进")),
            (self.expired, N_("{count} 件备案已失效")),
            (self.returned, N_("{count} 件单据被退回")),
            (self.refused, N_("{count} 件立项未获批准")),
            (self.disputed, N_("{count} 件撞单待裁定")),
        )
        return [(count, _(text).format(count=count)) for count, text in words if count]


@dataclass(frozen=True, slots=True, kw_only=True)
class HealthFacts:
    """What is known of a client on `today`; `months` without purchases may be left out."""

    today: date
    months: Sequence[MonthFigures]
    last_contact_on: date | None
    people: KeyPeople
    completeness: Completeness
    papers: PaperFacts


@dataclass(frozen=True, slots=True)
class PartScore:
    """One part: its points of `maximum`, None where nothing is known, and why."""

    part: HealthPart
    points: int | None
    maximum: int
    reason: str


@dataclass(frozen=True, slots=True)
class Health:
    """The number and its word, None where too little is known; the parts in their order."""

    score: int | None
    level: HealthLevel | None
    parts: tuple[PartScore, ...]


@dataclass(frozen=True, slots=True)
class Assessment:
    """How complete and how healthy a client is."""

    completeness: Completeness
    health: Health


def health(facts: HealthFacts, rule: HealthRule) -> Health:
    """Return the health of a client under `rule`; parts that weigh nothing are left out."""
    shares = {
        HealthPart.TREND: _trend(facts, rule),
        HealthPart.FRESHNESS: _freshness(facts, rule),
        HealthPart.PEOPLE: _people(facts.people),
        HealthPart.PROFILE: _profile(facts.completeness),
        HealthPart.PAPERS: _papers(facts.papers),
    }
    parts = tuple(
        PartScore(part, _points(share, rule.weight(part)), rule.weight(part), reason)
        for part, (share, reason) in shares.items()
        if rule.weight(part)
    )
    known = [each for each in parts if each.points is not None]
    weight = sum(each.maximum for each in known)
    if weight < rule.least_known:
        return Health(None, None, parts)
    score = _rounded(Decimal(100 * sum(each.points or 0 for each in known)) / weight)
    return Health(score, _level(score, rule), parts)


_Share = tuple[Decimal | None, str]
"""How much of a part is earned (0 to 1, None where nothing is known), and why."""


def _trend(facts: HealthFacts, rule: HealthRule) -> _Share:
    """Compare the last three whole months with those of a year ago, else with the three before."""
    this = month_of(facts.today)
    recent = _amount(facts.months, months_before(this, _QUARTER), months_before(this, 1))
    year_ago = _amount(facts.months, months_before(this, 15), months_before(this, 13))
    before = _amount(facts.months, months_before(this, 6), months_before(this, 4))
    if year_ago <= 0 and before <= 0:
        if recent <= 0:
            return None, _("没有可比较的采购记录。")
        return Decimal(1), _("近 3 个月开始有采购，此前没有可比较的记录。")
    base = year_ago if year_ago > 0 else before
    change = _rounded((recent / base - 1) * 100)
    text = (
        _("近 3 个月采购额与去年同期相比 {change} %。")
        if year_ago > 0
        else _("近 3 个月采购额与前 3 个月相比 {change} %。")
    )
    fall = Decimal(rule.fall_percent) / 100
    return _between((recent / base - 1 + fall) / fall), text.format(change=f"{change:+,}")


def _freshness(facts: HealthFacts, rule: HealthRule) -> _Share:
    if facts.last_contact_on is None:
        return None, _("没有联系记录。")
    days = max(0, (facts.today - facts.last_contact_on).days)
    share = Decimal(rule.stale_days - days) / (rule.stale_days - rule.fresh_days)
    return _between(share), _("最近一次联系在 {days} 天前。").format(days=f"{days:,}")


def _people(people: KeyPeople) -> _Share:
    if not people.known:
        return None, _("还没有登记联系人。")
    kinds = (
        (N_("决策者"), people.deciders),
        (N_("高层支持"), people.sponsors),
        (N_("内部支持"), people.champions),
    )
    missing = [_(title) for title, count in kinds if not count]
    share = Decimal(len(kinds) - len(missing)) / len(kinds)
    if not missing:
        return share, _("决策者、高层支持、内部支持都有。")
    return share, _("还缺：{people}。").format(people=listed(missing))


def _profile(found: Completeness) -> _Share:
    text = _("资料完整度 {percent} %。").format(percent=found.percent)
    return Decimal(found.percent) / 100, text


def _papers(papers: PaperFacts) -> _Share:
    if not papers.total:
        return None, _("还没有备案或立项。")
    problems = papers.problems()
    if not problems:
        return Decimal(1), _("备案和立项都正常。")
    wanting = sum(count for count, _text in problems)
    share = Decimal(max(0, _ENOUGH_PROBLEMS - wanting)) / _ENOUGH_PROBLEMS
    told = listed(text for _count, text in problems)
    return share, _("{problems}。").format(problems=told)


def _amount(months: Sequence[MonthFigures], first: Month, last: Month) -> Decimal:
    return sum((each.amount for each in months if first <= each.month <= last), Decimal(0))


def _between(share: Decimal) -> Decimal:
    return max(Decimal(0), min(Decimal(1), share))


def _points(share: Decimal | None, weight: int) -> int | None:
    return None if share is None else _rounded(share * weight)


def _rounded(number: Decimal) -> int:
    return int(number.quantize(Decimal(1), ROUND_HALF_UP))


def _level(score: int, rule: HealthRule) -> HealthLevel:
    if score >= rule.good_from:
        return HealthLevel.GOOD
    return HealthLevel.FAIR if score >= rule.fair_from else HealthLevel.POOR
