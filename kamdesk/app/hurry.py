"""What keeps Python from working beside the start: a fifth of the time to the first window."""

import gc
import sys


def hurry() -> None:
    """Spare what nobody needs until the first window is painted; call before anything of Qt.

    Garbage is not looked for: little is made so far, and the sweeper begins with the program.
    PySide reads the source of every module that is imported, for a feature that is not used here;
    where its scan is not found, it goes on.
    """
    gc.disable()
    import PySide6.QtCore  # noqa: F401, PLC0415 - after the collector was stopped

    scan = sys.modules.get("shibokensupport.feature")
    if scan is not None and hasattr(scan, "_mod_uses_pyside"):
        scan._mod_uses_pyside = _uses_pyside  # type: ignore[attr-defined]  # noqa: SLF001 - see above


def _uses_pyside(_module: object) -> bool:
    return True
