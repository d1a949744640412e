"""Asking for a decision: the opinion, quick phrases, and the finding of the duplicate filter."""

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kamdesk.domain.projects.case_records import FINDING_TITLES, DuplicateFinding, Finding
from kamdesk.domain.projects.cases import ACT_TITLES, AGREEING, Act, Decision
from kamdesk.domain.projects.forms import REASON_LIMIT
from kamdesk.i18n import N_, _
from kamdesk.ui.forms.choice_fields import ChoiceField
from kamdesk.ui.forms.field import Field
from kamdesk.ui.forms.form import FormView
from kamdesk.ui.forms.text_fields import LineField, TextField
from kamdesk.ui.messages import Messages
from kamdesk.ui.projects.asking import AskingDialog, about_label
from kamdesk.ui.tokens import XS
from kamdesk.ui.widgets.buttons import link_button

PHRASES: Mapping[Decision, tuple[str, ...]] = {
    Decision.AGREE: (N_("同意。"), N_("情况属实，同意。"), N_("同意，请按计划推进。")),
    Decision.AGREE_CONDITIONALLY: (
        N_("同意，费用从严控制，超出部分另行报批。"),
        N_("同意，请在下次检讨会前补齐材料。"),
        N_("同意，请先签订合作协议。"),
    ),
    Decision.RETURN: (
        N_("请补充客户背景与需求。"),
        N_("请核对预计销售额和毛利率的依据。"),
        N_("请细化费用预算。"),
    ),
    Decision.REFUSE: (
        N_("与在保护期内的备案重复，不同意。"),
        N_("投入与预期收益不相称，不同意。"),
    ),
}
"""What approvers write most often, by decision."""

_HINTS = {
    Decision.AGREE: N_("可以不填"),
    Decision.AGREE_CONDITIONALLY: N_("请写明附加的条件，将打印在表单上"),
    Decision.RETURN: N_("请写明要修改什么；申请人修改后重新走完全部步骤"),
    Decision.REFUSE: N_("请写明原因；流程到此结束"),
}


class DecisionDialog(AskingDialog):
    """Asks what an approver says to one decision; `submitted` carries `text`, `finding`, `note`."""

    def __init__(
        self,
        decision: Decision,
        *,
        about: str,
        needs_finding: bool,
        messages: Messages,
        parent: QWidget | None = None,
    ) -> None:
        title = _(ACT_TITLES[Act(decision)])
        asks_finding = needs_finding and decision in AGREEING
        super().__init__(
            title,
            _decision_form(decision, about, asks_finding=asks_finding),
            messages=messages,
            save_text=title,
            parent=parent,
        )
        self._asks_finding = asks_finding
        self.form["finding" if asks_finding else "text"].focus_editor()

    def finding(self) -> DuplicateFinding | None:
        """Return the finding chosen, where one is asked for."""
        values = self.form.values()
        if not self._asks_finding or values["finding"] is None:
            return None
        return DuplicateFinding(values["finding"], values["note"] or "")


def _decision_form(decision: Decision, about: str, *, asks_finding: bool) -> FormView:
    form = FormView()
    form.add_widget(about_label(about))
    if asks_finding:
        _add_finding(form)
    opinion = TextField(
        "text",
        _("审批意见"),
        required=decision is not Decision.AGREE,
        max_length=REASON_LIMIT,
        lines=5,
        hint=_(_HINTS[decision]),
    )
    form.add(opinion, PhrasesField(PHRASES[decision], opinion))
    return form


def _add_finding(form: FormView) -> None:
    choices = [(finding, _(title)) for finding, title in FINDING_TITLES.items()]
    found = ChoiceField("finding", _("客户信息过滤"), choices, required=True)
    note = LineField("note", _("撞单编号"), hint=_("疑似撞单时填写撞单编号或对方备案号"))

    def on_found() -> None:
        note.required = found.value() is Finding.SUSPECTED
        note.clear_message()

    found.edited.connect(on_found)
    form.add(found, note)


class PhrasesField(Field):
    """Sentences that go into the opinion with a click; nothing to fill in."""

    def __init__(self, phrases: Sequence[str], opinion: TextField) -> None:
        super().__init__("phrases", _("常用语"))
        box = QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(0, XS, 0, 0)
        column.setSpacing(0)
        for phrase in phrases:
            made = link_button(_(phrase), partial(_append, opinion, _(phrase)))
            column.addWidget(made, 0, Qt.AlignmentFlag.AlignLeft)
        self.build(box)

    def value(self) -> None:
        return None


def _append(opinion: TextField, phrase: str) -> None:
    said = opinion.value()
    opinion.set_value(f"{said}{phrase}" if said else phrase)
    opinion.focus_editor()
