"""Finds the clients of imported rows; learns the numbers by which another system knows them."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, Final, TypeAlias

from sqlalchemy import ForeignKey, Text, delete, func, insert, or_, select
from sqlalchemy.orm import InstrumentedAttribute, Mapped, Session, mapped_column

from kamdesk.domain.ids import ClientId, PurchaseRunId
from kamdesk.domain.purchases.import_values import ClientRef
from kamdesk.domain.texts import name_key
from kamdesk.i18n import _
from kamdesk.storage.base import Base
from kamdesk.storage.clients.clients import ClientRecord

Answer: TypeAlias = ClientId | str | None
"""A client, or the sentence why it can't be told or used, or None where there is none."""

_OWN_NUMBER: Final = re.compile(r"KH\d{6,}")
_TOGETHER: Final = 500
"""Texts that one question asks for."""


class PurchaseAccountRecord(Base):
    """A client's number in another system, and the run that brought it to a known client."""

    __tablename__ = "purchase_accounts"
    __table_args__ = {"sqlite_with_rowid": False}  # noqa: RUF012 - read once by SQLAlchemy

    code: Mapped[str] = mapped_column(Text, primary_key=True)
    client_id: Mapped[ClientId] = mapped_column(ForeignKey("clients.id"), index=True)
    run_id: Mapped[PurchaseRunId | None] = mapped_column(ForeignKey("purchase_runs.id"))


class ClientFinder:
    """Knows the clients it was asked for until one of them changes."""

    def __init__(self) -> None:
        self._found: dict[ClientRef, Answer] = {}
        self._stamp: datetime | None = None

    def find(self, session: Session, refs: Iterable[ClientRef]) -> Mapping[ClientRef, Answer]:
        """Return for each of `refs` a client, None where there is none, or why it can't be told."""
        stamp = session.scalar(select(func.max(ClientRecord.updated_at)))
        if stamp != self._stamp:
            self._found, self._stamp = {}, stamp
        asked = [ref for ref in refs if ref not in self._found]
        self._found |= _answers(session, asked)
        return self._found

    def forget(self, refs: Iterable[ClientRef]) -> None:
        """Ask anew for `refs`, whose clients were created meanwhile."""
        for ref in refs:
            self._found.pop(ref, None)


def _answers(session: Session, refs: Sequence[ClientRef]) -> dict[ClientRef, Answer]:
    codes = _ids(session, ClientRecord.code, {ref.code for ref in refs})
    numbers = {ref.number for ref in refs}
    own = _ids(session, ClientRecord.number, {each for each in numbers if _is_own(each)})
    foreign = _ids(session, PurchaseAccountRecord.code, numbers)
    sure = {ref: codes[ref.code] | own[ref.number] | foreign[ref.number] for ref in refs}
    named = _by_name(session, [ref for ref in refs if not sure[ref] and not _is_own(ref.number)])
    answers: dict[ClientRef, Answer] = {}
    for ref in refs:
        found = sure[ref] or named.get(ref, set())
        answers[ref] = _unclear(ref, sure[ref], found) or next(iter(found), None)
    usable = _usable(session, {each for each in answers.values() if isinstance(each, int)})
    return {ref: usable[each] if isinstance(each, int) else each for ref, each in answers.items()}


def _by_name(session: Session, refs: Sequence[ClientRef]) -> dict[ClientRef, set[ClientId]]:
    """Return the clients of that name, else those it is a short or former name of.

    Where a row tells a code that nobody has, a client with another code is not meant.
    """
    keys = {ref: name_key(name_of(ref)) for ref in refs}
    names = _ids(session, ClientRecord.name_key, set(keys.values()))
    if not set(keys.values()) <= names.keys():
        names = _short_names(session) | names
    asked = {client for ref in refs if ref.code for client in names[keys[ref]]}
    coded = select(ClientRecord.id).where(
        ClientRecord.id.in_(asked), ClientRecord.code.is_not(None)
    )
    others = set(session.scalars(coded)) if asked else set()
    return {ref: names[keys[ref]] - (others if ref.code else set()) for ref in refs}


