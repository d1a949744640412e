"""Groups of clients as one person may see them."""

from decimal import Decimal

import pytest

from kamdesk.domain.clients.clients import ClientDraft
from kamdesk.domain.errors import NotAllowedError
from kamdesk.services.clients.groups import GroupService
from kamdesk.storage.clients.clients import ClientRecord
from tests.office import clock, office, people, sessions

__all__ = ["clock", "office", "people", "sessions"]


@pytest.fixture
def groups(sessions, clock):
    return GroupService(sessions, clock)


@pytest.fixture
def family(sessions, clients, people):
    """Register a group of four: the top and one of its two children are of another department."""

    def make(name, owner, parent=None, tons=0):
        draft = ClientDraft(name=name, parent_id=parent)
        made = clients.create(draft, by=people.management, owner_id=owner).record_id
        with sessions.write() as session:
            record = session.get_one(ClientRecord, made)
            record.year_tons, record.year_amount = Decimal(tons), Decimal(tons) * 4000
        return made

    top = make("晋垣矿务集团", people.sales3, tons=100)
    child = make("晋垣矿务总医院", people.sales, top, tons=10)
    aunt = make("晋垣铁峰洗选", people.sales3, top, tons=7)
    grandchild = make("总医院洗衣房", people.sales, child, tons=1)
    return top, child, aunt, grandchild


def named(unit):
    return [each.client.name for each in unit.units()]


def test_the_whole_group_is_read_from_any_of_its_clients(groups, people, family):
    for member in family:
        top = groups.of_client(member, by=people.management)
        assert named(top) == ["晋垣矿务集团", "晋垣矿务总医院", "总医院洗衣房", "晋垣铁峰洗选"]
        assert (top.tons, top.amount, top.hidden) == (118, 472_000, 0)


def test_figures_out_of_reach_are_neither_shown_nor_summed(groups, people, family):
    top = groups.of_client(family[3], by=people.sales)
    assert (top.clients, top.tons, top.hidden) == (4, 11, 2)
    assert [unit.client.tons for unit in top.units()] == [None, 10, 1, None]
    with pytest.raises(NotAllowedError):
        groups.of_client(family[0], by=people.sales)


def test_a_department_head_sees_the_department(groups, people, family):
    assert groups.of_client(family[0], by=people.head2).tons == 107


def test_a_client_by_itself_is_a_group_of_one(groups, people, clients):
    alone = clients.create(ClientDraft(name="华联商会"), by=people.sales).record_id
    top = groups.of_client(alone, by=people.sales)
    assert (top.clients, top.below) == (1, ())


def test_a_circle_in_the_data_does_not_go_round_for_ever(groups, people, family, sessions):
    with sessions.write() as session:
        session.get_one(ClientRecord, family[0]).parent_id = family[3]
    top = groups.of_client(family[1], by=people.management)
    assert top.clients == 4
    assert top.tons == 118
