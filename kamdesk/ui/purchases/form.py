"""The form of one purchase, which makes a `PurchaseDraft`."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCompleter

from kamdesk.domain.purchases.purchases import (
    FIELD_TITLES,
    LIMITS,
    TONS_LIMIT,
    PurchaseDraft,
    PurchaseRow,
    day_fault,
    figures_fault,
)
from kamdesk.i18n import _
from kamdesk.ui.forms.choice_fields import PickerField, PickItem
from kamdesk.ui.forms.form import FormView
from kamdesk.ui.forms.number_fields import DateField, DecimalField, MoneyField
from kamdesk.ui.forms.text_fields import LineField
from kamdesk.ui.jobs import Jobs
from kamdesk.ui.projects.draft_form import SearchClients

_LEAST = Decimal("0.001")


class PurchaseForm(FormView):
    """Client, day, product, figures, papers; `day` is today's and stands in a new one."""

    def __init__(
        self, search: SearchClients, products: Sequence[str], *, jobs: Jobs, day: date
    ) -> None:
        super().__init__(columns=2)
        client = PickerField(
            "client_id",
            _(FIELD_TITLES["client_id"]),
            search,
            jobs=jobs,
            placeholder=_("输入客户名称、拼音首字母或编号"),
            required=True,
        )
        self.add(client, wide=True)
        self._add_what(products, day)
        self._add_figures()
        self.add(*(_line(key) for key in ("contract", "document")))
        self.set_values({"day": day})

    def show_row(self, row: PurchaseRow) -> None:
        """Show what was entered and count as unchanged."""
        draft = {name: getattr(row.draft, name) for name in PurchaseDraft.__dataclass_fields__}
        self.set_values(draft | {"client_id": PickItem(row.client_id, row.client)})

    def validate(self) -> bool:
        """Check each field, then whether tons and yuan go together."""
        if not super().validate():
            return False
        draft = purchase_draft(self.values())
        fault = figures_fault(draft.tons, draft.amount)
        if fault:
            self.show_errors({"tons": fault})
        return not fault

    def _add_what(self, products: Sequence[str], today: date) -> None:
        product = _line("product")
        proposals = QCompleter(list(products), product)
        proposals.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        proposals.setFilterMode(Qt.MatchFlag.MatchContains)
        product.editor.setCompleter(proposals)
        self.add(
            DateField(
                "day",
                _(FIELD_TITLES["day"]),
                required=True,
                check=lambda day: day_fault(day, today=today),
            ),
            product,
        )

    def _add_figures(self) -> None:
        self.add(
            DecimalField(
                "tons",
                _(FIELD_TITLES["tons"]),
                unit=_("吨"),
                places=3,
                maximum=TONS_LIMIT - _LEAST,
                signed=True,
                required=True,
                hint=_("退货写负数，如 -2.5"),
            ),
            MoneyField(
                "amount",
                _("金额"),
                signed=True,
                required=True,
                hint=_("退货写负数，如 -1,200 或 -1.2万"),
            ),
        )


def purchase_draft(values: Mapping[str, Any]) -> PurchaseDraft:
    """Return the draft that the values of a checked form make."""
    texts = {key: values[key] or "" for key in LIMITS}
    return PurchaseDraft(**{**values, **texts})


def _line(key: str) -> LineField:
    required = key == "product"
    return LineField(key, _(FIELD_TITLES[key]), required=required, max_length=LIMITS[key])
