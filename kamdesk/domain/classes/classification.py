"""The economic class 经济大客户: the company's rule, the figures it looks at, and the verdict.

product.md rule 1: monthly usage ≥ 20 t and/or yearly sales ≥ 5,000,000 yuan, both bounds inclusive.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_FLOOR, Decimal
from enum import StrEnum
from typing import ClassVar, Final

from kamdesk.domain.ids import PolicyId
from kamdesk.domain.money import plain_number
from kamdesk.domain.policies import PolicyKind
from kamdesk.domain.purchases.months import Month, MonthFigures, month_of, months_before
from kamdesk.i18n import N_, _

TON_PLACES: Final = 3
"""Decimals of a threshold in tons: kilograms."""
_MOST_TONS: Final = Decimal(1_000_000)
_MOST_AMOUNT: Final = Decimal(100_000_000_000)
_TEN_THOUSAND: Final = Decimal(10_000)


class Join(StrEnum):
    """How the two conditions go together: the seed's comma says neither."""

    AND = "and"
    OR = "or"


JOIN_TITLES: Final[Mapping[Join, str]] = {
    Join.AND: N_("两项同时达到"),
    Join.OR: N_("达到其中一项"),
}


class Window(StrEnum):
    """Which months count."""

    ROLLING = "rolling"
    CALENDAR = "calendar"


WINDOW_TITLES: Final[Mapping[Window, str]] = {
    Window.ROLLING: N_("近 12 个月"),
    Window.CALENDAR: N_("当年 1 月起至今"),
}


class Fired(StrEnum):
    """Which of the two conditions is met."""

    BOTH = "both"
    USAGE = "usage"
    SALES = "sales"
    NONE = "none"


