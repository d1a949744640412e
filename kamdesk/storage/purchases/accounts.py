"""Finds the clients of imported rows; learns the numbers by which another system knows them."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any, Final

from sqlalchemy import ForeignKey, Text, delete, func, insert, or_, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from kamdesk.domain.ids import ClientId, PurchaseRunId
from kamdesk.domain.purchases.import_values import ClientRef
from kamdesk.domain.texts import name_key
from kamdesk.i18n import _
from kamdesk.storage.base import Base
from kamdesk.storage.clients.clients import ClientRecord

_OWN_NUMBER: Final = re.compile(r"KH\d{6,}")


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
        self._found: dict[ClientRef, ClientId | str | None] = {}
        self._stamp: datetime | None = None
        self._shorts: Mapping[str, set[ClientId]] | None = None

    def find(
        self, session: Session, refs: Iterable[ClientRef]
    ) -> Mapping[ClientRef, ClientId | str | None]:
        """Return for each of `refs` a client, None where there is none, or why it can't be told."""
        stamp = session.scalar(select(func.max(ClientRecord.updated_at)))
        if stamp != self._stamp:
            self._found, self._shorts, self._stamp = {}, None, stamp
        for ref in refs:
            if ref not in self._found:
                self._found[ref] = self._one(session, ref)
        return self._found

    def forget(self, refs: Iterable[ClientRef]) -> None:
        """Ask anew for `refs`, whose clients were created meanwhile."""
        for ref in refs:
            self._found.pop(ref, None)

    def _one(self, session: Session, ref: ClientRef) -> ClientId | str | None:
        sure = [*_by_code(session, ref.code), *_by_number(session, ref.number)]
        if len(set(sure)) > 1:
            return _("客户编号与统一社会信用代码分属两家客户，请核对。")
        if not sure and _OWN_NUMBER.fullmatch(ref.number):
            return _("没有编号为“{number}”的客户，请核对。").format(number=ref.number)
        found = set(sure) or self._by_name(session, ref.name or name_of(ref))
        if len(found) > 1:
            return _("“{name}”有 {count} 家同名客户，请补充统一社会信用代码或客户编号。").format(
                name=ref.name, count=len(found)
            )
        return _usable(session, found.pop()) if found else None

    def _by_name(self, session: Session, name: str) -> set[ClientId]:
        """Return the present clients of that name, else those it is a short or former name of."""
        key = name_key(name)
        same = select(ClientRecord.id).where(
            ClientRecord.name_key == key, ClientRecord.merged_into_id.is_(None)
        )
        found = set(session.scalars(same))
        if found:
            return found
        if self._shorts is None:
            self._shorts = _short_names(session)
        return self._shorts.get(key, set()).copy()


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
        if ref.number and not _OWN_NUMBER.fullmatch(ref.number)
    }
    known = set(_known(session, list(foreign)))
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


def _known(session: Session, codes: Sequence[str]) -> Iterator[str]:
    for start in range(0, len(codes), 500):
        some = PurchaseAccountRecord.code.in_(codes[start : start + 500])
        yield from session.scalars(select(PurchaseAccountRecord.code).where(some))


def _by_code(session: Session, code: str) -> Sequence[ClientId]:
    if not code:
        return ()
    return session.scalars(select(ClientRecord.id).where(ClientRecord.code == code)).all()


def _by_number(session: Session, number: str) -> Sequence[ClientId]:
    if not number:
        return ()
    wanted: Any = (
        select(ClientRecord.id).where(ClientRecord.number == number)
        if _OWN_NUMBER.fullmatch(number)
        else select(PurchaseAccountRecord.client_id).where(PurchaseAccountRecord.code == number)
    )
    return list(session.scalars(wanted))


def _short_names(session: Session) -> dict[str, set[ClientId]]:
    columns = (ClientRecord.id, ClientRecord.short_name, ClientRecord.former_name)
    present = select(*columns).where(
        or_(ClientRecord.short_name != "", ClientRecord.former_name != ""),
        ClientRecord.merged_into_id.is_(None),
    )
    found: dict[str, set[ClientId]] = {}
    for client, *names in session.execute(present):
        for key in {name_key(name) for name in names if name}:
            found.setdefault(key, set()).add(client)
    return found


def _usable(session: Session, client_id: ClientId) -> ClientId | str:
    """Return the client itself, or what it was merged into; the sentence for an archived one."""
    columns = (ClientRecord.name, ClientRecord.archived, ClientRecord.merged_into_id)
    while True:
        wanted = select(*columns).where(ClientRecord.id == client_id)
        name, archived, merged_into = session.execute(wanted).one()
        if merged_into is None:
            break
        client_id = merged_into
    if archived:
        return _("客户“{name}”已归档，请先恢复再导入它的采购。").format(name=name)
    return client_id
