"""The table of schedule versions: each holds all rows, and stays as it was saved."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import fields
from datetime import date, datetime
from typing import Any, Final

from sqlalchemy import ForeignKey, Text, UniqueConstraint, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from kamdesk.domain.ids import ApplicationId, UserId
from kamdesk.domain.progress.schedules import ScheduleRow
from kamdesk.domain.progress.stages import Stage
from kamdesk.storage.base import Base, Instant
from kamdesk.storage.progress.projects import ProjectRecord
from kamdesk.storage.triggers import append_only

_DAYS: Final = ("planned_start", "planned_end", "actual_start", "actual_end")


class ScheduleVersionRecord(Base):
    """A version of the schedule of an application and its project; `rows` is a JSON list."""

    __tablename__ = "schedule_versions"
    __table_args__ = (UniqueConstraint("application_id", "revision"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    application_id: Mapped[ApplicationId] = mapped_column(ForeignKey("applications.id"))
    revision: Mapped[int]
    rows: Mapped[str] = mapped_column(Text)
    note: Mapped[str] = mapped_column(Text)
    at: Mapped[datetime] = mapped_column(Instant)
    by_id: Mapped[UserId] = mapped_column(ForeignKey("users.id"))


TRIGGERS = append_only("schedule_versions")


def versions(session: Session, application_id: ApplicationId) -> Sequence[ScheduleVersionRecord]:
    """Return the versions of a schedule, the oldest first."""
    own = select(ScheduleVersionRecord).where(
        ScheduleVersionRecord.application_id == application_id
    )
    return session.scalars(own.order_by(ScheduleVersionRecord.revision)).all()


def versions_of(
    session: Session, project_ids: Sequence[int]
) -> dict[int, list[tuple[ScheduleRow, ...]]]:
    """Return the rows of every version of the projects' schedules, the oldest first."""
    own = (
        select(ProjectRecord.id, ScheduleVersionRecord)
        .join(
            ScheduleVersionRecord,
            ScheduleVersionRecord.application_id == ProjectRecord.application_id,
        )
        .where(ProjectRecord.id.in_(project_ids))
        .order_by(ScheduleVersionRecord.revision)
    )
    found: dict[int, list[tuple[ScheduleRow, ...]]] = {}
    for project_id, record in session.execute(own):
        found.setdefault(project_id, []).append(rows_of(record))
    return found


def rows_text(rows: Sequence[ScheduleRow]) -> str:
    """Return rows as a version keeps them: what is empty is left out."""
    empty = ScheduleRow(key=0)
    kept = [
        {
            field.name: _plain(getattr(row, field.name))
            for field in fields(ScheduleRow)
            if getattr(row, field.name) != getattr(empty, field.name)
        }
        for row in rows
    ]
    return json.dumps(kept, ensure_ascii=False)


def rows_of(record: ScheduleVersionRecord) -> tuple[ScheduleRow, ...]:
    """Return the rows of a version."""
    return tuple(_row(each) for each in json.loads(record.rows))


def _row(kept: Mapping[str, Any]) -> ScheduleRow:
    values = dict(kept)
    for name in _DAYS:
        if name in values:
            values[name] = date.fromisoformat(values[name])
    if "stage" in values:
        values["stage"] = Stage(values["stage"])
    values["after"] = tuple(values.get("after", ()))
    return ScheduleRow(**{"key": 0} | values)


def _plain(value: object) -> object:
    if isinstance(value, date):
        return value.isoformat()
    return list(value) if isinstance(value, tuple) else value
