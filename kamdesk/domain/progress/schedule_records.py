"""A project's schedule as it is kept and shown: versions of rows, and how it stands."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from kamdesk.domain.ids import ProjectId, UserId
from kamdesk.domain.progress.lights import LightRule
from kamdesk.domain.progress.revisions import ScheduleChanges
from kamdesk.domain.progress.schedules import ScheduleRow, early_starts
from kamdesk.domain.progress.totals import ScheduleStanding, standing
from kamdesk.domain.progress.workdays import WorkCalendar

MOST_ROWS = 500
"""Rows of one schedule."""


@dataclass(frozen=True, slots=True)
class ScheduleVersion:
    """A version of a schedule: who saved it when and why, and what changed from the one before."""

    revision: int
    at: datetime
    by: str
    note: str
    changes: ScheduleChanges


@dataclass(frozen=True, slots=True, kw_only=True)
class ProjectSchedule:
    """The schedule of a project on a day; revision 0 where none was saved yet.

    `postponed` counts how often a row was put off; `names` are those of the owners.
    """

    project_id: ProjectId
    title: str
    rows: tuple[ScheduleRow, ...]
    revision: int
    day: date
    work: WorkCalendar
    rule: LightRule
    postponed: Mapping[int, int]
    versions: Sequence[ScheduleVersion]
    names: Mapping[UserId, str]
    editable: bool

    @property
    def standing(self) -> ScheduleStanding:
        """How it stands on its day."""
        return standing(
            self.rows, self.day, calendar=self.work, rule=self.rule, postponed=self.postponed
        )

    @property
    def warnings(self) -> Mapping[int, Mapping[str, str]]:
        """Rows that begin before what they depend on has ended."""
        return early_starts(self.rows)

    @property
    def calendar(self) -> str:
        """By which calendar workdays are counted, as a sentence."""
        planned = [(row.planned_start, row.planned_end) for row in self.rows]
        days = [day for pair in planned for day in pair if day is not None]
        return self.work.source_words(min(days), max(days)) if days else ""
