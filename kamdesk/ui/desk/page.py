"""工作台: figures that lead to their lists, what waits, what runs out, what was opened last."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import ClassVar

from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout

from kamdesk.domain.changes import Changes, Noun
from kamdesk.domain.clock import today
from kamdesk.domain.desk import Desk
from kamdesk.domain.permissions import Action, allowed
from kamdesk.i18n import _
from kamdesk.ui.desk.cards import LinesCard
from kamdesk.ui.desk.figures import Figure
from kamdesk.ui.desk.lines import opened, running_out, to_do, touched
from kamdesk.ui.projects.tools import PageTools
from kamdesk.ui.shell.page import Hit, Page
from kamdesk.ui.tokens import M
from kamdesk.ui.widgets.cards import KpiCard, clear_layout

_NOUNS = (
    *(Noun.CLIENT, Noun.FILING, Noun.CONFLICT, Noun.APPLICATION),
    *(Noun.APPROVAL, Noun.PROJECT, Noun.USER),
)


@dataclass(frozen=True, slots=True)
class DeskContent:
    """Everything the page shows, read in one go."""

    desk: Desk
    figures: Sequence[Figure]
    recent: Sequence[Hit]


class DeskPage(Page):
    """Reads again whenever somebody wrote something it counts."""

    help_topic: ClassVar[str] = "desk"

    def __init__(self, read: Callable[[], DeskContent], *, tools: PageTools) -> None:
        super().__init__()
        self._read = read
        self._tools = tools
        self._figures = QHBoxLayout()
        self._figures.setSpacing(M)
        self.cards: list[KpiCard] = []
        self.to_do = LinesCard(
            _("待办"),
            empty_icon="circle-check",
            empty=_("没有等您处理的事项。"),
            on_open=self.open_requested.emit,
        )
        self.running_out = LinesCard(
            _("即将到期"),
            empty_icon="shield-check",
            empty=_("没有即将到期的备案。"),
            on_open=self.open_requested.emit,
        )
        self.recent = LinesCard(
            _("最近打开"),
            empty_icon="history",
            empty=_("打开过的客户、备案和立项会列在这里。"),
            on_open=self.open_requested.emit,
        )
        self._build()
        tools.bus.changed.connect(self._on_changed)

    def activate(self) -> None:
        self._tools.jobs.run(self, self._read, self._show, key="desk")

    def refresh(self) -> None:
        self.activate()

    # -- inside -----------------------------------------------------------------------

    def _build(self) -> None:
        grid = QGridLayout()
        grid.setSpacing(M)
        grid.addWidget(self.to_do, 0, 0)
        grid.addWidget(self.running_out, 1, 0)
        grid.addWidget(self.recent, 0, 1, 2, 1)
        grid.setColumnStretch(0, 3)
        grid.setColumnStretch(1, 2)
        grid.setRowStretch(0, 1)
        grid.setRowStretch(1, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(M)
        column.addLayout(self._figures)
        column.addLayout(grid, 1)
        if allowed(self._tools.actor, Action.CLIENT_VIEW):
            self.recent.say_empty(
                "history",
                _("打开过的客户、备案和立项会列在这里。"),
                _("查看客户"),
                partial(self.page_requested.emit, "clients", None),
            )
        else:
            self._show_upkeep_only(grid)

    def _show_upkeep_only(self, grid: QGridLayout) -> None:
        """Leave out what an administrator, who has no business of his own, never fills."""
        self.running_out.hide()
        self.recent.hide()
        grid.setColumnStretch(1, 0)
        grid.setRowStretch(1, 0)
        self.to_do.say_empty(
            "circle-check",
            _("账号、规则、审批流程和备份都在“设置”里。业务事项由各岗位自己的账号办理。"),
            _("打开设置"),
            partial(self.page_requested.emit, "settings", None),
        )

    def _show(self, content: DeskContent) -> None:
        clear_layout(self._figures)
        self.cards = [self._card(figure) for figure in content.figures]
        for card in self.cards:
            self._figures.addWidget(card, 1)
        self.to_do.show_lines(to_do(content.desk, today(self._tools.clock)))
        self.running_out.show_lines(running_out(content.desk))
        recent = opened(content.recent) if content.recent else touched(content.desk.recent)
        self.recent.show_lines(recent)

    def _card(self, figure: Figure) -> KpiCard:
        card = KpiCard(figure.title)
        card.say(figure.value, figure.note, figure.tone)
        card.clicked.connect(partial(self.page_requested.emit, *figure.target))
        return card

    def _on_changed(self, changes: Changes) -> None:
        if changes.touches(*_NOUNS) and self.isVisible():
            self.activate()
