"""The filing register: filings with their protection, follow-ups and extensions."""

from dataclasses import fields
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import (
    CheckConstraint,
    ColumnElement,
    ForeignKey,
    Index,
    Text,
    UniqueConstraint,
    and_,
    func,
    or_,
    select,
)
from sqlalchemy.orm import Mapped, Session, mapped_column

from kamdesk.domain.ids import CaseId, ClientId, DepartmentId, FilingId, UserId
from kamdesk.domain.projects.filing_records import Extension, FollowUp
from kamdesk.domain.projects.filings import ClientState, FilingDraft, FilingState
from kamdesk.domain.projects.modes import DevelopmentMode
from kamdesk.domain.projects.protections import Protection
from kamdesk.storage.base import MONEY, Base, Instant, Versioned, choice, flag
from kamdesk.storage.people import UserRecord

_FORM = tuple(field.name for field in fields(FilingDraft))
_PROTECTION = {
    "starts_on": "protected_from",
    "ends_on": "protected_until",
    "active_on": "active_on",
    "warning_days": "warning_days",
    "last_warning_days": "last_warning_days",
    "idle_days": "idle_days",
    "grace_days": "grace_days",
}
_DERIVED = ("due_on", "due_soon_on", "idle_on", "expires_on")


class FilingRecord(Versioned, Base):
    """A filing; from `protected_from` on the columns are empty until it is filed.

    Those from `due_on` on are derived from the others, for the lists. `carrier_id` is who carries
    it on since it was handed over.
    """

    __tablename__ = "filings"
    __table_args__ = (
        Index(None, "client_id", "state"),
        CheckConstraint("state IN ('draft') OR number IS NOT NULL", name="number"),
        CheckConstraint("(state <> 'filed') OR protected_until IS NOT NULL", name="protection"),
        {"sqlite_autoincrement": True},  # the id of a discarded draft is not given again
    )

    id: Mapped[FilingId] = mapped_column(primary_key=True)
    number: Mapped[str | None] = mapped_column(Text, unique=True)
    revision: Mapped[int]
    state: Mapped[FilingState] = mapped_column(choice(FilingState, "state"))
    filer_id: Mapped[UserId] = mapped_column(ForeignKey("users.id"), index=True)
    carrier_id: Mapped[UserId | None] = mapped_column(ForeignKey("users.id"), index=True)
    department_id: Mapped[DepartmentId | None] = mapped_column(ForeignKey("departments.id"))
    case_id: Mapped[CaseId | None] = mapped_column(ForeignKey("approval_cases.id"), unique=True)
    submitted_at: Mapped[datetime | None] = mapped_column(Instant)
    updated_at: Mapped[datetime] = mapped_column(Instant, index=True)
    closed_on: Mapped[date | None]
    close_reason: Mapped[str] = mapped_column(Text)

    client_id: Mapped[ClientId | None] = mapped_column(ForeignKey("clients.id"))
    contact_name: Mapped[str] = mapped_column(Text)
    contact_post: Mapped[str] = mapped_column(Text)
    contact_phone: Mapped[str] = mapped_column(Text)
    evidence: Mapped[str] = mapped_column(Text)
    project_name: Mapped[str] = mapped_column(Text)
    summary: Mapped[str] = mapped_column(Text)
    expected_amount: Mapped[Decimal | None] = mapped_column(MONEY)
    expected_price: Mapped[str] = mapped_column(Text)
    expected_on: Mapped[date | None]
    feedback: Mapped[str] = mapped_column(Text)
    client_state: Mapped[ClientState] = mapped_column(choice(ClientState, "client_state"))
    competitors: Mapped[str] = mapped_column(Text)
    mode: Mapped[DevelopmentMode] = mapped_column(choice(DevelopmentMode, "mode"))
    declared: Mapped[bool] = mapped_column(flag("declared"))

    protected_from: Mapped[date | None]
    protected_until: Mapped[date | None]
    active_on: Mapped[date | None]
    warning_days: Mapped[int | None]
    last_warning_days: Mapped[int | None]
    idle_days: Mapped[int | None]
    grace_days: Mapped[int | None]
    due_on: Mapped[date | None]
    due_soon_on: Mapped[date | None]
    idle_on: Mapped[date | None]
    expires_on: Mapped[date | None]

    @property
    def holder_id(self) -> UserId:
        """Who carries it: the filer, or whoever it was handed over to."""
        return self.carrier_id or self.filer_id


