"""The list of clients: ids for a filter and an order, rows in pages, counts and sums."""

from array import array
from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import cache, partial
from typing import Any, Final

from sqlalchemy import ColumnElement, Select, and_, asc, desc, false, func, not_, or_, select, true
from sqlalchemy.orm import Session, aliased

from kamdesk.domain.changes import Noun
from kamdesk.domain.clients.clients import ClientChoice, ClientClass, ClientRow
from kamdesk.domain.clients.lists import VIEWS
from kamdesk.domain.errors import RuleError
from kamdesk.domain.ids import ClientId
from kamdesk.domain.lists import ListQuery
from kamdesk.domain.ownership.pool import PoolRule
from kamdesk.domain.people import Actor
from kamdesk.domain.permissions import Reach
from kamdesk.domain.search_terms import Part
from kamdesk.i18n import _, listed
from kamdesk.storage import policies
from kamdesk.storage.clients.clients import CLASS_COLUMNS, WALKED, ClientRecord
from kamdesk.storage.dialects.vectors import among, id_vector, read_once, unindexed
from kamdesk.storage.filters import (
    NONE,
    choice_filter,
    date_filter,
    flag_filter,
    number_filter,
    text_filter,
)
from kamdesk.storage.ownership.collaborators import shared_with
from kamdesk.storage.ownership.due import (
    COUNTED_FROM,
    falling_due,
    holding_of,
    is_busy,
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
    "tier": ClientRecord.tier,
    "grade_due_on": ClientRecord.grade_due_on,
    "year_tons": ClientRecord.year_tons,
    "year_amount": ClientRecord.year_amount,
    "last_purchase_on": ClientRecord.last_purchase_on,
    "owned_since": ClientRecord.owned_since,
    "last_contact_on": ClientRecord.last_contact_on,
}
_FLAGS: Final = {each: getattr(ClientRecord, column) for each, column in CLASS_COLUMNS.items()}
_ORDERS: Final[Mapping[str, Sequence[Any]]] = {
    **{key: (column,) for key, column in _COLUMNS.items()},
    "id": (),
    "number": (),  # numbers are given in the order of ids
    "name": (ClientRecord.pinyin,),
    "parent": (PARENT.pinyin,),
    "classes": tuple(_FLAGS.values()),
    "days_left": (COUNTED_FROM,),
}
_WALKED: Final = frozenset({"id", "number", "name", *WALKED})
"""Orders that an index of their own gives, with all that a view and a reach ask of a client."""
_AS_THEY_ARE: Final = tuple(
    name
    for name in ClientRow.__dataclass_fields__
    if name not in {"classes", "code", "owner", "parent", "days_left"}
)
_SHOWN: Final = (
    *(getattr(ClientRecord, name) for name in _AS_THEY_ARE),
    *_FLAGS.values(),
    func.coalesce(ClientRecord.code, ""),
    func.coalesce(OWNER.name, ""),
    func.coalesce(PARENT.name, ""),
)
_TOTALS: Final = {"year_tons": ClientRecord.year_tons, "year_amount": ClientRecord.year_amount}


def ids(session: Session, query: ListQuery, *, actor: Actor, reach: Reach) -> "array[int]":
    """Return the ids of the clients in the actor's reach that fit `query`, in its order."""
    order = _ORDERS.get(query.sort)
    if order is None:
        raise RuleError(_("不能按“{column}”排序。").format(column=query.sort))
    filters = {key: text for key, text in query.filters.items() if text.strip()}
    walked = query.sort in _WALKED and not filters
    turn = desc if query.descending else asc
    view = _view(query.view, actor, policies.current(session, PoolRule).policy)
    conditions = _conditions(filters, indexed=is_ready(session.connection()))
    fitting = _joined(ClientRecord.id, to={query.sort, *filters}).where(
        within_reach(actor, reach), view, *conditions
    )
    keys = order if walked else map(unindexed, order)
    ordered = fitting.order_by(*map(turn, keys), turn(ClientRecord.id))
    return id_vector(session, ordered, limit=query.limit if walked else None)


def rows(session: Session, ids: Sequence[int], *, actor: Actor, reach: Reach) -> list[ClientRow]:
    """Return the rows of `ids` in the same order; those gone or out of reach are left out."""
    rule = policies.current(session, PoolRule).policy
    seen = within_reach(actor, reach, owner=unindexed(ClientRecord.owner_id))
    wanted = _joined(*_SHOWN, ClientRecord.locked, is_busy(actor.day), to={"owner", "parent"})
    wanted = wanted.where(ClientRecord.id.in_(among(ids)), seen)
    with read_once(session):
        found = {row[0]: _row(row, rule, actor.day) for row in session.execute(wanted)}
    return [found[each] for each in ids if each in found]


