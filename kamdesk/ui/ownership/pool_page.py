"""公海: the clients without an owner, and those on their way there."""

from functools import partial
from typing import ClassVar

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QPushButton, QVBoxLayout

from kamdesk.domain.changes import Noun
from kamdesk.domain.ownership.pool import PoolRow, PoolRule, rule_words
from kamdesk.domain.permissions import Action, allowed
from kamdesk.i18n import _
from kamdesk.services.ownership.pool import PoolService
from kamdesk.ui.lists.page import ListPage
from kamdesk.ui.ownership.columns import SPEC
from kamdesk.ui.ownership.pool_acts import PoolActs
from kamdesk.ui.projects.tools import PageTools
from kamdesk.ui.shell.page import Page
from kamdesk.ui.tokens import S
from kamdesk.ui.tone import Tone
from kamdesk.ui.widgets.buttons import action
from kamdesk.ui.widgets.notices import Notice

POOL = "pool"
"""The key of this part and of its first view."""


class PoolPage(Page):
    """Lists the pool and what falls due; buttons act on all selected clients."""

    help_topic: ClassVar[str] = "ownership"

    def __init__(self, pool: PoolService, *, tools: PageTools) -> None:
        super().__init__()
        self._pool = pool
        self._tools = tools
        self.list: ListPage[PoolRow] = ListPage(
            SPEC, pool.list_for(tools.actor.id), jobs=tools.jobs, state=tools.state
        )
        self.acts = PoolActs(pool, tools, self)
        self.words = Notice("", Tone.INFO)
        self.buttons: dict[str, QPushButton] = {}
        self._build()

    def activate(self) -> None:
        self.list.reload()
        self.list.view.setFocus()
        self._tools.jobs.run(self, self._pool.rule, self._show_rule, key="rule")

    def refresh(self) -> None:
        self.activate()

    def show_hint(self, hint: object) -> None:
        """Show a view by its key."""
        if isinstance(hint, str):
            self.list.show_view(hint)

    def status(self) -> str:
        return self.list.status

    # -- inside -------------------------------------------------------------------------

    def _build(self) -> None:
        claims = allowed(self._tools.actor, Action.CLIENT_CLAIM)
        assigns = allowed(self._tools.actor, Action.CLIENT_ASSIGN)
        to_client = action(self, _("查看客户"), self._open_client, icon_name="building-2")
        self.list.add_menu_actions(to_client)
        if claims:
            self._offer("release", _("退回公海"), "undo-2")
        if assigns:
            self._offer("lock", _("锁定"), "lock")
            self._offer("unlock", _("解锁"), "key-round")
            self._offer("take_back", _("收回到公海"), "inbox")
        if claims:
            self._offer("claim", _("领取"), "handshake")
        self.list.equip(self._tools)
        self.list.follow(self._tools.bus, Noun.CLIENT, Noun.FILING, Noun.APPLICATION, Noun.POLICY)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(S)
        layout.addWidget(self.words)
        layout.addWidget(self.list, 1)
        self.list.opened.connect(self._on_opened)
        self.list.loaded.connect(self._show_offers)
        self.list.view.selection_changed.connect(self._show_offers)
        self.list.status_changed.connect(self.status_changed)

    def _offer(self, key: str, title: str, icon_name: str) -> None:
        do = partial(self._use, key)
        self.buttons[key] = self.list.add_button(title, do, icon_name=icon_name)
        made: QAction = action(self, title, do, icon_name=icon_name)
        self.list.add_menu_actions(made)

    def _use(self, key: str) -> None:
        ids = self.list.selected_ids()
        if not ids or not self.buttons[key].isEnabled():
            return
        match key:
            case "claim":
                self.acts.claim(ids)
            case "release":
                self.acts.release(ids)
            case "take_back":
                self.acts.take_back(ids)
            case _:
                self.acts.lock(ids, locked=key == "lock")

    def _show_offers(self) -> None:
        """Enable what fits the view in front; the service asks again for each client."""
        view, some = self.list.query.view, bool(self.list.selected_ids())
        fitting = {
            "claim": view == POOL,
            "release": view != POOL,
            "take_back": view in {"warned", "due"},
            "lock": view != "locked",
            "unlock": view == "locked",
        }
        for key, made in self.buttons.items():
            made.setVisible(fitting[key])
            made.setEnabled(some and fitting[key])

    def _show_rule(self, rule: PoolRule) -> None:
        self.words.say(rule_words(rule), Tone.INFO)

    def _on_opened(self, client_id: int) -> None:
        if self.list.query.view != POOL:
            self.open_requested.emit("client", client_id)
        elif "claim" in self.buttons:
            self._use("claim")

    def _open_client(self) -> None:
        client_id = self.list.current_id()
        if client_id is not None:
            self.open_requested.emit("client", client_id)
