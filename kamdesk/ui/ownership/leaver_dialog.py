"""离职移交: choose who leaves, see what there is, say who takes it."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtWidgets import QWidget

from kamdesk.domain.clients.clients import OwnerChoice
from kamdesk.domain.ids import UserId
from kamdesk.domain.ownership.handovers import Estate, LeaverDraft
from kamdesk.domain.projects.forms import REASON_LIMIT
from kamdesk.i18n import _
from kamdesk.ui.forms.choice_fields import ChoiceField
from kamdesk.ui.forms.form import FormView
from kamdesk.ui.forms.text_fields import TextField
from kamdesk.ui.ownership.heirs import Heirs
from kamdesk.ui.projects.asking import AskingDialog
from kamdesk.ui.projects.tools import PageTools
from kamdesk.ui.tone import Tone
from kamdesk.ui.widgets.notices import Notice


class LeaverDialog(AskingDialog):
    """Shows what a person has as soon as they are chosen; `read` runs in the worker."""

    def __init__(
        self,
        leavers: Sequence[OwnerChoice],
        takers: Sequence[OwnerChoice],
        read: Callable[[UserId], Estate],
        *,
        tools: PageTools,
        parent: QWidget | None = None,
    ) -> None:
        self._read, self._tools = read, tools
        form = FormView()
        people = [(each.id, each.name) for each in takers]
        self.counts = Notice(_("选择离职人员后，这里列出要移交的内容。"), Tone.NEUTRAL)
        self.heirs = Heirs(takers)
        form.add(
            ChoiceField(
                "person_id",
                _("离职人员"),
                [(each.id, each.name) for each in leavers],
                required=True,
            )
        )
        form.add_widget(self.counts)
        form.add(
            ChoiceField("taker_id", _("主接手人"), people, required=True),
            ChoiceField(
                "approving_to",
                _("审批中单据接手人"),
                people,
                hint=_("接手人有审批职责时，审批中的单据另交给业务人员。"),
            ),
        )
        form.add_widget(self.heirs)
        form.add(
            TextField("reason", _("移交原因"), required=True, max_length=REASON_LIMIT, lines=2)
        )
        super().__init__(
            _("离职移交"),
            form,
            messages=tools.messages,
            save_text=_("全部移交"),
            parent=parent,
        )
        form.edited.connect(self._on_edited)

    def draft(self, values: Mapping[str, Any]) -> LeaverDraft:
        """Return what the form says."""
        return LeaverDraft(
            person_id=values["person_id"],
            taker_id=values["taker_id"],
            approving_to=values["approving_to"],
            reason=values["reason"],
            clients=self.heirs.given(),
        )

    def _on_edited(self, key: str) -> None:
        person = self.form["person_id"].value()
        if key == "person_id" and person is not None:
            self._tools.jobs.run(self, lambda: self._read(person), self._show, key="estate")

    def _show(self, estate: Estate) -> None:
        self.counts.say(estate_words(estate), Tone.WARN if estate.tasks else Tone.INFO)
        self.heirs.show_clients(estate.clients)


def estate_words(estate: Estate) -> str:
    """Return what a person has, in a sentence or two."""
    text = _(
        "{name}名下有客户 {clients} 个、进行中的单据 {papers} 份、协作 {along} 项、"
        "代理授权 {delegations} 项。"
    ).format(
        name=estate.person,
        clients=len(estate.clients),
        papers=len(estate.papers),
        along=estate.collaborations,
        delegations=estate.delegations,
    )
    if estate.tasks:
        text += _("另有待办审批 {count} 件不随移交，停用账号后由销售管理部转办。").format(
            count=estate.tasks
        )
    return text
