"""The list of clients: ids for a filter and an order, rows in pages, counts and sums."""

from array import array
from collections.abc import Callable, Collection, Mapping, Sequence
from decimal import Decimal
from functools import cache, partial
from typing import Any, Final

from sqlalchemy import ColumnElement, Select, and_, asc, desc, false, func, not_, or_, select, true
from sqlalchemy.orm import Session, aliased

from kamdesk.domain.clients.clients import ClientChoice, ClientClass, ClientRow
from kamdesk.domain.clients.lists import VIEWS
from kamdesk.domain.errors import RuleError
from kamdesk.domain.ids import ClientId
from kamdesk.domain.lists import ListQuery
from kamdesk.domain.people import Actor
from kamdesk.domain.permissions import Reach
from kamdesk.i18n import _, listed
from kamdesk.storage.clients.clients import CLASS_COLUMNS, ClientRecord
from kamdesk.storage.dialects.vectors import among, id_vector, unindexed
from kamdesk.storage.filters import (
    NONE,
    choice_filter,
    date_filter,
    flag_filter,
    number_filter,
    text_filter,
)
from kamdesk.storage.people import UserRecord

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
}
_WALKED: Final = frozenset({"id", "number", "name", "updated_at", "year_amount"})
"""Orders that an index of their own gives, with all that a view and a reach ask of a client."""
_AS_THEY_ARE: Final = tuple(
    name
    for name in ClientRow.__dataclass_fields__
    if name not in {"classes", "code", "owner", "parent"}
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
    fitting = _joined(ClientRecord.id, to={query.sort, *filters}).where(
        within_reach(actor, reach), _view(query.view, actor), *_conditions(filters)
    )
    keys = order if walked else map(unindexed, order)
    ordered = fitting.order_by(*map(turn, keys), turn(ClientRecord.id))
    return id_vector(session, ordered, limit=query.limit if walked else None)


def rows(session: Session, ids: Sequence[int], *, actor: Actor, reach: Reach) -> list[ClientRow]:
    """Return the rows of `ids` in the same order; those gone or out of reach are left out."""
    seen = within_reach(actor, reach, owner=unindexed(ClientRecord.owner_id))
    wanted = _joined(*_SHOWN, to={"owner", "parent"}).where(ClientRecord.id.in_(among(ids)), seen)
    found = {row[0]: _row(row) for row in session.execute(wanted)}
    return [found[each] for each in ids if each in found]


def counts(session: Session, *, actor: Actor, reach: Reach) -> dict[str, int]:
    """Return how many clients each view holds, in one statement, each part by an index."""
    everybody = select(func.count()).select_from(ClientRecord).where(within_reach(actor, reach))
    each = [everybody.where(_view(view, actor)).scalar_subquery().label(view) for view in VIEWS]
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
    where = (ClientRecord.spoken, ClientRecord.number, ClientRecord.code)
    fitting = and_(not_(ClientRecord.archived), text_filter(where, text))
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
    if reach is Reach.OWN or actor.department_id is None:
        return held == actor.id
    near = or_(UserRecord.id == actor.id, UserRecord.department_id == actor.department_id)
    return held.in_(select(UserRecord.id).where(near))


def _joined(*columns: Any, to: Collection[str]) -> Select[Any]:
    """Return the query of `columns`, joined with owner and parent where `to` names them."""
    query = select(*columns).select_from(ClientRecord)
    if "owner" in to:
        query = query.join(OWNER, OWNER.id == ClientRecord.owner_id, isouter=True)
    if "parent" in to:
        query = query.join(PARENT, PARENT.id == ClientRecord.parent_id, isouter=True)
    return query


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


def _conditions(filters: Mapping[str, str]) -> list[ColumnElement[bool]]:
    return [_condition(key, text) for key, text in filters.items()]


def _condition(key: str, text: str) -> ColumnElement[bool]:
    column = _COLUMNS.get(key)
    if key in _FILTERS:
        return _FILTERS[key](text)
    if column is None:
        raise RuleError(_("不能按“{column}”筛选。").format(column=key))
    return date_filter(column, text) if key in _DAYS else text_filter((column,), text)


def _class_filter(text: str) -> ColumnElement[bool]:
    chosen = [part.strip() for part in text.split(",") if part.strip()]
    if unknown := set(chosen) - {NONE, *ClientClass}:
        raise RuleError(
            _("筛选项“{value}”不存在，请重新选择。").format(value=listed(sorted(unknown)))
        )
    none = not_(or_(*_FLAGS.values()))
    return or_(false(), *(none if each == NONE else _FLAGS[ClientClass(each)] for each in chosen))


_FILTERS: Final[Mapping[str, Callable[[str], ColumnElement[bool]]]] = {
    "name": partial(text_filter, (ClientRecord.spoken,)),
    "owner": partial(text_filter, (OWNER.name, OWNER.login)),
    "classes": _class_filter,
    "grade": partial(choice_filter, ClientRecord.grade),
    "archived": partial(flag_filter, ClientRecord.archived),
    "tier": partial(choice_filter, ClientRecord.tier),
    "year_tons": partial(number_filter, ClientRecord.year_tons),
    "year_amount": partial(number_filter, ClientRecord.year_amount, unit="万"),
}
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


def _row(row: Any) -> ClientRow:
    plain, flags = row[: len(_AS_THEY_ARE)], row[len(_AS_THEY_ARE) : -3]
    code, owner, parent = row[-3:]
    return ClientRow(
        **dict(zip(_AS_THEY_ARE, plain, strict=True)),
        classes=_classes(tuple(flags)),
        code=code,
        owner=owner,
        parent=parent,
    )


@cache
def _classes(flags: tuple[bool, ...]) -> frozenset[ClientClass]:
    return frozenset(each for each, held in zip(_FLAGS, flags, strict=True) if held)
