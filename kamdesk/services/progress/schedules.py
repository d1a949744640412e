"""攻关进度表: shown as it stands today, saved as a new version with what changed."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise

from sqlalchemy import select
from sqlalchemy.orm import Session

from kamdesk.domain import permissions
from kamdesk.domain.changes import Changes, Noun, changed
from kamdesk.domain.clock import Clock
from kamdesk.domain.errors import FieldError, RuleError, StaleRecordError
from kamdesk.domain.ids import ProjectId, UserId
from kamdesk.domain.permissions import Action
from kamdesk.domain.progress import schedules as rules
from kamdesk.domain.progress.lights import LightRule
from kamdesk.domain.progress.project_records import ProjectRow, Step
from kamdesk.domain.progress.revisions import changes, postponements
from kamdesk.domain.progress.schedule_records import (
    MOST_ROWS,
    ProjectSchedule,
    ScheduleVersion,
)
from kamdesk.domain.progress.schedules import ScheduleRow
from kamdesk.domain.progress.totals import ScheduleStanding, standing
from kamdesk.domain.progress.workdays import WorkCalendar
from kamdesk.domain.projects import forms
from kamdesk.i18n import N_, _
from kamdesk.services.acting import acting
from kamdesk.services.lists import viewer
from kamdesk.services.progress.project_log import Doing, subject_of, write
from kamdesk.storage.fetch import fetch, missing
from kamdesk.storage.people import UserRecord
from kamdesk.storage.progress import project_records
from kamdesk.storage.progress import projects as project_table
from kamdesk.storage.progress import schedules as table
from kamdesk.storage.progress.projects import ProjectRecord
from kamdesk.storage.progress.schedules import ScheduleVersionRecord
from kamdesk.storage.projects.listing import Viewer
from kamdesk.storage.sessions import Sessions

_CALENDAR = WorkCalendar()
_RULE = LightRule()


class ScheduleService:
    """The schedules of projects."""

    def __init__(self, sessions: Sessions, clock: Clock) -> None:
        self._sessions = sessions
        self._clock = clock

    def of_project(self, project_id: ProjectId, *, by: UserId) -> ProjectSchedule:
        """Return a project's schedule as it stands today."""
        with self._sessions.read() as session:
            looking = viewer(session, self._clock, by, Action.PROJECT_VIEW)
            if not project_records.is_visible(session, project_id, looking):
                raise missing()
            record = fetch(session, ProjectRecord, project_id)
            project = project_table.standing_of(session, record)
            subject = subject_of(session, record, project)
            kept = table.versions(session, record.application_id)
            read = [table.rows_of(each) for each in kept]
            rows = read[-1] if read else ()
            return ProjectSchedule(
                project_id=project_id,
                title=record.name,
                rows=rows,
                revision=kept[-1].revision if kept else 0,
                day=looking.day,
                work=_CALENDAR,
                rule=_RULE,
                postponed=postponements(read),
                versions=_told(session, kept, read),
                names=_names(session, rows),
                editable=not project.over
                and permissions.allowed(looking.actor, Action.PROJECT_RUN, subject),
            )

    def save(
        self,
        project_id: ProjectId,
        rows: Sequence[ScheduleRow],
        note: str = "",
        *,
        by: UserId,
        seen_revision: int,
    ) -> Changes:
        """Save a new version; from the second one on it says why.

        FieldError has "key.field" for each wrong cell; StaleRecordError where somebody else saved
        meanwhile, RuleError where nothing changed or the project is over.
        """
        _refuse_faults(rows)
        clean, now = rules.tidy_rows(rows), self._clock.now()
        note = forms.reason(note, N_("变更说明"), field="note", required=seen_revision > 0)
        with self._sessions.write() as session:
            record, actor = fetch(session, ProjectRecord, project_id), acting(session, by)
            project = project_table.standing_of(session, record)
            permissions.require(actor, Action.PROJECT_RUN, subject_of(session, record, project))
            if project.over:
                raise RuleError(_("项目已结束，进度表不能再修改。"))
            kept = table.versions(session, record.application_id)
            if len(kept) != seen_revision:
                raise StaleRecordError(_("进度表刚被别人修改过，您的修改没有保存。请重新打开。"))
            if kept and not changes(table.rows_of(kept[-1]), clean):
                raise RuleError(_("进度表没有改动，不需要保存。"))
            version = ScheduleVersionRecord(
                application_id=record.application_id,
                revision=seen_revision + 1,
                rows=table.rows_text(clean),
                note=note,
                at=now,
                by_id=by,
            )
            session.add(version)
            text = _("第 {revision} 版。{note}").format(revision=version.revision, note=note)
            write(session, record, project, Doing(Step.SCHEDULE, actor, now, text))
            return changed(Noun.PROJECT, record_id=record.id)


def rows_with_lights(session: Session, ids: Sequence[int], looking: Viewer) -> list[ProjectRow]:
    """Return the rows of the list of projects with today's lights."""
    rows = project_records.rows(session, ids, looking)
    alive = [row.id for row in rows if row.ended_at is None]
    kept = table.versions_of(session, alive)
    lights = {key: _stands(read, looking.day).whole.light for key, read in kept.items()}
    return [replace(row, light=lights.get(row.id)) for row in rows]


def _stands(read: Sequence[tuple[ScheduleRow, ...]], day: date) -> ScheduleStanding:
    postponed = postponements(read)
    return standing(read[-1], day, calendar=_CALENDAR, rule=_RULE, postponed=postponed)


def _refuse_faults(rows: Sequence[ScheduleRow]) -> None:
    if len(rows) > MOST_ROWS:
        raise RuleError(_("进度表最多 {most} 行，请删减或合并任务。").format(most=MOST_ROWS))
    faults = rules.check_rows(rows)
    told = {f"{key}.{field}": each for key, of in faults.items() for field, each in of.items()}
    if told:
        raise FieldError(told)


def _told(
    session: Session,
    kept: Sequence[ScheduleVersionRecord],
    read: Sequence[tuple[ScheduleRow, ...]],
) -> list[ScheduleVersion]:
    """Return the versions with what changed in each, the newest first."""
    steps = [changes(before, after) for before, after in pairwise([(), *read])]
    found = [
        ScheduleVersion(
            each.revision, each.at, session.get_one(UserRecord, each.by_id).name, each.note, step
        )
        for each, step in zip(kept, steps, strict=True)
    ]
    return found[::-1]


def _names(session: Session, rows: Sequence[ScheduleRow]) -> dict[UserId, str]:
    wanted = {row.owner for row in rows if row.owner is not None}
    people = select(UserRecord.id, UserRecord.name).where(UserRecord.id.in_(wanted))
    return {key: name for key, name in session.execute(people)}  # noqa: C416 - rows are no pairs to mypy
