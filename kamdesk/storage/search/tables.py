"""The tables of the search index; they hold terms made elsewhere, never a text to be read."""

from collections.abc import Mapping
from typing import Final

from sqlalchemy import CheckConstraint, Text
from sqlalchemy.orm import Mapped, mapped_column

from kamdesk.domain.changes import Noun
from kamdesk.storage.base import Base, flag

INDEX_VERSION: Final = 1
"""Counts up with each change of the terms; an index of another version is built anew."""

TABLES: Final[Mapping[Noun, str]] = {
    Noun.CLIENT: "search_clients",
    Noun.CONTACT: "search_contacts",
    Noun.FILING: "search_filings",
    Noun.APPLICATION: "search_applications",
}
"""The full-text table of each kind of record; its rowid is the record's id."""

VIRTUAL_TABLES: Final = tuple(
    f"CREATE VIRTUAL TABLE {table} USING fts5(terms, content='', contentless_delete=1, "
    "detail=none, tokenize='ascii')"
    for table in TABLES.values()
)


class SearchQueueRecord(Base):
    """A record whose terms are out of date; triggers write it, the index takes it off."""

    __tablename__ = "search_queue"
    __table_args__ = {"sqlite_with_rowid": False}  # noqa: RUF012 - read once by SQLAlchemy

    noun: Mapped[str] = mapped_column(Text, primary_key=True)
    record_id: Mapped[int] = mapped_column(primary_key=True)


class SearchStateRecord(Base):
    """What the index is worth: its version, and whether it holds every record that is not queued.

    There is no row where it was never built.
    """

    __tablename__ = "search_state"
    __table_args__ = (CheckConstraint("id = 1", name="single"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    version: Mapped[int]
    ready: Mapped[bool] = mapped_column(flag("ready"))
