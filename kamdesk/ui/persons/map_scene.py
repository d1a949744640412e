"""The scene of the relationship map: boxes and the lines that follow them."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Final, TypeVar

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QGraphicsItem, QGraphicsScene

from kamdesk.domain.clock import day_of
from kamdesk.domain.ids import RelationId
from kamdesk.domain.persons.layout import FRAME_HEAD, FRAME_MARGIN, free_place, placed
from kamdesk.domain.persons.maps import (
    LINE_TITLES,
    OUR_SIDE,
    OUR_TITLE,
    FormalKind,
    MapLine,
    MapPerson,
    Place,
    RelationMap,
)
from kamdesk.domain.persons.wires import Box, around, box_at, leads_to_frame, ways, with_badges
from kamdesk.domain.persons.words import word_places
from kamdesk.i18n import _
from kamdesk.ui.persons.map_box import BoxItem, BoxText, owner_text, person_text
from kamdesk.ui.persons.map_line import FrameItem, LineItem, WordItem, word_of

ItemT = TypeVar("ItemT", bound=QGraphicsItem)
ALL: Final = "all"
UNKNOWN: Final = "unknown"
"""Beside the values of `Attitude`: everybody, and those whose attitude is not known."""

_GRID: Final = 8
"""Boxes come to rest on it, so that they line up."""
_OWNING: Final = MapLine(kind=FormalKind.OWNER, source=OUR_SIDE, target=OUR_SIDE)
_FADED: Final = 0.25


class RelationScene(QGraphicsScene):
    """Draws a `RelationMap`; its boxes are known by their keys."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.shown: RelationMap | None = None
        self.boxes: dict[int, BoxItem] = {}
        self.lines: dict[MapLine, LineItem] = {}
        self._words: dict[MapLine, WordItem] = {}
        self._frame: FrameItem | None = None
        self._quiet = False
        self._attitude = ALL

    def show_map(self, shown: RelationMap) -> None:
        """Show a map in place of the one before."""
        self._clear()
        self.shown = shown
        texts: dict[int, BoxText] = {each.id: person_text(each) for each in shown.people}
        for key, place in placed(shown.people, shown.places).items():
            text = texts[key] if key in texts else owner_text(shown.owner)
            self.boxes[key] = box = BoxItem(key, text, movable=shown.editable)
            box.setPos(place.x, place.y)
            self.addItem(box)
        owning = (_OWNING,) if shown.owner else ()
        for line in (*shown.lines(), *owning):
            self.lines[line] = self._added(LineItem(line, self._tip(line)))
            if word_of(line):
                ground = "surface" if OUR_SIDE in {line.source, line.target} else "surface_alt"
                self._words[line] = self._added(WordItem(line, ground))
        self._frame = self._added(FrameItem(f"{shown.client}　{shown.number}"))
        self.route()
        self.show_attitude(self._attitude)

    def places(self) -> dict[int, Place]:
        """Return where every box stands."""
        return {key: box.place() for key, box in self.boxes.items()}

    def take_places(self, places: Mapping[int, Place]) -> None:
        """Count `places` as the ones that are kept; none means that boxes stand by themselves."""
        if self.shown is not None:
            self.shown = replace(self.shown, places=places)

    def put(self, places: Mapping[int, Place]) -> None:
        """Move boxes to `places`."""
        self._quiet = True
        for key, place in places.items():
            if key in self.boxes:
                self.boxes[key].setPos(place.x, place.y)
        self._quiet = False
        self.route()

    def settle(self, before: Mapping[int, Place]) -> None:
        """Let boxes that stand elsewhere than `before` come to rest, upon no other box."""
        at_rest = {key: place for key, place in self.places().items() if place == before.get(key)}
        for key, place in self.places().items():
            if key not in at_rest:
                wanted = Place(round(place.x / _GRID) * _GRID, round(place.y / _GRID) * _GRID)
                at_rest[key] = free_place(wanted, at_rest.values())
        self.put(at_rest)

    def route(self, moved: frozenset[int] | None = None) -> None:
        """Lead lines anew round the boxes; only those of `moved` while they are dragged."""
        boxes = {key: box_at(place) for key, place in self.places().items()}
        drawn = [line for line in self.lines if line is not _OWNING]
        for line, way in ways(drawn, boxes, moved=moved).items():
            self.lines[line].go(way)
        self._route_owner(boxes)
        self._stand_words(boxes)

    def on_box_moved(self, box: BoxItem) -> None:
        """Follow a box that is being dragged."""
        if not self._quiet:
            self.route(frozenset({box.key}))

    def show_attitude(self, key: str) -> None:
        """Bring people of an attitude to the front: its value, UNKNOWN or ALL."""
        self._attitude = key
        people = self.shown.people if self.shown else ()
        front: set[int] = {person.id for person in people if key in {ALL, attitude_key(person)}}
        front |= {OUR_SIDE} if key == ALL else set()
        for at, box in self.boxes.items():
            box.setOpacity(1.0 if at in front else _FADED)
        for items in (self.lines, self._words):
            for line, item in items.items():
                item.setOpacity(1.0 if front & {line.source, line.target} else _FADED)

    def line_item(self, relation_id: RelationId) -> LineItem | None:
        """Return an informal line."""
        found = (item for item in self.lines.values() if item.line.relation_id == relation_id)
        return next(found, None)

    def name_of(self, key: int) -> str:
        """Return what a box is called."""
        person = self.shown.person(key) if self.shown else None
        return person.name if person else _(OUR_TITLE)

    def _tip(self, line: MapLine) -> str:
        if line is _OWNING or self.shown is None:
            return _("{person} 负责该客户").format(person=self.boxes[OUR_SIDE].text.name)
        ends = {"source": self.name_of(line.source), "target": self.name_of(line.target)}
        arrow = _("{source} → {target}") if line.points else _("{source} — {target}")
        what = word_of(line) or _(LINE_TITLES[line.kind])
        tip = f"{arrow.format(**ends)}　{what}"
        said = (each for each in self.shown.relations if each.id == line.relation_id)
        for relation in said:
            entered = _("{person} {day} 录入")
            told = entered.format(person=relation.by_name, day=day_of(relation.at).isoformat())
            tip = f"{tip}　{told}"
        return tip

    def _route_owner(self, boxes: Mapping[int, Box]) -> None:
        theirs = [box for key, box in boxes.items() if key != OUR_SIDE]
        if self._frame is None or not theirs:
            return
        inner = around(theirs).grown(FRAME_MARGIN)
        frame = inner._replace(top=inner.top - FRAME_HEAD)
        self._frame.hold(frame)
        if _OWNING in self.lines:
            self.lines[_OWNING].go(leads_to_frame(boxes[OUR_SIDE], frame))

    def _stand_words(self, boxes: Mapping[int, Box]) -> None:
        sizes = {line: word.sizes for line, word in self._words.items()}
        paths = {line: item.way for line, item in self.lines.items()}
        grounds = word_places(paths, sizes, map(with_badges, boxes.values()))
        for line, word in self._words.items():
            word.stand(grounds.get(line))

    def _added(self, item: ItemT) -> ItemT:
        self.addItem(item)
        return item

    def _clear(self) -> None:
        frame = (self._frame,) if self._frame else ()
        for item in (*self.boxes.values(), *self.lines.values(), *self._words.values(), *frame):
            self.removeItem(item)
        self.boxes, self.lines, self._words, self._frame = {}, {}, {}, None


def attitude_key(person: MapPerson) -> str:
    """Return the key of the group a person is shown with."""
    return person.attitude.value if person.attitude else UNKNOWN
