"""查重, the duplicate filter (客户信息过滤): is this organisation with us already?

Same code, same name, same core of the name, nearly the same core, same sound (ecosystem.md 1d).
Anybody may ask; the answer holds name, owner and state, never details (product.md rule 6).
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from kamdesk.domain.clients.names import NOWHERE, Place
from kamdesk.i18n import N_, _

SIMILAR: Final = 85.0
"""From this rapidfuzz ratio on, two cores are called similar."""
MOST_HITS: Final = 10
_SHORTEST_SOUND: Final = 2


class Reason(StrEnum):
    """Why two entries may be one organisation, the surest first."""

    SAME_CODE = "same_code"
    SAME_NAME = "same_name"
    SAME_CORE = "same_core"
    SAME_SOUND = "same_sound"
    SIMILAR = "similar"


REASON_TITLES: Final = {
    Reason.SAME_CODE: N_("代码相同"),
    Reason.SAME_NAME: N_("名称相同"),
    Reason.SAME_CORE: N_("字号相同"),
    Reason.SAME_SOUND: N_("读音相同"),
    Reason.SIMILAR: N_("名称相近"),
}
_SCORES: Final = {
    Reason.SAME_CODE: 100.0,
    Reason.SAME_NAME: 100.0,
    Reason.SAME_CORE: 95.0,
    Reason.SAME_SOUND: 90.0,
}


class Standing(StrEnum):
    """How a client stands, as far as anybody may know."""

    REGISTERED = "registered"
    FILING = "filing"
    FILED = "filed"
    APPLYING = "applying"
    PROJECT = "project"
    ARCHIVED = "archived"


@dataclass(frozen=True, slots=True)
class DuplicateHit:
    """A client that may be the same; `protected_until` is the last protected day of its filing."""

    name: str
    owner: str
    standing: Standing
    reason: Reason
    score: float
    protected_until: date | None = None

    @property
    def state(self) -> str:
        """The standing in words."""
        if self.standing is Standing.FILED and self.protected_until is not None:
            return _("已备案，保护至 {day}").format(day=self.protected_until.isoformat())
        return _(STANDING_TITLES[self.standing])


def taken_code(hit: DuplicateHit) -> str:
    """Return the refusal of a code that `hit` holds already."""
    return _(
        "该统一社会信用代码已登记在客户“{name}”名下（负责人：{owner}；{state}），不能重复登记。"
    ).format(name=hit.name, owner=hit.owner or _("无"), state=hit.state)


STANDING_TITLES: Final = {
    Standing.REGISTERED: N_("已登记"),
    Standing.FILING: N_("备案审批中"),
    Standing.FILED: N_("已备案"),
    Standing.APPLYING: N_("立项审批中"),
    Standing.PROJECT: N_("已立项"),
    Standing.ARCHIVED: N_("已归档"),
}


@dataclass(frozen=True, slots=True)
class Entry:
    """A registered client, as the filter knows it."""

    id: int
    code: str
    name_key: str
    core: str
    sound: str
    place: Place = NOWHERE


@dataclass(frozen=True, slots=True)
class Match:
    """An entry that may be the same, why, and how sure (0–100)."""

    id: int
    reason: Reason
    score: float


class DuplicateIndex:
    """The registered clients, arranged so that a name is compared with all while typing."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._entries = tuple(entries)
        self._cores = [entry.core for entry in self._entries]
        self._by_code: dict[str, list[int]] = defaultdict(list)
        self._by_name: dict[str, list[int]] = defaultdict(list)
        self._by_sound: dict[str, list[int]] = defaultdict(list)
        for position, entry in enumerate(self._entries):
            self._by_code[entry.code].append(position)
            self._by_name[entry.name_key].append(position)
            self._by_sound[entry.sound].append(position)

    def find(self, asked: Entry, *, limit: int = MOST_HITS) -> list[Match]:
        """Return the entries that may be `asked` itself, the surest first; its own id is left out.

        Entries that only resemble it count where neither place contradicts the other.
        """
        found: dict[int, Match] = {}
        for position, reason, score in self._candidates(asked):
            entry = self._entries[position]
            if entry.id != asked.id:
                found.setdefault(entry.id, Match(entry.id, reason, score))
        order = list(Reason)
        return sorted(found.values(), key=lambda m: (order.index(m.reason), -m.score))[:limit]

    def _candidates(self, asked: Entry) -> Iterator[tuple[int, Reason, float]]:
        """Yield positions with reason and score, a surer reason before a weaker one."""
        if asked.code:
            yield from _scored(self._by_code.get(asked.code, ()), Reason.SAME_CODE)
        if asked.name_key:
            yield from _scored(self._by_name.get(asked.name_key, ()), Reason.SAME_NAME)
            yield from (hit for hit in self._alike(asked) if self._compatible(asked, hit[0]))

    def _alike(self, asked: Entry) -> Iterator[tuple[int, Reason, float]]:
        sounding = self._by_sound.get(asked.sound, ())
        same = [position for position in sounding if self._cores[position] == asked.core]
        yield from _scored(same, Reason.SAME_CORE)
        if len(asked.core) >= _SHORTEST_SOUND:
            yield from _scored(sounding, Reason.SAME_SOUND)
            yield from self._similar(asked.core)

    def _similar(self, core: str) -> Iterator[tuple[int, Reason, float]]:
        from rapidfuzz import fuzz, process  # noqa: PLC0415 - loaded at the first comparison

        hits = process.extract(
            core, self._cores, scorer=fuzz.ratio, score_cutoff=SIMILAR, limit=5 * MOST_HITS
        )
        for _core, score, position in hits:
            yield position, Reason.SIMILAR, score

    def _compatible(self, asked: Entry, position: int) -> bool:
        return not asked.place.contradicts(self._entries[position].place)


def _scored(positions: Sequence[int], reason: Reason) -> Iterator[tuple[int, Reason, float]]:
    return ((position, reason, _SCORES[reason]) for position in positions)
