"""集团: a client with those above and below it, and their purchases rolled up."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from kamdesk.domain.ids import ClientId


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupClient:
    """A client of a group; figures of the last twelve months in tons and yuan.

    Where the client is not in the reader's reach, its figures are None.
    """

    id: ClientId
    number: str
    name: str
    owner: str
    parent_id: ClientId | None
    archived: bool
    tons: Decimal | None
    amount: Decimal | None


@dataclass(frozen=True, slots=True)
class GroupUnit:
    """A client with all below it; the sums contain its own figures, `hidden` ones left out."""

    client: GroupClient
    below: tuple["GroupUnit", ...]
    clients: int
    tons: Decimal
    amount: Decimal
    hidden: int

    def units(self) -> Iterator["GroupUnit"]:
        """Yield this unit and everything below it, from top to bottom."""
        yield self
        for unit in self.below:
            yield from unit.units()


def group_of(clients: Sequence[GroupClient], top: ClientId) -> GroupUnit:
    """Return the tree below `top`, children in the order given; a circle is entered once."""
    by_id = {each.id: each for each in clients}
    children: dict[ClientId | None, list[GroupClient]] = {}
    for each in clients:
        children.setdefault(each.parent_id, []).append(each)
    return _unit(by_id[top], children, {top})


def _unit(
    client: GroupClient,
    children: Mapping[ClientId | None, Sequence[GroupClient]],
    seen: set[ClientId],
) -> GroupUnit:
    below = []
    for child in children.get(client.id, ()):
        if child.id not in seen:
            seen.add(child.id)
            below.append(_unit(child, children, seen))
    return GroupUnit(
        client=client,
        below=tuple(below),
        clients=1 + sum(unit.clients for unit in below),
        tons=(client.tons or Decimal(0)) + sum(unit.tons for unit in below),
        amount=(client.amount or Decimal(0)) + sum(unit.amount for unit in below),
        hidden=int(client.tons is None) + sum(unit.hidden for unit in below),
    )
