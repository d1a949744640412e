"""The table of saved views."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, Text, UniqueConstraint, select, text
from sqlalchemy.orm import Mapped, Session, mapped_column

from kamdesk.domain.ids import SavedViewId, UserId
from kamdesk.domain.saved_views import SavedView, content_of
from kamdesk.storage.base import Base, Instant, Versioned, flag


class SavedViewRecord(Versioned, Base):
    """One person's view of one list; `content` is the JSON of `ViewContent`."""

    __tablename__ = "saved_views"
    __table_args__ = (
        UniqueConstraint("user_id", "list", "name"),
        Index(
            "uq_saved_views_default",
            "user_id",
            "list",
            unique=True,
            sqlite_where=text("is_default = 1"),
        ),
    )

    id: Mapped[SavedViewId] = mapped_column(primary_key=True)
    user_id: Mapped[UserId] = mapped_column(ForeignKey("users.id"))
    list: Mapped[str] = mapped_column(Text)
    name: Mapped[str] = mapped_column(Text)
    content: Mapped[str] = mapped_column(Text)
    is_default: Mapped[bool] = mapped_column(flag("is_default"))
    saved_at: Mapped[datetime] = mapped_column(Instant)


def of_list(session: Session, list_name: str, user_id: UserId) -> list[SavedViewRecord]:
    """Return a person's views of a list, in the order of their names."""
    own = (SavedViewRecord.user_id == user_id, SavedViewRecord.list == list_name)
    found = select(SavedViewRecord).where(*own).order_by(SavedViewRecord.name, SavedViewRecord.id)
    return list(session.scalars(found))


def view_of(record: SavedViewRecord) -> SavedView:
    """Return what the screen sees of a row."""
    return SavedView(
        id=record.id,
        name=record.name,
        content=content_of(record.content),
        default=record.is_default,
        version=record.version,
    )
