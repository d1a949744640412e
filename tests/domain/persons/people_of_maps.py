"""People to put on a map, and families of them for properties."""

from dataclasses import replace
from datetime import UTC, datetime

from hypothesis import strategies as st

from kamdesk.domain.clients.contacts import Attitude, BuyingRole
from kamdesk.domain.persons.maps import MapOwner, MapPerson, RelationMap
from kamdesk.domain.persons.relations import (
    Relation,
    RelationDraft,
    RelationKind,
    check_relation,
)

AT = datetime(2026, 11, 2, 1, 30, tzinfo=UTC)
WANG = MapPerson(
    id=1,
    name="王建国",
    post="总经理",
    role=BuyingRole.DECIDER,
    influence=5,
    attitude=Attitude.NEUTRAL,
    sponsor=True,
)
ZHANG = MapPerson(
    id=2,
    name="张敏",
    post="办公室主任",
    department="综合办公室",
    role=BuyingRole.INFLUENCER,
    influence=3,
    attitude=Attitude.SUPPORT,
    champion=True,
    reports_to_id=1,
)
LIU = MapPerson(id=3, name="刘洋", post="采购经理", attitude=Attitude.OPPOSE, reports_to_id=2)
SUN = MapPerson(id=4, name="孙秘书", assistant_of_id=1)
FAMILY = (WANG, ZHANG, LIU, SUN)


def person(key, **fields):
    return MapPerson(id=key, name=f"某{key}", **fields)


def relation(key, kind, source, target, note=""):
    draft = RelationDraft(kind=kind, source_id=source, target_id=target, note=note)
    return Relation(id=key, draft=check_relation(draft), at=AT, by_name="李明")


RELATIONS = (
    relation(1, RelationKind.INFLUENCE, 2, 1, "经常听取意见"),
    relation(2, RelationKind.CONFLICT, 1, 3),
    relation(3, RelationKind.LIAISON, None, 3, "样品对接"),
)


def a_map(people=FAMILY, relations=RELATIONS, **changes):
    shown = RelationMap(
        client_id=7,
        client="山西晋丰农产品有限公司",
        number="KH000007",
        people=tuple(people),
        owner=MapOwner("李明", "业务一部"),
        relations=tuple(relations),
        places={},
        editable=True,
    )
    return replace(shown, **changes)


@st.composite
def forests(draw, most=40):
    """Draw people of whom each reports to nobody or to one before, so that there are no rings."""
    count = draw(st.integers(0, most))
    superiors = [
        draw(st.none() | st.integers(1, key - 1)) if key > 1 else None
        for key in range(1, count + 1)
    ]
    roles = st.none() | st.sampled_from(BuyingRole)
    return [
        person(key, reports_to_id=superior, role=draw(roles), influence=draw(st.integers(1, 5)))
        for key, superior in enumerate(superiors, start=1)
    ]


@st.composite
def tangles(draw, most=25):
    """Draw people with any superiors and principals: rings, themselves, people beyond the map."""
    count = draw(st.integers(0, most))
    anybody = st.none() | st.integers(1, count + 2)
    return [
        person(
            key,
            reports_to_id=draw(anybody),
            assistant_of_id=draw(anybody),
            sponsor=draw(st.booleans()),
        )
        for key in range(1, count + 1)
    ]
