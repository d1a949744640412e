"""One row by its id, or the sentence that says why not."""

from typing import TypeVar

from sqlalchemy.orm import Session

from kamdesk.domain.errors import MissingRecordError
from kamdesk.i18n import _
from kamdesk.storage.base import Base, Versioned
from kamdesk.storage.sessions import stale

ModelT = TypeVar("ModelT", bound=Base)
VersionedT = TypeVar("VersionedT", bound=Versioned)


def fetch(session: Session, model: type[ModelT], record_id: int) -> ModelT:
    """Return the row of `model` with that id, or raise MissingRecordError."""
    row = session.get(model, record_id)
    if row is None:
        raise missing()
    return row


def fresh(
    session: Session, model: type[VersionedT], record_id: int, seen_version: int
) -> VersionedT:
    """Return the row as the screen has seen it, or raise StaleRecordError or MissingRecordError."""
    row = session.get(model, record_id)
    if row is None:
        raise missing()
    if row.version != seen_version:
        raise stale()
    return row


def missing() -> MissingRecordError:
    """Return the refusal of work on a record that is gone."""
    return MissingRecordError(_("这条记录已不存在，可能已被删除。请刷新后重试。"))
