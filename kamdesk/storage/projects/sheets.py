"""Sheets: every submission of a form, frozen; rows are only ever added."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from sqlalchemy import ForeignKey, Text, UniqueConstraint, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from kamdesk.domain.ids import CaseId
from kamdesk.domain.projects.routes import CaseKind
from kamdesk.domain.projects.sheets import ApplicationSheet, FilingSheet, digest, freeze, thaw
from kamdesk.storage.base import MONEY, Base, Instant


class SheetRecord(Base):
    """A form as submitted in one round; the columns beside `sheet` serve the lists.

    `amount` is an application's budget or a filing's expected amount, in yuan.
    """

    __tablename__ = "form_sheets"
    __table_args__ = (UniqueConstraint("case_id", "round"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[CaseId] = mapped_column(ForeignKey("approval_cases.id"))
    round: Mapped[int]
    revision: Mapped[int]
    form_version: Mapped[str] = mapped_column(Text)
    number: Mapped[str] = mapped_column(Text)
    client: Mapped[str] = mapped_column(Text)
    project_name: Mapped[str] = mapped_column(Text)
    amount: Mapped[Decimal | None] = mapped_column(MONEY)
    submitted_at: Mapped[datetime] = mapped_column(Instant)
    sheet: Mapped[str] = mapped_column(Text)
    digest: Mapped[str] = mapped_column(Text)


@dataclass(frozen=True, slots=True)
class KeptSheet:
    """A submission as kept: which round and revision, and the digest the audit trail holds."""

    round: int
    revision: int
    digest: str
    sheet: FilingSheet | ApplicationSheet


def keep(
    session: Session,
    sheet: FilingSheet | ApplicationSheet,
    *,
    case_id: CaseId,
    round_: int,
    at: datetime,
) -> str:
    """Freeze `sheet` as the submission of that round and return its digest."""
    text = freeze(sheet)
    record = SheetRecord(
        case_id=case_id,
        round=round_,
        revision=sheet.revision,
        form_version=sheet.form_version,
        number=sheet.number,
        client=sheet.client.name,
        project_name=sheet.draft.project_name,
        amount=_amount(sheet),
        submitted_at=at,
        sheet=text,
        digest=digest(text),
    )
    session.add(record)
    session.flush()
    return record.digest


def latest(session: Session, case_id: CaseId, kind: CaseKind) -> KeptSheet:
    """Return the newest submission of a case."""
    newest = select(SheetRecord).where(SheetRecord.case_id == case_id)
    record = session.scalars(newest.order_by(SheetRecord.round.desc()).limit(1)).one()
    return KeptSheet(record.round, record.revision, record.digest, _thawed(kind, record.sheet))


def digest_of(session: Session, case_id: CaseId, round_: int) -> str:
    """Return the digest of the submission of one round."""
    found = select(SheetRecord.digest)
    return session.scalars(
        found.where(SheetRecord.case_id == case_id, SheetRecord.round == round_)
    ).one()


def revisions(session: Session, case_id: CaseId) -> dict[int, int]:
    """Return which revision each round of a case was."""
    rows = select(SheetRecord.round, SheetRecord.revision).where(SheetRecord.case_id == case_id)
    return {row.round: row.revision for row in session.execute(rows)}


def _thawed(kind: CaseKind, text: str) -> FilingSheet | ApplicationSheet:
    if kind is CaseKind.FILING:
        return thaw(FilingSheet, text)
    return thaw(ApplicationSheet, text)


def _amount(sheet: FilingSheet | ApplicationSheet) -> Decimal | None:
    if isinstance(sheet, FilingSheet):
        return sheet.draft.expected_amount
    return sheet.draft.budget
