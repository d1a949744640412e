"""The rule of a client's health: what its five parts weigh, and where they begin and end."""

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar, Final

from kamdesk.domain.policies import PolicyKind
from kamdesk.i18n import N_, _


class HealthPart(StrEnum):
    """What counts."""

    TREND = "trend"
    FRESHNESS = "freshness"
    PEOPLE = "people"
    PROFILE = "profile"
    PAPERS = "papers"


PART_TITLES = {
    HealthPart.TREND: N_("采购趋势"),
    HealthPart.FRESHNESS: N_("联系频度"),
    HealthPart.PEOPLE: N_("关键人物"),
    HealthPart.PROFILE: N_("资料完整"),
    HealthPart.PAPERS: N_("单据状况"),
}


_RANGES: Final = {
    "fresh_days": (1, 365),
    "stale_days": (2, 730),
    "fall_percent": (1, 100),
    "good_from": (1, 100),
    "fair_from": (1, 99),
    "least_known": (1, 100),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class HealthRule:
    """What the parts weigh (their sum is 100) and where they begin and end.

    Contact up to `fresh_days` old is full and from `stale_days` on nothing; purchases that fell
    by `fall_percent` are nothing. Days in calendar days.
    """

    kind: ClassVar[PolicyKind] = PolicyKind.HEALTH

    trend: int = 30
    freshness: int = 25
    people: int = 20
    profile: int = 15
    papers: int = 10
    fresh_days: int = 30
    stale_days: int = 120
    fall_percent: int = 50
    good_from: int = 75
    fair_from: int = 50
    least_known: int = 40

    def weight(self, part: HealthPart) -> int:
        """Return what a part weighs."""
        weight: int = getattr(self, part.value)
        return weight

    def faults(self) -> dict[str, str]:
        """Return what is wrong: field -> sentence."""
        ranges = dict.fromkeys(HealthPart, (0, 100)) | _RANGES
        faults = {
            name: _("请填写 {least} 到 {most} 之间的整数。").format(least=least, most=most)
            for name, (least, most) in ranges.items()
            if not least <= getattr(self, name) <= most
        }
        return faults or self._whole_faults()

    def _whole_faults(self) -> dict[str, str]:
        faults = {}
        total = sum(map(self.weight, HealthPart))
        if total != 100:
            faults["trend"] = _("五项权重之和必须是 100，现在是 {total}。").format(total=total)
        if self.stale_days <= self.fresh_days:
            faults["stale_days"] = _("久未联系的天数必须大于联系及时的天数。")
        if self.fair_from >= self.good_from:
            faults["fair_from"] = _("“一般”的起点必须低于“良好”的起点。")
        return faults
