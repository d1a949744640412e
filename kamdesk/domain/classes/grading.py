"""客户等级 A/B/C: a scheme of weighted criteria, the score it gives, and when to grade again.

product.md rule 3. The value of a client is computed from its purchases; scale, potential and
payment are judged by a person from 1 to 5. A criterion gives 0 to 100 points, weighed in per cent.
"""

import calendar
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from typing import ClassVar, Final

from kamdesk.domain.clients.clients import Grade
from kamdesk.domain.errors import RuleError
from kamdesk.domain.policies import PolicyKind
from kamdesk.domain.purchases.months import month_of, months_before
from kamdesk.i18n import N_, _

MARKS: Final = range(1, 6)
"""What a person may give; 5 is best."""
_FULL: Final = Decimal(100)
_TENTH: Final = Decimal("0.1")
_LONGEST_MONTHS: Final = 60
_MOST_AMOUNT: Final = Decimal(100_000_000_000)


class Criterion(StrEnum):
    """What a client is scored by."""

    VALUE = "value"
    SCALE = "scale"
    POTENTIAL = "potential"
    PAYMENT = "payment"


CRITERION_TITLES: Final[Mapping[Criterion, str]] = {
    Criterion.VALUE: N_("采购价值"),
    Criterion.SCALE: N_("企业规模"),
    Criterion.POTENTIAL: N_("发展潜力"),
    Criterion.PAYMENT: N_("付款信用"),
}

MARK_TITLES: Final[Mapping[Criterion, tuple[str, ...]]] = {
    Criterion.SCALE: (N_("微型"), N_("小型"), N_("中型"), N_("大型"), N_("龙头")),
    Criterion.POTENTIAL: (
        N_("萎缩"),
        N_("持平"),
        N_("小幅增长"),
        N_("明显增长"),
        N_("高速增长"),
    ),
    Criterion.PAYMENT: (
        N_("经常拖欠"),
        N_("时有拖欠"),
        N_("基本按期"),
        N_("按期"),
        N_("提前或现款"),
    ),
}
"""What the marks 1 to 5 of the judged criteria mean."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GradingScheme:
    """Weights in per cent, the yearly purchases (yuan) worth all points, bounds, months.

    `months_a`, `months_b`, `months_c`: after how many months a client of that grade is due again.
    """

    kind: ClassVar[PolicyKind] = PolicyKind.GRADING
    value_weight: int = 40
    scale_weight: int = 15
    potential_weight: int = 25
    payment_weight: int = 20
    full_amount: Decimal = Decimal(5_000_000)
    from_a: int = 80
    from_b: int = 60
    months_a: int = 6
    months_b: int = 12
    months_c: int = 12

    def faults(self) -> dict[str, str]:
        """Return what is wrong: field -> sentence."""
        faults = {}
        whole = sum(self.weight(each) for each in Criterion)
        if whole != _FULL:
            text = _("四项权重合计必须是 100%，现在是 {whole}%。")
            faults["payment_weight"] = text.format(whole=whole)
        if not 0 < self.full_amount <= _MOST_AMOUNT:
            faults["full_amount"] = _("满分采购额填写大于 0、不超过一千亿元的金额。")
        if not 0 < self.from_b < self.from_a <= _FULL:
            faults["from_b"] = _("分数线必须是 0 < B 级 < A 级 ≤ 100。")
        for name in ("months_a", "months_b", "months_c"):
            if not 1 <= getattr(self, name) <= _LONGEST_MONTHS:
                faults[name] = _("复评周期填写 1 到 60 个月。")
        return faults

    def weight(self, criterion: Criterion) -> int:
        """Return the weight of a criterion in per cent."""
        return int(getattr(self, f"{criterion.value}_weight"))

    def grade_of(self, total: Decimal) -> Grade:
        """Return the grade of a score; the bounds count as reached."""
        if total >= self.from_a:
            return Grade.A
        return Grade.B if total >= self.from_b else Grade.C

    def due_after(self, day: date, grade: Grade) -> date:
        """Return the day on which a client graded on `day` is due again.

        The 31st becomes the last day of a shorter month.
        """
        count = int(getattr(self, f"months_{grade.value.lower()}"))
        month = months_before(month_of(day), -count)
        year, number = divmod(month, 100)
        return date(year, number, min(day.day, calendar.monthrange(year, number)[1]))


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """The marks that a person gives, 1 to 5."""

    scale: int
    potential: int
    payment: int

    def mark(self, criterion: Criterion) -> int:
        """Return the mark of a judged criterion."""
        return int(getattr(self, criterion.value))


@dataclass(frozen=True, slots=True)
class Part:
    """One criterion of a score: `points` of 0 to 100, and its weight in per cent."""

    criterion: Criterion
    points: Decimal
    weight: int

    @property
    def brings(self) -> Decimal:
        """What it brings to the total."""
        return self.points * self.weight / _FULL


@dataclass(frozen=True, slots=True)
class Score:
    """A total of 0 to 100 with one decimal, and what it is made of."""

    parts: tuple[Part, ...]

    @property
    def total(self) -> Decimal:
        """The sum of what the parts bring, rounded half up to a tenth."""
        whole = sum((part.brings for part in self.parts), Decimal(0))
        return whole.quantize(_TENTH, ROUND_HALF_UP)


def score(scheme: GradingScheme, amount: Decimal, judgement: Judgement) -> Score:
    """Return the score of a client that bought for `amount` yuan within twelve months.

    RuleError where a mark is none.
    """
    parts = [Part(Criterion.VALUE, value_points(scheme, amount), scheme.weight(Criterion.VALUE))]
    for criterion in MARK_TITLES:
        mark = judgement.mark(criterion)
        if mark not in MARKS:
            raise RuleError(_("评分只能是 1 到 5，请重新选择。"))
        points = _FULL * mark / MARKS[-1]
        parts.append(Part(criterion, points, scheme.weight(criterion)))
    return Score(tuple(parts))


def value_points(scheme: GradingScheme, amount: Decimal) -> Decimal:
    """Return 0 to 100 points in proportion to the amount; returns beyond sales count as nothing."""
    share = amount / scheme.full_amount * _FULL
    return min(max(share, Decimal(0)), _FULL).quantize(_TENTH, ROUND_HALF_UP)


def scheme_words(scheme: GradingScheme) -> str:
    """Return the scheme in a sentence."""
    return _(
        "采购价值 {value}%、企业规模 {scale}%、发展潜力 {potential}%、付款信用 {payment}%；"
        "{a} 分起为 A 级，{b} 分起为 B 级，其余为 C 级。"
    ).format(
        value=scheme.value_weight,
        scale=scheme.scale_weight,
        potential=scheme.potential_weight,
        payment=scheme.payment_weight,
        a=scheme.from_a,
        b=scheme.from_b,
    )
