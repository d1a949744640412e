"""公海规则 in the settings: the fields of the pool's rule."""

from decimal import Decimal

from kamdesk.domain.ownership.pool import FIELD_TITLES, LONGEST, MOST, PoolRule, rule_words
from kamdesk.i18n import N_
from kamdesk.ui.settings.policy_form import PolicyField, PolicySheet

_DAYS, _CLIENTS = Decimal(LONGEST), Decimal(MOST)

SHEET = PolicySheet(
    kind=PoolRule,
    title=N_("公海规则"),
    explanation=N_(
        "负责人长期不联系的客户到期，由部门负责人或销售管理部收回到公海；程序不会自行收回。"
    ),
    fields=(
        PolicyField(
            key="contact_days",
            title=FIELD_TITLES["contact_days"],
            unit=N_("天"),
            maximum=_DAYS,
            section=N_("回收"),
            hint=N_("从成为负责人和最近联系中较晚的一天算起。"),
        ),
        PolicyField(
            key="warning_days", title=FIELD_TITLES["warning_days"], unit=N_("天"), maximum=_DAYS
        ),
        PolicyField(
            key="claims_per_day",
            title=FIELD_TITLES["claims_per_day"],
            unit=N_("个"),
            maximum=_CLIENTS,
            section=N_("领取"),
        ),
        PolicyField(
            key="wait_days",
            title=FIELD_TITLES["wait_days"],
            unit=N_("天"),
            maximum=_DAYS,
            hint=N_("从不再负责该客户的当天算起。"),
        ),
        PolicyField(
            key="holdings",
            title=FIELD_TITLES["holdings"],
            unit=N_("个"),
            maximum=_CLIENTS,
            hint=N_("填 0 表示不限；只限制领取，不限制登记和移交。"),
        ),
    ),
    words=rule_words,
)
