"""The form that sets a field, and the form that fills the fields of one client."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from kamdesk.domain.own_fields import (
    FIELD_TITLES,
    KIND_TITLES,
    OwnField,
    OwnFieldDraft,
    OwnKind,
    OwnValue,
    field_key,
)
from kamdesk.domain.texts import LINE_LIMIT, SHORT_LIMIT
from kamdesk.i18n import _
from kamdesk.ui.forms.choice_fields import CheckField, ChoiceField
from kamdesk.ui.forms.field import Field
from kamdesk.ui.forms.form import FormView
from kamdesk.ui.forms.number_fields import DateField
from kamdesk.ui.forms.text_fields import LineField, TextField

_CHOICES_LIMIT = 2000


class OwnFieldForm(FormView):
    """Sets one field; what its kind has no use for is greyed."""

    def __init__(self, field: OwnField | None) -> None:
        super().__init__()
        kinds = [(kind, _(title)) for kind, title in KIND_TITLES.items()]
        hint = _("每行一个，例如：现款、月结、季结。")
        self.add(
            LineField("title", _(FIELD_TITLES["title"]), required=True, max_length=SHORT_LIMIT),
            ChoiceField("kind", _(FIELD_TITLES["kind"]), kinds, required=True),
            TextField(
                "choices", _(FIELD_TITLES["choices"]), max_length=_CHOICES_LIMIT, lines=4, hint=hint
            ),
            LineField("unit", _(FIELD_TITLES["unit"]), max_length=10),
            CheckField("required", "", text=_(FIELD_TITLES["required"])),
        )
        draft = field.draft if field is not None else OwnFieldDraft(title="")
        self.set_values(
            {
                "title": draft.title,
                "kind": draft.kind,
                "choices": "\n".join(draft.choices),
                "unit": draft.unit,
                "required": draft.required,
            }
        )
        self.edited.connect(self._on_any_edited)
        self._on_any_edited("kind")

    def draft(self, values: Mapping[str, Any]) -> OwnFieldDraft:
        """Return what stands in the form."""
        return OwnFieldDraft(
            title=values["title"] or "",
            kind=values["kind"],
            choices=tuple((values["choices"] or "").splitlines()),
            unit=values["unit"] or "",
            required=values["required"],
        )

    def _on_any_edited(self, key: str) -> None:
        if key == "kind":
            kind = self["kind"].value()
            self["choices"].setEnabled(kind is OwnKind.CHOICE)
            self["unit"].setEnabled(kind is OwnKind.NUMBER)


def values_form(values: Sequence[OwnValue]) -> FormView:
    """Return the form of one client's own fields, archived ones left out."""
    form = FormView()
    for value in values:
        if not value.field.archived:
            form.add(_editor(value.field))
    form.set_values(
        {field_key(each.field): _typed(each) for each in values if not each.field.archived}
    )
    return form


def _editor(field: OwnField) -> Field:
    key, draft = field_key(field), field.draft
    title = f"{draft.title}（{draft.unit}）" if draft.unit else draft.title
    match draft.kind:
        case OwnKind.CHOICE:
            choices = [(each, each) for each in draft.choices]
            return ChoiceField(key, title, choices, required=draft.required)
        case OwnKind.DATE:
            return DateField(key, title, required=draft.required)
        case _:
            return LineField(key, title, required=draft.required, max_length=LINE_LIMIT)


def _typed(value: OwnValue) -> str | date | Decimal | None:
    if not value.text:
        return None
    if value.field.draft.kind is OwnKind.DATE:
        return date.fromisoformat(value.text)
    return value.text
