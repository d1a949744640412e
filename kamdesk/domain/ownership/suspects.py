"""疑似重复: pairs of registered clients that may be one; told apart by hand they stay away."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from kamdesk.domain.clients.duplicates import DuplicateIndex, Entry, Reason
from kamdesk.domain.ids import ClientId

Pair = tuple[int, int]
"""Two clients' ids, the smaller first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SuspectSide:
    """One of two clients that may be one."""

    id: ClientId
    number: str
    name: str
    owner: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Suspect:
    """A pair that the filter finds alike: why, and how sure (0–100)."""

    first: SuspectSide
    second: SuspectSide
    reason: Reason
    score: float


def pair_of(one: int, other: int) -> Pair:
    """Return the two ids in their order."""
    return min(one, other), max(one, other)


def alike_pairs(
    index: DuplicateIndex, entries: list[Entry], step: Callable[[int, int], None]
) -> Iterator[tuple[Pair, Reason, float]]:
    """Yield each pair of entries that the filter finds alike, once, as it is found first.

    `step` hears how many of how many were compared; what it raises ends the search.
    """
    seen: set[Pair] = set()
    for done, entry in enumerate(entries):
        step(done, len(entries))
        for match in index.find(entry):
            pair = pair_of(entry.id, match.id)
            if pair not in seen:
                seen.add(pair)
                yield pair, match.reason, match.score
