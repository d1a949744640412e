"""Every kind of field a policy may hold, to the form and back, and the tabs of several policies."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import ClassVar

import pytest

from kamdesk.domain.ids import PolicyId
from kamdesk.domain.policies import PolicyKind, PolicyVersion
from kamdesk.ui.classes.rule import SHEET
from kamdesk.ui.messages import Unsaved
from kamdesk.ui.settings.policies import PoliciesSection
from kamdesk.ui.settings.policy_form import (
    PolicyField,
    PolicyForm,
    PolicySheet,
    changed_fields,
    told_versions,
)


class Pace(StrEnum):
    SLOW = "slow"
    QUICK = "quick"


@dataclass(frozen=True, slots=True, kw_only=True)
class Pool:
    kind: ClassVar[PolicyKind] = PolicyKind.POOL
    days: int = 90
    share: Decimal = Decimal("0.5")
    fee: Decimal = Decimal(100)
    strict: bool = False
    pace: Pace = Pace.SLOW
    note: str = ""
    hidden: int = 7

    def faults(self):
        return {}


POOL = PolicySheet(
    kind=Pool,
    title="公海规则",
    explanation="说明",
    fields=(
        PolicyField(key="days", title="天数", unit="天", section="期限"),
        PolicyField(key="share", title="比例", places=3),
        PolicyField(key="fee", title="费用", money=True),
        PolicyField(key="strict", title="从严"),
        PolicyField(key="pace", title="快慢", choices=((Pace.SLOW, "慢"), (Pace.QUICK, "快"))),
        PolicyField(key="note", title="说明"),
    ),
    columns=2,
)
OTHER = Pool(
    days=60,
    share=Decimal("0.125"),
    fee=Decimal("12.5"),
    strict=True,
    pace=Pace.QUICK,
    note="试行",
    hidden=3,
)


@pytest.mark.parametrize("policy", [Pool(), OTHER])
def test_a_policy_comes_back_from_the_form_as_it_was(qtbot, policy):
    form = PolicyForm(POOL)
    qtbot.addWidget(form)
    form.show_policy(policy)
    assert not form.dirty
    assert form.validate()
    assert form.policy(policy) == policy


def test_a_whole_number_takes_no_decimals(qtbot):
    form = PolicyForm(POOL)
    qtbot.addWidget(form)
    form.show_policy(Pool())
    form["days"].editor.setText("1.5")
    assert not form.validate()


def test_a_change_is_told_field_by_field():
    assert changed_fields(POOL, OTHER, Pool()) == (
        "天数 90 天 → 60 天、比例 0.5 → 0.125、费用 100 元 → 12.5 元、从严 否 → 是、"
        "快慢 慢 → 快、说明 （空） → 试行"
    )


def test_versions_are_told_against_the_one_before():
    first, second = (PolicyVersion(PolicyId(at), Pool(days=at), None, "甲") for at in (1, 2))
    told = told_versions(POOL, [second, first])
    assert [what for _version, what in told] == [
        "天数 1 天 → 2 天",
        "天数 90 天 → 1 天",
        "程序的初始规则",
    ]


def test_several_policies_stand_behind_tabs(office, shown):
    section = shown(PoliciesSection(office.services.policies, office.tools(), [SHEET, POOL]))
    section.show_policy("pool")
    office.rest()
    assert section.current.form["days"].value() == 90
    section.current.form["days"].set_value(Decimal(30))
    office.messages.leaving = Unsaved.CANCEL
    section.tabs.setCurrentIndex(0)
    assert section.tabs.currentIndex() == 1
    office.messages.leaving = Unsaved.DISCARD
    section.show_policy("classification")
    assert section.current.form["monthly_tons"].value() == 20
