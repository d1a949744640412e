"""Asking 销售管理部 for the ruling of a conflict case."""

from PySide6.QtWidgets import QWidget

from kamdesk.domain.projects.conflicts import RULING_TITLES, Conflict, Ruling
from kamdesk.domain.projects.forms import REASON_LIMIT
from kamdesk.i18n import N_, _
from kamdesk.ui.forms.choice_fields import ChoiceField
from kamdesk.ui.forms.form import FormView
from kamdesk.ui.forms.text_fields import TextField
from kamdesk.ui.messages import Messages
from kamdesk.ui.projects.asking import AskingDialog, about_label
from kamdesk.ui.tone import Tone
from kamdesk.ui.widgets.notices import Notice

_EFFECTS = {
    Ruling.KEEP_FIRST: N_("{first}的备案不变；{second}的备案不予通过。"),
    Ruling.GIVE_SECOND: N_("{first}的备案失效；{second}的备案继续审批。"),
    Ruling.JOINT: N_("{first}的备案不变；{second}的备案继续审批，两人共同备案。"),
}


class RulingDialog(AskingDialog):
    """Asks who keeps the client and why; `submitted` carries `ruling` and `reason`."""

    def __init__(
        self, conflict: Conflict, *, messages: Messages, parent: QWidget | None = None
    ) -> None:
        self._filers = {"first": conflict.first.filer, "second": conflict.second.filer}
        self.effect = Notice(_("裁定后不能更改。"), Tone.NEUTRAL)
        form = FormView()
        about = _("{client}：{first}（先）与 {second}（后）")
        form.add_widget(about_label(about.format(client=conflict.client, **self._filers)))
        rulings = [(ruling, _(title)) for ruling, title in RULING_TITLES.items()]
        form.add(ChoiceField("ruling", _("裁定"), rulings, required=True))
        form.add_widget(self.effect)
        form.add(TextField("reason", _("理由"), required=True, max_length=REASON_LIMIT, lines=4))
        super().__init__(_("裁定撞单"), form, messages=messages, save_text=_("裁定"), parent=parent)
        form.edited.connect(self._tell_effect)

    def _tell_effect(self, key: str) -> None:
        ruling = self.form["ruling"].value()
        if key == "ruling" and ruling is not None:
            told = _(_EFFECTS[ruling]).format(**self._filers)
            self.effect.say(_("{effect}裁定后不能更改。").format(effect=told), Tone.INFO)
