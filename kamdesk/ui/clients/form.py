"""The form of a client: its fields in sections, to and from a `ClientDraft`."""

from collections.abc import Callable, Sequence
from dataclasses import fields
from typing import Any

from kamdesk.domain.clients.clients import (
    FIELD_TITLES,
    LIMITS,
    ORG_TYPES,
    SOURCES,
    ClientClass,
    ClientDetails,
    ClientDraft,
    Grade,
    OwnerChoice,
    class_text,
)
from kamdesk.domain.clients.contacts import ContactDraft
from kamdesk.domain.clients.credit_code import code_warning
from kamdesk.domain.ids import UserId
from kamdesk.i18n import _
from kamdesk.ui.clients.fields import SuggestField
from kamdesk.ui.forms.choice_fields import ChoiceField, PickerField, PickItem
from kamdesk.ui.forms.form import FormView
from kamdesk.ui.forms.number_fields import DateField
from kamdesk.ui.forms.text_fields import LineField, TextField
from kamdesk.ui.jobs import Jobs
from kamdesk.ui.labels import plain_label
from kamdesk.ui.persons.form import contact_draft, first_fields

CONTACT = "contact_"
"""What the keys of the first contact's fields begin with."""
SearchClients = Callable[[str], Sequence[PickItem]]


class ClientForm(FormView):
    """The fields of one client; a new one may bring its first contact, and name its owner."""

    def __init__(self, search: SearchClients, *, jobs: Jobs, new: bool, owners: bool) -> None:
        super().__init__(columns=2)
        self._new = new
        self._classes: frozenset[ClientClass] = frozenset()
        self._add_names(search, jobs)
        if owners:
            self.add(ChoiceField("owner_id", _(FIELD_TITLES["owner_id"]), []))
        self._add_classes()
        self._add_place()
        self._add_register()
        if new:
            self.section(_("首位联系人"))
            self.add(*first_fields(CONTACT, required=False))
        self.section(_("备注"))
        self.add(_body("remark"), wide=True)
        self.edited.connect(self._warn_of_code)

    def draft(self) -> ClientDraft:
        """Return what stands in the form."""
        values = self.values()
        values["classes"] = self._classes
        given = {field.name: values[field.name] for field in fields(ClientDraft)}
        texts = {name: "" for name in LIMITS if given[name] is None}
        return ClientDraft(**given | texts)

    def contact(self) -> ContactDraft | None:
        """Return the first contact of a new client, None where nothing of it is filled in."""
        if not self._new:
            return None
        draft = contact_draft(self.values(), CONTACT)
        return None if draft == ContactDraft(name="") else draft

    def owner_id(self) -> UserId | None:
        """Return the chosen owner of a new client."""
        owner: UserId | None = self.values().get("owner_id")
        return owner

    def show_client(self, details: ClientDetails) -> None:
        """Show a client and count as unchanged."""
        draft = details.draft
        values: dict[str, Any] = {field.name: getattr(draft, field.name) for field in fields(draft)}
        self._classes = values.pop("classes")
        self.classes.setText(_classes_text(self._classes))
        values["parent_id"] = PickItem(draft.parent_id, details.parent) if draft.parent_id else None
        self.set_values(values)
        self["code"].show_warning(details.code_warning)

    def show_owners(self, owners: Sequence[OwnerChoice], chosen: UserId | None) -> None:
        """Offer the people who may own a client."""
        field = self["owner_id"]
        if isinstance(field, ChoiceField):
            field.set_choices([(each.id, each.name) for each in owners])
            field.set_value(chosen)
            self.mark_clean()

    def _add_names(self, search: SearchClients, jobs: Jobs) -> None:
        self.section(_("基本信息"))
        self.add(_line("name", required=True), wide=True)
        title, limit = _(FIELD_TITLES["code"]), LIMITS["code"]
        self.add(LineField("code", title, max_length=limit, warn=code_warning), wide=True)
        self.add(_line("short_name"), _line("former_name"), _line("industry"))
        self.add(_suggest("source", SOURCES))
        self.add(PickerField("parent_id", _(FIELD_TITLES["parent_id"]), search, jobs=jobs))

    def _add_classes(self) -> None:
        self.section(_("分类与等级"))
        grades = [(each, _("{grade} 级").format(grade=each.value)) for each in Grade]
        self.classes = plain_label(
            _("大客户类别在登记之后用“分类…”认定。"), role="muted", wrap=True
        )
        self.add_widget(self.classes)
        self.add(ChoiceField("grade", _(FIELD_TITLES["grade"]), grades))

    def _add_place(self) -> None:
        self.section(_("联系与地址"))
        self.add(_line("province"), _line("city"))
        self.add(_line("address"), wide=True)
        self.add(_line("phone"), _line("website"))

    def _add_register(self) -> None:
        self.section(_("工商信息"))
        self.add(_suggest("org_type", ORG_TYPES))
        self.add(DateField("established_on", _(FIELD_TITLES["established_on"])))
        self.add(_line("registered_capital"))
        self.add(_body("business_scope"), wide=True)

    def _warn_of_code(self, key: str) -> None:
        if key == "code" and not self["code"].problem():
            self["code"].show_warning(code_warning(self["code"].value() or ""))


def _classes_text(classes: frozenset[ClientClass]) -> str:
    told = _("大客户类别：{classes}。类别须写明依据，用“分类…”认定。")
    return told.format(classes=class_text(classes) or _("未分类"))


def _line(name: str, *, required: bool = False) -> LineField:
    title, limit = _(FIELD_TITLES[name]), LIMITS[name]
    return LineField(name, title, required=required, max_length=limit)


def _suggest(name: str, words: Sequence[str]) -> SuggestField:
    title, limit = _(FIELD_TITLES[name]), LIMITS[name]
    return SuggestField(name, title, [_(word) for word in words], max_length=limit)


def _body(name: str) -> TextField:
    return TextField(name, _(FIELD_TITLES[name]), max_length=LIMITS[name], lines=3)
