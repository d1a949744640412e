"""The columns of exported clients: what they are called and what stands in them."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Final

from kamdesk.domain.clients.clients import (
    FIELD_TITLES,
    TIER_TITLES,
    ClientRow,
    PartnershipTier,
    class_text,
)
from kamdesk.i18n import N_, _

COLUMN_TITLES: Final[Mapping[str, str]] = {
    **FIELD_TITLES,
    "number": N_("客户编号"),
    "owner": N_("负责人"),
    "parent": N_("上级客户"),
    "created_at": N_("建档时间"),
    "updated_at": N_("修改时间"),
    "days_left": N_("距回收天数"),
    "year_tons": N_("近12个月用量（吨）"),
    "year_amount": N_("近12个月销售额（元）"),
    "last_purchase_on": N_("最近采购"),
    "owned_since": N_("负责起始日"),
    "last_contact_on": N_("最近联系"),
}
COLUMNS: Final = tuple(
    name for name in ClientRow.__dataclass_fields__ if name not in {"id", "owner_id", "version"}
)
"""The columns that can be exported, in the order of a row."""


def cell(row: ClientRow, name: str) -> str | date | Decimal:
    """Return what stands in a column: a text, a number, a day, or an instant."""
    match getattr(row, name):
        case frozenset():
            return class_text(row.classes)
        case PartnershipTier() as tier:
            return _(TIER_TITLES[tier])
        case bool() as yes:
            return _("是") if yes else _("否")
        case None:
            return ""
        case date() | Decimal() as plain:
            return plain
        case value:
            return str(value)
