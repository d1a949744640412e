"""代理授权: given for a time, ended before it is over."""

from datetime import date

import pytest
from PySide6.QtWidgets import QDialog

from kamdesk.domain.people import Role
from kamdesk.domain.projects.routes import CaseKind
from kamdesk.ui.settings.delegations import DelegationsSection


@pytest.fixture
def agent(office):
    return office.hire("zhengkai", "郑凯", Role.EXECUTIVE_VP)


@pytest.fixture
def section(office, shown, agent, approver):
    return shown(DelegationsSection(office.services.delegations, office.tools(approver)))


def give(section, office, **values):
    section.give()
    dialog = next(each for each in section.findChildren(QDialog) if each.isVisible())
    for key, value in values.items():
        dialog.form[key].set_value(value)
    dialog.save_button.click()
    office.rest()
    return dialog


def test_a_delegation_is_given_and_seen_by_both(section, office, agent, shown):
    give(section, office, agent_id=agent.id, ends_on=date(2026, 11, 20), reason="出差")
    (given,) = section.given.rows()
    assert (given.agent_name, given.kinds) == ("郑凯", frozenset(CaseKind))
    assert section.given.model().index(0, 4).data() == "生效中"
    theirs = shown(DelegationsSection(office.services.delegations, office.tools(agent)))
    assert [each.delegator_name for each in theirs.taken.rows()] == ["何平"]


def test_days_the_wrong_way_round_are_told_at_their_field(section, office, agent):
    dialog = give(section, office, agent_id=agent.id, ends_on=date(2026, 10, 1), reason="出差")
    assert "不能早于开始日期" in dialog.form["ends_on"].message.text()
    assert list(section.given.rows()) == []


def test_it_is_revoked_after_asking(section, office, agent):
    give(section, office, agent_id=agent.id, ends_on=date(2026, 11, 20), reason="出差")
    assert section.revoke_button.isEnabled()
    section.revoke()
    office.rest()
    assert section.given.model().index(0, 4).data() == "已撤销"
    assert not section.revoke_button.isEnabled()


def test_one_that_begins_later_and_one_that_is_over_say_so(section, office, agent):
    days = {"starts_on": date(2026, 11, 10), "ends_on": date(2026, 11, 12)}
    give(section, office, agent_id=agent.id, reason="休假", **days)
    assert section.given.model().index(0, 4).data() == "未开始"
    office.clock.advance(days=30)
    section.activate()
    office.rest()
    assert section.given.model().index(0, 4).data() == "已结束"
