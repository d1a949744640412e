"""The tables of own fields and of what clients have in them."""

import json
from collections.abc import Mapping

from sqlalchemy import ForeignKey, Text, delete, func, insert, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from kamdesk.domain.ids import ClientId, OwnFieldId
from kamdesk.domain.own_fields import OwnField, OwnFieldDraft, OwnKind, OwnValue
from kamdesk.storage.base import Base, Versioned, choice, flag
from kamdesk.storage.triggers import Trigger, refuse


class OwnFieldRecord(Versioned, Base):
    """A field that the company added; `choices` is a JSON list, `position` its place."""

    __tablename__ = "own_fields"

    id: Mapped[OwnFieldId] = mapped_column(primary_key=True)
    title: Mapped[str] = mapped_column(Text)
    kind: Mapped[OwnKind] = mapped_column(choice(OwnKind, "kind"))
    choices: Mapped[str] = mapped_column(Text)
    unit: Mapped[str] = mapped_column(Text)
    required: Mapped[bool] = mapped_column(flag("required"))
    position: Mapped[int]
    archived: Mapped[bool] = mapped_column(flag("archived"))


class OwnValueRecord(Base):
    """What one client has in one field; no row where nothing."""

    __tablename__ = "own_values"

    client_id: Mapped[ClientId] = mapped_column(ForeignKey("clients.id"), primary_key=True)
    field_id: Mapped[OwnFieldId] = mapped_column(
        ForeignKey("own_fields.id"), primary_key=True, index=True
    )
    text: Mapped[str] = mapped_column(Text)


def fields(session: Session, *, archived: bool = False) -> list[OwnField]:
    """Return the fields in their order; with `archived` those put away too, at the end."""
    every = select(OwnFieldRecord).order_by(OwnFieldRecord.archived, OwnFieldRecord.position)
    found = every if archived else every.where(OwnFieldRecord.archived.is_(other=False))
    return [field_of(record) for record in session.scalars(found)]


def field_of(record: OwnFieldRecord) -> OwnField:
    """Return the frozen field of a mapped row."""
    draft = OwnFieldDraft(
        title=record.title,
        kind=record.kind,
        choices=tuple(json.loads(record.choices)),
        unit=record.unit,
        required=record.required,
    )
    return OwnField(id=record.id, draft=draft, archived=record.archived, version=record.version)


def fill(record: OwnFieldRecord, draft: OwnFieldDraft) -> None:
    """Write `draft` into a mapped row."""
    record.title, record.kind, record.unit = draft.title, draft.kind, draft.unit
    record.choices = json.dumps(draft.choices, ensure_ascii=False)
    record.required = draft.required


def next_position(session: Session) -> int:
    """Return the place after the last field."""
    return (session.scalar(select(func.max(OwnFieldRecord.position))) or 0) + 1


def used(session: Session, field_id: OwnFieldId) -> int:
    """Return how many clients have something in a field."""
    filled = select(func.count()).where(OwnValueRecord.field_id == field_id)
    return session.scalar(filled) or 0


def values(session: Session, client_id: ClientId) -> list[OwnValue]:
    """Return what a client has in the present fields, and in archived ones where it has."""
    found = select(OwnValueRecord.field_id, OwnValueRecord.text).where(
        OwnValueRecord.client_id == client_id
    )
    texts = {row.field_id: row.text for row in session.execute(found)}
    return [
        OwnValue(field, texts.get(field.id, ""))
        for field in fields(session, archived=True)
        if not field.archived or field.id in texts
    ]


def keep(session: Session, client_id: ClientId, texts: Mapping[OwnFieldId, str]) -> None:
    """Write what a client has in `texts`' fields; an empty text takes it away."""
    session.execute(
        delete(OwnValueRecord).where(
            OwnValueRecord.client_id == client_id, OwnValueRecord.field_id.in_(texts)
        )
    )
    rows = [
        {"client_id": client_id, "field_id": field_id, "text": text}
        for field_id, text in texts.items()
        if text
    ]
    if rows:
        session.execute(insert(OwnValueRecord), rows)


TRIGGERS: tuple[Trigger, ...] = (
    refuse(
        "own_fields_no_delete",
        table="own_fields",
        event="DELETE",
        message="own fields are archived, not deleted",
    ),
)
