"""The sample's projects: driven through their stages, handed over, won and lost."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import timedelta
from functools import partial
from typing import Any

from kamdesk.domain.clock import day_of
from kamdesk.domain.ids import ProjectId, UserId
from kamdesk.domain.lists import ListQuery
from kamdesk.domain.progress.project_records import OpenSlip, ProjectDetails
from kamdesk.domain.progress.projects import LossReason, ProjectAct
from kamdesk.domain.progress.schedules import COMPLETE, ScheduleRow
from kamdesk.domain.progress.stages import Stage
from kamdesk.services.progress.projects import ProjectService
from kamdesk.services.progress.schedules import ScheduleService
from kamdesk.services.sample.diary import Diary
from kamdesk.services.sample.story import Line, Story

_NOBODY = "-"
_SEES_ALL = "yanxf"
_UPDATED = "按月更新完成情况。"


class ProjectPlay:
    """Plays what becomes of approved projects."""

    def __init__(
        self,
        projects: ProjectService,
        schedules: ScheduleService,
        *,
        tasks: Sequence[Mapping[str, Any]],
        users: Mapping[str, UserId],
    ) -> None:
        self._projects = projects
        self._schedules = schedules
        self._tasks = tasks
        self._users = users
        self._acts: dict[str, Callable[[ProjectDetails, Line], object]] = {
            "owners": self._name_owners,
            "lose": self._lose,
            "schedule": self._schedule,
            "accept": partial(self._answer, accept=True),
            "send_back": partial(self._answer, accept=False),
        }

    def plan(self, diary: Diary, story: Story) -> None:
        """Note everything."""
        for name, lines in story.project_lines.items():
            for line in lines:
                diary.note(line.back, partial(self._act, name, line))

    def _act(self, name: str, line: Line) -> None:
        project = self._found(name, self._users[line.login])
        self._acts.get(line.act, self._move)(project, line)

    def _found(self, name: str, by: UserId) -> ProjectDetails:
        source = self._projects.list_for(by)
        query = ListQuery(view="all", filters={"name": name})
        return self._projects.details(ProjectId(source.ids(query)[0]), by=by)

    def _move(self, project: ProjectDetails, line: Line) -> None:
        self._projects.act(
            project.id,
            ProjectAct(line.act),
            line.text,
            by=self._users[line.login],
            seen_version=project.version,
        )

    def _lose(self, project: ProjectDetails, line: Line) -> None:
        reason, text = line.text.split(maxsplit=1)
        self._projects.act(
            project.id,
            ProjectAct.LOSE,
            text,
            by=self._users[line.login],
            seen_version=project.version,
            loss_reason=LossReason(reason),
        )

    def _name_owners(self, project: ProjectDetails, line: Line) -> None:
        named = {
            stage: None if login == _NOBODY else self._users[login]
            for stage, login in zip(Stage, line.text.split(), strict=True)
        }
        by = self._users[line.login]
        self._projects.name_owners(project.id, named, by=by, seen_version=project.version)

    def _schedule(self, project: ProjectDetails, line: Line) -> None:
        by, seen = self._users[line.login], self._schedules.of_project(project.id, by=self._anybody)
        stretch, *done = map(int, line.text.split())
        rows = list(self._rows(project, stretch, done))
        note = _UPDATED if seen.revision else ""
        self._schedules.save(project.id, rows, note, by=by, seen_revision=seen.revision)

    @property
    def _anybody(self) -> UserId:
        return self._users[_SEES_ALL]

    def _rows(
        self, project: ProjectDetails, stretch: int, done: Sequence[int]
    ) -> Iterator[ScheduleRow]:
        """Yield the tasks one after another from the project's first day on."""
        day = day_of(project.events[0].at)
        for key, (task, percent) in enumerate(zip(self._tasks, done, strict=True), start=1):
            end = day + timedelta(days=task["days"] * stretch // 100 - 1)
            stage = Stage(task["stage"])
            yield ScheduleRow(
                key=key,
                task=task["task"],
                stage=stage,
                owner=project.owners.get(stage),
                planned_start=day,
                planned_end=end,
                actual_start=day if percent else None,
                actual_end=end if percent == COMPLETE else None,
                weight=task["weight"],
                percent=percent,
                after=(key - 1,) if key > 1 else (),
            )
            day = end + timedelta(days=1)

    def _answer(self, project: ProjectDetails, line: Line, *, accept: bool) -> None:
        slip = _waiting(project)
        self._projects.answer(
            slip.id,
            line.text,
            accept=accept,
            by=self._users[line.login],
            seen_version=slip.version,
        )


def _waiting(project: ProjectDetails) -> OpenSlip:
    if project.slip is None:
        raise ValueError(f"no slip waits: {project.name}")
    return project.slip
