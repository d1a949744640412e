"""The list of clients: ids for a filter and an order, rows in pages, counts of the views."""

from array import array
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any, Final

from sqlalchemy import ColumnElement, Select, and_, asc, desc, false, func, not_, or_, select, true
from sqlalchemy.orm import Session, aliased

from kamdesk.domain.changes import Noun
from kamdesk.domain.clients.clients import ClientChoice, ClientClass, ClientRow
from kamdesk.domain.clients.lists import VIEWS
from kamdesk.domain.errors import RuleError
from kamdesk.domain.ids import ClientId
from kamdesk.domain.lists import ListQuery
from kamdesk.domain.people import Actor
from kamdesk.domain.permissions import Reach
from kamdesk.domain.search_terms import Part
from kamdesk.i18n import _, listed
from kamdesk.storage.clients.clients import CLASS_COLUMNS, ClientRecord, classes_of_record
from kamdesk.storage.filters import (
    NONE,
    choice_filter,
    date_filter,
    flag_filter,
    text_filter,
)
from kamdesk.storage.people import UserRecord
from kamdesk.storage.search.index import is_ready
from kamdesk.storage.search.matching import IndexedText

OWNER = aliased(UserRecord, name="owner")
PARENT = aliased(ClientRecord, name="parent")
_COLUMNS: Final[Mapping[str, Any]] = {
    "number": ClientRecord.number,
    "short_name": ClientRecord.short_name,
    "code": ClientRecord.code,
    "industry": ClientRecord.industry,
    "province": ClientRecord.province,
    "city": ClientRecord.city,
    "address": ClientRecord.address,
    "phone": ClientRecord.phone,
    "org_type": ClientRecord.org_type,
    "registered_capital": ClientRecord.registered_capital,
    "source": ClientRecord.source,
    "parent": PARENT.name,
    "grade": ClientRecord.grade,
    "established_on": ClientRecord.established_on,
    "created_at": ClientRecord.created_at,
    "updated_at": ClientRecord.updated_at,
    "archived": ClientRecord.archived,
    "owner": OWNER.name,
}
_FLAGS: Final = {each: getattr(ClientRecord, column) for each, column in CLASS_COLUMNS.items()}
_ORDERS: Final[Mapping[str, Sequence[Any]]] = {
    **{key: (column,) for key, column in _COLUMNS.items()},
    "id": (),
    "name": (ClientRecord.pinyin,),
    "parent": (PARENT.pinyin,),
    "classes": tuple(_FLAGS.values()),
}
_SHOWN: Final = (
    ClientRecord.id,
    ClientRecord.name,
    ClientRecord.grade,
    ClientRecord.owner_id,
    ClientRecord.version,
    *(column for key, column in _COLUMNS.items() if key not in {"grade", "owner", "parent"}),
    *_FLAGS.values(),
    OWNER.name.label("owner"),
    PARENT.name.label("parent"),
)
_SHOWN_AS_THEY_ARE: Final = frozenset(ClientRow.__dataclass_fields__) - {
    "classes",
    "code",
    "owner",
    "parent",
}


def ids(session: Session, query: ListQuery, *, actor: Actor, reach: Reach) -> "array[int]":
    """Return the ids of the clients in the actor's reach that fit `query`, in its order."""
    order = _ORDERS.get(query.sort)
    if order is None:
        raise RuleError(_("不能按“{column}”排序。").format(column=query.sort))
    turn = desc if query.descending else asc
    fitting = _joined(ClientRecord.id).where(
        within_reach(actor, reach),
        _view(query.view, actor),
        *_conditions(query.filters, indexed=is_ready(session.connection())),
    )
    ordered = fitting.order_by(*map(turn, order), turn(ClientRecord.id))
    return array("q", session.scalars(ordered))


def rows(session: Session, ids: Sequence[int], *, actor: Actor, reach: Reach) -> list[ClientRow]:
    """Return the rows of `ids` in the same order; those gone or out of reach are left out."""
    wanted = _joined(*_SHOWN).where(ClientRecord.id.in_(ids), within_reach(actor, reach))
    found = {row.id: _row(row) for row in session.execute(wanted)}
    return [found[ClientId(each)] for each in ids if each in found]


def counts(session: Session, *, actor: Actor, reach: Reach) -> dict[str, int]:
    """Return how many clients each view holds."""
    sums = [func.count().filter(_view(view, actor)).label(view) for view in VIEWS]
    found = session.execute(_joined(*sums).where(within_reach(actor, reach))).mappings().one()
    return {view: found[view] for view in VIEWS}


def choices(session: Session, text: str, *, limit: int) -> list[ClientChoice]:
    """Return present clients that `text` fits, in pinyin order, with owner and nothing else."""
    named = _PICKED.condition(text, indexed=is_ready(session.connection()))
    fitting = and_(not_(ClientRecord.archived), named)
    return _choices(session, fitting, limit=limit)


def children(session: Session, client_id: ClientId) -> list[ClientChoice]:
    """Return the clients right below one, in pinyin order."""
    return _choices(session, ClientRecord.parent_id == client_id, limit=None)


