"""The table of import runs: which file brought how many clients, when, by whom."""

from datetime import datetime

from sqlalchemy import ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column

from kamdesk.domain.ids import UserId
from kamdesk.storage.base import Base, Instant


class ClientImportRecord(Base):
    """One finished import; rows are only ever added."""

    __tablename__ = "client_imports"

    id: Mapped[int] = mapped_column(primary_key=True)
    file_name: Mapped[str] = mapped_column(Text)
    rows: Mapped[int]
    created: Mapped[int]
    updated: Mapped[int]
    skipped: Mapped[int]
    failed: Mapped[int]
    at: Mapped[datetime] = mapped_column(Instant)
    by_id: Mapped[UserId] = mapped_column(ForeignKey("users.id"))
