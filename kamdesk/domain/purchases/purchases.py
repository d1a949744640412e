"""Purchase records 采购记录: what is entered, what a list shows, what makes an entry sound.

Classification computes from them (product.md rule 1): tons and yuan, returns as negative rows.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from typing import Final

from kamdesk.domain.fields import FieldChecks
from kamdesk.domain.ids import ClientId, PurchaseId
from kamdesk.domain.money import LIMIT as AMOUNT_LIMIT
from kamdesk.domain.texts import NAME_LIMIT, SHORT_LIMIT
from kamdesk.i18n import N_, _

EARLIEST: Final = date(1980, 1, 1)
"""No purchase lies before this day: an earlier one is a slip of the pen."""
TONS_LIMIT: Final = Decimal(10_000_000)
"""A line is below this many tons, a return above its negative."""
REASON_LIMIT: Final = 200

FIELD_TITLES: Final[Mapping[str, str]] = {
    "client_id": N_("客户"),
    "day": N_("日期"),
    "product": N_("产品"),
    "tons": N_("吨数"),
    "amount": N_("金额（元）"),
    "contract": N_("合同号"),
    "document": N_("单据号"),
    "cancelled": N_("作废"),
    "reason": N_("作废原因"),
}
"""What fields are called on forms, in sentences, in the history."""

LIMITS: Final[Mapping[str, int]] = {
    "product": NAME_LIMIT,
    "contract": SHORT_LIMIT,
    "document": SHORT_LIMIT,
}
"""The most characters of each text field."""

VIEWS: Final[Mapping[str, str]] = {
    "all": N_("全部"),
    "this_month": N_("本月"),
    "year": N_("近十二个月"),
    "returns": N_("退货"),
    "mine": N_("我的客户"),
    "cancelled": N_("已作废"),
}
"""The scopes of the list; cancelled records stand in the last one only."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PurchaseDraft:
    """What somebody enters about a purchase: tons with three decimals, yuan with two.

    Both are negative for a return 退货.
    """

    client_id: ClientId
    day: date
    product: str
    tons: Decimal
    amount: Decimal
    contract: str = ""
    document: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PurchaseRow:
    """A line of the list of purchases.

    `entered_by` is a person, also where an import run brought it from the file `file_name`;
    `editable` tells whether who looks may change purchases of its client.
    """

    id: PurchaseId
    client_id: ClientId
    client: str
    owner: str
    day: date
    product: str
    tons: Decimal
    amount: Decimal
    contract: str
    document: str
    cancelled: bool
    file_name: str
    entered_by: str
    entered_at: datetime
    editable: bool
    version: int

    @property
    def is_return(self) -> bool:
        """Tell whether goods came back."""
        return self.tons < 0 or self.amount < 0

    @property
    def draft(self) -> PurchaseDraft:
        """Return what was entered."""
        return PurchaseDraft(
            **{name: getattr(self, name) for name in PurchaseDraft.__dataclass_fields__}
        )


def check_draft(draft: PurchaseDraft, *, today: date) -> PurchaseDraft:
    """Return `draft` with cleaned texts and exact figures; FieldError with a sentence a field."""
    checks = FieldChecks()
    texts = {
        name: checks.line(
            name, FIELD_TITLES[name], getattr(draft, name), limit, required=name == "product"
        )
        for name, limit in LIMITS.items()
    }
    checks.refuse("day", day_fault(draft.day, today=today))
    checks.refuse("tons", _figure_fault("tons", draft.tons, places=3, limit=TONS_LIMIT))
    checks.refuse("amount", _figure_fault("amount", draft.amount, places=2, limit=AMOUNT_LIMIT))
    if not checks.errors:
        checks.refuse("tons", figures_fault(draft.tons, draft.amount))
    checks.done()
    return replace(
        draft,
        **texts,  # type: ignore[arg-type] # the texts' own fields
        tons=draft.tons.quantize(Decimal("0.001")),
        amount=draft.amount.quantize(Decimal("0.01")),
    )


def day_fault(day: date, *, today: date) -> str:
    """Return the sentence for a day that no purchase can have, or ""."""
    if day > today:
        return _("采购日期 {day} 晚于今天，请核对。").format(day=day.isoformat())
    if day < EARLIEST:
        return _("采购日期 {day} 早于 {earliest}，请核对年份。").format(
            day=day.isoformat(), earliest=EARLIEST.isoformat()
        )
    return ""


def figures_fault(tons: Decimal, amount: Decimal) -> str:
    """Return the sentence for tons and yuan that do not go together, or ""."""
    if not tons and not amount:
        return _("吨数和金额不能都是零。")
    if tons * amount < 0:
        return _("吨数和金额的正负不一致：退货时两者都写负数。")
    return ""


def purchase_texts(draft: PurchaseDraft) -> dict[str, str]:
    """Return the fields as the history keeps them."""
    return {name: str(getattr(draft, name)) for name in PurchaseDraft.__dataclass_fields__}


def check_reason(reason: str) -> str:
    """Return the cleaned reason of a cancellation; FieldError without one."""
    checks = FieldChecks()
    clean = checks.line("reason", FIELD_TITLES["reason"], reason, REASON_LIMIT, required=True)
    checks.done()
    return clean


def _figure_fault(field: str, figure: Decimal, *, places: int, limit: Decimal) -> str:
    title = _(FIELD_TITLES[field])
    if not figure.is_finite() or abs(figure) >= limit:
        return _("“{title}”必须是绝对值小于 {limit} 的数字，请核对。").format(
            title=title, limit=f"{limit:,}"
        )
    if figure != round(figure, places):
        return _("“{title}”最多 {places} 位小数，请核对。").format(title=title, places=places)
    return ""
