"""The decisions on a client's grade, for its time line."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from kamdesk.domain.clients.timeline import TimelineEntry, TimelineKind
from kamdesk.i18n import _
from kamdesk.storage.classes.gradings import GradingRecord
from kamdesk.storage.clients.timeline import Look, Source
from kamdesk.storage.people import UserRecord


def _gradings(session: Session, look: Look) -> list[TimelineEntry]:
    rows = session.execute(
        select(GradingRecord, UserRecord.name)
        .join(UserRecord, UserRecord.id == GradingRecord.by_id)
        .where(GradingRecord.client_id == look.client_id)
        .order_by(GradingRecord.at.desc(), GradingRecord.id.desc())
        .limit(look.limit)
    )
    return [
        TimelineEntry(
            row.at,
            TimelineKind.CLASS,
            _("评为 {grade} 级，得分 {total}").format(grade=row.grade.value, total=row.total),
            row.reason,
            by,
        )
        for row, by in rows
    ]


SOURCES: tuple[Source, ...] = (Source(TimelineKind.CLASS, _gradings),)
