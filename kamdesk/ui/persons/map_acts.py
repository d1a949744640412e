"""Acting on the relationship map: a line asked for, entered, changed, ended."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from kamdesk.domain.changes import Changes
from kamdesk.domain.ids import ContactId
from kamdesk.domain.persons.maps import OUR_SIDE, OUR_TITLE, MapLine, RelationMap
from kamdesk.domain.persons.relations import (
    FIELD_TITLES,
    KIND_TITLES,
    NOTE_LIMIT,
    Relation,
    RelationDraft,
    RelationKind,
)
from kamdesk.i18n import _
from kamdesk.services.persons.relations import RelationService
from kamdesk.ui.forms.choice_fields import ChoiceField
from kamdesk.ui.forms.dialog import FormDialog
from kamdesk.ui.forms.form import FormView
from kamdesk.ui.forms.text_fields import LineField
from kamdesk.ui.projects.tools import PageTools

Values = Mapping[str, Any]


class LineActs(QObject):
    """Asks, calls the service, announces; `window` carries the questions."""

    def __init__(self, relations: RelationService, tools: PageTools, window: QWidget) -> None:
        super().__init__(window)
        self._relations = relations
        self._tools = tools
        self._by = tools.actor.id
        self._window = window

    def add(self, shown: RelationMap, source: int | None, target: int | None) -> None:
        """Ask for a line, from `source` to `target` where they are known."""
        if target == OUR_SIDE:
            source, target = target, source
        form = relation_form(shown)
        kind = RelationKind.LIAISON if source == OUR_SIDE else None
        form.set_values({"source_id": source, "target_id": target})
        form.set_values({"kind": kind})
        write = partial(self._relations.add, shown.client_id)
        self._open(_("添加关系"), form, write)

    def change(self, shown: RelationMap, line: MapLine) -> None:
        """Ask for the fields of a line that is there."""
        for relation in _relation_of(shown, line):
            form, draft = relation_form(shown), relation.draft
            source = OUR_SIDE if draft.source_id is None else draft.source_id
            form.set_values({"source_id": source, "target_id": draft.target_id})
            form.set_values({"kind": draft.kind, "note": draft.note})
            self._open(_("修改关系"), form, partial(self._relations.change, relation.id))

    def end(self, shown: RelationMap, line: MapLine) -> None:
        """End a line after asking."""
        for relation in _relation_of(shown, line):
            question = _("删除“{source}”与“{target}”之间的“{kind}”关系吗？").format(
                source=_name(shown, line.source),
                target=_name(shown, line.target),
                kind=_(KIND_TITLES[relation.draft.kind]),
            )
            detail = _("图上不再显示，谁在何时删除留有记录。")
            if self._tools.messages.ask(self._window, question, yes=_("删除"), detail=detail):
                write = partial(self._relations.end, relation.id, by=self._by)
                self._tools.jobs.run(self._window, write, self._tools.bus.announce)

    def _open(self, title: str, form: FormView, write: Callable[..., Changes]) -> None:
        """Open a dialog whose answer `write` keeps."""
        messages = self._tools.messages
        dialog = FormDialog(title, form, messages=messages, width=480, parent=self._window)

        def done(changes: Changes) -> None:
            form.mark_clean()
            dialog.accept()
            self._tools.bus.announce(changes)

        def submit(values: Values) -> None:
            work = partial(write, relation_draft(values), by=self._by)
            self._tools.jobs.run(dialog, work, done, dialog.refuse)

        dialog.submitted.connect(submit)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()


def relation_form(shown: RelationMap) -> FormView:
    """Return the form of a line between the people of a map."""
    people = [(person.id, person.name) for person in shown.people]
    titles = {key: _(title) for key, title in FIELD_TITLES.items()}
    form = FormView()
    ours = (OUR_SIDE, _(OUR_TITLE))
    form.add(
        ChoiceField("source_id", titles["source_id"], [*people, ours], required=True),
        ChoiceField("target_id", titles["target_id"], people, required=True),
        ChoiceField("kind", titles["kind"], (), required=True),
        LineField("note", titles["note"], max_length=NOTE_LIMIT),
    )

    def offer(key: str) -> None:
        if key == "source_id":
            _offer_kinds(form)

    form.edited.connect(offer)
    _offer_kinds(form)
    return form


def relation_draft(values: Values) -> RelationDraft:
    """Return what stands in a `relation_form`."""
    source = values["source_id"]
    return RelationDraft(
        kind=values["kind"],
        source_id=None if source == OUR_SIDE else ContactId(source),
        target_id=ContactId(values["target_id"]),
        note=values["note"] or "",
    )


def _offer_kinds(form: FormView) -> None:
    """Offer 对接 to our side, the other kinds to contacts."""
    ours = form["source_id"].value() == OUR_SIDE
    kinds = [
        (kind, _(title))
        for kind, title in KIND_TITLES.items()
        if (kind is RelationKind.LIAISON) == ours
    ]
    field = form["kind"]
    if isinstance(field, ChoiceField):
        field.set_choices(kinds)
        if ours:
            field.set_value(RelationKind.LIAISON)


def _relation_of(shown: RelationMap, line: MapLine) -> list[Relation]:
    return [relation for relation in shown.relations if relation.id == line.relation_id]


def _name(shown: RelationMap, key: int) -> str:
    person = shown.person(key)
    return person.name if person else _(OUR_TITLE)
