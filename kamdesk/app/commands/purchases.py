"""What `kamdesk import purchases` has of its own: units, returns, new clients, the figures."""

import argparse
from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from kamdesk.app.commands.terminal import say
from kamdesk.domain.errors import RuleError
from kamdesk.domain.ids import UserId
from kamdesk.domain.money import format_amount, plain_number
from kamdesk.domain.purchases.imports import (
    IMPORT_TITLES,
    AmountUnit,
    Known,
    PurchaseImportOptions,
    PurchaseReport,
    TonsUnit,
    Unknown,
    guess,
)
from kamdesk.domain.tables import TableHead
from kamdesk.i18n import _

if TYPE_CHECKING:
    from kamdesk.app.wiring import Services

_TONS_UNITS: Final[Mapping[str, TonsUnit]] = {"t": TonsUnit.TON, "kg": TonsUnit.KILOGRAM}
_AMOUNT_UNITS: Final[Mapping[str, AmountUnit]] = {
    "yuan": AmountUnit.YUAN,
    "wan": AmountUnit.TEN_THOUSAND,
}
_OWN: Final = ("create_clients", "tons_unit", "amount_unit", "return_prefix")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the options that only purchases have."""
    group = parser.add_argument_group(_("只用于采购记录"))
    group.add_argument(
        "--create-clients",
        action="store_true",
        help=_("自动登记文件里的新客户，不写则这些行出错"),
    )
    group.add_argument(
        "--tons-unit",
        choices=sorted(_TONS_UNITS),
        help=_("数量单位：t 是吨，kg 是千克；不写则看列名"),
    )
    group.add_argument(
        "--amount-unit",
        choices=sorted(_AMOUNT_UNITS),
        help=_("金额单位：yuan 是元，wan 是万元；不写则看列名"),
    )
    group.add_argument(
        "--return-prefix",
        metavar=_("前缀"),
        help=_("单据号以它开头的行按退货计为负数，例如 C"),
    )


def refuse_options(chosen: argparse.Namespace) -> None:
    """Refuse with RuleError what only purchases have."""
    for name in _OWN:
        if getattr(chosen, name):
            option = "--" + name.replace("_", "-")
            raise RuleError(_("选项 {option} 只用于导入采购记录。").format(option=option))


def fields() -> Mapping[str, str]:
    """Return the fields by their titles and by their English names."""
    titles = {_(title): name for name, title in IMPORT_TITLES.items()}
    return {**titles, **{name: name for name in IMPORT_TITLES}}


def run(
    chosen: argparse.Namespace,
    services: "Services",
    head: TableHead,
    mapping: Mapping[str, int],
    *,
    by: UserId,
) -> PurchaseReport:
    """Try or import, as the options say."""
    imports, options = services.purchase_imports, _options(chosen, head)
    if chosen.dry_run:
        return imports.dry_run(chosen.file, mapping, options, by=by)
    return imports.run(chosen.file, mapping, options, by=by)[1]


def tell(head: TableHead, report: PurchaseReport, *, seconds: float) -> None:
    """Print what was done."""
    sentence = (
        _("试算 {rows} 行（{encoding}），用时 {seconds} 秒，没有写入。")
        if report.run_id is None
        else _("已导入 {rows} 行（{encoding}），用时 {seconds} 秒。")
    )
    say(sentence.format(rows=report.rows, encoding=head.encoding, seconds=f"{seconds:.1f}"))
    say(
        _("新增 {new}，更新 {update}，跳过 {skip}，出错 {error}；新登记客户 {clients} 家。").format(
            new=report.created,
            update=report.updated,
            skip=report.skipped,
            error=report.failed,
            clients=report.new_clients,
        )
    )
    say(
        _("采购量增加 {tons} 吨，金额增加 {amount} 元。").format(
            tons=plain_number(report.tons), amount=format_amount(report.amount)
        )
    )


def save_failures(
    chosen: argparse.Namespace,
    services: "Services",
    head: TableHead,
    report: PurchaseReport,
    *,
    by: UserId,
) -> None:
    """Write the bad rows; those of a run are all kept, those of a trial come with its report."""
    if report.run_id is None:
        services.purchase_imports.save_failures(chosen.errors, head, report)
    else:
        services.purchase_runs.save_failures(chosen.errors, report.run_id, by=by)


def _options(chosen: argparse.Namespace, head: TableHead) -> PurchaseImportOptions:
    """Return the options: units that are not given are those of the headings."""
    guessed = guess(head.headers).options
    return replace(
        guessed,
        known=Known.UPDATE if chosen.update else Known.SKIP,
        unknown=Unknown.CREATE if chosen.create_clients else Unknown.REFUSE,
        tons_unit=_TONS_UNITS.get(chosen.tons_unit, guessed.tons_unit),
        amount_unit=_AMOUNT_UNITS.get(chosen.amount_unit, guessed.amount_unit),
        return_prefix=chosen.return_prefix or "",
    )
