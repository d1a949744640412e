"""公海, the pool of clients without an owner: when a client falls due, and who may claim one.

The rule follows findings/features.md 4.9: a client nobody contacts for some time falls due and is
returned by a person, never by itself; the days count from the later of becoming owner and last
contact, so that a fresh claim is safe.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import ClassVar, Final

from kamdesk.domain.errors import RuleError
from kamdesk.domain.ids import ClientId
from kamdesk.domain.policies import PolicyKind
from kamdesk.i18n import N_, _

LONGEST: Final = 3650
"""Days that a time of the rule may have."""
MOST: Final = 100_000
"""Clients that a limit of the rule may have."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PoolRule:
    """What the company sets for its pool.

    `contact_days` without contact a client falls due, warned of `warning_days` ahead. A person may
    claim `claims_per_day`, their former client only after `wait_days`, and none that would bring
    them beyond `holdings` clients of their own (0 for any number).
    """

    kind: ClassVar[PolicyKind] = PolicyKind.POOL
    contact_days: int = 90
    warning_days: int = 15
    claims_per_day: int = 5
    wait_days: int = 30
    holdings: int = 200

    def faults(self) -> dict[str, str]:
        """Return what is wrong: field -> sentence."""
        bounds = {
            "contact_days": (1, LONGEST),
            "warning_days": (0, LONGEST),
            "claims_per_day": (1, MOST),
            "wait_days": (0, LONGEST),
            "holdings": (0, MOST),
        }
        faults = {
            name: _("请填写 {low} 到 {high} 之间的整数。").format(low=low, high=high)
            for name, (low, high) in bounds.items()
            if not low <= getattr(self, name) <= high
        }
        if not faults and self.warning_days >= self.contact_days:
            faults["warning_days"] = _("预警天数应小于回收天数。")
        return faults


FIELD_TITLES: Final[Mapping[str, str]] = {
    "contact_days": N_("未联系满几天到期"),
    "warning_days": N_("提前几天预警"),
    "claims_per_day": N_("每人每天最多领取"),
    "wait_days": N_("原负责人再次领取须隔"),
    "holdings": N_("每人名下客户上限"),
}


def rule_words(rule: PoolRule) -> str:
    """Return the rule in sentences."""
    text = _(
        "连续 {days} 天没有联系的客户到期，到期前 {warning} 天起预警。"
        "每人每天最多领取 {claims} 个，原负责人 {wait} 天后才能再领。"
    ).format(
        days=rule.contact_days,
        warning=rule.warning_days,
        claims=rule.claims_per_day,
        wait=rule.wait_days,
    )
    if rule.holdings:
        text += _("名下满 {count} 个客户时不能再领取。").format(count=rule.holdings)
    return text


class Standing(StrEnum):
    """How a client stands towards the pool, the graver word last."""

    EXEMPT = "exempt"
    SAFE = "safe"
    WARNED = "warned"
    DUE = "due"
    IN_POOL = "in_pool"


STANDING_TITLES: Final[Mapping[Standing, str]] = {
    Standing.EXEMPT: N_("不回收"),
    Standing.SAFE: N_("正常"),
    Standing.WARNED: N_("即将回收"),
    Standing.DUE: N_("已到期"),
    Standing.IN_POOL: N_("在公海"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Holding:
    """What decides how a client stands.

    `owned_since` is None without an owner. `busy` means a filing that claims the client or an
    application that runs or was approved; locked, busy and strategic clients never fall due.
    """

    owned_since: date | None
    last_contact_on: date | None
    locked: bool = False
    strategic: bool = False
    busy: bool = False

    def due_on(self, rule: PoolRule) -> date | None:
        """Return the first day on which the client is due; None where it never is."""
        if self.owned_since is None or self.locked or self.strategic or self.busy:
            return None
        counted_from = max(self.owned_since, self.last_contact_on or self.owned_since)
        return counted_from + timedelta(days=rule.contact_days)

    def days_left(self, rule: PoolRule, day: date) -> int | None:
        """Return the days until the client is due, 0 or less once it is; None where it never is."""
        due = self.due_on(rule)
        return None if due is None else (due - day).days

    def standing(self, rule: PoolRule, day: date) -> Standing:
        """Return how the client stands on `day`."""
        if self.owned_since is None:
            return Standing.IN_POOL
        left = self.days_left(rule, day)
        if left is None:
            return Standing.EXEMPT
        if left <= 0:
            return Standing.DUE
        return Standing.WARNED if left <= rule.warning_days else Standing.SAFE


def last_quiet_day(rule: PoolRule, day: date, *, warned: bool) -> date:
    """Return the latest last contact with which a client is due on `day`, or `warned` of."""
    return day - timedelta(days=rule.contact_days - (rule.warning_days if warned else 0))


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A client somebody wants to claim; `left_on` is the day they last ceased to own it."""

    id: ClientId
    name: str
    owned: bool
    locked: bool
    archived: bool
    left_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Quota:
    """How many clients a person claimed today and owns now."""

    claimed_today: int
    held: int


def check_claim(rule: PoolRule, wanted: tuple[Candidate, ...], quota: Quota, *, day: date) -> None:
    """Raise RuleError with the reason why the clients `wanted` cannot be claimed together."""
    if quota.claimed_today + len(wanted) > rule.claims_per_day:
        raise RuleError(
            _(
                "每人每天最多领取 {limit} 个客户，您今天已领取 {done} 个。请减少所选或明天再领。"
            ).format(limit=rule.claims_per_day, done=quota.claimed_today)
        )
    if rule.holdings and quota.held + len(wanted) > rule.holdings:
        raise RuleError(
            _("每人名下最多 {limit} 个客户，您现有 {held} 个。请先退回不再跟进的客户。").format(
                limit=rule.holdings, held=quota.held
            )
        )
    for each in wanted:
        _check_candidate(rule, each, day)


def _check_candidate(rule: PoolRule, client: Candidate, day: date) -> None:
    if client.owned or client.archived:
        raise RuleError(_("“{name}”已不在公海，请刷新后再选。").format(name=client.name))
    if client.locked:
        raise RuleError(
            _("“{name}”已锁定，不能领取；如需跟进，请联系销售管理部。").format(name=client.name)
        )
    if client.left_on is None:
        return
    free_on = client.left_on + timedelta(days=rule.wait_days)
    if day < free_on:
        raise RuleError(
            _("您于 {left} 离开“{name}”，{free} 起才能再次领取。").format(
                left=client.left_on, name=client.name, free=free_on
            )
        )


VIEWS: Final[Mapping[str, str]] = {
    "pool": N_("公海"),
    "warned": N_("即将回收"),
    "due": N_("已到期"),
    "locked": N_("已锁定"),
}
"""View of the pool's list → what its tab is called; but for the first, of clients in reach."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PoolRow:
    """A client in the pool, or on its way there; no details, as anybody in business may look.

    `since` is the day since which it has the present owner or none; `former` owned it before.
    """

    id: ClientId
    name: str
    province: str
    city: str
    industry: str
    owner: str
    former: str
    since: date | None
    last_contact_on: date | None
    days_left: int | None
    standing: Standing
    locked: bool


@dataclass(frozen=True, slots=True)
class Kept:
    """A client that stays where it is, and why."""

    name: str
    reason: str


@dataclass(frozen=True, slots=True)
class TakeBack:
    """What taking clients back to the pool would do: which go, which stay."""

    going: tuple[ClientId, ...]
    kept: tuple[Kept, ...]
