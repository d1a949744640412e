"""Acting on an application beside the list: submit, withdraw, give up, delete."""

from PySide6.QtWidgets import QWidget

from kamdesk.domain.projects.application_records import ApplicationDetails
from kamdesk.domain.projects.rights import Right
from kamdesk.i18n import _
from kamdesk.services.projects.applications import ApplicationService
from kamdesk.ui.projects.record_acts import RecordActs
from kamdesk.ui.projects.tools import PageTools


class ApplicationActs(RecordActs):
    """Asks, calls the service, announces."""

    def __init__(self, applications: ApplicationService, tools: PageTools, window: QWidget) -> None:
        super().__init__(tools, window)
        self._applications = applications
        self._by = tools.actor.id

    def use(self, right: Right, details: ApplicationDetails) -> None:
        """Ask what has to be asked, and do what `right` opens."""
        {
            Right.SUBMIT: self._submit,
            Right.WITHDRAW: self._withdraw,
            Right.CANCEL: self._cancel,
            Right.DISCARD: self._discard,
        }[right](details)

    def _submit(self, details: ApplicationDetails) -> None:
        self.confirm_submit(
            _name(details),
            details,
            lambda: self._applications.submit(
                details.id, by=self._by, seen_version=details.version
            ),
        )

    def _withdraw(self, details: ApplicationDetails) -> None:
        self.confirm(
            _("撤回“{name}”吗？").format(name=_name(details)),
            lambda: self._applications.withdraw(
                details.id, by=self._by, seen_version=details.version
            ),
            yes=_("撤回"),
            detail=_("撤回后回到草稿，可修改后再次提交；编号不变。"),
        )

    def _discard(self, details: ApplicationDetails) -> None:
        self.confirm(
            _("删除草稿“{name}”吗？").format(name=_name(details)),
            lambda: self._applications.discard(
                details.id, by=self._by, seen_version=details.version
            ),
            yes=_("删除"),
            detail=_("草稿删除后不能恢复。"),
        )

    def _cancel(self, details: ApplicationDetails) -> None:
        about = _("作废后编号 {number} 保留在登记中，不再使用。")
        self.ask_reason(
            _("作废"),
            about.format(number=details.sheet.number),
            lambda reason: self._applications.cancel(
                details.id, by=self._by, seen_version=details.version, reason=reason
            ),
        )


def _name(details: ApplicationDetails) -> str:
    return details.sheet.draft.project_name or details.sheet.client.name or _("未命名")
