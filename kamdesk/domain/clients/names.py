"""What the name of an organisation says: its core, its place, how it sounds.

Rules: findings/ecosystem.md 1d (company duplicate score), paperwork.md 3 (duplicate keys).
"""

import csv
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from kamdesk.domain.pinyin import Pinyin
from kamdesk.domain.texts import name_key
from kamdesk.resources import resource

SHORTEST_CORE: Final = 3
"""A place is part of the core where less would be left: 北京大学 is not just 大学."""

_KINDS: Final = re.compile(
    "股份有限责任公司|集团股份有限公司|集团有限责任公司|股份有限公司|有限责任公司|集团有限公司"
    "|控股有限公司|有限公司|总公司|分公司|子公司|公司|股份|集团|有限"
)
_BRACKETS: Final = re.compile(r"\(([^()]*)\)")
_SIGNS: Final = re.compile(r"[\W_]+")
_MOST_PLACES: Final = 3


@dataclass(frozen=True, slots=True)
class Place:
    """Where an organisation is, as far as known: short province, short city, full county."""

    province: str = ""
    city: str = ""
    county: str = ""

    def contradicts(self, other: "Place") -> bool:
        """Tell whether both are known at some level and differ there."""
        return (
            _differ(self.province, other.province)
            or _differ(self.city, other.city)
            or _differ(self.county, other.county)
        )

    def within(self, other: "Place") -> "Place":
        """Return this place, completed by `other` where it says nothing."""
        return Place(
            self.province or other.province, self.city or other.city, self.county or other.county
        )

    def __str__(self) -> str:
        return f"{self.province}/{self.city}/{self.county}"

    @staticmethod
    def read(text: str) -> "Place":
        """Return the place that `str` wrote."""
        return Place(*text.split("/"))


NOWHERE: Final = Place()


def spoken(keys: "NameKeys", *names: str) -> str:
    """Return, in small letters, what a word typed for a client is looked for in.

    `names` are the client's present, short and former ones; a line each, with both pinyins.
    """
    return "\n".join([*names, keys.initials, keys.pinyin.replace(" ", "")]).casefold()


@dataclass(frozen=True, slots=True)
class NameKeys:
    """What is stored beside a name: for comparing, for order, for search by pinyin."""

    name_key: str
    core: str
    sound: str
    place: str
    pinyin: str
    initials: str


class Names:
    """Reads names of organisations; its list of places and its pinyin are loaded when first used.

    Make one and share it: readings are kept.
    """

    def __init__(self) -> None:
        self._pinyin = Pinyin()
        self._places: Mapping[str, Place] = {}
        self._provinces: dict[str, Place] = {}
        self._longest = 0

    def keys(self, name: str) -> NameKeys:
        """Return everything that is derived from `name`."""
        key = name_key(name)
        core, place = self._core(key)
        sound = self._pinyin.key(core)
        pinyin, initials = self._pinyin.key_and_initials(name)
        return NameKeys(key, core, sound, str(place), pinyin, initials)

    def core(self, name: str) -> tuple[str, Place]:
        """Return `name` without kind of company, brackets and leading places, and its place."""
        return self._core(name_key(name))

    def _core(self, key: str) -> tuple[str, Place]:
        bracketed = self._place_in("".join(_BRACKETS.findall(key)))
        rest = _SIGNS.sub("", _BRACKETS.sub("", key)) or _SIGNS.sub("", key)
        rest, place = self._without_places(_KINDS.sub("", rest) or rest)
        return rest or key, bracketed.within(place)

    def place_of(self, province: str) -> Place:
        """Return the province that a form's field 省份 names, in its short form."""
        place = self._provinces.get(province)
        if place is None:
            known = self._known().get(name_key(province), NOWHERE)
            place = self._provinces[province] = Place(known.province)
        return place

    def person_pinyin(self, name: str) -> tuple[str, str]:
        """Return order key and initials of a person's name."""
        return self._pinyin.person_key(name), self._pinyin.person_initials(name)

    def _place_in(self, text: str) -> Place:
        return self._known().get(text, NOWHERE)

    def _without_places(self, text: str) -> tuple[str, Place]:
        place = NOWHERE
        for _step in range(_MOST_PLACES):
            found = self._leading_place(text)
            if not found:
                break
            text = text[len(found) :]
            place = place.within(self._known()[found])
        return text, place

    def _leading_place(self, text: str) -> str:
        known = self._known()
        for length in range(min(self._longest, len(text)), 1, -1):
            if text[:length] in known:
                return text[:length] if len(text) - length >= SHORTEST_CORE else ""
        return ""

    def _known(self) -> Mapping[str, Place]:
        if not self._places:
            with resource("divisions", "places.csv").open(encoding="utf-8", newline="") as file:
                places = {name: Place(*where) for name, *where in csv.reader(file)}
            self._longest = max(map(len, places))
            self._places = places  # last: another thread may look at any moment
        return self._places


def _differ(one: str, other: str) -> bool:
    return bool(one and other) and one != other
