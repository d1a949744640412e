"""From the first window to the last: who is let in, what is open, how it ends."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication, QWidget

from kamdesk.app.door import FolderDoor
from kamdesk.app.wardrobe import Wardrobe
from kamdesk.domain.clock import Clock
from kamdesk.domain.errors import KamdeskError
from kamdesk.i18n import Language, _
from kamdesk.ui.access.door import Entered, KeepWays
from kamdesk.ui.access.flow import AccessFlow
from kamdesk.ui.access.room import Room
from kamdesk.ui.access.window import AccessWindow
from kamdesk.ui.jobs import Jobs
from kamdesk.ui.look import Look
from kamdesk.ui.messages import Messages
from kamdesk.ui.state import UiState

if TYPE_CHECKING:  # loading these takes longer than painting the first window
    from kamdesk.app.closing import ClosingWindow
    from kamdesk.app.windows import OpenCompany, Quit, Restore, SignOut
    from kamdesk.domain.backups import Restored
    from kamdesk.storage.keys import Cost

SAMPLE_FOLDER = "sample"


class Program(QObject):
    """Owns the one window that is shown: the way in, or the open company."""

    painted = Signal()
    """The first window is on the screen; what is slow may begin."""

    def __init__(
        self,
        app: QApplication,
        folder: Path,
        *,
        clock: Clock,
        messages: Messages,
        print_text: Callable[[str], None],
        quit_app: Callable[[], None],
        cost: "Cost | None" = None,
    ) -> None:
        super().__init__(app)
        self._app = app
        self._quit = quit_app
        self._clock = clock
        self._messages = messages
        self._cost = cost
        self._ways = KeepWays(write=_write, print_text=print_text)
        self.jobs = Jobs(messages, self)
        self.own = FolderDoor(folder, clock, name="own", cost=cost)
        self.sample = FolderDoor(
            folder / SAMPLE_FOLDER, clock, name="sample", is_sample=True, cost=cost
        )
        self._state = UiState(folder / "screen.ini")
        self.wardrobe = Wardrobe(app, self._state)
        self.access: AccessWindow | None = None
        self.company: OpenCompany | None = None
        self._closing: ClosingWindow | None = None

    def start(self) -> None:
        """Show the first window; what is needed later is loaded behind it."""
        self.wardrobe.wear()
        self._show_access()

    def window(self) -> QWidget | None:
        """Return the window that is shown now."""
        return self.company.window if self.company is not None else self.access

    # -- the way in -------------------------------------------------------------------

    def _show_access(self, door: FolderDoor | None = None) -> None:
        window = AccessWindow()
        room = Room(window, self.jobs, self._messages, self._state, self._clock, self._ways)
        flow = AccessFlow(room, own=self.own, sample=self.sample)
        flow.entered.connect(self._open)
        window.language_chosen.connect(self._speak)
        window.closing.connect(self._finish)
        self.access = window
        window.show()
        if door is None or not door.exists():
            flow.start()
        else:
            flow.show_login(door)
        window.when_painted(self._on_painted)

    def _on_painted(self) -> None:
        self.jobs.run(self, _load_the_rest, lambda _none: None)
        self.painted.emit()

    def _speak(self, language: Language) -> None:
        look = self.wardrobe.look
        self.wardrobe.wear(Look(language, look.theme, look.points))
        self._close_access()
        self._show_access()

    def _close_access(self) -> None:
        if self.access is not None:
            self.access.closing.disconnect(self._finish)
            self.access.close()
            self.access.deleteLater()
            self.access = None

    def _open(self, entered: Entered) -> None:
        from kamdesk.app.windows import OpenCompany  # noqa: PLC0415 - loaded behind the login
        from kamdesk.app.wiring import services_of  # noqa: PLC0415 - the same

        services = services_of(entered.signed_in.company, self._clock)
        self.company = OpenCompany(
            entered,
            services,
            app=self._app,
            jobs=self.jobs,
            messages=self._messages,
            state=self._state.scoped(f"{entered.door.name}/{entered.login}"),
            wardrobe=self.wardrobe,
            clock=self._clock,
        )
        self.company.left.connect(self._leave)
        self.company.show()
        self._close_access()

    # -- the way out ------------------------------------------------------------------

    def _leave(self, after: "SignOut | Quit | Restore") -> None:
        if self.company is None:
            return
        services = self.company.services
        from kamdesk.app.closing import ClosingWindow  # noqa: PLC0415 - needed at the end only

        self._closing = ClosingWindow()
        self._closing.show()

        def end() -> None:
            # In the queue behind every write: nothing is left open when the company closes.
            try:
                services.backups.at_close()
            finally:
                services.close()

        done = partial(self._left, after)
        self.jobs.run(self, end, lambda _none: done(None), done)

    def _left(self, after: "SignOut | Quit | Restore", error: KamdeskError | None) -> None:
        from kamdesk.app.windows import Quit, Restore  # noqa: PLC0415 - loaded long ago

        company = self.company
        self.company = None
        if self._closing is not None:
            self._closing.done(0)
            self._closing.deleteLater()
            self._closing = None
        if error is not None:
            self._messages.refuse(None, error)
        if company is None or isinstance(after, Quit):
            self._finish()
            return
        company.deleteLater()
        door = self.sample if company.entered.door is self.sample else self.own
        if isinstance(after, Restore):
            self._restore(door, after)
        else:
            self._show_access(door)

    def _restore(self, door: FolderDoor, order: "Restore") -> None:
        from kamdesk.ui.lists.columns import cell_text  # noqa: PLC0415 - loaded long ago

        def restored(result: "Restored") -> None:
            told = _("已恢复 {made_at} 的备份，请重新登录。原来的数据保留在 {folder}。")
            made_at = cell_text(result.made_at)
            self._messages.inform(None, told.format(made_at=made_at, folder=result.moved_to))
            self._show_access(door)

        def refused(error: KamdeskError) -> None:
            self._messages.refuse(None, error)
            self._show_access(door)

        self.jobs.run(
            self,
            lambda: door.restore(order.backup, login=order.login, password=order.password),
            restored,
            refused,
        )

    def _finish(self) -> None:
        self.jobs.stop()
        self.own.release()
        self.sample.release()
        self._quit()


def _load_the_rest() -> None:
    import kamdesk.app.windows  # noqa: F401, PLC0415 - loaded while somebody types a password


def _write(path: Path, data: bytes) -> None:
    from kamdesk.storage.files import write_atomically  # noqa: PLC0415 - seldom needed

    write_atomically(path, data)
