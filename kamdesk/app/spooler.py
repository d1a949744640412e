"""Handing a PDF to the system's printing, where there is one that takes PDF (CUPS)."""

import shutil
import subprocess

from kamdesk.ui.printing import PrintOrder

_SECONDS = 30


def spool(pdf: bytes, order: PrintOrder) -> bool:
    """Print `pdf` as ordered; False where the system has no such way or did not take it."""
    lp = shutil.which("lp")
    if lp is None or not order.printer:
        return False
    done = subprocess.run(  # noqa: S603 - lp of this system, arguments as a list
        [lp, *lp_arguments(order)], input=pdf, capture_output=True, timeout=_SECONDS, check=False
    )
    return done.returncode == 0


def lp_arguments(order: PrintOrder) -> list[str]:
    """Return the arguments of lp for `order`; the PDF comes by its standard input."""
    sides = "two-sided-long-edge" if order.two_sided else "one-sided"
    return [
        *("-d", order.printer),
        *("-n", str(order.copies)),
        *("-t", order.title),
        *("-P", f"{order.first}-{order.last}"),
        *("-o", f"sides={sides}"),
        "-",
    ]
