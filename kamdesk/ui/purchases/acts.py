"""What is done with purchases after asking: enter, edit, cancel, restore, look at the changes."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from kamdesk.domain.changes import Changes
from kamdesk.domain.clock import today
from kamdesk.domain.history import FieldChange
from kamdesk.domain.purchases.purchases import (
    FIELD_TITLES,
    REASON_LIMIT,
    PurchaseDraft,
    PurchaseRow,
)
from kamdesk.i18n import _
from kamdesk.services.clients.clients import ClientService
from kamdesk.services.purchases.purchases import PurchaseService
from kamdesk.ui.clients.history import HistoryPane
from kamdesk.ui.forms.choice_fields import PickItem
from kamdesk.ui.forms.dialog import FormDialog
from kamdesk.ui.forms.form import FormView
from kamdesk.ui.forms.text_fields import LineField
from kamdesk.ui.lists.columns import cell_text
from kamdesk.ui.projects.asking import AskingDialog, about_label
from kamdesk.ui.projects.draft_editor import client_search
from kamdesk.ui.projects.record_acts import RecordActs
from kamdesk.ui.projects.tools import PageTools
from kamdesk.ui.purchases.form import PurchaseForm, purchase_draft

_WIDE = 780
_HISTORY = (640, 360)


@dataclass(frozen=True, slots=True)
class PurchaseServices:
    """What the screens of purchases stand on."""

    purchases: PurchaseService
    clients: ClientService


class PurchaseActs(RecordActs):
    """Asks, calls the service, announces."""

    def __init__(self, services: PurchaseServices, tools: PageTools, window: QWidget) -> None:
        super().__init__(tools, window)
        self._purchases = services.purchases
        self._search = client_search(services.clients, tools.actor.id)
        self._by = tools.actor.id

    def enter(self, client: PickItem | None = None) -> None:
        """Ask for a new purchase, of `client` where one is given."""

        def show(form: PurchaseForm) -> None:
            if client is not None:
                form.set_values({"client_id": client})
            write = partial(self._purchases.create, by=self._by)
            self._open(_("登记采购"), form, write, save_text=_("登记"))
            form["client_id" if client is None else "product"].focus_editor()

        self._with_form(show)

    def edit(self, row: PurchaseRow) -> None:
        """Ask what is to change in a purchase."""

        def show(form: PurchaseForm) -> None:
            form.show_row(row)
            write = partial(self._purchases.edit, row.id, by=self._by, seen_version=row.version)
            self._open(_("编辑采购记录"), form, write)

        self._with_form(show)

    def cancel(self, row: PurchaseRow) -> None:
        """Ask why a purchase is to count no longer."""
        form = FormView()
        form.add_widget(about_label(_about(row)))
        form.add(
            LineField(
                "reason",
                _(FIELD_TITLES["reason"]),
                required=True,
                max_length=REASON_LIMIT,
                hint=_("作废后不再计入吨数、金额和分类，可以恢复。"),
            )
        )
        dialog = AskingDialog(
            _("作废采购记录"),
            form,
            messages=self.tools.messages,
            save_text=_("作废"),
            parent=self.window,
        )

        def work(values: Mapping[str, Any]) -> Changes:
            return self._purchases.cancel(
                row.id, values["reason"], by=self._by, seen_version=row.version
            )

        self.ask(dialog, work)

    def restore(self, row: PurchaseRow) -> None:
        """Let a purchase count again, after a question."""
        work = partial(self._purchases.restore, row.id, by=self._by, seen_version=row.version)
        detail = _("恢复后重新计入吨数、金额和分类。")
        self.confirm(
            _("恢复“{name}”吗？").format(name=_about(row)), work, yes=_("恢复"), detail=detail
        )

    def show_history(self, row: PurchaseRow) -> None:
        """Show who changed what of a purchase."""
        work = partial(self._purchases.history, row.id, by=self._by)
        self.tools.jobs.run(self.window, work, partial(self._show_changes, row), key="history")

    # -- inside -------------------------------------------------------------------------

    def _with_form(self, show: Callable[[PurchaseForm], None]) -> None:
        """Read what products there are, then show the form."""

        def made(products: Sequence[str]) -> None:
            day = today(self.tools.clock)
            show(PurchaseForm(self._search, products, jobs=self.tools.jobs, day=day))

        work = partial(self._purchases.products, by=self._by)
        self.tools.jobs.run(self.window, work, made, key="products")

    def _open(
        self,
        title: str,
        form: PurchaseForm,
        write: Callable[[PurchaseDraft], Changes],
        *,
        save_text: str = "",
    ) -> None:
        dialog = FormDialog(
            title,
            form,
            messages=self.tools.messages,
            save_text=save_text,
            width=_WIDE,
            parent=self.window,
        )
        self.ask(dialog, lambda values: write(purchase_draft(values)))

    def _show_changes(self, row: PurchaseRow, changes: Sequence[FieldChange]) -> None:
        dialog = QDialog(self.window)
        dialog.setWindowTitle(_("变更记录：{name}").format(name=_about(row)))
        pane = HistoryPane(FIELD_TITLES, empty=_("登记以来没有修改。"))
        pane.show_history(changes)
        QVBoxLayout(dialog).addWidget(pane)
        dialog.resize(*_HISTORY)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()


def _about(row: PurchaseRow) -> str:
    text = _("{day} {client} {product} {tons} 吨")
    return text.format(
        day=cell_text(row.day), client=row.client, product=row.product, tons=f"{row.tons:,.3f}"
    )
