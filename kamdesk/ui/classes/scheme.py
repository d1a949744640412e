"""评级规则 in the settings: the fields of the grading scheme."""

from decimal import Decimal

from kamdesk.domain.classes.grading import CRITERION_TITLES, Criterion, GradingScheme, scheme_words
from kamdesk.i18n import N_
from kamdesk.ui.settings.policy_form import PolicyField, PolicySheet

_WHOLE = Decimal(100)
_MONTHS = Decimal(60)


def _weight(criterion: Criterion, *, section: str = "", hint: str = "") -> PolicyField:
    return PolicyField(
        key=f"{criterion.value}_weight",
        title=CRITERION_TITLES[criterion],
        unit=N_("%"),
        maximum=_WHOLE,
        section=section,
        hint=hint,
    )


SHEET = PolicySheet(
    kind=GradingScheme,
    title=N_("评级规则"),
    explanation=N_(
        "按四项加权得分评定 A、B、C 级；采购价值由采购记录计算，其余由评级人打 1 到 5 分。"
    ),
    columns=2,
    fields=(
        _weight(Criterion.VALUE, section=N_("权重")),
        _weight(Criterion.SCALE),
        _weight(Criterion.POTENTIAL),
        _weight(Criterion.PAYMENT, hint=N_("四项合计必须是 100%。")),
        PolicyField(
            key="full_amount",
            title=N_("满分采购额"),
            money=True,
            section=N_("分数线"),
            hint=N_("近 12 个月达到这个金额，采购价值得满分。"),
        ),
        PolicyField(key="from_a", title=N_("A 级分数线"), unit=N_("分"), maximum=_WHOLE),
        PolicyField(key="from_b", title=N_("B 级分数线"), unit=N_("分"), maximum=_WHOLE),
        PolicyField(
            key="months_a",
            title=N_("A 级复评"),
            unit=N_("个月"),
            maximum=_MONTHS,
            section=N_("复评周期"),
        ),
        PolicyField(key="months_b", title=N_("B 级复评"), unit=N_("个月"), maximum=_MONTHS),
        PolicyField(key="months_c", title=N_("C 级复评"), unit=N_("个月"), maximum=_MONTHS),
    ),
    words=scheme_words,
)
