"""Acting on a filing beside the register."""

from collections.abc import Mapping
from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from kamdesk.domain.changes import Changes
from kamdesk.domain.clock import today
from kamdesk.domain.projects.filing_records import FilingDetails
from kamdesk.domain.projects.forms import REASON_LIMIT
from kamdesk.domain.projects.rights import Right
from kamdesk.domain.texts import LINE_LIMIT
from kamdesk.i18n import _
from kamdesk.services.projects.filings import FilingService
from kamdesk.ui.forms.form import FormView
from kamdesk.ui.forms.number_fields import DateField
from kamdesk.ui.forms.text_fields import LineField, TextField
from kamdesk.ui.projects.asking import AskingDialog
from kamdesk.ui.projects.record_acts import RecordActs
from kamdesk.ui.projects.tools import PageTools


class FilingActs(RecordActs):
    """Submit, withdraw, follow up, extend, end, give up, delete."""

    def __init__(self, filings: FilingService, tools: PageTools, window: QWidget) -> None:
        super().__init__(tools, window)
        self._filings = filings
        self._by = tools.actor.id

    def use(self, right: Right, details: FilingDetails) -> None:
        """Ask what has to be asked, and do what `right` opens."""
        {
            Right.SUBMIT: self._submit,
            Right.WITHDRAW: self._withdraw,
            Right.FOLLOW_UP: self._follow_up,
            Right.EXTEND: self._extend,
            Right.END: self._end,
            Right.CANCEL: self._cancel,
            Right.DISCARD: self._discard,
        }[right](details)

    def _submit(self, details: FilingDetails) -> None:
        self.confirm_submit(
            _name(details), details, partial(self._filings.submit, **self._of(details))
        )

    def _withdraw(self, details: FilingDetails) -> None:
        self.confirm(
            _("撤回“{name}”吗？").format(name=_name(details)),
            partial(self._filings.withdraw, **self._of(details)),
            yes=_("撤回"),
            detail=_("撤回后回到草稿，可修改后再次提交；编号不变。"),
        )

    def _discard(self, details: FilingDetails) -> None:
        self.confirm(
            _("删除草稿“{name}”吗？").format(name=_name(details)),
            partial(self._filings.discard, **self._of(details)),
            yes=_("删除"),
            detail=_("草稿删除后不能恢复。"),
        )

    def _cancel(self, details: FilingDetails) -> None:
        about = _("作废后编号 {number} 保留在登记中，不再使用。").format(
            number=details.sheet.number
        )
        of = self._of(details)
        self.ask_reason(_("作废"), about, lambda why: self._filings.cancel(**of, reason=why))

    def _end(self, details: FilingDetails) -> None:
        about = _("终止“{name}”的备案后，其他人可以报备该客户。").format(name=_name(details))
        of = self._of(details)
        self.ask_reason(_("终止"), about, lambda why: self._filings.end(**of, reason=why))

    def _extend(self, details: FilingDetails) -> None:
        until = details.protection.ends_on.isoformat() if details.protection else ""
        about = _("“{name}”的保护期现至 {day}。延期须有近期跟进记录为证。").format(
            name=_name(details), day=until
        )
        of = self._of(details)
        self.ask_reason(_("延期"), about, lambda why: self._filings.extend(**of, reason=why))

    def _follow_up(self, details: FilingDetails) -> None:
        form = FormView()
        form.add(
            DateField("day", _("跟进日期"), required=True),
            TextField("text", _("跟进内容"), required=True, max_length=REASON_LIMIT, lines=4),
            LineField(
                "evidence",
                _("跟进凭证"),
                max_length=LINE_LIMIT,
                hint=_("如现场照片、往来函件"),
            ),
        )
        form.set_values({"day": today(self.tools.clock), "text": "", "evidence": ""})
        dialog = AskingDialog(
            _("登记跟进"),
            form,
            messages=self.tools.messages,
            save_text=_("登记"),
            parent=self.window,
        )

        def work(values: Mapping[str, Any]) -> Changes:
            return self._filings.follow_up(
                details.id,
                by=self._by,
                day=values["day"],
                text=values["text"],
                evidence=values["evidence"] or "",
            )

        self.ask(dialog, work)

    def _of(self, details: FilingDetails) -> dict[str, Any]:
        return {"filing_id": details.id, "by": self._by, "seen_version": details.version}


def _name(details: FilingDetails) -> str:
    return details.sheet.client.name or details.sheet.draft.project_name or _("未命名")
