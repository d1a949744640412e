"""`kamdesk sample`: make the sample company."""

import argparse
import sys
from datetime import date
from pathlib import Path

from kamdesk.app.commands.terminal import DONE, Command, say
from kamdesk.domain.clock import SystemClock, today
from kamdesk.i18n import _, listed
from kamdesk.services.sample import SAMPLE_PASSWORD


def command() -> Command:
    """Return the command."""
    return Command("sample", _("生成演示公司（一年的虚构业务数据）"), _arguments, _run)


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("folder", type=Path, help=_("空文件夹，演示公司的数据放在这里"))
    parser.add_argument(
        "--until",
        type=date.fromisoformat,
        help=_("业务数据到哪一天为止，例如 2026-11-20；不写就到今天"),
    )


def _run(chosen: argparse.Namespace) -> int:
    from kamdesk.services.access import AccessService  # noqa: PLC0415 - slow to load
    from kamdesk.services.sample.company import create_sample  # noqa: PLC0415 - slow to load

    clock = SystemClock()
    until = chosen.until or today(clock)
    create_sample(chosen.folder, until=until, report=_progress, cancelled=lambda: False)
    logins = listed(
        f"{account.login}（{account.name}）"
        for account in AccessService(chosen.folder, clock).accounts()
    )
    say(_("演示公司已生成：{folder}").format(folder=chosen.folder))
    say(_("登录名：{logins}").format(logins=logins))
    say(_("所有用户的密码都是 {password}").format(password=SAMPLE_PASSWORD))
    return DONE


def _progress(done: int, total: int) -> None:
    if sys.stderr.isatty():
        end = "\n" if done == total else ""
        sys.stderr.write(f"\r{done}/{total}{end}")
