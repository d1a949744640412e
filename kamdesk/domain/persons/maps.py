"""The relationship map 关系图 of one client: its people, its lines, and where each box stands.

Places are measured in map units: a pixel at 100 %, scaled to the room there is on paper.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, NamedTuple

from kamdesk.domain.clients.contacts import Attitude, BuyingRole
from kamdesk.domain.errors import RuleError
from kamdesk.domain.ids import ClientId, ContactId, RelationId
from kamdesk.domain.persons.relations import DIRECTED, KIND_TITLES, Relation, RelationKind
from kamdesk.domain.projects.paper import PaperFrame
from kamdesk.i18n import N_, _

OUR_SIDE: Final = 0
"""The key of our own box among the boxes; contacts go by their ids."""

MOST_INFLUENCE: Final = 5
"""影响力 goes from 1 to 5 (form KD-10A)."""

FARTHEST: Final = 20_000
"""No box stands farther from the origin, so that a map can always be looked at whole."""

SPONSOR_TITLE: Final = N_("高层支持者")
CHAMPION_TITLE: Final = N_("内部推动者")
NO_ATTITUDE: Final = N_("态度未知")
OUR_TITLE: Final = N_("我方")


class FormalKind(StrEnum):
    """Lines that follow from the records of contacts and client."""

    SUPERIOR = "superior"
    ASSISTANT = "assistant"
    OWNER = "owner"


LineKind = FormalKind | RelationKind
FORMAL_TITLES: Final[Mapping[FormalKind, str]] = {
    FormalKind.SUPERIOR: N_("上下级"),
    FormalKind.ASSISTANT: N_("协助"),
    FormalKind.OWNER: N_("负责"),
}
LINE_TITLES: Final = dict[LineKind, str]([*FORMAL_TITLES.items(), *KIND_TITLES.items()])
"""Every kind of line, in the order of the legend."""

POINTING: Final = frozenset({*FormalKind, *DIRECTED})
"""The kinds of line that end in an arrow."""


class Place(NamedTuple):
    """The middle of a box, in map units."""

    x: int
    y: int


@dataclass(frozen=True, slots=True, kw_only=True)
class MapPerson:
    """A contact as the map shows it: nothing by which the person could be reached."""

    id: ContactId
    name: str
    post: str = ""
    department: str = ""
    role: BuyingRole | None = None
    influence: int | None = None
    attitude: Attitude | None = None
    sponsor: bool = False
    champion: bool = False
    reports_to_id: ContactId | None = None
    assistant_of_id: ContactId | None = None


@dataclass(frozen=True, slots=True)
class MapOwner:
    """Who of ours owns the client."""

    name: str
    department: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MapLine:
    """A line between two boxes; `relation_id` is None for a formal one."""

    kind: LineKind
    source: int
    target: int
    note: str = ""
    relation_id: RelationId | None = None

    @property
    def points(self) -> bool:
        """Whether it ends in an arrow."""
        return self.kind in POINTING


@dataclass(frozen=True, slots=True, kw_only=True)
class RelationMap:
    """One client's map; `places` is empty while nobody has moved a box."""

    client_id: ClientId
    client: str
    number: str
    people: tuple[MapPerson, ...]
    owner: MapOwner | None
    relations: tuple[Relation, ...]
    places: Mapping[int, Place]
    editable: bool

    def lines(self) -> tuple[MapLine, ...]:
        """Return the lines between boxes of the map, formal ones first.

        The line 负责 is not among them: it leads to the client as a whole.
        """
        shown = {person.id for person in self.people}
        formal = [line for line in self._formal() if line.target in shown]
        informal = (_line(relation) for relation in self.relations)
        there = shown | {OUR_SIDE}
        return (*formal, *(each for each in informal if {each.source, each.target} <= there))

    def person(self, key: int) -> MapPerson | None:
        """Return the contact of a box, None for our own."""
        return next((person for person in self.people if person.id == key), None)

    def _formal(self) -> Iterator[MapLine]:
        shown = {person.id for person in self.people}
        for person in self.people:
            for kind, above in (
                (FormalKind.SUPERIOR, person.reports_to_id),
                (FormalKind.ASSISTANT, person.assistant_of_id),
            ):
                if above in shown and above != person.id and above is not None:
                    yield MapLine(kind=kind, source=above, target=person.id)


@dataclass(frozen=True, slots=True)
class MapPaper:
    """What is printed: the map and what stands around it."""

    frame: PaperFrame
    map: RelationMap


def check_places(places: Mapping[int, Place]) -> None:
    """Refuse with RuleError a box that somebody moved out of reach."""
    if any(max(abs(place.x), abs(place.y)) > FARTHEST for place in places.values()):
        raise RuleError(_("方框移得太远，没有保存。请移近一些，或点“重新排列”。"))


def _line(relation: Relation) -> MapLine:
    draft = relation.draft
    source = OUR_SIDE if draft.source_id is None else draft.source_id
    return MapLine(
        kind=draft.kind,
        source=source,
        target=draft.target_id,
        note=draft.note,
        relation_id=relation.id,
    )
