"""补充信息: what one client has in the company's own fields."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from kamdesk.domain.changes import Changes, Noun
from kamdesk.domain.clients.clients import ClientDetails
from kamdesk.domain.errors import KamdeskError
from kamdesk.domain.history import FieldChange
from kamdesk.domain.own_fields import OwnValue, field_key
from kamdesk.domain.permissions import Action
from kamdesk.i18n import N_, _
from kamdesk.services.own_fields import OwnFieldService
from kamdesk.ui.clients.rights import rights_on
from kamdesk.ui.clients.tab import ClientTab
from kamdesk.ui.forms.dialog import FormDialog
from kamdesk.ui.forms.form import scrolled
from kamdesk.ui.labels import heading
from kamdesk.ui.lists.columns import Column
from kamdesk.ui.own_fields.forms import values_form
from kamdesk.ui.projects.tools import PageTools
from kamdesk.ui.tokens import L, M, S
from kamdesk.ui.widgets.buttons import button
from kamdesk.ui.widgets.cards import Facts, row_of
from kamdesk.ui.widgets.notices import EmptyState
from kamdesk.ui.widgets.small_table import SmallTable


def _change(change: FieldChange) -> str:
    blank = _("（空）")
    return f"{change.old or blank} → {change.new or blank}"


_CHANGES: tuple[Column[FieldChange], ...] = (
    Column("at", N_("时间"), value=lambda change: change.at, width=128),
    Column("by", N_("修改人"), value=lambda change: change.by_name, width=72),
    Column("field", N_("字段"), value=lambda change: change.field, width=140),
    Column("change", N_("修改内容"), value=_change, width=160),
)


class OwnFieldsTab(ClientTab):
    """Shows the values and who changed them; whoever may edit the client fills them in."""

    def __init__(self, own_fields: OwnFieldService, tools: PageTools) -> None:
        super().__init__()
        self._own_fields = own_fields
        self._tools = tools
        self._by = tools.actor.id
        self._client: ClientDetails | None = None
        self._values: Sequence[OwnValue] = ()
        self.edit_button = button(_("填写"), self.edit, icon_name="pencil")
        self.facts = Facts()
        self.changes: SmallTable[FieldChange] = SmallTable(
            _CHANGES, name=_("变更记录"), empty=_("还没有修改。")
        )
        self.empty = EmptyState(
            "sliders-horizontal",
            _("还没有自定义字段。由销售管理部或系统管理员在“设置 → 自定义字段”中添加。"),
        )
        self._build()

    def show_client(self, details: ClientDetails) -> None:
        self._client = details
        read = partial(self._read, details)
        self._tools.jobs.run(self, read, self._show, self._on_gone, key="own")

    def edit(self) -> None:
        """Ask for the client's values."""
        if self._client is None:
            return
        form = values_form(self._values)
        title = _("补充信息：{name}").format(name=self._client.draft.name)
        dialog = FormDialog(title, form, messages=self._tools.messages, width=520, parent=self)
        seen = {field_key(each.field): each.text for each in self._values}
        save = partial(self._own_fields.save, self._client.id, seen=seen, by=self._by)

        def submit(values: dict[str, Any]) -> None:
            done = partial(self._saved, dialog)
            self._tools.jobs.run(dialog, partial(save, values), done, dialog.refuse)

        dialog.submitted.connect(submit)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    # -- inside ---------------------------------------------------------------------------

    def _build(self) -> None:
        self._whole = QWidget()
        inner = QVBoxLayout(self._whole)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(M)
        inner.addLayout(row_of(self.edit_button, None))
        inner.addWidget(scrolled(self.facts, margin=L), 3)
        inner.addWidget(heading(_("变更记录")))
        inner.addWidget(self.changes, 2)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, M, 0, 0)
        column.setSpacing(S)
        column.addWidget(self.empty, 1)
        column.addWidget(self._whole, 1)
        self._tools.bus.changed.connect(self._on_changed)

    def _read(self, details: ClientDetails) -> tuple[Sequence[OwnValue], Sequence[FieldChange]]:
        own, by = self._own_fields, self._by
        return own.values(details.id, by=by), own.changes(details.id, by=by)

    def _show(self, found: tuple[Sequence[OwnValue], Sequence[FieldChange]]) -> None:
        self._values, changes = found
        self.empty.setVisible(not self._values)
        self._whole.setVisible(bool(self._values))
        self.facts.show_facts({each.field.draft.title: each.shown for each in self._values})
        self.changes.show_rows(changes, select=0)
        details = self._client
        rights = rights_on(details, self._tools.actor) if details is not None else frozenset()
        asked = any(not each.field.archived for each in self._values)
        self.edit_button.setVisible(asked and Action.CLIENT_EDIT in rights)

    def _on_gone(self, _error: KamdeskError) -> None:
        self._show(((), ()))

    def _saved(self, dialog: FormDialog, changes: Changes) -> None:
        dialog.form.mark_clean()
        dialog.accept()
        self._tools.bus.announce(changes)

    def _on_changed(self, changes: Changes) -> None:
        if changes.touches(Noun.OWN_FIELD) and self._client is not None:
            self.show_client(self._client)
