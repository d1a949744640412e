"""分类规则 in the settings: the fields of the rule."""

from kamdesk.domain.classes.classification import (
    JOIN_TITLES,
    TON_PLACES,
    WINDOW_TITLES,
    ClassificationRule,
    rule_words,
)
from kamdesk.i18n import N_
from kamdesk.ui.settings.policy_form import PolicyField, PolicySheet

SHEET = PolicySheet(
    kind=ClassificationRule,
    title=N_("分类规则"),
    explanation=N_("经济大客户由采购记录计算得出，作为建议提交认定；两个下限都含等于。"),
    fields=(
        PolicyField(
            key="monthly_tons",
            title=N_("月均用量下限"),
            unit=N_("吨"),
            places=TON_PLACES,
            hint=N_("统计期内采购吨数 ÷ 月数。"),
        ),
        PolicyField(
            key="year_amount",
            title=N_("年销售额下限"),
            money=True,
            hint=N_("统计期内的采购金额，可写 500万。"),
        ),
        PolicyField(
            key="join",
            title=N_("两项关系"),
            choices=tuple(JOIN_TITLES.items()),
        ),
        PolicyField(
            key="window",
            title=N_("统计期"),
            choices=tuple(WINDOW_TITLES.items()),
            hint=N_("当年起算时，月数是已经开始的月份数。"),
        ),
    ),
    words=rule_words,
)