class FollowUpRecord(Base):
    """Contact with the client; rows are only ever added."""

    __tablename__ = "filing_follow_ups"

    id: Mapped[int] = mapped_column(primary_key=True)
    filing_id: Mapped[FilingId] = mapped_column(ForeignKey("filings.id"), index=True)
    day: Mapped[date]
    text: Mapped[str] = mapped_column(Text)
    evidence: Mapped[str] = mapped_column(Text)
    by_id: Mapped[UserId] = mapped_column(ForeignKey("users.id"))
    entered_at: Mapped[datetime] = mapped_column(Instant)


class ExtensionRecord(Base):
    """An extension of the protection period; rows are only ever added."""

    __tablename__ = "filing_extensions"
    __table_args__ = (UniqueConstraint("filing_id", "sequence"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    filing_id: Mapped[FilingId] = mapped_column(ForeignKey("filings.id"))
    sequence: Mapped[int]
    old_until: Mapped[date]
    until: Mapped[date]
    reason: Mapped[str] = mapped_column(Text)
    by_id: Mapped[UserId] = mapped_column(ForeignKey("users.id"))
    at: Mapped[datetime] = mapped_column(Instant)


def draft_of(record: FilingRecord) -> FilingDraft:
    """Return what stands in the form's columns."""
    return FilingDraft(**{name: getattr(record, name) for name in _FORM})


def form_values(draft: FilingDraft) -> dict[str, Any]:
    """Return the form's columns."""
    return {name: getattr(draft, name) for name in _FORM}


def fill(record: FilingRecord, draft: FilingDraft) -> None:
    """Write `draft` into the form's columns."""
    for name, value in form_values(draft).items():
        setattr(record, name, value)


def protection_of(record: FilingRecord) -> Protection | None:
    """Return the protection of a filing that was filed."""
    if record.protected_from is None:
        return None
    return Protection(**{name: getattr(record, column) for name, column in _PROTECTION.items()})


def keep_protection(record: FilingRecord, protection: Protection) -> None:
    """Write `protection` with the days derived from it."""
    for name, column in _PROTECTION.items():
        setattr(record, column, getattr(protection, name))
    for name in _DERIVED:
        setattr(record, name, getattr(protection, name))


def live_on(day: date) -> ColumnElement[bool]:
    """Return the condition that a filing protects its client on `day`."""
    return and_(FilingRecord.state == FilingState.FILED, FilingRecord.expires_on > day)


def claims_on(day: date) -> ColumnElement[bool]:
    """Return the condition that a filing claims its client on `day`: live, or in approval."""
    return or_(FilingRecord.state == FilingState.IN_APPROVAL, live_on(day))


def claims(session: Session, client_id: ClientId, day: date) -> list[FilingRecord]:
    """Return the filings that claim a client on `day`, the earliest submitted first."""
    found = select(FilingRecord).where(FilingRecord.client_id == client_id, claims_on(day))
    return list(session.scalars(found.order_by(FilingRecord.submitted_at, FilingRecord.id)))


def live_filing(
    session: Session, client_id: ClientId, holder_id: UserId, day: date
) -> FilingRecord | None:
    """Return the filing under which `holder_id` holds a client on `day`."""
    carried = func.coalesce(FilingRecord.carrier_id, FilingRecord.filer_id) == holder_id
    found = select(FilingRecord).where(FilingRecord.client_id == client_id, carried, live_on(day))
    return session.scalar(found)


def follow_ups(session: Session, filing_id: FilingId) -> tuple[FollowUp, ...]:
    """Return the follow-ups of a filing, newest first."""
    found = (
        select(FollowUpRecord, UserRecord.name)
        .join(UserRecord, UserRecord.id == FollowUpRecord.by_id)
        .where(FollowUpRecord.filing_id == filing_id)
        .order_by(FollowUpRecord.day.desc(), FollowUpRecord.id.desc())
    )
    return tuple(
        FollowUp(row.day, row.text, row.evidence, name, row.entered_at)
        for row, name in session.execute(found)
    )


def extensions(session: Session, filing_id: FilingId) -> tuple[Extension, ...]:
    """Return the extensions of a filing in their order."""
    found = (
        select(ExtensionRecord, UserRecord.name)
        .join(UserRecord, UserRecord.id == ExtensionRecord.by_id)
        .where(ExtensionRecord.filing_id == filing_id)
        .order_by(ExtensionRecord.sequence)
    )
    return tuple(
        Extension(row.sequence, row.old_until, row.until, row.reason, name, row.at)
        for row, name in session.execute(found)
    )
