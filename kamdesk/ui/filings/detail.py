"""One filing in full, beside the register."""

from datetime import timedelta

from PySide6.QtWidgets import QVBoxLayout

from kamdesk.domain.money import format_amount
from kamdesk.domain.projects.case_records import CaseDetails
from kamdesk.domain.projects.conflicts import ConflictState
from kamdesk.domain.projects.filing_records import FilingDetails
from kamdesk.domain.projects.filings import CLIENT_STATE_TITLES, FIELD_TITLES, STATE_TITLES
from kamdesk.domain.projects.modes import MODE_TITLES
from kamdesk.domain.projects.protections import STANDING_TITLES, Standing
from kamdesk.domain.projects.rights import Right
from kamdesk.i18n import N_, _
from kamdesk.ui.approvals.flow import FlowView
from kamdesk.ui.filings.columns import STANDING_TONES, STATE_TONES
from kamdesk.ui.filings.diary import Diary
from kamdesk.ui.labels import heading
from kamdesk.ui.lists.columns import cell_text
from kamdesk.ui.projects.record_page import return_words
from kamdesk.ui.projects.record_pane import RecordPane, carried_facts, titled_text
from kamdesk.ui.tokens import S
from kamdesk.ui.tone import Tone
from kamdesk.ui.widgets.cards import Facts, clear_layout
from kamdesk.ui.widgets.notices import Notice

_BUTTONS = {
    Right.EDIT: (N_("编辑"), "pencil", "F2"),
    Right.SUBMIT: (N_("提交"), "send", ""),
    Right.WITHDRAW: (N_("撤回"), "undo-2", ""),
    Right.FOLLOW_UP: (N_("登记跟进"), "message-square", "Ctrl+G"),
    Right.EXTEND: (N_("延期"), "calendar-clock", ""),
    Right.END: (N_("终止"), "circle-x", ""),
    Right.CANCEL: (N_("作废"), "circle-x", ""),
    Right.DISCARD: (N_("删除草稿"), "trash-2", ""),
}
_TEXTS = ("summary", "feedback", "competitors")


class FilingPane(RecordPane):
    """Shows one filing; asks for what its buttons say."""

    def __init__(self) -> None:
        super().__init__(_BUTTONS, _("选择左侧的一项，这里显示备案内容。"))
        self.notice = Notice()
        self.facts = Facts()
        self.texts = QVBoxLayout()
        self.texts.setSpacing(S)
        self.diary = Diary()
        self.flow_heading = heading(_("审批流程"))
        self.flow = FlowView()
        self.content.addWidget(self.notice)
        self.content.addWidget(self.facts)
        self.content.addLayout(self.texts)
        self.content.addWidget(self.diary)
        self.content.addWidget(self.flow_heading)
        self.content.addWidget(self.flow)
        self.content.addStretch()

    def show_filing(self, details: FilingDetails, case: CaseDetails | None) -> None:
        """Show a filing and, once it was submitted, its flow."""
        sheet = details.sheet
        self.name.setText(sheet.client.name or _("（未选客户）"))
        self.number.setText(sheet.number or _("提交时编号"))
        self.state.say(_(STATE_TITLES[details.state]), STATE_TONES[details.state])
        self.mark.say(*_standing(details))
        self.notice.say(*_notice(details, case))
        self.facts.show_facts(_protection_facts(details) | _facts(details))
        self._show_texts(details)
        self.diary.show_filing(details)
        for widget in (self.flow_heading, self.flow):
            widget.setVisible(case is not None)
        self.flow.show_case(case)
        self.show_record(details.rights)

    def _show_texts(self, details: FilingDetails) -> None:
        clear_layout(self.texts)
        for name in _TEXTS:
            if text := getattr(details.sheet.draft, name):
                self.texts.addWidget(titled_text(_(FIELD_TITLES[name]), text))


def _standing(details: FilingDetails) -> tuple[str, Tone]:
    if details.standing is None:
        return "", Tone.NEUTRAL
    words, tone = _(STANDING_TITLES[details.standing]), STANDING_TONES[details.standing]
    if details.standing is Standing.EXPIRED:
        return words, tone
    left = _("{standing} · 剩 {days} 天")
    return left.format(standing=words, days=details.days_left), tone


def _notice(details: FilingDetails, case: CaseDetails | None) -> tuple[str, Tone]:
    if details.close_reason:
        return _("原因：{reason}").format(reason=details.close_reason), Tone.BAD
    if any(each.state is ConflictState.OPEN for each in details.conflicts):
        return _("与他人的备案撞单，等待销售管理部裁定。"), Tone.WARN
    return return_words(case), Tone.WARN


def _facts(details: FilingDetails) -> dict[str, str]:
    sheet, draft = details.sheet, details.sheet.draft
    person = (draft.contact_name, draft.contact_post, draft.contact_phone)
    amount = "" if draft.expected_amount is None else format_amount(draft.expected_amount)
    return {
        _("报备人"): " · ".join(part for part in (sheet.filer, sheet.department) if part),
        **carried_facts(details.carrier, details.handovers),
        **_filled(
            {
                _("报备时间"): cell_text(sheet.submitted_at),
                _("共同备案"): details.joint_with,
                _("信用代码"): sheet.client.code,
            }
        ),
        _("项目名称"): draft.project_name,
        _("客户性质"): _(CLIENT_STATE_TITLES[draft.client_state]),
        _("开发模式"): _(MODE_TITLES[draft.mode]),
        _("联系人"): " · ".join(part for part in person if part),
        _("接触证据"): draft.evidence,
        _("预计签约金额"): _("{amount} 元").format(amount=amount) if amount else "",
        _("预计单价"): draft.expected_price,
        _("预计签约时间"): cell_text(draft.expected_on),
    }


def _protection_facts(details: FilingDetails) -> dict[str, str]:
    protection = details.protection
    if protection is None:
        return {}
    period = _("{start} 至 {end}").format(start=protection.starts_on, end=protection.ends_on)
    return {
        _("保护期"): period,
        _("最近跟进"): cell_text(protection.active_on),
        **_filled(
            {
                _("最迟跟进"): _last_call(details),
                _("终止日期"): cell_text(details.closed_on),
            }
        ),
    }


def _last_call(details: FilingDetails) -> str:
    """Return the last day for a follow-up where waiting ends the protection before its time."""
    protection = details.protection
    live = details.standing not in {None, Standing.EXPIRED}
    if protection is None or not live or protection.expires_on > protection.ends_on:
        return ""
    return cell_text(protection.expires_on - timedelta(days=1))


def _filled(facts: dict[str, str]) -> dict[str, str]:
    return {name: text for name, text in facts.items() if text}
