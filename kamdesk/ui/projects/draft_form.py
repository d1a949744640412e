"""A form that may be kept unfinished: what both the filing and the application form are."""

from collections.abc import Callable, Sequence
from dataclasses import fields
from typing import Any, Generic, TypeVar

from kamdesk.i18n import _
from kamdesk.ui.forms.choice_fields import PickerField, PickItem
from kamdesk.ui.forms.form import FormView
from kamdesk.ui.jobs import Jobs

DraftT = TypeVar("DraftT")
SearchClients = Callable[[str], Sequence[PickItem]]


class DraftForm(FormView, Generic[DraftT]):
    """The fields of one draft, a dataclass whose field names are the keys of the form."""

    def __init__(self, blank: DraftT) -> None:
        super().__init__(columns=2)
        self.blank = blank

    def draft(self) -> DraftT:
        """Return what stands in the form; what is empty or not understood is the blank's."""
        kind: Any = type(self.blank)
        names = [field.name for field in fields(kind)]
        values = self.values()
        given = {name: values[name] for name in names if values[name] is not None}
        made: DraftT = kind(**{name: self.shape(name, value) for name, value in given.items()})
        return made

    def shape(self, name: str, value: Any) -> Any:  # noqa: ARG002 - a hook for subclasses
        """Return a field's value as the draft holds it."""
        return value

    def show_draft(self, draft: DraftT, client: PickItem | None) -> None:
        """Show `draft` and count as unchanged."""
        kind: Any = type(self.blank)
        values = {field.name: getattr(draft, field.name) for field in fields(kind)}
        self.set_values(values | {"client_id": client})

    def raws(self) -> tuple[object, ...]:
        """Return what stands in the editors, to tell whether anything changed since."""
        return tuple(field.raw() for field in self.fields())

    def misread(self) -> bool:
        """Show what could not even be kept in a draft; tell whether there is any."""
        wrong = {field.key: field.misread() for field in self.fields() if field.misread()}
        self.show_errors(wrong)
        return bool(wrong)

    def add_client_picker(self, title: str, search: SearchClients, jobs: Jobs) -> None:
        """Add the field that chooses the client."""
        self._client = PickerField(
            "client_id",
            title,
            search,
            jobs=jobs,
            placeholder=_("输入客户名称、拼音首字母或编号"),
            required=True,
        )
        self.add(self._client, wide=True)

    def client_name(self) -> str:
        """Return the name of the chosen client; empty while there is none."""
        return self._client.item.text if self._client.item else ""
