"""代理授权: whom I let sign for me, and for whom I may sign."""

from collections.abc import Sequence
from datetime import date
from functools import partial
from typing import Any

from kamdesk.domain.changes import Changes, Noun
from kamdesk.domain.clock import today
from kamdesk.domain.people import Actor
from kamdesk.domain.projects.delegations import Delegation, DelegationDraft
from kamdesk.domain.projects.routes import KIND_TITLES, CaseKind
from kamdesk.i18n import N_, _, listed
from kamdesk.services.projects.delegations import DelegationService
from kamdesk.ui.forms.choice_fields import ChoiceField, MultiChoiceField
from kamdesk.ui.forms.dialog import FormDialog
from kamdesk.ui.forms.form import FormView
from kamdesk.ui.forms.number_fields import DateField
from kamdesk.ui.forms.text_fields import TextField
from kamdesk.ui.labels import heading
from kamdesk.ui.lists.columns import Column
from kamdesk.ui.projects.tools import PageTools
from kamdesk.ui.settings.section import Section
from kamdesk.ui.tone import Tone
from kamdesk.ui.widgets.buttons import button
from kamdesk.ui.widgets.cards import row_of
from kamdesk.ui.widgets.small_table import SmallTable


def _kinds(delegation: Delegation) -> str:
    return listed(_(KIND_TITLES[kind]) for kind in CaseKind if kind in delegation.kinds)


class DelegationsSection(Section):
    """Two tables; a delegation may be given for a time and ended before it is over."""

    def __init__(self, service: DelegationService, tools: PageTools) -> None:
        explanation = _("出差或休假时，请人在期限内代为审批；表格上印“代签”。本人仍可审批。")
        super().__init__(_("代理授权"), explanation)
        self._service = service
        self._tools = tools
        self._agents: Sequence[Actor] = ()
        self.given: SmallTable[Delegation] = SmallTable(
            self._columns("agent", N_("代理人"), lambda each: each.agent_name),
            name=_("我委托的"),
            empty=_("没有委托别人。出差或休假前点“委托代理”。"),
        )
        self.taken: SmallTable[Delegation] = SmallTable(
            self._columns("delegator", N_("委托人"), lambda each: each.delegator_name),
            name=_("委托给我的"),
            empty=_("没有人委托您代理审批。"),
        )
        self.revoke_button = button(_("撤销"), self.revoke, icon_name="undo-2")
        self.give_button = button(
            _("委托代理"), self.give, icon_name="user-check", primary=True, shortcut="Ctrl+N"
        )
        head = row_of(heading(_("我委托的")), None, self.revoke_button, self.give_button)
        self.body.addLayout(head)
        self.body.addWidget(self.given, 1)
        self.body.addWidget(heading(_("委托给我的")))
        self.body.addWidget(self.taken, 1)
        self.given.chosen.connect(self._on_chosen)
        tools.bus.changed.connect(self._on_changed)

    def activate(self) -> None:
        self._read()

    def give(self) -> None:
        """Ask for agent, forms, period and reason."""
        dialog = self._dialog()
        dialog.submitted.connect(partial(self._give, dialog))
        dialog.open()

    def revoke(self) -> None:
        """End the delegation under the cursor, after asking."""
        chosen = self.given.current()
        if chosen is None:
            return
        question = _("要撤销给“{agent}”的委托吗？").format(agent=chosen.agent_name)
        detail = _("立即生效；已经代签的意见仍然有效。")
        if self._tools.messages.ask(self, question, yes=_("撤销"), detail=detail):
            seen, by = chosen.version, self._tools.actor.id
            self._tools.jobs.run(
                self,
                lambda: self._service.revoke(chosen.id, by=by, seen_version=seen),
                self._tools.bus.announce,
            )

    # -- inside -----------------------------------------------------------------------

    def _columns(self, key: str, title: str, name: Any) -> tuple[Column[Delegation], ...]:
        return (
            Column(key, title, name, width=100, tone=self._muted),
            Column("kinds", N_("范围"), _kinds, width=150, tone=self._muted),
            Column("starts_on", N_("开始"), lambda each: each.starts_on, width=100),
            Column("ends_on", N_("结束"), lambda each: each.ends_on, width=100),
            Column("state", N_("状态"), self._state, width=80, tone=self._tone),
            Column("reason", N_("原因"), lambda each: each.reason, width=200),
        )

    def _state(self, delegation: Delegation) -> str:
        day = today(self._tools.clock)
        if delegation.revoked_at is not None:
            return _("已撤销")
        if delegation.ends_on < day:
            return _("已结束")
        return _("生效中") if delegation.starts_on <= day else _("未开始")

    def _over(self, delegation: Delegation) -> bool:
        return delegation.revoked_at is not None or delegation.ends_on < today(self._tools.clock)

    def _muted(self, delegation: Delegation) -> Tone | None:
        return Tone.NEUTRAL if self._over(delegation) else None

    def _tone(self, delegation: Delegation) -> Tone | None:
        return Tone.NEUTRAL if self._over(delegation) else Tone.OK

    def _dialog(self) -> FormDialog:
        form = FormView()
        kinds = [(kind, _(KIND_TITLES[kind])) for kind in CaseKind]
        agents = [(agent.id, agent.name) for agent in self._agents]
        form.add(
            ChoiceField("agent_id", _("代理人"), agents, required=True),
            MultiChoiceField("kinds", _("委托范围"), kinds, required=True),
            DateField("starts_on", _("开始日期"), required=True),
            DateField("ends_on", _("结束日期"), required=True, hint=_("当天仍然有效。")),
            TextField("reason", _("原因"), required=True, lines=2, max_length=200),
        )
        day = today(self._tools.clock)
        form.set_values({"kinds": tuple(CaseKind), "starts_on": day, "ends_on": day})
        return FormDialog(
            _("委托代理审批"),
            form,
            messages=self._tools.messages,
            save_text=_("委托"),
            parent=self,
        )

    def _give(self, dialog: FormDialog, values: dict[str, Any]) -> None:
        starts_on: date = values["starts_on"]
        draft = DelegationDraft(
            agent_id=values["agent_id"],
            kinds=frozenset(values["kinds"]),
            starts_on=starts_on,
            ends_on=values["ends_on"],
            reason=values["reason"],
        )
        by = self._tools.actor.id
        self._tools.jobs.run(
            dialog,
            lambda: self._service.give(draft, by=by),
            partial(self._gave, dialog),
            dialog.refuse,
        )

    def _gave(self, dialog: FormDialog, changes: Changes) -> None:
        dialog.form.mark_clean()
        dialog.accept()
        self._tools.bus.announce(changes)

    def _read(self) -> None:
        service, by = self._service, self._tools.actor.id
        self._tools.jobs.run(
            self,
            lambda: (service.given_by(by=by), service.given_to(by=by), service.agents(by=by)),
            self._show,
            key="read",
        )

    def _show(
        self, found: tuple[Sequence[Delegation], Sequence[Delegation], Sequence[Actor]]
    ) -> None:
        given, taken, self._agents = found
        self.given.show_rows(given)
        self.taken.show_rows(taken)

    def _on_chosen(self) -> None:
        chosen = self.given.current()
        self.revoke_button.setEnabled(chosen is not None and not self._over(chosen))

    def _on_changed(self, changes: Changes) -> None:
        if changes.touches(Noun.APPROVAL, Noun.USER):
            self._read()
