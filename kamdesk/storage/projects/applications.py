"""The table of applications (立项申请)."""

import json
from dataclasses import fields
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column

from kamdesk.domain.ids import ApplicationId, CaseId, ClientId, DepartmentId, FilingId, UserId
from kamdesk.domain.projects.applications import (
    ApplicationDraft,
    ApplicationState,
    Attachment,
    TeamMember,
)
from kamdesk.domain.projects.modes import DevelopmentMode
from kamdesk.storage.base import MONEY, PERCENT, TONS, Base, Instant, Versioned, choice

_LISTS = frozenset({"members", "attachments"})
_PLAIN = tuple(each.name for each in fields(ApplicationDraft) if each.name not in _LISTS)


class ApplicationRecord(Versioned, Base):
    """An application; `filing_id` is the live filing it was submitted under.

    `members` and `attachments` are JSON lists; `carrier_id` is who carries it on since it was
    handed over.
    """

    __tablename__ = "applications"
    __table_args__ = (
        CheckConstraint("state IN ('draft') OR number IS NOT NULL", name="number"),
        CheckConstraint("state <> 'approved' OR approved_at IS NOT NULL", name="approved"),
        {"sqlite_autoincrement": True},  # the id of a discarded draft is not given again
    )

    id: Mapped[ApplicationId] = mapped_column(primary_key=True)
    number: Mapped[str | None] = mapped_column(Text, unique=True)
    revision: Mapped[int]
    state: Mapped[ApplicationState] = mapped_column(choice(ApplicationState, "state"))
    applicant_id: Mapped[UserId] = mapped_column(ForeignKey("users.id"), index=True)
    carrier_id: Mapped[UserId | None] = mapped_column(ForeignKey("users.id"), index=True)
    department_id: Mapped[DepartmentId | None] = mapped_column(ForeignKey("departments.id"))
    case_id: Mapped[CaseId | None] = mapped_column(ForeignKey("approval_cases.id"), unique=True)
    filing_id: Mapped[FilingId | None] = mapped_column(ForeignKey("filings.id"), index=True)
    submitted_at: Mapped[datetime | None] = mapped_column(Instant)
    approved_at: Mapped[datetime | None] = mapped_column(Instant)
    updated_at: Mapped[datetime] = mapped_column(Instant, index=True)
    closed_reason: Mapped[str] = mapped_column(Text)

    client_id: Mapped[ClientId | None] = mapped_column(ForeignKey("clients.id"), index=True)
    phone: Mapped[str] = mapped_column(Text)
    project_name: Mapped[str] = mapped_column(Text)
    source: Mapped[str] = mapped_column(Text)
    mode: Mapped[DevelopmentMode] = mapped_column(choice(DevelopmentMode, "mode"))
    partner: Mapped[str] = mapped_column(Text)
    background: Mapped[str] = mapped_column(Text)
    monthly_tons: Mapped[Decimal | None] = mapped_column(TONS)
    yearly_sales: Mapped[Decimal | None] = mapped_column(MONEY)
    margin: Mapped[Decimal | None] = mapped_column(PERCENT)
    key_people: Mapped[str] = mapped_column(Text)
    competitors: Mapped[str] = mapped_column(Text)
    strengths: Mapped[str] = mapped_column(Text)
    risks: Mapped[str] = mapped_column(Text)
    goals: Mapped[str] = mapped_column(Text)
    starts_on: Mapped[date | None]
    ends_on: Mapped[date | None]
    leader: Mapped[str] = mapped_column(Text)
    leader_duty: Mapped[str] = mapped_column(Text)
    members: Mapped[str] = mapped_column(Text)
    budget: Mapped[Decimal | None] = mapped_column(MONEY)
    support: Mapped[str] = mapped_column(Text)
    attachments: Mapped[str] = mapped_column(Text)

    @property
    def holder_id(self) -> UserId:
        """Who carries it: the applicant, or whoever it was handed over to."""
        return self.carrier_id or self.applicant_id


def draft_of(record: ApplicationRecord) -> ApplicationDraft:
    """Return what stands in the form's columns."""
    return ApplicationDraft(
        **{name: getattr(record, name) for name in _PLAIN},
        members=tuple(TeamMember(name, duty) for name, duty in json.loads(record.members)),
        attachments=frozenset(Attachment(each) for each in json.loads(record.attachments)),
    )


def form_values(draft: ApplicationDraft) -> dict[str, Any]:
    """Return the form's columns."""
    members = [[each.name, each.duty] for each in draft.members]
    return {
        **{name: getattr(draft, name) for name in _PLAIN},
        "members": json.dumps(members, ensure_ascii=False),
        "attachments": json.dumps(sorted(draft.attachments)),
    }


def fill(record: ApplicationRecord, draft: ApplicationDraft) -> None:
    """Write `draft` into the form's columns."""
    for name, value in form_values(draft).items():
        setattr(record, name, value)
