"""The table of looks at numbers that are shown in part: rows are only ever added."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ForeignKey, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from kamdesk.domain.history import FieldChange
from kamdesk.domain.ids import ContactId, UserId
from kamdesk.domain.persons.reveals import REASON_TITLES, REVEALED, RevealReason
from kamdesk.i18n import _
from kamdesk.storage.base import Base, Instant, choice
from kamdesk.storage.people import UserRecord


class RevealRecord(Base):
    """Who looked at whose number, when and why."""

    __tablename__ = "contact_reveals"

    id: Mapped[int] = mapped_column(primary_key=True)
    contact_id: Mapped[ContactId] = mapped_column(ForeignKey("contacts.id"), index=True)
    reason: Mapped[RevealReason] = mapped_column(choice(RevealReason, "reason"))
    at: Mapped[datetime] = mapped_column(Instant)
    by_id: Mapped[UserId] = mapped_column(ForeignKey("users.id"))


def of_contact(session: Session, contact_id: ContactId) -> Sequence[FieldChange]:
    """Return the looks at a contact's numbers, newest first, as lines of its history."""
    looks = (
        select(RevealRecord.reason, RevealRecord.at, UserRecord.name)
        .join(UserRecord, UserRecord.id == RevealRecord.by_id)
        .where(RevealRecord.contact_id == contact_id)
        .order_by(RevealRecord.id.desc())
    )
    return [
        FieldChange(field=REVEALED, old="", new=_(REASON_TITLES[reason]), at=at, by_name=name)
        for reason, at, name in session.execute(looks)
    ]
