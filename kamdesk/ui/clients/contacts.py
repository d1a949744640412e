"""The contacts of a client in the detail pane, and the dialog that adds or edits one."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kamdesk.domain.clients.contacts import (
    FIELD_TITLES,
    LIMITS,
    ROLE_TITLES,
    Contact,
    ContactDraft,
)
from kamdesk.domain.clients.phones import masked
from kamdesk.i18n import _
from kamdesk.ui.forms.choice_fields import ChoiceField
from kamdesk.ui.forms.field import Field
from kamdesk.ui.forms.form import FormView
from kamdesk.ui.forms.text_fields import LineField, TextField
from kamdesk.ui.labels import chip, plain_label, selectable_label
from kamdesk.ui.tokens import XS, M, S
from kamdesk.ui.tone import Tone
from kamdesk.ui.widgets.buttons import button, icon_button
from kamdesk.ui.widgets.cards import clear_layout, horizontal_line, row_of
from kamdesk.ui.widgets.notices import EmptyState


class ContactsPane(QWidget):
    """Shows the contacts, present ones first; asks for what its buttons say."""

    add_wanted = Signal()
    edit_wanted = Signal(object)
    move_wanted = Signal(object)
    """The `Contact` to put away, or to bring back."""

    def __init__(self) -> None:
        super().__init__()
        self.add_button = button(_("添加联系人"), self.add_wanted.emit, icon_name="user-plus")
        self.lines = QVBoxLayout()
        self.lines.setSpacing(S)
        self.empty = EmptyState("users", _("还没有联系人。"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, M, 0, 0)
        column.setSpacing(S)
        column.addLayout(row_of(self.add_button, None))
        column.addWidget(self.empty, 1)
        column.addLayout(self.lines)
        column.addStretch()

    def show_contacts(
        self, contacts: Sequence[Contact], *, editable: bool, whole_numbers: bool
    ) -> None:
        """Show `contacts`; numbers in part unless `whole_numbers`."""
        clear_layout(self.lines)
        self.add_button.setVisible(editable)
        self.empty.setVisible(not contacts)
        for place, contact in enumerate(contacts):
            if place:
                self.lines.addWidget(horizontal_line())
            phone = contact.draft.phone if whole_numbers else masked(contact.draft.phone)
            self.lines.addWidget(self._line(contact, phone, editable=editable))

    def _line(self, contact: Contact, phone: str, *, editable: bool) -> QWidget:
        line = QWidget()
        column = QVBoxLayout(line)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(XS)
        column.addLayout(self._head(contact, editable=editable))
        reached = "　".join(part for part in (phone, contact.draft.email) if part)
        for text in (reached, contact.draft.remark):
            if text:
                column.addWidget(selectable_label(text, role="muted"))
        return line

    def _head(self, contact: Contact, *, editable: bool) -> QHBoxLayout:
        draft = contact.draft
        head = row_of(selectable_label(draft.name, role="strong", wrap=False))
        if draft.post:
            head.addWidget(plain_label(draft.post, role="muted"))
        if draft.role is not None:
            head.addWidget(chip(_(ROLE_TITLES[draft.role]), Tone.ACCENT))
        if contact.archived:
            head.addWidget(chip(_("已归档")))
        head.addStretch()
        for made in self._buttons(contact) if editable else ():
            head.addWidget(made, 0, Qt.AlignmentFlag.AlignTop)
        return head

    def _buttons(self, contact: Contact) -> list[QWidget]:
        def move() -> None:
            self.move_wanted.emit(contact)

        def edit() -> None:
            self.edit_wanted.emit(contact)

        name = contact.draft.name
        if contact.archived:
            return [_tool("archive-restore", _("恢复联系人“{name}”"), name, move)]
        return [
            _tool("pencil", _("编辑联系人“{name}”"), name, edit),
            _tool("archive", _("归档联系人“{name}”"), name, move),
        ]


def contact_fields(prefix: str = "", *, required: bool = True) -> list[Field]:
    """Return the editors of a contact's name, post, role, phone and e-mail."""
    roles = [(each, _(title)) for each, title in ROLE_TITLES.items()]
    return [
        _line_field(prefix, "name", required=required),
        _line_field(prefix, "post"),
        ChoiceField(f"{prefix}role", _(FIELD_TITLES["role"]), roles),
        _line_field(prefix, "phone"),
        _line_field(prefix, "email"),
    ]


def contact_form(contact: Contact | None) -> FormView:
    """Return the form of one contact."""
    form = FormView()
    form.add(*contact_fields())
    form.add(TextField("remark", _(FIELD_TITLES["remark"]), max_length=LIMITS["remark"], lines=2))
    if contact is not None:
        form.set_values({field.key: getattr(contact.draft, field.key) for field in form.fields()})
    return form


def contact_draft(values: Mapping[str, Any], prefix: str = "") -> ContactDraft:
    """Return what stands in the editors of `contact_fields`."""
    texts = {name: values.get(f"{prefix}{name}") or "" for name in LIMITS}
    return ContactDraft(role=values[f"{prefix}role"], **texts)


def _line_field(prefix: str, name: str, *, required: bool = False) -> LineField:
    title, limit = _(FIELD_TITLES[name]), LIMITS[name]
    return LineField(f"{prefix}{name}", title, required=required, max_length=limit)


def _tool(icon_name: str, tip: str, name: str, on_click: Callable[[], None]) -> QWidget:
    return icon_button(icon_name, tip.format(name=name), on_click)