FIRED_TITLES: Final[Mapping[Fired, str]] = {
    Fired.BOTH: N_("两项都达到"),
    Fired.USAGE: N_("用量达到"),
    Fired.SALES: N_("销售额达到"),
    Fired.NONE: N_("都没有达到"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ClassificationRule:
    """When a client counts as economic: `monthly_tons` a month, `year_amount` yuan in the window.

    A bound of 0 is met by everybody.
    """

    kind: ClassVar[PolicyKind] = PolicyKind.CLASSIFICATION
    monthly_tons: Decimal = Decimal(20)
    year_amount: Decimal = Decimal(5_000_000)
    join: Join = Join.AND
    window: Window = Window.ROLLING

    def faults(self) -> dict[str, str]:
        """Return what is wrong: field -> sentence."""
        faults = {}
        if not _within(self.monthly_tons, _MOST_TONS, TON_PLACES):
            faults["monthly_tons"] = _("月均用量下限填写 0 到 1000000 吨，最多 3 位小数。")
        if not _within(self.year_amount, _MOST_AMOUNT, 2):
            faults["year_amount"] = _("年销售额下限填写 0 到一千亿元，最多 2 位小数。")
        if not faults and not self.monthly_tons and not self.year_amount:
            faults["year_amount"] = _("两项下限不能都是 0，否则所有客户都符合。")
        return faults


@dataclass(frozen=True, slots=True)
class Period:
    """The months that count; usage a month is the tons parted by `months`."""

    window: Window
    first: Month
    last: Month
    months: int


@dataclass(frozen=True, slots=True)
class Figures:
    """What a client bought in a period: tons, yuan; returns may make them negative."""

    tons: Decimal
    amount: Decimal


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether the rule is met, by which of its conditions, and both in a sentence."""

    holds: bool
    fired: Fired
    sentence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """A verdict with all it rests on; `rule_id` 0 stands for the rule before anybody set one."""

    as_of: date
    period: Period
    figures: Figures
    rule: ClassificationRule
    rule_id: PolicyId
    verdict: Verdict

    @property
    def usage(self) -> Decimal:
        """Tons a month, rounded down to kilograms."""
        return usage_of(self.figures.tons, self.period.months)


@dataclass(frozen=True, slots=True)
class ClientEvidence:
    """How a client stands now: whether it holds the class, the verdict, month by month."""

    held: bool
    evidence: Evidence
    months: tuple[MonthFigures, ...]


def period_of(window: Window, day: date) -> Period:
    """Return the months that count on `day`, its own month included."""
    last = month_of(day)
    if window is Window.CALENDAR:
        return Period(window, Month(day.year * 100 + 1), last, day.month)
    return Period(window, months_before(last, 11), last, 12)


def usage_of(tons: Decimal, months: int) -> Decimal:
    """Return the tons a month, rounded down to kilograms: what falls short never shows as met."""
    return _down(tons / months, TON_PLACES)


def fired_by(figures: Figures, period: Period, rule: ClassificationRule) -> Fired:
    """Return which conditions are met; tons are compared whole, not as a rounded average."""
    usage = figures.tons >= rule.monthly_tons * period.months
    sales = figures.amount >= rule.year_amount
    if usage and sales:
        return Fired.BOTH
    if usage:
        return Fired.USAGE
    return Fired.SALES if sales else Fired.NONE


def holds(fired: Fired, join: Join) -> bool:
    """Tell whether the conditions that are met make the class."""
    return fired is Fired.BOTH or (join is Join.OR and fired is not Fired.NONE)


def judge(figures: Figures, period: Period, rule: ClassificationRule) -> Verdict:
    """Return the verdict on figures."""
    fired = fired_by(figures, period, rule)
    met = holds(fired, rule.join)
    told = _("{span}月均用量 {usage} 吨 {usage_sign} {tons} 吨；{sales}：{verdict}")
    usage, sales = figures.tons / period.months, figures.amount / _TEN_THOUSAND
    least = rule.year_amount / _TEN_THOUSAND
    sentence = told.format(
        span=span_words(period),
        usage=_beside(usage, rule.monthly_tons),
        usage_sign=_sign(met=fired in {Fired.BOTH, Fired.USAGE}),
        tons=plain_number(rule.monthly_tons),
        sales=_("{name} {amount} 万元 {sign} {least} 万元").format(
            name=_sales_name(period.window),
            amount=_beside(sales, least),
            sign=_sign(met=fired in {Fired.BOTH, Fired.SALES}),
            least=plain_number(least),
        ),
        verdict=_("符合经济大客户") if met else _("不符合经济大客户"),
    )
    return Verdict(met, fired, sentence)


def evidence(
    figures: Figures, rule: ClassificationRule, rule_id: PolicyId, *, as_of: date
) -> Evidence:
    """Return the verdict of `rule` on the figures of the period that `as_of` lies in."""
    period = period_of(rule.window, as_of)
    return Evidence(
        as_of=as_of,
        period=period,
        figures=figures,
        rule=rule,
        rule_id=rule_id,
        verdict=judge(figures, period, rule),
    )


def rule_words(rule: ClassificationRule) -> str:
    """Return the rule in a sentence."""
    both = (
        _("{window}月均用量 ≥ {tons} 吨，并且{sales} ≥ {amount} 万元，建议认定为经济大客户。")
        if rule.join is Join.AND
        else _("{window}月均用量 ≥ {tons} 吨，或者{sales} ≥ {amount} 万元，建议认定为经济大客户。")
    )
    return both.format(
        window=_(WINDOW_TITLES[rule.window]),
        tons=plain_number(rule.monthly_tons),
        sales=_sales_name(rule.window),
        amount=plain_number(rule.year_amount / _TEN_THOUSAND),
    )


def span_words(period: Period) -> str:
    """Return the period as a sentence begins with it."""
    if period.window is Window.ROLLING:
        return _("近 12 个月")
    return _("{year} 年 1—{month} 月").format(year=period.first // 100, month=period.last % 100)


def ten_thousands_down(amount: Decimal) -> str:
    """Return yuan as 万元 with two decimals, rounded down, as verdicts show it."""
    return f"{_down(amount / _TEN_THOUSAND, 2):,}"


def tons_down(tons: Decimal) -> str:
    """Return tons with two decimals, rounded down, as verdicts show them."""
    return f"{_down(tons, 2):,}"


def _sales_name(window: Window) -> str:
    return _("年销售额") if window is Window.ROLLING else _("当年销售额")


def _sign(*, met: bool) -> str:
    return "≥" if met else "＜"


def _beside(value: Decimal, bound: Decimal) -> str:
    """Return `value` rounded down, with decimals enough that it shows on which side it lies."""
    exponent = bound.normalize().as_tuple().exponent
    return f"{_down(value, max(2, -int(exponent))):,}"


def _down(value: Decimal, places: int) -> Decimal:
    return value.quantize(Decimal(1).scaleb(-places), ROUND_FLOOR)


def _within(value: Decimal, most: Decimal, places: int) -> bool:
    return value.is_finite() and 0 <= value <= most and value == round(value, places)
