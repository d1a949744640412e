"""The front door: without a command the window opens, otherwise the command runs.

The window does not wait for what only commands need.
"""

import sys
from collections.abc import Sequence
from pathlib import Path

FOLDER_OPTION = "--data"


def main(arguments: Sequence[str] | None = None) -> int:
    """Open the window or run a headless command; return the exit code."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    if given and not _asks_for_window(given):
        from kamdesk.app import cli  # noqa: PLC0415 - the window does without

        return cli.main(given)
    from kamdesk.app.hurry import hurry  # noqa: PLC0415 - commands do without

    hurry()
    from kamdesk.app.run import run_window  # noqa: PLC0415 - the same

    return run_window(window_folder(given))


def window_folder(arguments: Sequence[str]) -> Path:
    """Return the data folder that `--data DIR` or `--data=DIR` names, or the usual one."""
    named = arguments[0].partition("=")[2] if arguments else ""
    if len(arguments) > 1:
        named = arguments[1]
    if named:
        return Path(named)
    from kamdesk.app.paths import default_folder  # noqa: PLC0415 - a named folder does without

    return default_folder()


def _asks_for_window(arguments: Sequence[str]) -> bool:
    option, equals, named = arguments[0].partition("=")
    if option != FOLDER_OPTION:
        return False
    return bool(named) and len(arguments) == 1 if equals else len(arguments) == 2
