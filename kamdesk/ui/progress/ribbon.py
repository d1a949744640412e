"""The six stages side by side: who owns each, how long it took, where the project is."""

from collections.abc import Mapping

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from kamdesk.domain.progress.project_records import ProjectDetails
from kamdesk.domain.progress.stages import STAGE_ORDER, STAGE_TITLES, Stage
from kamdesk.i18n import _
from kamdesk.ui.labels import plain_label, restyle
from kamdesk.ui.tokens import XS, S
from kamdesk.ui.tone import Tone


class StageRibbon(QWidget):
    """Six boxes from left to right."""

    def __init__(self) -> None:
        super().__init__()
        self.boxes = {stage: _Box(stage) for stage in Stage}
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(XS)
        for box in self.boxes.values():
            row.addWidget(box, 1)

    def show_project(self, project: ProjectDetails, days: Mapping[Stage, int]) -> None:
        """Show where a project is; a stage that nobody owns says so."""
        here = STAGE_ORDER[project.stage]
        for stage, box in self.boxes.items():
            place = STAGE_ORDER[stage]
            tone = Tone.ACCENT if place == here else Tone.OK if place < here else Tone.NEUTRAL
            box.show_stage(project.owner_names.get(stage, ""), days.get(stage), tone)


class _Box(QFrame):
    def __init__(self, stage: Stage) -> None:
        super().__init__()
        self._title = plain_label(f"{STAGE_ORDER[stage]} {_(STAGE_TITLES[stage])}", role="strong")
        self.owner = plain_label()
        self.days = plain_label(role="muted")
        column = QVBoxLayout(self)
        column.setContentsMargins(S, XS, S, XS)
        column.setSpacing(0)
        for label in (self._title, self.owner, self.days):
            column.addWidget(label)

    def show_stage(self, owner: str, days: int | None, tone: Tone) -> None:
        self.owner.setText(owner or _("待定"))
        self.days.setText("" if days is None else _("{days} 天").format(days=days))
        restyle(self, notice=tone.value)
