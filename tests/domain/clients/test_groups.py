"""A group's figures are rolled up, circles and hidden units included."""

from decimal import Decimal

from kamdesk.domain.clients.groups import GroupClient, group_of
from kamdesk.domain.ids import ClientId


def client(key, parent=None, tons=None):
    return GroupClient(
        id=ClientId(key),
        number=f"KH{key:06d}",
        name=f"客户{key}",
        owner="",
        parent_id=parent,
        archived=False,
        tons=None if tons is None else Decimal(tons),
        amount=None if tons is None else Decimal(tons) * 4000,
    )


def test_each_unit_sums_itself_and_everything_below():
    clients = [client(1, None, 10), client(2, 1, 5), client(3, 2, 2), client(4, 1, 1)]
    top = group_of(clients, ClientId(1))
    assert (top.clients, top.tons, top.amount, top.hidden) == (4, 18, 72_000, 0)
    assert [(unit.client.id, unit.clients, unit.tons) for unit in top.units()] == [
        (1, 4, 18),
        (2, 2, 7),
        (3, 1, 2),
        (4, 1, 1),
    ]


def test_hidden_units_are_counted_and_not_summed():
    top = group_of([client(1), client(2, 1, 5), client(3, 1)], ClientId(1))
    assert (top.clients, top.tons, top.hidden) == (3, 5, 2)


def test_a_circle_ends():
    top = group_of([client(1, 3, 1), client(2, 1, 1), client(3, 2, 1)], ClientId(1))
    assert [unit.client.id for unit in top.units()] == [1, 2, 3]
    assert top.tons == 3


def test_a_thousand_units_side_by_side_keep_their_order():
    clients = [client(0, None, 1), *(client(key, 0, 1) for key in range(1, 1001))]
    top = group_of(clients, ClientId(0))
    assert [unit.client.id for unit in top.below] == list(range(1, 1001))
    assert top.tons == 1001