def counts(session: Session, *, actor: Actor, reach: Reach) -> dict[str, int]:
    """Return how many clients each view holds, in one statement, each part by an index."""
    rule = policies.current(session, PoolRule).policy
    everybody = select(func.count()).select_from(ClientRecord).where(within_reach(actor, reach))
    each = [
        everybody.where(_view(view, actor, rule)).scalar_subquery().label(view) for view in VIEWS
    ]
    with read_once(session):
        found = session.execute(select(*each)).mappings().one()
    return {view: found[view] for view in VIEWS}


def sums(session: Session, ids: Sequence[int], *, actor: Actor, reach: Reach) -> dict[str, Decimal]:
    """Return the sums of tons and yuan over `ids`, as far as they are in reach."""
    totals = [func.coalesce(func.sum(column), 0).label(key) for key, column in _TOTALS.items()]
    seen = within_reach(actor, reach, owner=unindexed(ClientRecord.owner_id))
    wanted = select(*totals).where(ClientRecord.id.in_(among(ids)), seen)
    found = session.execute(wanted).mappings().one()
    return {key: Decimal(found[key]) for key in _TOTALS}


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
    ordered = (
        _joined(*shown, to={"owner"}).where(fitting).order_by(ClientRecord.pinyin, ClientRecord.id)
    )
    return [
        ClientChoice(row.id, row.number, row.name, row.owner or "")
        for row in session.execute(ordered.limit(limit))
    ]


def within_reach(
    actor: Actor, reach: Reach, *, owner: ColumnElement[Any] | None = None
) -> ColumnElement[bool]:
    """Return the condition that a client is the actor's to see.

    `owner` is the column with whose it is, in another form where its index is of no use.
    """
    held = ClientRecord.owner_id if owner is None else owner
    if reach is Reach.ALL:
        return true()
    own = or_(held == actor.id, ClientRecord.id.in_(shared_with(actor)))
    if reach is Reach.OWN or actor.department_id is None:
        return own
    colleagues = select(UserRecord.id).where(UserRecord.department_id == actor.department_id)
    return or_(own, held.in_(colleagues))


def _joined(*columns: Any, to: Collection[str]) -> Select[Any]:
    """Return the query of `columns`, joined with owner and parent where `to` names them."""
    query = select(*columns).select_from(ClientRecord)
    if "owner" in to:
        query = query.join(OWNER, OWNER.id == ClientRecord.owner_id, isouter=True)
    if "parent" in to:
        query = query.join(PARENT, PARENT.id == ClientRecord.parent_id, isouter=True)
    return query


def _view(view: str, actor: Actor, rule: PoolRule) -> ColumnElement[bool]:
    present = not_(ClientRecord.archived)
    match view:
        case "mine":
            return and_(present, ClientRecord.owner_id == actor.id)
        case "no_owner":
            return and_(present, ClientRecord.owner_id.is_(None))
        case "falling_due":
            return falling_due(rule, actor.day, warned=True)
        case "archived":
            return ClientRecord.archived.is_(other=True)
        case _:
            return present


def _conditions(filters: Mapping[str, str], *, indexed: bool) -> list[ColumnElement[bool]]:
    return [_condition(key, text, indexed=indexed) for key, text in filters.items()]


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
    "tier": partial(choice_filter, ClientRecord.tier),
    "year_tons": partial(number_filter, ClientRecord.year_tons),
    "year_amount": partial(number_filter, ClientRecord.year_amount, unit="万"),
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
_DAYS: Final = frozenset(
    {
        "established_on",
        "created_at",
        "updated_at",
        "grade_due_on",
        "last_purchase_on",
        "owned_since",
        "last_contact_on",
    }
)


def _row(row: Any, rule: PoolRule, day: date) -> ClientRow:
    plain, flags = row[: len(_AS_THEY_ARE)], row[len(_AS_THEY_ARE) : -5]
    code, owner, parent = row[-5:-2]
    return ClientRow(
        **dict(zip(_AS_THEY_ARE, plain, strict=True)),
        classes=_classes(tuple(flags)),
        code=code,
        owner=owner,
        parent=parent,
        days_left=holding_of(row, engaged=row[-1]).days_left(rule, day),
    )


@cache
def _classes(flags: tuple[bool, ...]) -> frozenset[ClientClass]:
    return frozenset(each for each, held in zip(_FLAGS, flags, strict=True) if held)