def _choices(
    session: Session, fitting: ColumnElement[bool], *, limit: int | None
) -> list[ClientChoice]:
    shown = (ClientRecord.id, ClientRecord.number, ClientRecord.name, OWNER.name.label("owner"))
    ordered = _joined(*shown).where(fitting).order_by(ClientRecord.pinyin, ClientRecord.id)
    return [
        ClientChoice(row.id, row.number, row.name, row.owner or "")
        for row in session.execute(ordered.limit(limit))
    ]


def within_reach(actor: Actor, reach: Reach) -> ColumnElement[bool]:
    """Return the condition that a client, joined with OWNER, is the actor's to see."""
    if reach is Reach.ALL:
        return true()
    own = ClientRecord.owner_id == actor.id
    if reach is Reach.OWN or actor.department_id is None:
        return own
    return or_(own, OWNER.department_id == actor.department_id)


def _joined(*columns: Any) -> Select[Any]:
    return (
        select(*columns)
        .select_from(ClientRecord)
        .join(OWNER, OWNER.id == ClientRecord.owner_id, isouter=True)
        .join(PARENT, PARENT.id == ClientRecord.parent_id, isouter=True)
    )


def _view(view: str, actor: Actor) -> ColumnElement[bool]:
    present = not_(ClientRecord.archived)
    match view:
        case "mine":
            return and_(present, ClientRecord.owner_id == actor.id)
        case "no_owner":
            return and_(present, ClientRecord.owner_id.is_(None))
        case "archived":
            return ClientRecord.archived.is_(other=True)
        case _:
            return present


def _conditions(filters: Mapping[str, str], *, indexed: bool) -> list[ColumnElement[bool]]:
    return [_condition(key, text, indexed=indexed) for key, text in filters.items() if text.strip()]


def _condition(key: str, text: str, *, indexed: bool) -> ColumnElement[bool]:
    column = _COLUMNS.get(key)
    if key in _INDEXED:
        return _INDEXED[key].condition(text, indexed=indexed)
    if key in _FILTERS:
        return _FILTERS[key](text)
    if column is None:
        raise RuleError(_("不能按“{column}”筛选。").format(column=key))
    return date_filter(column, text) if key in _DAYS else text_filter((column,), text)


def _owner_filter(text: str) -> ColumnElement[bool]:
    named = select(UserRecord.id).where(text_filter((UserRecord.name, UserRecord.login), text))
    return ClientRecord.owner_id.in_(named)


def _class_filter(text: str) -> ColumnElement[bool]:
    chosen = [part.strip() for part in text.split(",") if part.strip()]
    if unknown := set(chosen) - {NONE, *ClientClass}:
        raise RuleError(
            _("筛选项“{value}”不存在，请重新选择。").format(value=listed(sorted(unknown)))
        )
    none = not_(or_(*_FLAGS.values()))
    return or_(false(), *(none if each == NONE else _FLAGS[ClientClass(each)] for each in chosen))


_FILTERS: Final[Mapping[str, Callable[[str], ColumnElement[bool]]]] = {
    "owner": _owner_filter,
    "classes": _class_filter,
    "grade": partial(choice_filter, ClientRecord.grade),
    "archived": partial(flag_filter, ClientRecord.archived),
}
_INDEXED: Final[Mapping[str, IndexedText]] = {
    key: IndexedText(Noun.CLIENT, ClientRecord.id, parts, (column,), whole=whole)
    for key, parts, column, whole in (
        ("name", (Part.NAME, Part.SOUND), ClientRecord.spoken, True),
        ("short_name", (Part.NAME,), ClientRecord.short_name, False),
        ("number", (Part.NUMBER,), ClientRecord.number, True),
        ("code", (Part.CODE,), ClientRecord.code, True),
        ("phone", (Part.PHONE,), ClientRecord.phone, False),
        ("industry", (Part.INDUSTRY,), ClientRecord.industry, True),
        ("province", (Part.PROVINCE,), ClientRecord.province, True),
        ("city", (Part.CITY,), ClientRecord.city, True),
        ("address", (Part.ADDRESS,), ClientRecord.address, True),
    )
} | {"parent": IndexedText(Noun.CLIENT, ClientRecord.parent_id, (Part.NAME,), (PARENT.name,))}
"""The filter boxes that the search index answers."""
_PICKED: Final = IndexedText(
    Noun.CLIENT,
    ClientRecord.id,
    (Part.NAME, Part.SOUND, Part.NUMBER, Part.CODE),
    (ClientRecord.spoken, ClientRecord.number, ClientRecord.code),
    whole=True,
)
_DAYS: Final = frozenset({"established_on", "created_at", "updated_at"})


def _row(row: Any) -> ClientRow:
    return ClientRow(
        **{name: getattr(row, name) for name in _SHOWN_AS_THEY_ARE},
        classes=classes_of_record(row),
        code=row.code or "",
        owner=row.owner or "",
        parent=row.parent or "",
    )
