"""Acting on one client's ownership: share, end sharing, hand over."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from kamdesk.domain.changes import Changes
from kamdesk.domain.clients.clients import ClientDetails, OwnerChoice
from kamdesk.domain.ownership.collaborators import Collaborator, CollaboratorDraft
from kamdesk.domain.ownership.handovers import Belongings
from kamdesk.i18n import _
from kamdesk.ui.forms.choice_fields import CheckField, ChoiceField
from kamdesk.ui.forms.form import FormView
from kamdesk.ui.forms.number_fields import DateField
from kamdesk.ui.ownership.handover_dialog import HandoverDialog
from kamdesk.ui.ownership.reading import OwnershipServices
from kamdesk.ui.projects.asking import AskingDialog, about_label
from kamdesk.ui.projects.record_acts import RecordActs
from kamdesk.ui.projects.tools import PageTools


class OwnershipActs(RecordActs):
    """Asks, calls the services, announces."""

    def __init__(self, services: OwnershipServices, tools: PageTools, window: QWidget) -> None:
        super().__init__(tools, window)
        self._services = services
        self._by = tools.actor.id

    def share(self, details: ClientDetails) -> None:
        """Ask who is to work along, how far and until when."""
        read = partial(self._services.collaborators.choices, details.id, by=self._by)
        self.tools.jobs.run(self.window, read, partial(self._ask_share, details))

    def end_share(self, along: Collaborator) -> None:
        """End somebody's working along after asking."""
        self.confirm(
            _("结束“{name}”的协作吗？").format(name=along.name),
            partial(self._services.collaborators.end, along.id, by=self._by),
            yes=_("结束协作"),
            detail=_("对方立即看不到这个客户；他做过的记录都保留。"),
        )

    def hand_over(self, details: ClientDetails) -> None:
        """Read what belongs to the client, ask what goes to whom, and hand it over."""
        handovers, by = self._services.handovers, self._by
        self.tools.jobs.run(
            self.window,
            lambda: (handovers.belongings(details.id, by=by), handovers.takers(by=by)),
            self._ask_hand_over,
        )

    def _ask_share(self, details: ClientDetails, people: Sequence[OwnerChoice]) -> None:
        form = FormView()
        form.add_widget(about_label(details.draft.name))
        form.add(
            ChoiceField(
                "user_id", _("协作人"), [(each.id, each.name) for each in people], required=True
            ),
            CheckField("may_edit", _("权限"), text=_("可以修改"), hint=_("不勾选时只能查看。")),
            DateField("until", _("截止日期"), hint=_("当天仍有效；留空表示长期。")),
        )
        dialog = AskingDialog(
            _("添加协作人"),
            form,
            messages=self.tools.messages,
            save_text=_("添加"),
            parent=self.window,
        )

        def work(values: Mapping[str, Any]) -> Changes:
            draft = CollaboratorDraft(**values)
            return self._services.collaborators.share(details.id, draft, by=self._by)

        self.ask(dialog, work)

    def _ask_hand_over(self, found: tuple[Belongings, Sequence[OwnerChoice]]) -> None:
        belongings, takers = found
        dialog = HandoverDialog(
            belongings, takers, messages=self.tools.messages, parent=self.window
        )

        def work(values: Mapping[str, Any]) -> Changes:
            return self._services.handovers.hand_over(
                belongings.client_id,
                dialog.draft(values),
                by=self._by,
                seen_version=belongings.version,
            )

        self.ask(dialog, work)
