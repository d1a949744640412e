"""`kamdesk tour`: pictures of every page and the forms as PDF, from the sample company."""

import argparse
import os
import sys
from pathlib import Path

from kamdesk.app.commands.terminal import DONE, Command, say
from kamdesk.domain.clock import SystemClock
from kamdesk.i18n import _

COMPANY_FOLDER = "company"


def command() -> Command:
    """Return the command."""
    return Command("tour", _("不用显示器：生成每个页面的图片和表单 PDF"), _arguments, _run)


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--out", type=Path, default=Path("out"), help=_("写到哪个文件夹"))


def _run(chosen: argparse.Namespace) -> int:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from kamdesk.app.run import make_application  # noqa: PLC0415 - Qt only where it is used
    from kamdesk.app.tour import Tour  # noqa: PLC0415 - the same

    chosen.out.mkdir(parents=True, exist_ok=True)
    app = make_application(sys.argv[:1])
    folder = chosen.out / COMPANY_FOLDER
    Tour(app, folder, chosen.out, clock=SystemClock(), say=say).run()
    say(_("示例公司的数据在 {folder}").format(folder=folder))
    return DONE
