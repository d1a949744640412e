"""评级: the clients that are due for grading, with one client's grade beside the list."""

from functools import partial
from typing import ClassVar

from PySide6.QtWidgets import QVBoxLayout

from kamdesk.domain.changes import Noun
from kamdesk.domain.classes.gradings import GradingRow, GradingSheet
from kamdesk.domain.clients.clients import TIER_TITLES, Grade
from kamdesk.domain.clock import today
from kamdesk.domain.errors import KamdeskError
from kamdesk.domain.ids import ClientId
from kamdesk.domain.permissions import Action, allowed
from kamdesk.i18n import N_, _
from kamdesk.services.classes.gradings import GradingService
from kamdesk.ui.classes.grading_acts import GradingActs
from kamdesk.ui.classes.grading_pane import GradingPane
from kamdesk.ui.clients.columns import GRADE_TONES
from kamdesk.ui.lists.columns import Column, Filter
from kamdesk.ui.lists.page import ListPage, ListSpec
from kamdesk.ui.lists.tabs import View
from kamdesk.ui.projects.tools import PageTools
from kamdesk.ui.shell.page import Page
from kamdesk.ui.tone import Tone
from kamdesk.ui.widgets.buttons import action
from kamdesk.ui.widgets.cards import Card

_GRADES = (*((grade.value, grade.value) for grade in Grade), ("none", N_("未评级")))
_TIERS = (*((tier.value, title) for tier, title in TIER_TITLES.items()), ("none", N_("未定")))


def _grade(row: GradingRow) -> str:
    return row.grade.value if row.grade else ""


def _tier(row: GradingRow) -> str:
    return _(TIER_TITLES[row.tier]) if row.tier else ""


def spec_for(tools: PageTools) -> ListSpec[GradingRow]:
    """Return the list; a day that is over stands in red."""
    day = today(tools.clock)

    def due(row: GradingRow) -> Tone | None:
        return Tone.BAD if row.due_on is not None and row.due_on <= day else None

    def tone(row: GradingRow) -> Tone | None:
        return GRADE_TONES[row.grade] if row.grade else None

    columns: tuple[Column[GradingRow], ...] = (
        Column("name", N_("客户名称"), lambda row: row.name, width=200),
        Column("number", N_("客户编号"), lambda row: row.number, width=90, visible=False),
        Column(
            "grade", N_("等级"), _grade, width=64, filter=Filter.CHOICE, choices=_GRADES, tone=tone
        ),
        Column(
            "total", N_("得分"), lambda row: row.total, width=70, number=True, filter=Filter.NUMBER
        ),
        Column(
            "due_on",
            N_("复评日期"),
            lambda row: row.due_on,
            width=100,
            filter=Filter.DATE,
            tone=due,
        ),
        Column(
            "amount",
            N_("年采购额（万元）"),
            lambda row: row.amount,
            width=130,
            number=True,
            filter=Filter.NUMBER,
            total=True,
            size=10_000,
            places=2,
        ),
        Column("tier", N_("合作层级"), _tier, width=96, filter=Filter.CHOICE, choices=_TIERS),
        Column("owner", N_("负责人"), lambda row: row.owner, width=80),
    )
    views = (
        View("due", N_("该复评了")),
        View("soon", N_("30 天内到期")),
        View("ungraded", N_("未评级")),
        View("all", N_("全部客户")),
    )
    empty = N_("这里没有客户。")
    return ListSpec(
        "gradings",
        columns,
        views,
        sort="due_on",
        empty=empty,
        empty_icon="gauge",
        title=N_("评级"),
        export=Action.CLIENT_EXPORT,
    )


class GradingsPage(Page):
    """Lists clients by when they are due; whoever may grade grades one, or many again."""

    help_topic: ClassVar[str] = "grading"

    def __init__(self, gradings: GradingService, *, tools: PageTools) -> None:
        super().__init__()
        self._gradings = gradings
        self._tools = tools
        self._by = tools.actor.id
        self._shown: GradingSheet | None = None
        self._grades = allowed(tools.actor, Action.GRADE_DECIDE)
        self.list: ListPage[GradingRow] = ListPage(
            spec_for(tools), gradings.list_for(self._by), jobs=tools.jobs, state=tools.state
        )
        self.pane = GradingPane()
        self.acts = GradingActs(gradings, tools, self)
        self._build()

    def activate(self) -> None:
        self.list.reload()
        self.list.view.setFocus()

    def refresh(self) -> None:
        self.list.reload()

    def show_hint(self, hint: object) -> None:
        """Show a view by its key."""
        if isinstance(hint, str):
            self.list.show_view(hint)

    def status(self) -> str:
        return self.list.status

    # -- inside -------------------------------------------------------------------------

    def _build(self) -> None:
        card = Card()
        card.body.addWidget(self.pane)
        card.setMinimumWidth(400)
        self.list.equip(self._tools)
        self.list.set_detail(card, share=0.36)
        self.list.follow(self._tools.bus, Noun.GRADING, Noun.CLIENT, Noun.PURCHASE, Noun.POLICY)
        to_client = action(self, _("查看客户"), self._open_client, icon_name="building-2")
        self.list.add_menu_actions(to_client)
        if self._grades:
            again = action(self, _("重新评级"), self._grade_again, icon_name="refresh-cw")
            self.list.add_menu_actions(again)
            self.list.add_button(_("重新评级"), self._grade_again, icon_name="refresh-cw")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.list)
        self.list.current_changed.connect(self._on_current)
        self.list.loaded.connect(self._on_loaded)
        self.list.opened.connect(self._on_opened)
        self.list.status_changed.connect(self.status_changed)
        self.pane.grade_wanted.connect(self._grade)

    def _on_current(self, client_id: int | None) -> None:
        self._shown = None
        if client_id is None:
            self.pane.show_nothing()
            return
        read = partial(self._gradings.sheet, ClientId(client_id), by=self._by)
        self._tools.jobs.run(self, read, self._show, self._on_gone, key="sheet")

    def _on_loaded(self) -> None:
        self._on_current(self.list.current_id())

    def _on_gone(self, _error: KamdeskError) -> None:
        self.pane.show_nothing()

    def _show(self, sheet: GradingSheet) -> None:
        self._shown = sheet
        self.pane.show_sheet(sheet, may_grade=self._grades)

    def _on_opened(self, _client_id: int) -> None:
        if self._grades:
            self._grade()

    def _grade(self) -> None:
        if self._shown is not None:
            self.acts.grade(self._shown)

    def _grade_again(self) -> None:
        chosen = self.list.selected_ids()
        if chosen:
            self.acts.grade_again(chosen)

    def _open_client(self) -> None:
        client_id = self.list.current_id()
        if client_id is not None:
            self.open_requested.emit("client", client_id)
