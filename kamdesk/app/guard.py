"""Locking: after idle time or by hand, until the same person's password or another user."""

from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication, QWidget

from kamdesk.domain.clock import Clock
from kamdesk.domain.settings import Settings
from kamdesk.i18n import _
from kamdesk.ui.access.door import Entered
from kamdesk.ui.access.lock import IdleWatch, Lock
from kamdesk.ui.jobs import Jobs
from kamdesk.ui.messages import Messages


class Guard(QObject):
    """Keeps the windows of whoever is signed in shut while nobody works."""

    switched = Signal()
    """Another user wants in; what was not saved is given up."""

    def __init__(
        self, entered: Entered, *, app: QApplication, jobs: Jobs, messages: Messages, clock: Clock
    ) -> None:
        super().__init__(app)
        self._entered = entered
        self._jobs = jobs
        self._messages = messages
        self._window: QWidget | None = None
        self._shut: Lock | None = None
        self.watch = IdleWatch(app, clock, minutes=Settings().lock_minutes)
        self.watch.idle.connect(self.lock)

    @property
    def shut(self) -> Lock | None:
        """What covers the windows now."""
        return self._shut

    def watch_over(self, window: QWidget) -> None:
        """Lock `window` from now on."""
        self._window = window

    def set_minutes(self, minutes: int) -> None:
        """Lock after so many minutes."""
        self.watch.set_minutes(minutes)

    def lock(self) -> None:
        """Cover the windows now."""
        if self._shut is not None or self._window is None:
            return
        self._shut = Lock(self._window, self._entered.signed_in.actor.name)
        self._shut.panel.submitted.connect(self._unlock)
        self._shut.panel.switched.connect(self._switch)
        self._shut.shut()

    def stop(self) -> None:
        """Watch no longer."""
        self.watch.stop()
        self._open()
        self.deleteLater()

    def _unlock(self, password: str) -> None:
        if self._shut is not None:
            door, login = self._entered.door, self._entered.login
            self._jobs.run(
                self._shut,
                partial(door.unlock, login, password),
                lambda _none: self._open(),
                self._shut.panel.refuse,
            )

    def _switch(self) -> None:
        name = self._entered.signed_in.actor.name
        question = _("要换用户登录吗？")
        detail = _("{name} 尚未保存的修改会丢失。").format(name=name)
        if self._messages.ask(self._shut, question, yes=_("切换用户"), detail=detail):
            self.switched.emit()

    def _open(self) -> None:
        if self._shut is not None:
            self._shut.open_again()
            self._shut = None
