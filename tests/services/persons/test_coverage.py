"""The list of clients whose key persons are not all known."""

import pytest

from kamdesk.domain.clients.clients import ClientDraft
from kamdesk.domain.clients.contacts import BuyingRole, ContactDraft
from kamdesk.domain.lists import ListQuery
from kamdesk.domain.persons.coverage import Part


@pytest.fixture
def gaps(coverage):
    """Return number of people and gaps by client, as somebody sees them."""

    def read(by, **query):
        source = coverage.list_for(by)
        rows = source.rows(source.ids(ListQuery(**query)))
        return {row.name: (row.coverage.people, row.coverage.gaps) for row in rows}

    return read


def test_gaps_are_named_by_client(gaps, firm, people):
    assert gaps(people.sales) == {"晋丰公司": (2, (Part.SPONSOR, Part.CHAMPION))}
    assert gaps(people.sales2) == {}


def test_a_client_without_people_has_every_gap(gaps, clients, people):
    clients.create(ClientDraft(name="空白公司"), by=people.sales)
    assert gaps(people.head) == {"空白公司": (0, tuple(Part))}


def test_a_complete_client_is_not_listed_until_somebody_leaves(gaps, contacts, clients, people):
    client = clients.create(ClientDraft(name="甲"), by=people.sales).record_id
    draft = ContactDraft(name="王", role=BuyingRole.DECIDER, sponsor=True, champion=True)
    key = contacts.create(client, draft, by=people.sales).record_id
    assert gaps(people.sales) == {}
    contacts.archive(key, by=people.sales, seen_version=1)
    assert gaps(people.sales) == {"甲": (0, tuple(Part))}


def test_clients_that_nobody_owns_or_that_are_put_away_are_not_listed(gaps, clients, people):
    clients.create(ClientDraft(name="无主"), by=people.management)
    away = clients.create(ClientDraft(name="归档"), by=people.sales).record_id
    clients.archive(away, by=people.management, seen_version=1)
    assert gaps(people.management) == {}


@pytest.mark.parametrize(
    ("filters", "found"),
    [({"name": "jin"}, 1), ({"people": ">2"}, 0), ({"owner": "李明"}, 1), ({"number": "9999"}, 0)],
)
def test_boxes_filter(gaps, firm, people, filters, found):
    assert len(gaps(people.sales, filters=filters, sort="people")) == found
