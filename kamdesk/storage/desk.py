"""What a person has to amend, and what they touched last."""

from collections.abc import Callable, Iterable
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from kamdesk.domain.changes import Noun
from kamdesk.domain.desk import DeskItem
from kamdesk.domain.ids import UserId
from kamdesk.domain.numbers import with_revision
from kamdesk.domain.projects.applications import ApplicationState
from kamdesk.domain.projects.filings import FilingState
from kamdesk.storage.audit import AuditRecord
from kamdesk.storage.clients.clients import ClientRecord
from kamdesk.storage.projects.applications import ApplicationRecord
from kamdesk.storage.projects.carriers import APPLICATIONS, FILINGS
from kamdesk.storage.projects.filings import FilingRecord

_LOOKED_BACK = 5000
"""Links of the audit chain in which recent work is looked for."""


def returned(session: Session, user_id: UserId) -> list[DeskItem]:
    """Return the person's own forms that wait to be amended, newest first."""
    filings = _filings().where(FILINGS.by(user_id), FilingRecord.state == FilingState.RETURNED)
    applications = _applications().where(
        APPLICATIONS.by(user_id),
        ApplicationRecord.state == ApplicationState.RETURNED,
    )
    items = [
        *(_form_item(Noun.FILING, row) for row in session.execute(filings)),
        *(_form_item(Noun.APPLICATION, row) for row in session.execute(applications)),
    ]
    return sorted(items, key=lambda item: item.at, reverse=True)


def recent(session: Session, user_id: UserId, *, limit: int) -> list[DeskItem]:
    """Return the clients, filings and applications the person worked on last."""
    newest = session.scalar(select(func.max(AuditRecord.seq))) or 0
    last = func.max(AuditRecord.seq)
    touched = (
        select(AuditRecord.noun, AuditRecord.record_id)
        .where(
            AuditRecord.actor_id == user_id,
            AuditRecord.seq > newest - _LOOKED_BACK,
            AuditRecord.noun.in_([noun.value for noun in _READERS]),
        )
        .group_by(AuditRecord.noun, AuditRecord.record_id)
        .order_by(last.desc())
        .limit(limit)
    )
    keys = [(Noun(noun), record_id) for noun, record_id in session.execute(touched)]
    found = _items(session, keys)
    return [found[key] for key in keys if key in found]


def _items(session: Session, keys: Iterable[tuple[Noun, int]]) -> dict[tuple[Noun, int], DeskItem]:
    wanted = list(keys)
    found: dict[tuple[Noun, int], DeskItem] = {}
    for noun, read in _READERS.items():
        ids = [record_id for kind, record_id in wanted if kind is noun]
        found |= {(noun, item.id): item for item in read(session, ids)}
    return found


def _read_clients(session: Session, ids: list[int]) -> list[DeskItem]:
    wanted = select(ClientRecord).where(ClientRecord.id.in_(ids))
    return [
        DeskItem(Noun.CLIENT, each.id, each.number, each.name, each.name, each.updated_at)
        for each in session.scalars(wanted)
    ]


def _read_filings(session: Session, ids: list[int]) -> list[DeskItem]:
    wanted = _filings().where(FilingRecord.id.in_(ids))
    return [_form_item(Noun.FILING, row) for row in session.execute(wanted)]


def _read_applications(session: Session, ids: list[int]) -> list[DeskItem]:
    wanted = _applications().where(ApplicationRecord.id.in_(ids))
    return [_form_item(Noun.APPLICATION, row) for row in session.execute(wanted)]


_READERS: dict[Noun, Callable[[Session, list[int]], list[DeskItem]]] = {
    Noun.CLIENT: _read_clients,
    Noun.FILING: _read_filings,
    Noun.APPLICATION: _read_applications,
}


def _filings() -> Select[FilingRecord, str]:
    return select(FilingRecord, ClientRecord.name).join(
        ClientRecord, ClientRecord.id == FilingRecord.client_id, isouter=True
    )


def _applications() -> Select[ApplicationRecord, str]:
    return select(ApplicationRecord, ClientRecord.name).join(
        ClientRecord, ClientRecord.id == ApplicationRecord.client_id, isouter=True
    )


def _form_item(noun: Noun, row: Any) -> DeskItem:
    record, client = row
    number = with_revision(record.number or "", record.revision)
    return DeskItem(noun, record.id, number, record.project_name, client or "", record.updated_at)
