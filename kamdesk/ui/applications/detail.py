"""One application in full, beside the list: facts, texts, flow, and what may be done with it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from kamdesk.domain.money import capital_amount, format_amount
from kamdesk.domain.projects.application_records import ApplicationDetails
from kamdesk.domain.projects.applications import (
    ATTACHMENT_TITLES,
    FIELD_TITLES,
    STATE_TITLES,
    ApplicationDraft,
    Attachment,
)
from kamdesk.domain.projects.case_records import CaseDetails
from kamdesk.domain.projects.modes import MODE_TITLES, DevelopmentMode
from kamdesk.domain.projects.rights import Right
from kamdesk.i18n import N_, _, listed
from kamdesk.ui.applications.aside import class_words
from kamdesk.ui.applications.columns import STATE_TONES
from kamdesk.ui.approvals.flow import FlowView, return_words
from kamdesk.ui.labels import heading, plain_label, selectable_label
from kamdesk.ui.projects.record_pane import RecordPane, carried_facts
from kamdesk.ui.tokens import XXS, M, S
from kamdesk.ui.tone import Tone
from kamdesk.ui.widgets.buttons import link_button
from kamdesk.ui.widgets.cards import Facts, clear_layout, row_of
from kamdesk.ui.widgets.notices import Notice

_TEXTS = ("background", "key_people", "competitors", "strengths", "risks", "goals", "support")
_BUTTONS = {
    Right.EDIT: (N_("编辑"), "pencil", "F2"),
    Right.SUBMIT: (N_("提交"), "send", ""),
    Right.WITHDRAW: (N_("撤回"), "undo-2", ""),
    Right.CANCEL: (N_("作废"), "circle-x", ""),
    Right.DISCARD: (N_("删除草稿"), "trash-2", ""),
}
"""What a right's button is called, its icon and key, in their order."""


class ApplicationPane(RecordPane):
    """Shows one application; asks for what its buttons say."""

    case_wanted = Signal()

    def __init__(self) -> None:
        super().__init__(_BUTTONS, _("选择左侧的一项，这里显示申请内容。"))
        self.notice = Notice()
        self.facts = Facts()
        self.texts = QVBoxLayout()
        self.texts.setSpacing(XXS)
        self.flow = FlowView()
        self._flow_head = QWidget()
        self.case_button = link_button(_("打开审批单"), self.case_wanted.emit)
        head = row_of(heading(_("审批流程")), None, self.case_button)
        head.setContentsMargins(0, M, 0, 0)
        self._flow_head.setLayout(head)
        self.content.addWidget(self.notice)
        self.content.addWidget(self.facts)
        self.content.addLayout(self.texts)
        self.content.addWidget(self._flow_head)
        self.content.addWidget(self.flow)
        self.content.addStretch()

    def show_application(self, details: ApplicationDetails, case: CaseDetails | None) -> None:
        """Show an application and, once it was submitted, its flow."""
        draft = details.sheet.draft
        self.name.setText(draft.project_name or _("（未填项目名称）"))
        self.number.setText(details.sheet.number or _("提交时编号"))
        self.state.say(_(STATE_TITLES[details.state]), STATE_TONES[details.state])
        joint = draft.mode is DevelopmentMode.JOINT
        self.mark.say(_(MODE_TITLES[draft.mode]), Tone.ACCENT if joint else Tone.NEUTRAL)
        self._tell_why(details, case)
        self.facts.show_facts(_facts(details))
        self._show_texts(draft)
        for widget in (self._flow_head, self.flow):
            widget.setVisible(case is not None)
        self.flow.show_case(case)
        self.show_record(details.rights)

    def _tell_why(self, details: ApplicationDetails, case: CaseDetails | None) -> None:
        reason = details.closed_reason
        if reason:
            self.notice.say(_("原因：{reason}").format(reason=reason), Tone.BAD)
        else:
            self.notice.say(return_words(case), Tone.WARN)

    def _show_texts(self, draft: ApplicationDraft) -> None:
        clear_layout(self.texts)
        for name in _TEXTS:
            if text := getattr(draft, name):
                self.texts.addWidget(_caption(_(FIELD_TITLES[name])))
                self.texts.addWidget(selectable_label(text))


def _caption(text: str) -> QLabel:
    label = plain_label(text, role="muted")
    label.setAlignment(Qt.AlignmentFlag.AlignBottom)
    label.setMinimumHeight(label.sizeHint().height() + S)
    return label


def _facts(details: ApplicationDetails) -> dict[str, str]:
    sheet, draft = details.sheet, details.sheet.draft
    facts = {
        _("客户"): sheet.client.name,
        _("客户类别"): class_words(sheet.client),
        _("信用代码"): sheet.client.code,
        _("申请人"): " · ".join(part for part in (sheet.applicant, sheet.department) if part),
        **carried_facts(details.carrier, details.handovers),
        _("联系电话"): draft.phone,
        _("项目来源"): draft.source,
    }
    if draft.mode is DevelopmentMode.JOINT:
        facts[_("合作方")] = draft.partner
    if sheet.filing is not None:
        text = _("{number}（有效期至 {day}）")
        facts[_("备案")] = text.format(number=sheet.filing.number, day=sheet.filing.valid_until)
    return facts | _figures(draft) | _team(draft)


def _figures(draft: ApplicationDraft) -> dict[str, str]:
    tons = "" if draft.monthly_tons is None else f"{draft.monthly_tons.normalize():,f}"
    margin = "" if draft.margin is None else f"{draft.margin.normalize():f}%"
    sales, budget = draft.yearly_sales, draft.budget
    return {
        _("预计月用量"): _("{tons} 吨").format(tons=tons) if tons else "",
        _("预计年销售额"): "" if sales is None else _yuan(format_amount(sales)),
        _("预计毛利率"): margin,
        _("费用预算"): ""
        if budget is None
        else f"{_yuan(format_amount(budget))}\n{capital_amount(budget)}",
    }


def _team(draft: ApplicationDraft) -> dict[str, str]:
    period = ""
    if draft.starts_on and draft.ends_on:
        period = _("{start} 至 {end}").format(start=draft.starts_on, end=draft.ends_on)
    people = [(draft.leader, draft.leader_duty)]
    people += [(member.name, member.duty) for member in draft.members]
    team = [f"{name}（{duty}）" if duty else name for name, duty in people if name]
    kinds = [_(ATTACHMENT_TITLES[each]) for each in Attachment if each in draft.attachments]
    return {
        _("起止时间"): period,
        _("攻关小组"): listed(team),
        _("附件"): listed(kinds),
    }


def _yuan(amount: str) -> str:
    return _("{amount} 元").format(amount=amount)
