"""Running the window: the environment, the application, the log, and the event loop."""

import os
import sys
from collections.abc import MutableMapping
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLibraryInfo, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from kamdesk.app.input_method import pick_im_module
from kamdesk.app.program import Program
from kamdesk.domain.clock import SystemClock
from kamdesk.domain.errors import DatabaseError
from kamdesk.storage.places import Places, require_local
from kamdesk.ui.garbage import Sweeper
from kamdesk.ui.icons import icon
from kamdesk.ui.messages import Messages
from kamdesk.ui.theme import STYLE, load_fonts

if TYPE_CHECKING:  # loaded behind the first window
    from kamdesk.app.recorder import Recorder


def run_window(folder: Path) -> int:
    """Show the program on the company in `folder` until it is closed; return the exit code."""
    prepare_environment(os.environ, sys.platform)
    app = make_application(sys.argv[:1])
    messages = Messages()
    try:
        require_local(folder)
    except DatabaseError as error:
        messages.refuse(None, error)
        return 1
    sweeper = Sweeper(app)
    program = Program(
        app,
        folder,
        clock=SystemClock(),
        messages=messages,
        print_text=_print,
        quit_app=app.quit,
    )
    recorders: list[Recorder] = []
    program.painted.connect(lambda: _record(recorders, folder))
    program.start()
    code = app.exec()
    sweeper.stop()
    for recorder in recorders:
        recorder.stop()
    return code


def prepare_environment(env: MutableMapping[str, str], system: str) -> None:
    """Set what Qt reads before the application exists: an input method that it can load."""
    if not system.startswith("linux"):
        return
    folder = Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.PluginsPath))
    plugins = folder / "platforminputcontexts"
    names = [path.name for path in plugins.iterdir()] if plugins.is_dir() else []
    module = pick_im_module(env, names)
    if module is not None:
        env["QT_IM_MODULE"] = module
        env.pop("QT_IM_MODULES", None)


def make_application(arguments: list[str]) -> QApplication:
    """Return the application: sharp at every scale, with the shipped letters."""
    QGuiApplication.setHighDpiScaleFactorRoundingPolicy(
        Qt.HighDpiScaleFactorRoundingPolicy.PassThrough
    )
    app = QApplication([*arguments, *STYLE])
    app.setApplicationName("KAM Desk")
    app.setDesktopFileName("kamdesk")
    app.setQuitOnLastWindowClosed(False)
    app.setWindowIcon(icon("handshake", tone="accent"))
    load_fonts()
    return app


def _record(recorders: "list[Recorder]", folder: Path) -> None:
    from kamdesk.app.recorder import Recorder  # noqa: PLC0415 - loaded behind the first window

    if not recorders:
        recorders.append(Recorder(Places(folder).logs))


def _print(text: str) -> None:
    from kamdesk.ui.access.print_text import print_text  # noqa: PLC0415 - seldom needed

    print_text(None, text)
