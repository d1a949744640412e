"""The list of purchases: its columns and views; the few columns that one client's page shows."""

from kamdesk.domain.money import format_amount
from kamdesk.domain.permissions import Action
from kamdesk.domain.purchases.purchases import VIEWS, PurchaseRow
from kamdesk.i18n import N_, _
from kamdesk.ui.lists.columns import Column, Filter
from kamdesk.ui.lists.page import ListSpec
from kamdesk.ui.lists.tabs import View
from kamdesk.ui.tone import Tone


def _kind(row: PurchaseRow) -> str:
    return _("退货") if row.is_return else _("购货")


def _red(row: PurchaseRow) -> Tone | None:
    return Tone.BAD if row.is_return else None


_DAY: Column[PurchaseRow] = Column(
    "day", N_("日期"), lambda row: row.day, width=92, filter=Filter.DATE
)
_KIND: Column[PurchaseRow] = Column(
    "returned",
    N_("类型"),
    _kind,
    width=80,
    filter=Filter.CHOICE,
    choices=(("no", N_("购货")), ("yes", N_("退货"))),
    tone=_red,
)
_CLIENT: Column[PurchaseRow] = Column("client", N_("客户"), lambda row: row.client, width=180)
_PRODUCT: Column[PurchaseRow] = Column("product", N_("产品"), lambda row: row.product, width=120)
_FIGURES: tuple[Column[PurchaseRow], ...] = (
    Column(
        "tons",
        N_("吨数"),
        lambda row: row.tons,
        text=lambda row: f"{row.tons:,.3f}",
        width=88,
        number=True,
        filter=Filter.NUMBER,
        total=True,
        unit=N_("吨"),
        tone=_red,
    ),
    Column(
        "amount",
        N_("金额"),
        lambda row: row.amount,
        text=lambda row: format_amount(row.amount),
        width=112,
        number=True,
        filter=Filter.NUMBER,
        total=True,
        unit=N_("元"),
        tone=_red,
    ),
)
_PAPERS: tuple[Column[PurchaseRow], ...] = (
    Column("contract", N_("合同号"), lambda row: row.contract, width=98),
    Column("document", N_("单据号"), lambda row: row.document, width=124),
)
_FROM: tuple[Column[PurchaseRow], ...] = (
    Column("owner", N_("负责人"), lambda row: row.owner, width=66),
    Column("entered_by", N_("登记人"), lambda row: row.entered_by, width=66),
    Column("file_name", N_("来源文件"), lambda row: row.file_name, width=104),
    Column(
        "entered_at",
        N_("登记时间"),
        lambda row: row.entered_at,
        width=125,
        filter=Filter.DATE,
        visible=False,
    ),
)
OF_CLIENT: tuple[Column[PurchaseRow], ...] = (
    _DAY,
    _KIND,
    _PRODUCT,
    *_FIGURES,
    *_PAPERS,
    _FROM[1],
)
SPEC: ListSpec[PurchaseRow] = ListSpec(
    name="purchases",
    columns=(_DAY, _KIND, _CLIENT, _PRODUCT, *_FIGURES, *_PAPERS, *_FROM),
    views=tuple(View(key, title, counted=False) for key, title in VIEWS.items()),
    sort="day",
    descending=True,
    empty=N_("还没有采购记录。"),
    title=N_("采购记录"),
    export=Action.CLIENT_EXPORT,
)
