"""The form of a contact: who they are, how they stand, and why their data is kept."""

from collections.abc import Mapping, Sequence
from dataclasses import fields
from typing import Any

from kamdesk.domain.clients.contacts import (
    ATTITUDE_TITLES,
    BASIS_TITLES,
    FIELD_TITLES,
    INFLUENCES,
    LIMITS,
    ROLE_TITLES,
    Contact,
    ContactDraft,
)
from kamdesk.domain.persons.sensitive import sensitive_warning
from kamdesk.i18n import _
from kamdesk.ui.forms.choice_fields import ChoiceField, Choices, MultiChoiceField
from kamdesk.ui.forms.field import Field
from kamdesk.ui.forms.form import FormView
from kamdesk.ui.forms.number_fields import DateField
from kamdesk.ui.forms.text_fields import LineField, TextField
from kamdesk.ui.persons.looks import dots

_MARKS = ("sponsor", "champion")
"""Two yes-or-no fields behind one row of boxes."""


def first_fields(prefix: str = "", *, required: bool = True) -> list[Field]:
    """Return the editors of a contact's name, post, role, phone and e-mail."""
    return [
        _line("name", prefix, required=required),
        _line("post", prefix),
        _role(prefix),
        _line("phone", prefix),
        _line("email", prefix),
    ]


def contact_form(contact: Contact | None, others: Sequence[Contact]) -> FormView:
    """Return the form of one contact; `others` are who may stand above them."""
    form = FormView(columns=2)
    form.section(_("基本信息"))
    form.add(*first_fields()[:2], _line("department"), *first_fields()[2:])
    _add_standing(form, [(each.id, _called(each)) for each in others])
    _add_basis(form)
    if contact is not None:
        draft = contact.draft
        values = {field.name: getattr(draft, field.name) for field in fields(draft)}
        chosen = tuple(name for name in _MARKS if values.pop(name))
        form.set_values(values | {"marks": chosen})
    return form


def contact_draft(values: Mapping[str, Any], prefix: str = "") -> ContactDraft:
    """Return what stands in the editors of the form, or of `first_fields`."""
    names = [field.name for field in fields(ContactDraft)]
    given = {name: values[f"{prefix}{name}"] for name in names if f"{prefix}{name}" in values}
    given |= {name: given[name] or "" for name in LIMITS if name in given}
    given |= {name: name in values["marks"] for name in _MARKS if "marks" in values}
    return ContactDraft(**given)


def _add_standing(form: FormView, others: Choices) -> None:
    form.section(_("决策关系"))
    degrees = [(degree, f"{dots(degree)} {degree}") for degree in reversed(INFLUENCES)]
    form.add(_choice("influence", degrees), _attitude())
    form.add(_choice("reports_to_id", others), _choice("assistant_of_id", others))
    marks = [(name, _(FIELD_TITLES[name])) for name in _MARKS]
    form.add(MultiChoiceField("marks", _("标记"), marks), wide=True)


def alike_fields() -> list[Field]:
    """Return the editors of what holds of many people alike: their part, where data is from."""
    return [_role(), _attitude(), *_basis()]


def _basis() -> list[Field]:
    bases = [(each, _(title)) for each, title in BASIS_TITLES.items()]
    days = [DateField(name, _(FIELD_TITLES[name])) for name in ("told_on", "keep_until")]
    return [_line("source"), _choice("legal_basis", bases), *days]


def _add_basis(form: FormView) -> None:
    form.section(_("个人信息保护"))
    form.add(*_basis())
    form.add(
        TextField(
            "remark",
            _(FIELD_TITLES["remark"]),
            max_length=LIMITS["remark"],
            lines=2,
            warn=sensitive_warning,
            hint=_("只记工作信息；宗教、健康、账户、家庭等敏感信息请勿记录。"),
        ),
        wide=True,
    )


def _called(contact: Contact) -> str:
    draft = contact.draft
    return (
        _("{name}（{post}）").format(name=draft.name, post=draft.post) if draft.post else draft.name
    )


def _line(name: str, prefix: str = "", *, required: bool = False) -> LineField:
    title, limit = _(FIELD_TITLES[name]), LIMITS[name]
    return LineField(f"{prefix}{name}", title, required=required, max_length=limit)


def _role(prefix: str = "") -> ChoiceField:
    return _choice("role", [(each, _(title)) for each, title in ROLE_TITLES.items()], prefix)


def _attitude() -> ChoiceField:
    return _choice("attitude", [(each, _(title)) for each, title in ATTITUDE_TITLES.items()])


def _choice(name: str, choices: Choices, prefix: str = "") -> ChoiceField:
    return ChoiceField(f"{prefix}{name}", _(FIELD_TITLES[name]), choices)
