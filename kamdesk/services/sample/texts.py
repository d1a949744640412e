"""Texts of the sample that people write again and again: opinions, follow-ups, risks …"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Any, Final

from kamdesk.domain.clients.contacts import ContactDraft

_LEAD: Final = timedelta(days=60)
_FESTIVALS: Final = (("端午", 4), ("中秋", 8), ("春节", 12))


@dataclass(frozen=True, slots=True)
class Phrases:
    """Pools of texts by occasion; what is drawn depends on the dice only."""

    pools: Mapping[str, Any]

    def opinion(self, kind: str, step: str, chance: Random) -> str:
        """Return what a signer of `step` writes when agreeing to a filing or application."""
        return str(chance.choice(self.pools["opinions"][kind][step]))

    def finding(self, result: str, chance: Random) -> str:
        """Return the note to a duplicate finding of that result."""
        return self._one("finding", result, chance)

    def about(self, occasion: str, contact: ContactDraft, chance: Random) -> str:
        """Return a text of `occasion` that speaks of a client's contact."""
        return self._one(occasion, "all", chance).format(contact=called(contact))

    def plain(self, occasion: str, chance: Random) -> str:
        """Return a text of `occasion` as it stands."""
        return self._one(occasion, "all", chance)

    def several(self, occasion: str, line: str, count: int, chance: Random) -> str:
        """Return `count` sentences on `occasion` in one line of business, as one text."""
        return "".join(chance.sample(self.pools[occasion][line], count))

    def duty(self, of: str, chance: Random) -> str:
        """Return a duty of the team's `leader` or of one of its `members`."""
        return self._one("duties", of, chance)

    def key_people(self, contacts: Sequence[ContactDraft], chance: Random) -> str:
        """Return who decides at the client; it needs a contact of each buying role."""
        people = {each.role.value: called(each) for each in contacts if each.role is not None}
        return self._one("key_people", "all", chance).format(**people)

    def _one(self, pool: str, key: str, chance: Random) -> str:
        return str(chance.choice(self.pools[pool][key]))


def called(contact: ContactDraft) -> str:
    """Return post and name of a contact, as one speaks of people."""
    return f"{contact.post}{contact.name}"


def dated(text: str, day: date) -> str:
    """Return `text` with {year} and {festival} of the time that lies ahead on `day`."""
    ahead = day + _LEAD
    festival = next(name for name, last_month in _FESTIVALS if day.month <= last_month)
    return text.format(year=ahead.year, festival=festival)