def _unclear(ref: ClientRef, sure: set[ClientId], found: set[ClientId]) -> str:
    """Return why it cannot be told which client is meant, or ""."""
    if len(sure) > 1:
        return _("客户编号与统一社会信用代码分属两家客户，请核对。")
    if not sure and _is_own(ref.number):
        return _("没有编号为“{number}”的客户，请核对。").format(number=ref.number)
    if len(found) > 1:
        return _("“{name}”有 {count} 家同名客户，请补充统一社会信用代码或客户编号。").format(
            name=ref.name, count=len(found)
        )
    return ""


def name_of(ref: ClientRef) -> str:
    """Return the name that a client gets of which the file tells but a number or a code."""
    return ref.name or _("客户 {number}").format(number=ref.number or ref.code)


def learn(
    session: Session, found: Mapping[ClientRef, int], *, run_id: PurchaseRunId | None
) -> None:
    """Keep the foreign numbers of clients that a run found otherwise, or with None created."""
    foreign = {
        ref.number: client
        for ref, client in found.items()
        if ref.number and not _is_own(ref.number)
    }
    known = _ids(session, PurchaseAccountRecord.code, set(foreign))
    rows = [
        {"code": code, "client_id": client, "run_id": run_id}
        for code, client in foreign.items()
        if code not in known
    ]
    if rows:
        session.execute(insert(PurchaseAccountRecord), rows)


def unlearn(session: Session, run_id: PurchaseRunId) -> None:
    """Drop the numbers that a run brought to known clients."""
    session.execute(delete(PurchaseAccountRecord).where(PurchaseAccountRecord.run_id == run_id))


def of_client(session: Session, client_id: ClientId) -> list[str]:
    """Return the numbers by which other systems know a client."""
    mine = select(PurchaseAccountRecord.code).where(PurchaseAccountRecord.client_id == client_id)
    return list(session.scalars(mine.order_by(PurchaseAccountRecord.code)))


def _is_own(number: str) -> bool:
    """Tell whether a number is written as the program's own ones are."""
    return _OWN_NUMBER.fullmatch(number) is not None


def _ids(
    session: Session, column: InstrumentedAttribute[Any], texts: set[str]
) -> defaultdict[str, set[ClientId]]:
    """Return the clients that have one of `texts` in `column`; of a name, only unmerged ones."""
    record = column.class_
    client = ClientRecord.id if record is ClientRecord else PurchaseAccountRecord.client_id
    found: defaultdict[str, set[ClientId]] = defaultdict(set)
    wanted = sorted(texts - {""})
    for start in range(0, len(wanted), _TOGETHER):
        some = select(column, client).where(column.in_(wanted[start : start + _TOGETHER]))
        if column is ClientRecord.name_key:
            some = some.where(ClientRecord.merged_into_id.is_(None))
        for text, each in session.execute(some):
            found[text].add(each)
    return found


def _short_names(session: Session) -> defaultdict[str, set[ClientId]]:
    """Return the clients by their short and former names."""
    columns = (ClientRecord.id, ClientRecord.short_name, ClientRecord.former_name)
    present = select(*columns).where(
        or_(ClientRecord.short_name != "", ClientRecord.former_name != ""),
        ClientRecord.merged_into_id.is_(None),
    )
    found: defaultdict[str, set[ClientId]] = defaultdict(set)
    for client, *names in session.execute(present):
        for key in {name_key(name) for name in names if name}:
            found[key].add(client)
    return found


def _usable(session: Session, ids: set[ClientId]) -> dict[ClientId, Answer]:
    """Return for each client itself, or what it was merged into, or why it can't be used."""
    known: dict[ClientId, Any] = {}
    asked = sorted(ids)
    while asked:
        columns = (ClientRecord.id, ClientRecord.name, ClientRecord.archived)
        for start in range(0, len(asked), _TOGETHER):
            some = ClientRecord.id.in_(asked[start : start + _TOGETHER])
            rows = session.execute(select(*columns, ClientRecord.merged_into_id).where(some))
            known |= {row.id: row for row in rows}
        merged = {row.merged_into_id for row in known.values()} - {None}
        asked = sorted(merged - known.keys())
    return {client: _answer(client, known) for client in ids}


def _answer(client: ClientId, known: Mapping[ClientId, Any]) -> Answer:
    row = known[client]
    while row.merged_into_id is not None:
        row = known[row.merged_into_id]
    if row.archived:
        return _("客户“{name}”已归档，请先恢复再导入它的采购。").format(name=row.name)
    return ClientId(row.id)
