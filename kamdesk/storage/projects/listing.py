"""What the lists of this area share: filter boxes, order, and who may see a case."""

from array import array
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from sqlalchemy import ColumnElement, CompoundSelect, Select, or_, select, true
from sqlalchemy.orm import Session

from kamdesk.domain.errors import RuleError
from kamdesk.domain.lists import ListQuery
from kamdesk.domain.people import Actor
from kamdesk.domain.permissions import Reach
from kamdesk.i18n import _
from kamdesk.storage.clients.clients import ClientRecord
from kamdesk.storage.dialects.vectors import id_vector
from kamdesk.storage.filters import (
    Column,
    choice_filter,
    date_filter,
    flag_filter,
    number_filter,
    text_filter,
)
from kamdesk.storage.projects.carriers import Carried
from kamdesk.storage.projects.cases import CaseRecord, OpinionRecord, TaskRecord
from kamdesk.storage.projects.delegations import decidable_by


@dataclass(frozen=True, slots=True)
class Box:
    """A column of a list: what it is ordered by, and how its filter text is read."""

    order: Any
    test: Callable[[str], ColumnElement[bool]]


@dataclass(frozen=True, slots=True)
class Viewer:
    """Who looks at a list, how far they may see, and on which day."""

    actor: Actor
    reach: Reach
    day: date


def text_box(column: Column, *more: Column) -> Box:
    """Return the box of a text, found in any of the columns."""
    return Box(column, partial(text_filter, (column, *more)))


def client_box() -> Box:
    """Return the box of the client's name: found by pinyin too, ordered by it."""
    return Box(ClientRecord.pinyin, partial(text_filter, (ClientRecord.spoken,)))


def number_box(column: Column, *, unit: str = "") -> Box:
    """Return the box of a number, meant in `unit` where it names none."""
    return Box(column, partial(number_filter, column, unit=unit))


def date_box(column: Column) -> Box:
    """Return the box of a day or an instant."""
    return Box(column, partial(date_filter, column))


def choice_box(column: Column) -> Box:
    """Return the box of one of several words."""
    return Box(column, partial(choice_filter, column))


def flag_box(column: Column) -> Box:
    """Return the box of yes or no."""
    return Box(column, partial(flag_filter, column))


def ids(
    session: Session,
    base: Select[Any],
    query: ListQuery,
    *,
    boxes: Mapping[str, Box],
    key: Column,
) -> "array[int]":
    """Return the ids of `base` that fit the filters of `query`, in its order, then by `key`."""
    for name, text in query.filters.items():
        base = base.where(_box(boxes, name).test(text)) if text.strip() else base
    orders = [key] if query.sort == "id" else [_box(boxes, query.sort).order, key]
    turned = [order.desc() if query.descending else order.asc() for order in orders]
    return id_vector(session, base.order_by(*turned), limit=query.limit)


def in_order(found: Mapping[int, Any], ids: Sequence[int]) -> list[Any]:
    """Return what was found in the order of `ids`; what is gone is left out."""
    return [found[each] for each in ids if each in found]


def unknown_view(view: str) -> RuleError:
    """Return the refusal of a scope the list does not have."""
    return RuleError(_("列表没有“{view}”这个范围，请重新选择。").format(view=view))


def visible(viewer: Viewer, paper: Carried, *, case: Column) -> ColumnElement[bool]:
    """Return the condition that a paper is in reach, or its case asks or asked the viewer."""
    if viewer.reach is Reach.ALL:
        return true()
    near = paper.within_reach(viewer.actor, viewer.reach)
    return or_(near, case.in_(_asked(viewer.actor, viewer.day)))


def _asked(actor: Actor, day: date) -> CompoundSelect[Any]:
    """Return the cases that asked the actor, or whose log they stand in, or stand in for today."""
    asked = or_(TaskRecord.holder_id == actor.id, decidable_by(actor.id, day))
    tasks = select(TaskRecord.case_id).join(CaseRecord, CaseRecord.id == TaskRecord.case_id)
    signed = select(OpinionRecord.case_id).where(OpinionRecord.person_id == actor.id)
    return tasks.where(asked).union(signed)


def _box(boxes: Mapping[str, Box], name: str) -> Box:
    box = boxes.get(name)
    if box is None:
        raise RuleError(_("不能按“{column}”筛选或排序。").format(column=name))
    return box
