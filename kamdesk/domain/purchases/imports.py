"""Importing purchases: which column is which field, in which units, what became of the rows."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import Final

from kamdesk.domain.errors import RuleError
from kamdesk.domain.ids import PurchaseRunId, UserId
from kamdesk.domain.purchases.runs import RunState
from kamdesk.domain.texts import name_key, visible
from kamdesk.i18n import N_, _, listed

IMPORT_TITLES: Final[Mapping[str, str]] = {
    "client_code": N_("统一社会信用代码"),
    "client_number": N_("客户编号"),
    "client_name": N_("客户名称"),
    "day": N_("日期"),
    "product": N_("产品"),
    "quantity": N_("数量"),
    "unit": N_("单位"),
    "price": N_("单价"),
    "amount": N_("金额"),
    "contract": N_("合同号"),
    "document": N_("单据号"),
}
"""The fields that a column may be mapped to, and what they are called."""

IMPORT_FIELDS: Final = tuple(IMPORT_TITLES)
CLIENT_FIELDS: Final = ("client_code", "client_number", "client_name")
"""The fields by which a row's client is found, the surest first; one of them is needed.

`client_number` is the program's own number or the one another system knows the client by.
"""

SYNONYMS: Final[Mapping[str, str]] = {
    "client_code": "统一社会信用代码 社会信用代码 信用代码 统一代码 税号 纳税人识别号 uscc "
    "creditcode taxid",
    "client_number": "客户编号 客户代码 客户编码 客户号 客户id 往来单位编码 往来单位编号 购方编号 "
    "customerid clientid customerno clientno customernumber clientnumber "
    "customercode accountno",
    "client_name": "客户名称 客户 客户全称 购货单位 购货方 购方名称 购买方 购买方名称 买方 "
    "往来单位 往来单位名称 单位名称 企业名称 公司名称 customer client customername "
    "clientname account buyer",
    "day": "日期 采购日期 销售日期 单据日期 开单日期 发货日期 出库日期 开票日期 交易日期 "
    "业务日期 date day invoicedate orderdate salesdate purchasedate documentdate",
    "product": "产品 产品名称 商品 商品名称 品名 货物名称 存货名称 物料 物料名称 存货 品种 "
    "产品编号 商品编号 存货编码 物料编码 product productname item itemname goods "
    "stockcode material sku",
    "quantity": "数量 销量 采购量 吨数 吨 重量 净重 公斤数 销售数量 发货数量 出库数量 吨位 "
    "quantity qty tons weight netweight volume",
    "unit": "单位 计量单位 数量单位 unit uom",
    "price": "单价 含税单价 价格 销售单价 unitprice price",
    "amount": "金额 销售额 销售金额 采购金额 含税金额 价税合计 总金额 合计金额 货款 amount "
    "total totalamount sales revenue value linetotal",
    "contract": "合同号 合同编号 合同 contract contractno contractnumber",
    "document": "单据号 单号 单据编号 凭证号 发票号 发票号码 出库单号 销售单号 订单号 订单编号 "
    "流水号 invoiceno invoice invoicenumber documentno orderno orderid billno "
    "voucherno",
}
"""Headings by which a column is recognised, parted by blanks."""

MOST_FAILURES: Final = 20_000
"""Bad rows that a dry run gives back; a run keeps all."""
MOST_SHOWN: Final = 1000
"""Bad rows that the report of a run holds."""

_BRACKETS: Final = re.compile(r"\(([^()]*)\)")
_DECORATION: Final = re.compile(r"\([^()]*\)|[\s*:_\-·/]")


class TonsUnit(StrEnum):
    """In what the quantity is written."""

    TON = "ton"
    KILOGRAM = "kilogram"


class AmountUnit(StrEnum):
    """In what amounts and prices are written."""

    YUAN = "yuan"
    TEN_THOUSAND = "ten_thousand"


class Unknown(StrEnum):
    """What happens to a row whose client is not registered."""

    REFUSE = "refuse"
    CREATE = "create"


class Known(StrEnum):
    """What happens to a row that was imported or entered before, as its natural key tells."""

    SKIP = "skip"
    UPDATE = "update"


TONS_UNIT_TITLES: Final[Mapping[TonsUnit, str]] = {
    TonsUnit.TON: N_("吨"),
    TonsUnit.KILOGRAM: N_("千克"),
}
AMOUNT_UNIT_TITLES: Final[Mapping[AmountUnit, str]] = {
    AmountUnit.YUAN: N_("元"),
    AmountUnit.TEN_THOUSAND: N_("万元"),
}
KILOGRAMS: Final[Mapping[TonsUnit, int]] = {TonsUnit.TON: 1000, TonsUnit.KILOGRAM: 1}
YUAN: Final[Mapping[AmountUnit, int]] = {AmountUnit.YUAN: 1, AmountUnit.TEN_THOUSAND: 10_000}
_UNIT_WORDS: Final[Mapping[str, TonsUnit | AmountUnit]] = {
    **dict.fromkeys(("吨", "t", "ton", "tons", "mt"), TonsUnit.TON),
    **dict.fromkeys(("千克", "公斤", "kg", "kgs", "kilogram"), TonsUnit.KILOGRAM),
    **dict.fromkeys(("元", "rmb", "cny", "yuan", "¥"), AmountUnit.YUAN),
    "万元": AmountUnit.TEN_THOUSAND,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class PurchaseImportOptions:
    """The user's choices.

    `factor` is how many of `tons_unit` one of the file's quantity is (0.05 where it counts bags of
    50 kg in tons). `return_prefix` marks documents that are returns: their figures are taken as
    negative. `owner_id` is who gets new clients, None leaves them in the pool.
    """

    known: Known = Known.SKIP
    unknown: Unknown = Unknown.REFUSE
    tons_unit: TonsUnit = TonsUnit.TON
    amount_unit: AmountUnit = AmountUnit.YUAN
    factor: Decimal = Decimal(1)
    return_prefix: str = ""
    owner_id: UserId | None = None


@dataclass(frozen=True, slots=True)
class Failure:
    """A row that does not come in: its line, why in whole sentences, its cells as they stand."""

    line: int
    reasons: tuple[str, ...]
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PurchaseReport:
    """What an import did, or in a dry run would do; tons and yuan are what it adds in all.

    `failures` holds the first bad rows, `failed` counts them all. `run_id` is None in a dry run;
    `state` tells whether the run came to its end or was paused.
    """

    created: int = 0
    updated: int = 0
    skipped: int = 0
    failed: int = 0
    new_clients: int = 0
    tons: Decimal = Decimal(0)
    amount: Decimal = Decimal(0)
    failures: tuple[Failure, ...] = ()
    run_id: PurchaseRunId | None = None
    state: RunState = RunState.DONE

    @property
    def rows(self) -> int:
        """The number of rows."""
        return self.created + self.updated + self.skipped + self.failed


@dataclass(frozen=True, slots=True)
class Guess:
    """What the headings say: field → column, and the units that stand in them."""

    mapping: Mapping[str, int]
    options: PurchaseImportOptions = field(default_factory=PurchaseImportOptions)


def guess(headers: Sequence[str]) -> Guess:
    """Return the fields and units that are recognised in the headings; the first of two counts."""
    known = {word: name for name, words in SYNONYMS.items() for word in words.split()}
    mapping: dict[str, int] = {}
    for column, header in enumerate(headers):
        name = known.get(_DECORATION.sub("", name_key(header)))
        if name is not None:
            mapping.setdefault(name, column)
    tons_unit, amount_unit = TonsUnit.TON, AmountUnit.YUAN
    for name in mapping:
        match _unit_of(headers[mapping[name]]):
            case TonsUnit() as unit if name == "quantity":
                tons_unit = unit
            case AmountUnit() as unit if name == "amount":
                amount_unit = unit
    return Guess(mapping, PurchaseImportOptions(tons_unit=tons_unit, amount_unit=amount_unit))


def _unit_of(header: str) -> TonsUnit | AmountUnit | None:
    """Return the unit that a heading such as 数量(kg) or 重量公斤 names."""
    plain = name_key(header)
    if inside := _BRACKETS.search(plain):
        return _UNIT_WORDS.get(inside[1])
    return TonsUnit.KILOGRAM if "公斤" in plain or "kg" in plain else None


def check_mapping(
    mapping: Mapping[str, int], headers: Sequence[str], options: PurchaseImportOptions
) -> None:
    """Refuse with RuleError what cannot be imported: no client, no day, no figure, odd choices."""
    if not set(mapping) <= set(IMPORT_FIELDS) or not set(mapping.values()) <= set(
        range(len(headers))
    ):
        raise RuleError(_("列对应与文件不符，请重新选择文件。"))
    if not set(CLIENT_FIELDS) & set(mapping):
        _missing(N_("客户编号、客户名称或统一社会信用代码"), headers)
    if "day" not in mapping:
        _missing(IMPORT_TITLES["day"], headers)
    if not {"quantity", "amount"} & set(mapping):
        _missing(N_("数量或金额"), headers)
    if not options.factor.is_finite() or options.factor <= 0:
        raise RuleError(_("换算系数必须是大于零的数字。"))


def _missing(title: str, headers: Sequence[str]) -> None:
    raise RuleError(
        _("没有找到“{title}”列，请在列对应中指定。文件中的列：{headers}").format(
            title=_(title), headers=listed(visible(header) for header in headers[:20])
        )
    )
