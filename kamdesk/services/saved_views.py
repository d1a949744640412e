"""Saved views: each person keeps, renames and drops their own."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.orm import Session

from kamdesk.domain.changes import Changes, Noun, changed
from kamdesk.domain.clock import Clock
from kamdesk.domain.errors import RuleError
from kamdesk.domain.ids import SavedViewId, UserId
from kamdesk.domain.saved_views import MOST, SavedView, ViewContent, check_name, content_text
from kamdesk.i18n import _
from kamdesk.services.acting import acting
from kamdesk.storage import audit
from kamdesk.storage.fetch import fresh, missing
from kamdesk.storage.saved_views import SavedViewRecord, of_list, view_of
from kamdesk.storage.sessions import Sessions


class SavedViewService:
    """Views are their owner's alone: for anybody else they do not exist."""

    def __init__(self, sessions: Sessions, clock: Clock) -> None:
        self._sessions = sessions
        self._clock = clock

    def views(self, list_name: str, *, by: UserId) -> list[SavedView]:
        """Return the person's views of a list, in the order of their names."""
        with self._sessions.read() as session:
            acting(session, by, self._clock)
            return [view_of(record) for record in of_list(session, list_name, by)]

    def save(
        self,
        list_name: str,
        name: str,
        content: ViewContent,
        *,
        by: UserId,
        default: bool = False,
    ) -> Changes:
        """Keep a new view; FieldError for its name, RuleError where there are too many."""
        with self._sessions.write() as session:
            acting(session, by, self._clock)
            present = of_list(session, list_name, by)
            if len(present) >= MOST:
                text = _("每个列表最多保存 {most} 个视图，请先删除不用的视图。")
                raise RuleError(text.format(most=MOST))
            record = SavedViewRecord(
                user_id=by,
                list=list_name,
                name=check_name(name, (other.name for other in present)),
                content=content_text(content),
                is_default=False,
                saved_at=self._clock.now(),
            )
            session.add(record)
            if default:
                _make_default(session, record, present)
            return self._keep(session, record, "saved_view_create", by=by)

    def overwrite(
        self, view_id: SavedViewId, content: ViewContent, *, by: UserId, seen_version: int
    ) -> Changes:
        """Keep `content` in place of what the view held."""
        with self._own(view_id, by=by, seen_version=seen_version) as (session, record):
            record.content = content_text(content)
            record.saved_at = self._clock.now()
            return self._keep(session, record, "saved_view_edit", by=by)

    def rename(self, view_id: SavedViewId, name: str, *, by: UserId, seen_version: int) -> Changes:
        """Call a view otherwise; FieldError for the name."""
        with self._own(view_id, by=by, seen_version=seen_version) as (session, record):
            others = of_list(session, record.list, by)
            taken = (other.name for other in others if other is not record)
            record.name = check_name(name, taken)
            return self._keep(session, record, "saved_view_rename", by=by)

    def set_default(
        self, view_id: SavedViewId, *, default: bool, by: UserId, seen_version: int
    ) -> Changes:
        """Show this view when the list is opened, in place of any other; or no longer."""
        with self._own(view_id, by=by, seen_version=seen_version) as (session, record):
            if default:
                _make_default(session, record, of_list(session, record.list, by))
            else:
                record.is_default = False
            return self._keep(session, record, "saved_view_default", by=by)

    def delete(self, view_id: SavedViewId, *, by: UserId, seen_version: int) -> Changes:
        """Drop a view; the list itself stays as it is."""
        with self._own(view_id, by=by, seen_version=seen_version) as (session, record):
            session.delete(record)
            return self._keep(session, record, "saved_view_delete", by=by)

    @contextmanager
    def _own(
        self, view_id: SavedViewId, *, by: UserId, seen_version: int
    ) -> Iterator[tuple[Session, SavedViewRecord]]:
        with self._sessions.write() as session:
            acting(session, by, self._clock)
            record = session.get(SavedViewRecord, view_id)
            if record is None or record.user_id != by:
                raise missing()
            yield session, fresh(session, SavedViewRecord, view_id, seen_version)

    def _keep(
        self, session: Session, record: SavedViewRecord, action: str, *, by: UserId
    ) -> Changes:
        session.flush()
        audit.append(
            session,
            at=self._clock.now(),
            actor_id=by,
            action=action,
            noun=Noun.SAVED_VIEW,
            record_id=record.id,
            payload={"list": record.list, "default": record.is_default},
        )
        return changed(Noun.SAVED_VIEW, record_id=record.id)


def _make_default(
    session: Session, record: SavedViewRecord, present: list[SavedViewRecord]
) -> None:
    """Let `record` be the only default; the one before steps back first."""
    for other in present:
        other.is_default = False
    session.flush()
    record.is_default = True
