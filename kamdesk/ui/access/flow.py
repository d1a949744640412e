"""The way in: from the first window to somebody signed in. It asks the panels and acts.

The login panel is what is painted first; the other steps are loaded when they are taken.
"""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from kamdesk.i18n import _
from kamdesk.ui.access.door import Door, Entered
from kamdesk.ui.access.login import LoginPanel
from kamdesk.ui.access.room import Room

if TYPE_CHECKING:  # loading the services takes longer than painting the first window
    from kamdesk.domain.company import Account
    from kamdesk.services.access import SignedIn
    from kamdesk.ui.jobs import LongRun


class AccessFlow(QObject):
    """Shows the panels of the room's window one after another and emits who came in."""

    entered = Signal(object)
    """An `Entered`."""

    def __init__(self, room: Room, *, own: Door, sample: Door) -> None:
        super().__init__(room.window)
        self._room = room
        self._own = own
        self._sample = sample
        self._state = room.state.scoped("access")
        self._accounts: list[Account] = []

    def start(self) -> None:
        """Show the login window, or the first start's choice where there is no company."""
        if self._own.exists():
            self.show_login(self._own)
        else:
            self.show_welcome()

    def show_welcome(self) -> None:
        """Offer a company of one's own or the sample company."""
        from kamdesk.ui.access.first_start import FirstStart  # noqa: PLC0415 - seldom needed

        first = FirstStart(self._room, self._own, sample_exists=self._sample.exists())
        first.sample_wanted.connect(self.open_sample)
        first.created.connect(self._enter)
        first.occupied.connect(lambda told: self._tell_occupied(told, self.show_welcome))
        first.show_welcome()

    def open_sample(self) -> None:
        """Show the sample company's login window; it is made first where it is not there yet."""
        if self._sample.exists():
            self.show_login(self._sample)
            return
        from kamdesk.ui.widgets.long_task import run_with_progress  # noqa: PLC0415 - seldom needed

        run_with_progress(
            self._room.window,
            self._room.jobs,
            title=_("正在准备示例公司"),
            work=self._make_sample,
            done=lambda _none: self.show_login(self._sample),
        )

    def show_login(self, door: Door) -> None:
        """Ask who it is; whether the folder is free is found out behind the window."""
        panel = LoginPanel()
        last = self._state.scoped(door.name)
        if last.text("login"):
            panel.user.remember(last.text("login"), last.text("name"))
        panel.submitted.connect(partial(self._sign_in, door, panel))
        panel.forgotten.connect(partial(self._show_recover, door, panel))
        if door is self._sample:
            panel.offer_way_back(self.start)
        else:
            panel.offer_sample(self.open_sample)
        self._room.window.show_panel(panel)
        self._room.window.when_painted(partial(self._look_in, door, panel))

    # -- inside -----------------------------------------------------------------------

    def _look_in(self, door: Door, panel: LoginPanel) -> None:
        self._room.jobs.run(
            panel,
            lambda: door.take() or (door.accounts(), door.hint()),
            partial(self._offer, door, panel),
            panel.refuse,
        )

    def _make_sample(self, run: "LongRun") -> None:
        self._sample.create_sample(run.report, run.cancelled)

    def _offer(
        self, door: Door, panel: LoginPanel, found: "str | tuple[list[Account], str]"
    ) -> None:
        if isinstance(found, str):
            self._tell_occupied(found, partial(self.show_login, door))
        else:
            self._accounts, hint = found
            panel.offer(self._accounts, hint=hint)

    def _tell_occupied(self, told: str, again: Callable[[], object]) -> None:
        from kamdesk.ui.access.occupied import OccupiedPanel  # noqa: PLC0415 - seldom needed

        self._room.window.show_panel(OccupiedPanel(told, again, self._room.window.close))

    def _sign_in(self, door: Door, panel: LoginPanel, login: str, password: str) -> None:
        self._room.jobs.run(
            panel,
            lambda: door.login(login, password),
            partial(self._signed_in, door, login, password),
            panel.refuse,
        )

    def _signed_in(self, door: Door, login: str, password: str, signed_in: "SignedIn") -> None:
        entered = Entered(door, login, signed_in)
        if signed_in.must_change:
            from kamdesk.ui.access.renewal import Renewal  # noqa: PLC0415 - seldom needed

            Renewal(self._room, self._enter).show_replacement(entered, old=password)
        else:
            self._enter(entered)

    def _show_recover(self, door: Door, panel: LoginPanel) -> None:
        from kamdesk.ui.access.renewal import Renewal  # noqa: PLC0415 - seldom needed

        recovery = Renewal(self._room, self._enter).show_recovery(door)
        recovery.welcome(self._accounts, login=panel.user.login())
        recovery.back.connect(partial(self.show_login, door))

    def _enter(self, entered: Entered) -> None:
        actor = entered.signed_in.actor
        last = self._state.scoped(entered.door.name)
        last.keep("login", entered.login)
        last.keep("name", actor.name)
        self.entered.emit(entered)
