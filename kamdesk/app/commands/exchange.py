"""`kamdesk import` and `kamdesk export`: lists in and out, as the window does."""

import argparse
import time
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from kamdesk.app.commands import purchases
from kamdesk.app.commands.terminal import DONE, Command, access_arguments, say, signed_in
from kamdesk.domain.clients.clients import FIELD_TITLES
from kamdesk.domain.clients.imports import (
    FIELDS,
    OWNER,
    Existing,
    ImportOptions,
    ImportReport,
    Outcome,
    guess_mapping,
)
from kamdesk.domain.errors import RuleError
from kamdesk.domain.ids import UserId
from kamdesk.domain.lists import ListQuery
from kamdesk.domain.purchases.imports import guess
from kamdesk.domain.tables import Table
from kamdesk.i18n import _, listed

if TYPE_CHECKING:
    from kamdesk.app.wiring import Services


CLIENTS: Final = "clients"
PURCHASES: Final = "purchases"


class Pair(NamedTuple):
    """A column of the file and what the field it goes to is called."""

    column: str
    field: str


def import_command() -> Command:
    """Return the command that imports."""
    return Command("import", _("从表格文件导入客户或采购记录"), _import_arguments, _import)


def export_command() -> Command:
    """Return the command that exports."""
    return Command("export", _("把客户导出到表格文件"), _export_arguments, _export)


def _import_arguments(parser: argparse.ArgumentParser) -> None:
    access_arguments(parser)
    parser.add_argument(
        "noun",
        choices=[CLIENTS, PURCHASES],
        help=_("导入什么：clients 是客户，purchases 是采购记录"),
    )
    parser.add_argument("file", type=Path, help=_("CSV 或 Excel（.xlsx）文件"))
    parser.add_argument(
        "--map",
        dest="pairs",
        nargs="+",
        type=_pair,
        default=[],
        metavar=_("列=字段"),
        help=_("文件的哪一列对应哪个字段，例如 单位=客户名称；其余按列名自动对应"),
    )
    parser.add_argument("--update", action="store_true", help=_("更新已有的，不写则跳过"))
    parser.add_argument("--dry-run", action="store_true", help=_("只试算，不写入"))
    parser.add_argument("--errors", type=Path, help=_("把出错的行连同原因写到这个文件"))
    purchases.add_arguments(parser)


def _export_arguments(parser: argparse.ArgumentParser) -> None:
    access_arguments(parser)
    parser.add_argument("noun", choices=["clients"], help=_("导出什么：clients 是客户"))
    parser.add_argument("file", type=Path, help=_("写到哪个文件（.xlsx 或 .csv）"))


def _import(chosen: argparse.Namespace) -> int:
    if chosen.noun == PURCHASES:
        return signed_in(chosen, partial(_import_purchases, chosen))

    def work(services: "Services", by: UserId) -> int:
        purchases.refuse_options(chosen)
        imports, begun = services.imports, time.monotonic()
        table = imports.read(chosen.file)
        mapping = _mapping(table.headers, chosen.pairs, _client_fields(), guess_mapping)
        options = ImportOptions(existing=Existing.UPDATE if chosen.update else Existing.SKIP)
        if chosen.dry_run:
            report = imports.dry_run(table, mapping, options, by=by)
        else:
            _changes, report = imports.run(table, mapping, options, by=by)
        _tell(table, report, seconds=time.monotonic() - begun, dry=chosen.dry_run)
        if chosen.errors is not None:
            imports.save_failures(chosen.errors, table, report)
            say(_("出错的行已写到：{path}").format(path=chosen.errors))
        return DONE

    return signed_in(chosen, work)


def _export(chosen: argparse.Namespace) -> int:
    def work(services: "Services", by: UserId) -> int:
        ids = services.clients.list_for(by).ids(ListQuery(sort="number"))
        count = services.exports.save(chosen.file, ids, by=by)
        say(_("已导出 {count} 个客户：{path}").format(count=count, path=chosen.file))
        return DONE

    return signed_in(chosen, work)


def _import_purchases(chosen: argparse.Namespace, services: "Services", by: UserId) -> int:
    begun = time.monotonic()
    head = services.purchase_imports.read(chosen.file)
    fields = purchases.fields()
    mapping = _mapping(head.headers, chosen.pairs, fields, lambda headers: guess(headers).mapping)
    report = purchases.run(chosen, services, head, mapping, by=by)
    purchases.tell(head, report, seconds=time.monotonic() - begun)
    if chosen.errors is not None:
        purchases.save_failures(chosen, services, head, report, by=by)
        say(_("出错的行已写到：{path}").format(path=chosen.errors))
    return DONE


def _pair(text: str) -> Pair:
    column, sign, field = text.rpartition("=")
    known = {**_client_fields(), **purchases.fields()}
    if not sign or not column or field not in known:
        fields = listed(name for name in known if not name.isascii())
        raise argparse.ArgumentTypeError(
            _("“{text}”应写成 列=字段，字段可以是：{fields}").format(text=text, fields=fields)
        )
    return Pair(column, field)


def _client_fields() -> Mapping[str, str]:
    """Return the fields of clients by their titles and by their English names."""
    titles = {_(FIELD_TITLES[name]): name for name in FIELDS if name != OWNER}
    return {**titles, _("负责人"): OWNER, **{name: name for name in FIELDS}}


def _mapping(
    headers: Sequence[str],
    pairs: Sequence[Pair],
    fields: Mapping[str, str],
    guessed: Callable[[Sequence[str]], Mapping[str, int]],
) -> dict[str, int]:
    """Return field → column: as the headings say, with what was given put over it."""
    for pair in pairs:
        if pair.field not in fields:
            raise RuleError(_("这里没有名为“{name}”的字段。").format(name=pair.field))
    given = {fields[pair.field]: _column(headers, pair.column) for pair in pairs}
    found = guessed(headers).items()
    return {name: at for name, at in found if at not in given.values()} | given


def _column(headers: Sequence[str], name: str) -> int:
    if name not in headers:
        raise RuleError(
            _("文件里没有名为“{name}”的列。文件中的列：{headers}").format(
                name=name, headers=listed(headers[:20])
            )
        )
    return headers.index(name)


def _tell(table: Table, report: ImportReport, *, seconds: float, dry: bool) -> None:
    counts = {outcome: report.counts.get(outcome, 0) for outcome in Outcome}
    sentence = (
        _("试算 {rows} 行（{encoding}），用时 {seconds} 秒，没有写入。")
        if dry
        else _("已导入 {rows} 行（{encoding}），用时 {seconds} 秒。")
    )
    say(sentence.format(rows=report.total, encoding=table.encoding, seconds=f"{seconds:.1f}"))
    say(
        _("新增 {new}，更新 {update}，跳过 {skip}，出错 {error}；有提醒的 {warned} 行。").format(
            **counts, warned=report.warned
        )
    )
