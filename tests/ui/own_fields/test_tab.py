"""The tab of own fields: what is filled in, by whom, and what it says while there are none."""

import pytest

from kamdesk.domain.clients.clients import ClientDraft
from kamdesk.domain.own_fields import OwnFieldDraft, OwnKind
from kamdesk.services.own_fields import OwnFieldService
from kamdesk.ui.own_fields.tab import OwnFieldsTab
from tests.chain import chain, spoken_names
from tests.office import clock, office, people, sessions
from tests.workplace import workplace

__all__ = ["chain", "clock", "office", "people", "sessions", "spoken_names", "workplace"]


@pytest.fixture
def own(sessions, clock):
    return OwnFieldService(sessions, clock)


@pytest.fixture
def three(own, people):
    for draft in (
        OwnFieldDraft(title="库存", kind=OwnKind.NUMBER, unit="吨"),
        OwnFieldDraft(title="结算", kind=OwnKind.CHOICE, choices=("现款", "月结"), required=True),
        OwnFieldDraft(title="签约日", kind=OwnKind.DATE),
    ):
        own.create(draft, by=people.management)


@pytest.fixture
def tab_of(workplace, own, people):
    clients = workplace.chain.clients
    client = clients.create(ClientDraft(name="晋丰公司"), by=people.sales).record_id

    def make(by):
        tab = OwnFieldsTab(own, workplace.tools(by))
        workplace.add(tab)
        tab.show_client(clients.details(client, by=by))
        workplace.rest()
        return tab

    return make


def test_without_fields_it_says_where_they_are_added(tab_of, people):
    tab = tab_of(people.sales)
    assert tab.empty.isVisibleTo(tab)
    assert not tab.edit_button.isVisibleTo(tab)


def test_values_are_filled_in_and_shown_with_their_units(three, tab_of, people, workplace):
    tab = tab_of(people.sales)
    tab.edit_button.click()
    dialog = workplace.dialog()
    dialog.form["own_1"].set_value("12.50")
    dialog.form["own_3"].editor.setText("2026.11.23")
    dialog.save_button.click()
    assert dialog.isVisible(), "a required field is still open"
    dialog.form["own_2"].set_value("月结")
    dialog.save_button.click()
    workplace.rest()
    workplace.rest()
    assert [each.shown for each in tab._values] == ["12.5 吨", "月结", "2026-11-23"]
    assert len(tab.changes.rows()) == 3


def test_a_wrong_number_is_told_at_its_field_and_the_dialog_stays(three, tab_of, people, workplace):
    tab = tab_of(people.sales)
    tab.edit_button.click()
    dialog = workplace.dialog()
    dialog.form["own_1"].set_value("很多")
    dialog.form["own_2"].set_value("月结")
    dialog.save_button.click()
    workplace.rest()
    assert "请填写数字" in dialog.form["own_1"].message.text()
    assert dialog.isVisible()
    dialog.form.mark_clean()
    dialog.reject()


def test_who_may_not_edit_the_client_only_looks(three, tab_of, people):
    tab = tab_of(people.finance)
    assert tab._whole.isVisibleTo(tab)
    assert not tab.edit_button.isVisibleTo(tab)
