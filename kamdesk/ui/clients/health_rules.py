"""健康度规则 in the settings: the weights of the five parts and their limits."""

from decimal import Decimal

from kamdesk.domain.clients.health_rules import PART_TITLES, HealthPart, HealthRule
from kamdesk.i18n import N_
from kamdesk.ui.settings.policy_form import PolicyField, PolicySheet

_WHOLE = Decimal(100)
_TWO_YEARS = Decimal(730)


def _weight(part: HealthPart, *, section: str = "", hint: str = "") -> PolicyField:
    return PolicyField(
        key=part.value,
        title=PART_TITLES[part],
        unit=N_("分"),
        maximum=_WHOLE,
        section=section,
        hint=hint,
    )


def _limit(
    key: str, title: str, unit: str, *, most: Decimal = _WHOLE, section: str = "", hint: str = ""
) -> PolicyField:
    return PolicyField(key=key, title=title, unit=unit, maximum=most, section=section, hint=hint)


SHEET = PolicySheet(
    kind=HealthRule,
    title=N_("健康度规则"),
    explanation=N_("客户页上的健康度由五项相加，满分 100；没有数据的一项不计，其余按比例折算。"),
    columns=2,
    fields=(
        _weight(HealthPart.TREND, section=N_("五项的满分")),
        _weight(HealthPart.FRESHNESS),
        _weight(HealthPart.PEOPLE),
        _weight(HealthPart.PROFILE),
        _weight(HealthPart.PAPERS, hint=N_("五项合计必须是 100。")),
        _limit(
            "fall_percent",
            N_("采购下降到零分"),
            N_("%"),
            section=N_("计分界限"),
            hint=N_("下降这么多，采购趋势为零分。"),
        ),
        _limit("fresh_days", N_("联系及时"), N_("天"), most=_TWO_YEARS, hint=N_("以内为满分。")),
        _limit("stale_days", N_("久未联系"), N_("天"), most=_TWO_YEARS, hint=N_("以上为零分。")),
        _limit("good_from", N_("“良好”起点"), N_("分")),
        _limit("fair_from", N_("“一般”起点"), N_("分"), hint=N_("再低是“需关注”。")),
        _limit(
            "least_known",
            N_("至少已知"),
            N_("分"),
            hint=N_("有数据的各项满分之和低于它，就不计算健康度。"),
        ),
    ),
)
