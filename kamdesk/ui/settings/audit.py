"""审计核验: whether the chain of records is whole, and its head to write down."""

from PySide6.QtGui import QGuiApplication

from kamdesk.domain.audit import AuditReport
from kamdesk.domain.errors import KamdeskError
from kamdesk.i18n import _
from kamdesk.services.audit import AuditService
from kamdesk.ui.forms.form import FormView
from kamdesk.ui.forms.text_fields import LineField
from kamdesk.ui.jobs import LongRun
from kamdesk.ui.labels import selectable_label
from kamdesk.ui.projects.tools import PageTools
from kamdesk.ui.settings.section import Section, stretch
from kamdesk.ui.tone import Tone
from kamdesk.ui.widgets.buttons import button
from kamdesk.ui.widgets.cards import Facts, row_of
from kamdesk.ui.widgets.long_task import run_with_progress
from kamdesk.ui.widgets.notices import Notice


class AuditSection(Section):
    """Recomputes the chain; an anchor off a printed form is looked for in it."""

    def __init__(self, service: AuditService, tools: PageTools) -> None:
        explanation = _(
            "提交、审批、裁定、设置等每一步都记在首尾相连的审计记录里，改动或删除任何一条都能查出。"
        )
        super().__init__(_("审计核验"), explanation)
        self._service = service
        self._tools = tools
        self._head = ""
        self.form = FormView()
        self.anchor = LineField(
            "anchor",
            _("页脚锚点"),
            max_length=80,
            placeholder="123:0123456789abcdef",
            hint=_("可选。抄写表格页脚的“验证码”，核对那张表格之后的记录是否被重写。"),
        )
        self.form.add(self.anchor)
        self.form.setMaximumWidth(560)
        self.notice = Notice()
        self.facts = Facts()
        self.verify_button = button(
            _("开始核验"), self.verify, icon_name="shield-check", primary=True
        )
        self.copy_button = button(_("复制当前链头"), self.copy, icon_name="copy")
        self.copy_button.setEnabled(False)
        self.body.addWidget(self.form)
        self.body.addLayout(row_of(self.verify_button, self.copy_button, None))
        self.body.addWidget(self.notice)
        self.body.addWidget(self.facts)
        self.body.addWidget(stretch(), 1)

    def activate(self) -> None:
        self.anchor.focus_editor()

    def verify(self) -> None:
        """Recompute the chain."""
        anchor, by = self.anchor.value() or "", self._tools.actor.id
        self.notice.say("")
        self.verify_button.setEnabled(False)

        def work(_run: LongRun) -> AuditReport:
            return self._service.verify(anchor=anchor, by=by)

        run_with_progress(
            self,
            self._tools.jobs,
            title=_("正在核验审计记录"),
            work=work,
            done=self._show,
            failed=self._refuse,
        )

    def copy(self) -> None:
        """Put the chain's head on the clipboard."""
        QGuiApplication.clipboard().setText(self._head)

    def _show(self, report: AuditReport) -> None:
        self.verify_button.setEnabled(True)
        self._head = str(report.head) if report.head else ""
        self.copy_button.setEnabled(bool(self._head))
        self.notice.say(_sentence(report), Tone.OK if report.sound else Tone.BAD)
        self.facts.clear()
        self.facts.add(_("记录条数"), selectable_label(f"{report.count:,}"))
        self.facts.add(_("当前链头"), selectable_label(self._head or "—"))

    def _refuse(self, error: KamdeskError) -> None:
        self.verify_button.setEnabled(True)
        self.notice.say(str(error), Tone.BAD)


def _sentence(report: AuditReport) -> str:
    if report.broken_seq is not None:
        told = _("第 {seq} 条审计记录不符，数据可能被绕过程序改动过。请保留现状并联系审计人员。")
        return told.format(seq=report.broken_seq)
    if report.anchor_kept is False:
        return _("锚点所指的记录不在或内容不同，记录可能被重写过。请保留现状并联系审计人员。")
    if report.anchor_kept:
        return _("审计记录完整，锚点相符。")
    return _("审计记录完整，没有被改动。")
