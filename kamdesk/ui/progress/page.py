"""攻关进度: the projects, and one of them beside the list."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any, ClassVar

from PySide6.QtWidgets import QVBoxLayout

from kamdesk.domain.changes import Changes, Noun
from kamdesk.domain.clients.clients import OwnerChoice
from kamdesk.domain.errors import KamdeskError
from kamdesk.domain.ids import ProjectId
from kamdesk.domain.progress.project_records import OpenSlip, ProjectDetails, ProjectRow
from kamdesk.domain.progress.projects import ProjectAct
from kamdesk.domain.progress.schedule_records import ProjectSchedule
from kamdesk.domain.progress.schedules import ScheduleRow
from kamdesk.domain.progress.stages import Stage
from kamdesk.i18n import _
from kamdesk.services.progress.projects import ProjectService
from kamdesk.services.progress.schedules import ScheduleService
from kamdesk.ui.lists.page import ListPage
from kamdesk.ui.progress.asking import ActDialog, OwnersDialog
from kamdesk.ui.progress.columns import SPEC
from kamdesk.ui.progress.pane import ProjectPane
from kamdesk.ui.progress.schedule_dialog import ScheduleDialog
from kamdesk.ui.projects.record_acts import RecordActs
from kamdesk.ui.projects.tools import PageTools
from kamdesk.ui.shell.page import Page


class ProgressPage(Page):
    """Lists projects; drives the one that is chosen."""

    help_topic: ClassVar[str] = "progress"

    def __init__(
        self, projects: ProjectService, schedules: ScheduleService, *, tools: PageTools
    ) -> None:
        super().__init__()
        self._projects = projects
        self._schedules = schedules
        self._tools = tools
        self._by = tools.actor.id
        self._shown: ProjectDetails | None = None
        self.list: ListPage[ProjectRow] = ListPage(
            SPEC, projects.list_for(self._by), jobs=tools.jobs, state=tools.state
        )
        self.pane = ProjectPane(self._by)
        self.acts = RecordActs(tools, self)
        self._build()

    def activate(self) -> None:
        self.list.reload()
        self.list.view.setFocus()

    def refresh(self) -> None:
        self.list.reload()

    def open_record(self, kind: str, record_id: int) -> None:
        if kind == "project":
            self.list.show_view("all")
            self.list.reload(select=record_id)

    def show_hint(self, hint: object) -> None:
        """Show a view by its key."""
        if isinstance(hint, str):
            self.list.show_view(hint)

    def status(self) -> str:
        return self.list.status

    def _build(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.list)
        self.list.set_detail(self.pane, share=0.44)
        self.pane.setMinimumWidth(500)
        self.list.equip(self._tools)
        self.list.follow(self._tools.bus, Noun.PROJECT, Noun.APPLICATION, Noun.CLIENT)
        self.list.current_changed.connect(self._on_current)
        self.list.loaded.connect(self._on_loaded)
        self.list.status_changed.connect(self.status_changed)
        self.pane.act_wanted.connect(self._act)
        self.pane.owners_wanted.connect(self._read_people)
        self.pane.schedule_wanted.connect(self._read_schedule)
        self.list.opened.connect(self._read_schedule)
        self.pane.accept_wanted.connect(self._accept)
        self.pane.send_back_wanted.connect(self._send_back)
        self.pane.take_back_wanted.connect(self._take_back)
        self.pane.hand_again_wanted.connect(self._hand_again)
        self.pane.client_wanted.connect(partial(self.open_requested.emit, "client"))
        self.pane.application_wanted.connect(partial(self.open_requested.emit, "application"))

    # -- one project --------------------------------------------------------------------

    def _on_current(self, project_id: int | None) -> None:
        self._shown = None
        if project_id is None:
            self.pane.show_nothing()
            return
        work = partial(self._projects.details, ProjectId(project_id), by=self._by)
        self._tools.jobs.run(self, work, self._show, self._on_gone, key="details")

    def _on_loaded(self) -> None:
        self._on_current(self.list.current_id())

    def _on_gone(self, _error: KamdeskError) -> None:
        """Show nothing: the project went out of reach since the list was read."""
        self.pane.show_nothing()

    def _show(self, project: ProjectDetails) -> None:
        self._shown = project
        self.pane.show_project(project, self._tools.clock.now())

    # -- what is done -------------------------------------------------------------------

    def _act(self, act: ProjectAct) -> None:
        project = self._shown
        if project is None:
            return
        dialog = ActDialog(project, act, messages=self._tools.messages, parent=self)

        def work(values: Mapping[str, Any]) -> Changes:
            return self._projects.act(
                project.id,
                act,
                values["text"] or "",
                by=self._by,
                seen_version=project.version,
                loss_reason=values.get("loss_reason"),
            )

        self.acts.ask(dialog, work)

    def _read_people(self) -> None:
        work = partial(self._projects.candidates, by=self._by)
        self._tools.jobs.run(self, work, self._name_owners)

    def _name_owners(self, people: Sequence[OwnerChoice]) -> None:
        project = self._shown
        if project is None:
            return
        dialog = OwnersDialog(project, people, messages=self._tools.messages, parent=self)

        def work(values: Mapping[str, Any]) -> Changes:
            named = {stage: values[stage.value] for stage in Stage}
            return self._projects.name_owners(
                project.id, named, by=self._by, seen_version=project.version
            )

        self.acts.ask(dialog, work)

    def _read_schedule(self, *_opened: int) -> None:
        project = self._shown
        if project is None:
            return

        def read() -> tuple[ProjectSchedule, Sequence[OwnerChoice]]:
            schedule = self._schedules.of_project(project.id, by=self._by)
            return schedule, self._projects.candidates(by=self._by)

        self._tools.jobs.run(self, read, self._open_schedule, key="schedule")

    def _open_schedule(self, read: tuple[ProjectSchedule, Sequence[OwnerChoice]]) -> None:
        schedule, people = read
        dialog = ScheduleDialog(schedule, people, messages=self._tools.messages, parent=self)
        dialog.save_wanted.connect(partial(self._save_schedule, dialog, schedule))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _save_schedule(
        self,
        dialog: ScheduleDialog,
        schedule: ProjectSchedule,
        rows: Sequence[ScheduleRow],
        note: str,
    ) -> None:
        def done(changes: Changes) -> None:
            dialog.setWindowModified(False)
            dialog.accept()
            self._tools.bus.announce(changes)

        work = partial(
            self._schedules.save,
            schedule.project_id,
            rows,
            note,
            by=self._by,
            seen_revision=schedule.revision,
        )
        self._tools.jobs.run(dialog, work, done, dialog.refuse)

    def _accept(self) -> None:
        slip = self._slip()
        if slip is not None:
            seen, answer = slip.version, self._projects.answer
            self._do(partial(answer, slip.id, accept=True, by=self._by, seen_version=seen))

    def _send_back(self) -> None:
        slip = self._slip()
        if slip is None:
            return
        seen, answer = slip.version, self._projects.answer
        work = partial(answer, slip.id, accept=False, by=self._by, seen_version=seen)
        about = _("{giver}交接给您的阶段").format(giver=slip.giver)
        self.acts.ask_reason(_("退回交接"), about, work)

    def _take_back(self) -> None:
        slip = self._slip()
        if slip is not None:
            self._do(
                partial(self._projects.take_back, slip.id, by=self._by, seen_version=slip.version)
            )

    def _hand_again(self) -> None:
        project = self._shown
        if project is not None:
            again = self._projects.hand_again
            self._do(partial(again, project.id, by=self._by, seen_version=project.version))

    def _slip(self) -> OpenSlip | None:
        return None if self._shown is None else self._shown.slip

    def _do(self, work: Callable[[], Changes]) -> None:
        self._tools.jobs.run(self, work, self._tools.bus.announce)
