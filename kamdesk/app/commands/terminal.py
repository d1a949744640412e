"""What the headless commands share: how one is described, signing in, speaking."""

import argparse
import getpass
import os
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from kamdesk.app.paths import default_folder
from kamdesk.domain.clock import SystemClock
from kamdesk.domain.ids import UserId
from kamdesk.i18n import _

if TYPE_CHECKING:  # the window, too, starts by way of the command line and must not wait for this
    from kamdesk.app.wiring import Services

DONE, REFUSED = 0, 1
PASSWORD_VARIABLE = "KAMDESK_PASSWORD"  # noqa: S105 - the variable's name


@dataclass(frozen=True, slots=True)
class Command:
    """A command: its name, what it does, its own arguments, and its work."""

    name: str
    help: str
    arguments: Callable[[argparse.ArgumentParser], None]
    run: Callable[[argparse.Namespace], int]


def access_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what a command needs that works on a company: its folder, and who signs in."""
    parser.add_argument(
        "--folder", type=Path, default=default_folder(), help=_("数据文件夹，默认：%(default)s")
    )
    parser.add_argument(
        "--login",
        required=True,
        help=_("登录名；密码从环境变量 {name} 读取，没有时在屏幕上询问").format(
            name=PASSWORD_VARIABLE
        ),
    )


def signed_in(chosen: argparse.Namespace, work: Callable[["Services", UserId], int]) -> int:
    """Sign in as the arguments say, do `work`, and close the company."""
    from kamdesk.app.wiring import services_of  # noqa: PLC0415 - slow to load
    from kamdesk.services.access import AccessService  # noqa: PLC0415 - slow to load

    clock = SystemClock()
    signed = AccessService(chosen.folder, clock).login(chosen.login, password())
    services = services_of(signed.company, clock)
    try:
        return work(services, signed.actor.id)
    finally:
        services.close()


def password() -> str:
    """Return the password from the environment, else ask for it."""
    given = os.environ.get(PASSWORD_VARIABLE)
    return getpass.getpass(_("密码：")) if given is None else given


def say(sentence: str) -> None:
    """Write a line for the person at the terminal."""
    sys.stdout.write(f"{sentence}\n")
    sys.stdout.flush()
