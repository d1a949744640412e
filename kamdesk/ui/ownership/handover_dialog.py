"""Asking what of a client goes to whom, and why."""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtWidgets import QWidget

from kamdesk.domain.clients.clients import OwnerChoice
from kamdesk.domain.ids import ApplicationId, ClientId, FilingId
from kamdesk.domain.ownership.handovers import (
    MOVED_TITLES,
    Belonging,
    Belongings,
    HandoverDraft,
    Moved,
)
from kamdesk.domain.projects.forms import REASON_LIMIT
from kamdesk.i18n import _
from kamdesk.ui.forms.choice_fields import ChoiceField
from kamdesk.ui.forms.form import FormView
from kamdesk.ui.forms.text_fields import TextField
from kamdesk.ui.labels import plain_label
from kamdesk.ui.messages import Messages
from kamdesk.ui.ownership.tick_field import TickField
from kamdesk.ui.projects.asking import AskingDialog, about_label


class HandoverDialog(AskingDialog):
    """Everything is ticked at first; what is not ticked stays with the present owner."""

    def __init__(
        self,
        belongings: Belongings,
        takers: Sequence[OwnerChoice],
        *,
        messages: Messages,
        parent: QWidget | None = None,
    ) -> None:
        form = FormView()
        about = _("{client}　现负责人：{owner}")
        form.add_widget(about_label(about.format(client=belongings.name, owner=belongings.owner)))
        choices = [(each.id, each.name) for each in takers if each.name != belongings.owner]
        form.add(ChoiceField("taker_id", _("接手人"), choices, required=True))
        if belongings.children:
            form.add(TickField("children", _("下级客户"), _ticks(belongings.children)))
        if belongings.papers:
            form.add(TickField("papers", _("备案和立项"), _ticks(belongings.papers)))
        form.add(
            TextField("reason", _("移交原因"), required=True, max_length=REASON_LIMIT, lines=3)
        )
        note = _("已签字的单据不改报备人和申请人，另记经办人；待办审批不随客户移交。")
        form.add_widget(plain_label(note, role="caption", wrap=True))
        super().__init__(_("移交客户"), form, messages=messages, save_text=_("移交"), parent=parent)

    def draft(self, values: Mapping[str, Any]) -> HandoverDraft:
        """Return what the form says."""
        papers = values.get("papers", ())
        return HandoverDraft(
            taker_id=values["taker_id"],
            reason=values["reason"],
            children=frozenset(ClientId(each) for _kind, each in values.get("children", ())),
            filings=frozenset(FilingId(each) for kind, each in papers if kind is Moved.FILING),
            applications=frozenset(
                ApplicationId(each) for kind, each in papers if kind is Moved.APPLICATION
            ),
        )


def _ticks(things: Sequence[Belonging]) -> list[tuple[tuple[Moved, int], str]]:
    return [((each.moved, each.id), _words(each)) for each in things]


def _words(thing: Belonging) -> str:
    """Return how a thing is called in a list of many kinds."""
    words = thing.name
    if thing.moved is not Moved.CLIENT:
        words = _("{kind} {name}").format(kind=_(MOVED_TITLES[thing.moved]), name=thing.name)
    return _("{name}（{state}）").format(name=words, state=thing.state) if thing.state else words
