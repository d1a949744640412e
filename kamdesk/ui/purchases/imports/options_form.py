"""The choices of an import: units, what happens to known rows and to unknown clients."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from enum import StrEnum
from typing import Final, TypeVar

from kamdesk.domain.clients.clients import OwnerChoice
from kamdesk.domain.ids import UserId
from kamdesk.domain.purchases.imports import (
    AMOUNT_UNIT_TITLES,
    TONS_UNIT_TITLES,
    Known,
    PurchaseImportOptions,
    Unknown,
)
from kamdesk.i18n import N_, _
from kamdesk.ui.forms.choice_fields import ChoiceField
from kamdesk.ui.forms.form import FormView
from kamdesk.ui.forms.number_fields import DecimalField
from kamdesk.ui.forms.text_fields import LineField

KNOWN_TITLES: Final[Mapping[Known, str]] = {
    Known.SKIP: N_("跳过，不改动"),
    Known.UPDATE: N_("用文件内容更新"),
}
UNKNOWN_TITLES: Final[Mapping[Unknown, str]] = {
    Unknown.REFUSE: N_("列为错误行"),
    Unknown.CREATE: N_("自动登记新客户"),
}
_PREFIX_LENGTH: Final = 10
ChoiceT = TypeVar("ChoiceT", bound=StrEnum)


class OptionsForm(FormView):
    """Shows and gives back `PurchaseImportOptions`."""

    def __init__(self) -> None:
        super().__init__()
        hint = _("按包、件计数时填每件的重量，否则填 1。")
        prefix = _("单据号以它开头的行按退货计为负数。")
        self.owner = ChoiceField("owner_id", _("新客户负责人"), [], hint=_("留空为无负责人。"))
        self.add(
            _choice("tons_unit", _("数量单位"), TONS_UNIT_TITLES),
            DecimalField("factor", _("换算系数"), places=6, required=True, hint=hint),
            _choice("amount_unit", _("金额单位"), AMOUNT_UNIT_TITLES),
            LineField("return_prefix", _("退货单号前缀"), max_length=_PREFIX_LENGTH, hint=prefix),
            _choice("known", _("已有记录"), KNOWN_TITLES),
            _choice("unknown", _("未登记的客户"), UNKNOWN_TITLES),
            self.owner,
        )
        self["unknown"].edited.connect(self._let_own)
        self.show_options(PurchaseImportOptions())

    def show_owners(self, owners: Sequence[OwnerChoice], chosen: UserId) -> None:
        """Offer who may own new clients; `chosen` if among them."""
        self.owner.set_choices([(each.id, each.name) for each in owners])
        self.owner.set_value(chosen)

    def show_options(self, options: PurchaseImportOptions) -> None:
        """Show choices; the owner stays as chosen."""
        shown = {
            field.key: getattr(options, field.key)
            for field in self.fields()
            if field is not self.owner
        }
        self.set_values({**shown, "owner_id": self.owner.value()})
        self._let_own()

    def options(self) -> PurchaseImportOptions:
        """Return what is chosen; an owner counts only where clients are registered."""
        values = self.values()
        creates = values["unknown"] is Unknown.CREATE
        return PurchaseImportOptions(
            **{
                **values,
                "factor": values["factor"] or Decimal(0),
                "return_prefix": values["return_prefix"] or "",
                "owner_id": values["owner_id"] if creates else None,
            }
        )

    def _let_own(self) -> None:
        self.owner.setEnabled(self["unknown"].value() is Unknown.CREATE)


def _choice(key: str, title: str, titles: Mapping[ChoiceT, str]) -> ChoiceField:
    choices = [(value, _(text)) for value, text in titles.items()]
    return ChoiceField(key, title, choices, required=True)
