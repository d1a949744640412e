"""健康度规则 in the settings: every number of the rule can be set."""

from dataclasses import fields

from kamdesk.domain.clients.health_rules import HealthRule
from kamdesk.ui.clients.health_rules import SHEET
from kamdesk.ui.settings.policy_form import PolicyForm


def test_every_field_of_the_rule_has_its_editor():
    assert {each.key for each in SHEET.fields} == {each.name for each in fields(HealthRule)}


def test_the_form_shows_a_rule_and_gives_it_back(qtbot):
    form = PolicyForm(SHEET)
    qtbot.addWidget(form)
    rule = HealthRule(trend=20, papers=20, stale_days=700)
    form.show_policy(rule)
    assert form.validate()
    assert form.policy(HealthRule()) == rule
