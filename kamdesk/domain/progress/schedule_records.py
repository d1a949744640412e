"""A project's schedule as it is kept and shown: versions of rows, and how it stands."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from kamdesk.domain.ids import ProjectId, UserId
from kamdesk.domain.progress.revisions import ScheduleChanges
from kamdesk.domain.progress.schedules import ScheduleRow
from kamdesk.domain.progress.totals import ScheduleStanding

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

    `calendar` tells in a sentence by which calendar workdays are counted.
    """

    project_id: ProjectId
    title: str
    rows: tuple[ScheduleRow, ...]
    revision: int
    standing: ScheduleStanding
    warnings: Mapping[int, Mapping[str, str]]
    versions: Sequence[ScheduleVersion]
    names: Mapping[UserId, str]
    calendar: str
    editable: bool
