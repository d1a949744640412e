"""The headless commands: sample, render, import, export, backup, verify, reindex, restore.

Exit codes: 0 done, 1 refused or not sound (a sentence on stderr), 2 wrong usage.
"""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from kamdesk import __version__
from kamdesk.app.commands import exchange, render, sample, tour
from kamdesk.app.commands.terminal import (
    DONE,
    REFUSED,
    Command,
    access_arguments,
    password,
    signed_in,
)
from kamdesk.app.instance import InstanceLock
from kamdesk.domain.audit import AuditReport
from kamdesk.domain.clock import CHINA, SystemClock
from kamdesk.domain.errors import KamdeskError
from kamdesk.domain.ids import UserId
from kamdesk.i18n import Language, _, use_language

if TYPE_CHECKING:
    from kamdesk.app.wiring import Services


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return the exit code."""
    _speak(arguments)
    parser = _parser(_commands())
    chosen = parser.parse_args(arguments)
    try:
        return int(chosen.run(chosen))
    except KamdeskError as refusal:
        print(refusal, file=sys.stderr)
        return REFUSED


def _commands() -> tuple[Command, ...]:
    return (
        sample.command(),
        tour.command(),
        render.command(),
        exchange.import_command(),
        exchange.export_command(),
        Command("backup", _("做一个经过检查的备份"), _backup_arguments, _backup),
        Command("verify", _("核验审计记录和搜索索引"), _verify_arguments, _verify),
        Command("reindex", _("重新建立搜索索引"), access_arguments, _reindex),
        Command("restore", _("从备份恢复（程序要先关闭）"), _restore_arguments, _restore),
    )


def _parser(commands: Sequence[Command]) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="kamdesk",
        description=_("KAM Desk 大客户业务拓展工作台"),
        epilog=_("不带命令时打开窗口；此时可用 --data 文件夹 指定数据放在哪里。"),
    )
    parser.add_argument("--version", action="version", version=f"kamdesk {__version__}")
    _language_argument(parser)
    chooser = parser.add_subparsers(metavar=_("命令"), required=True)
    for command in commands:
        sub = chooser.add_parser(command.name, help=command.help, description=command.help)
        command.arguments(sub)
        sub.set_defaults(run=command.run)
    return parser


def _speak(arguments: Sequence[str] | None) -> None:
    """Choose the language before the help texts are put together."""
    parser = argparse.ArgumentParser(add_help=False)
    _language_argument(parser)
    chosen, _rest = parser.parse_known_args(arguments)
    use_language(Language(chosen.language))


def _language_argument(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--language",
        choices=[language.value for language in Language],
        default=Language.CHINESE.value,
        help=_("提示使用的语言，zh_CN 或 en"),
    )


def _backup_arguments(parser: argparse.ArgumentParser) -> None:
    access_arguments(parser)
    parser.add_argument("--to", type=Path, help=_("另存一份到这个文件夹（例如 U 盘）"))


def _verify_arguments(parser: argparse.ArgumentParser) -> None:
    access_arguments(parser)
    parser.add_argument("--anchor", default="", help=_("打印件页脚上的“序号:16 位十六进制数”"))


def _restore_arguments(parser: argparse.ArgumentParser) -> None:
    access_arguments(parser)
    parser.add_argument("file", type=Path, help=_("备份文件（.kdbak）"))


def _backup(chosen: argparse.Namespace) -> int:
    def work(services: "Services", by: UserId) -> int:
        made = services.backups.make(by=by)
        print(_("已备份并检查：{path}").format(path=made.path))
        if chosen.to is not None:
            copied = services.backups.copy_to(chosen.to, by=by)
            print(_("已另存：{path}").format(path=copied))
        return DONE

    return signed_in(chosen, work)


def _verify(chosen: argparse.Namespace) -> int:
    def work(services: "Services", by: UserId) -> int:
        report = services.audit.verify(anchor=chosen.anchor, by=by)
        print(_told(report))
        faults = services.search_index.faults(by=by)
        print(_told_of_index(faults))
        return DONE if report.sound and not faults else REFUSED

    return signed_in(chosen, work)


def _reindex(chosen: argparse.Namespace) -> int:
    def work(services: "Services", by: UserId) -> int:
        count = services.search_index.rebuild()
        print(_("搜索索引已重新建立，共 {count} 条记录。").format(count=count))
        services.purchase_months.rebuild(by=by)
        print(_("采购汇总已按采购记录重新计算。"))
        return DONE

    return signed_in(chosen, work)


def _restore(chosen: argparse.Namespace) -> int:
    from kamdesk.services.restore import RestoreService  # noqa: PLC0415 - slow to load

    clock = SystemClock()
    with InstanceLock(chosen.folder, clock):
        restored = RestoreService(chosen.folder, clock).restore(
            chosen.file, login=chosen.login, password=password()
        )
    made_at = restored.made_at.astimezone(CHINA).strftime("%Y-%m-%d %H:%M")
    print(_("已恢复 {made_at} 的备份。").format(made_at=made_at))
    if restored.moved_to is not None:
        print(_("原来的数据移到：{folder}").format(folder=restored.moved_to))
    return DONE


def _told(report: AuditReport) -> str:
    if report.broken_seq is not None:
        return _("审计记录从第 {seq} 条起被改动过。请保留现状并联系审计人员。").format(
            seq=report.broken_seq
        )
    if report.anchor_kept is False:
        return _("打印件上的锚点在审计记录中找不到：记录被截断或重写过。请联系审计人员。")
    return _("审计记录完好：共 {count} 条，末条 {head}。").format(
        count=report.count, head=report.head or "-"
    )


def _told_of_index(faults: int) -> str:
    if not faults:
        return _("搜索索引完好。")
    return _("搜索索引有 {count} 处与记录不符，请运行 kamdesk reindex 重新建立。").format(
        count=faults
    )
