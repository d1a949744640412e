"""One project beside the list: its stages, what waits, what may be done, and its log."""

from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from kamdesk.domain.ids import UserId
from kamdesk.domain.progress.project_records import OpenSlip, ProjectDetails, ProjectEvent
from kamdesk.domain.progress.projects import (
    ACT_TITLES,
    LOSS_TITLES,
    STATE_TITLES,
    ProjectAct,
    ProjectState,
)
from kamdesk.domain.progress.stages import STAGE_TITLES, Stage
from kamdesk.i18n import _
from kamdesk.ui.labels import Chip, heading, plain_label, selectable_label
from kamdesk.ui.lists.columns import cell_text
from kamdesk.ui.progress.columns import LOG, STATE_TONES
from kamdesk.ui.progress.ribbon import StageRibbon
from kamdesk.ui.tokens import S
from kamdesk.ui.tone import Tone
from kamdesk.ui.widgets.buttons import action, button, link_button, menu_button
from kamdesk.ui.widgets.cards import Card, Facts, row_of
from kamdesk.ui.widgets.notices import EmptyState, Notice
from kamdesk.ui.widgets.small_table import SmallTable

_GOING_ON = (ProjectAct.ADVANCE, ProjectAct.WIN)


class ProjectPane(Card):
    """Shows one project; asks for what is to be done with it."""

    act_wanted = Signal(object)
    """A `ProjectAct`."""
    owners_wanted = Signal()
    schedule_wanted = Signal()
    accept_wanted = Signal()
    send_back_wanted = Signal()
    take_back_wanted = Signal()
    hand_again_wanted = Signal()
    client_wanted = Signal(int)
    application_wanted = Signal(int)

    def __init__(self, by: UserId) -> None:
        super().__init__()
        self._by = by
        self._project: ProjectDetails | None = None
        self.name = selectable_label(role="h2")
        self.number = plain_label(role="muted")
        self.state = Chip()
        self.go_on = button("", self._on_go_on, icon_name="chevron-right", primary=True)
        self.owners_button = button(_("阶段负责人"), self.owners_wanted.emit, icon_name="users")
        self.schedule_button = button(
            _("进度表"), self.schedule_wanted.emit, icon_name="calendar-days"
        )
        self.again_button = button(_("重新交接"), self.hand_again_wanted.emit, icon_name="send")
        self._menu = QMenu()
        self.actions_of = {act: self._offer(act) for act in ProjectAct if act not in _GOING_ON}
        self._menu.addActions(list(self.actions_of.values()))
        self.more = menu_button(_("更多"), self._menu)
        self.ribbon = StageRibbon()
        self.slip = Notice()
        self.accept_button = button(_("接收"), self.accept_wanted.emit, icon_name="check")
        self.send_back_button = button(_("退回"), self.send_back_wanted.emit)
        self.take_back_button = button(_("收回交接单"), self.take_back_wanted.emit)
        self.missing = Notice()
        self.facts = Facts()
        self.log: SmallTable[ProjectEvent] = SmallTable(LOG, name=_("项目记录"))
        self.empty = EmptyState("milestone", _("选择左侧的项目，这里显示阶段、交接和记录。"))
        self._whole = QWidget()
        self._build()
        self.show_nothing()

    def show_nothing(self) -> None:
        """Show that nothing is chosen."""
        self._project = None
        self._whole.hide()
        self.empty.show()

    def show_project(self, project: ProjectDetails, now: datetime) -> None:
        """Show a project as it stands."""
        self._project = project
        self.name.setText(project.name)
        self.number.setText(project.number)
        self.state.say(_(STATE_TITLES[project.state]), STATE_TONES[project.state])
        self.ribbon.show_project(project, project.days(now))
        self._show_acts(project)
        self._show_slip(project)
        waits = "" if project.slip else "\n".join(project.missing)
        self.missing.say(waits, Tone.WARN)
        self._show_facts(project)
        self.log.show_rows(list(reversed(project.events)), select=0)
        self.empty.hide()
        self._whole.show()

    def _offer(self, act: ProjectAct) -> QAction:
        return action(self, _(ACT_TITLES[act]), lambda: self.act_wanted.emit(act))

    def _on_go_on(self) -> None:
        if self._project is not None:
            self.act_wanted.emit(_next_act(self._project))

    def _show_acts(self, project: ProjectDetails) -> None:
        act, free = _next_act(project), project.slip is None
        self.go_on.setText(_(ACT_TITLES[act]))
        self.go_on.setVisible(act in project.acts)
        self.go_on.setEnabled(free and not project.missing)
        self.owners_button.setVisible(project.may_name)
        care_open = project.state is ProjectState.WON and project.stage is not Stage.CARE
        self.again_button.setVisible(care_open and free)
        for each, shown in self.actions_of.items():
            possible = each in project.acts
            if each is ProjectAct.STEP_BACK:
                possible = possible and project.stage is not Stage.SEARCH
            shown.setVisible(possible)
            shown.setEnabled(free)
        self.more.setVisible(any(each.isVisible() for each in self.actions_of.values()))

    def _show_slip(self, project: ProjectDetails) -> None:
        slip = project.slip
        self.slip.say(_slip_words(slip) if slip else "", Tone.INFO)
        mine = slip is not None and slip.taker_id == self._by
        self.accept_button.setVisible(mine)
        self.send_back_button.setVisible(mine)
        running = project.may_name or ProjectAct.REOPEN in project.acts
        self.take_back_button.setVisible(slip is not None and not mine and running)

    def _show_facts(self, project: ProjectDetails) -> None:
        self.facts.clear()
        client = link_button(project.client, lambda: self.client_wanted.emit(project.client_id))
        paper = link_button(
            project.number, lambda: self.application_wanted.emit(project.application_id)
        )
        self.facts.add(_("客户"), client)
        self.facts.add(_("立项申请"), paper)
        since = plain_label(cell_text(project.since))
        self.facts.add(_("进入本阶段"), since)
        if project.loss_reason is not None:
            self.facts.add(_("丢单原因"), plain_label(_(LOSS_TITLES[project.loss_reason])))

    def _build(self) -> None:
        column = QVBoxLayout(self._whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(S)
        column.addWidget(self.name)
        column.addLayout(row_of(self.number, self.state, None))
        column.addLayout(
            row_of(
                self.go_on,
                self.schedule_button,
                self.owners_button,
                self.again_button,
                self.more,
                None,
            )
        )
        column.addWidget(self.ribbon)
        column.addWidget(self.slip)
        column.addLayout(
            row_of(self.accept_button, self.send_back_button, self.take_back_button, None)
        )
        column.addWidget(self.missing)
        column.addWidget(self.facts)
        column.addWidget(heading(_("项目记录")))
        column.addWidget(self.log, 1)
        self.body.addWidget(self.empty, 1)
        self.body.addWidget(self._whole, 1)


def _next_act(project: ProjectDetails) -> ProjectAct:
    return ProjectAct.WIN if project.stage is Stage.DEAL else ProjectAct.ADVANCE


def _slip_words(slip: OpenSlip) -> str:
    text = _("{giver}把“{stage}”阶段交接给{taker}，等待接收（{at}）。{note}")
    return text.format(
        giver=slip.giver,
        stage=_(STAGE_TITLES[slip.stage]),
        taker=slip.taker,
        at=cell_text(slip.at),
        note=slip.note,
    )
