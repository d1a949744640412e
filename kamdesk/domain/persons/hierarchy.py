"""Who stands above whom and beside whom: the formal order of the people on a map.

Records may contradict each other; where superiors go round in a ring, the first in rank is taken
for its top.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from kamdesk.domain.clients.contacts import BuyingRole
from kamdesk.domain.persons.maps import MapPerson

_BETWEEN: Final = frozenset({BuyingRole.INFLUENCER, BuyingRole.GATEKEEPER, BuyingRole.COACH})


@dataclass(frozen=True, slots=True)
class Hierarchy:
    """The order, without rings.

    `beside` leads from an assistant to whom they assist; `above` from everybody else to the one in
    whose row their superior stands.
    """

    people: Mapping[int, MapPerson]
    beside: Mapping[int, int]
    above: Mapping[int, int]

    def roots(self) -> list[int]:
        """Return those whom nobody stands above or beside, the first in rank first."""
        free = [key for key in self.people if key not in self.above and key not in self.beside]
        return self.ranked(free)

    def below(self) -> dict[int, list[int]]:
        """Return who stands under each head, the first in rank first."""
        return {key: self.ranked(under) for key, under in _turned(self.above).items()}

    def assistants(self) -> dict[int, list[int]]:
        """Return who stands beside each head, assistants of assistants too."""
        return _turned({key: _head(self.beside, key) for key in self.beside})

    def tier(self, key: int) -> int:
        """Return 0 for deciders and sponsors, 1 for who has a say, 2 for the rest."""
        return tier_of(self.people[key])

    def ranked(self, keys: Sequence[int]) -> list[int]:
        """Return `keys` by rank."""
        return sorted(keys, key=lambda key: _rank(self.people[key]))


def hierarchy(people: Sequence[MapPerson]) -> Hierarchy:
    """Return the order of `people`; superiors and principals beyond them do not count."""
    by_key: dict[int, MapPerson] = {person.id: person for person in people}
    beside, above = {}, {}
    for key, person in by_key.items():
        superior = person.reports_to_id if person.reports_to_id in by_key else None
        principal = person.assistant_of_id if person.assistant_of_id in by_key else None
        if principal is not None and superior in {None, principal}:
            beside[key] = int(principal)
        elif superior is not None:
            above[key] = int(superior)
    _open_rings(beside, by_key)
    heads = {key: _head(beside, superior) for key, superior in above.items()}
    _open_rings(heads, by_key)
    return Hierarchy(by_key, beside, heads)


def tier_of(person: MapPerson) -> int:
    """Return how far up somebody belongs: 0 decides, 1 has a say, 2 does not."""
    if person.sponsor or person.role is BuyingRole.DECIDER:
        return 0
    return 1 if person.role in _BETWEEN else 2


def _rank(person: MapPerson) -> tuple[int, int, int]:
    return tier_of(person), -(person.influence or 0), person.id


def _head(beside: Mapping[int, int], key: int) -> int:
    while key in beside:
        key = beside[key]
    return key


def _turned(above: Mapping[int, int]) -> dict[int, list[int]]:
    below: dict[int, list[int]] = {}
    for key in sorted(above):
        below.setdefault(above[key], []).append(key)
    return below


def _open_rings(above: dict[int, int], people: Mapping[int, MapPerson]) -> None:
    """Take from each ring the line above the one who is first in rank."""
    for start in sorted(above):
        way, key = [], start
        while key in above and key not in way:
            way.append(key)
            key = above[key]
        if key in way:
            ring = way[way.index(key) :]
            del above[min(ring, key=lambda each: _rank(people[each]))]
