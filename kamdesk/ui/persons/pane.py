"""One person beside the list: who they are, as whom they were named, who changed what."""

from datetime import date
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QMenu, QTabWidget, QVBoxLayout, QWidget

from kamdesk.domain.clients.contacts import BASIS_TITLES, FIELD_TITLES, Contact
from kamdesk.domain.history import FieldChange
from kamdesk.domain.people import Actor
from kamdesk.domain.persons.claims import Claim, present_claim
from kamdesk.domain.persons.coverage import coverage_of
from kamdesk.domain.persons.persons import PersonDetails
from kamdesk.i18n import N_, _
from kamdesk.ui.forms.form import scrolled
from kamdesk.ui.labels import plain_label, selectable_label
from kamdesk.ui.lists.columns import Column, cell_text
from kamdesk.ui.persons.looks import chips_row, mark_chips, role_chips
from kamdesk.ui.persons.reading import PersonFile
from kamdesk.ui.persons.rights import Deed, deeds_on
from kamdesk.ui.tokens import M, S
from kamdesk.ui.tone import Tone
from kamdesk.ui.widgets.buttons import action, button, link_button, menu_button
from kamdesk.ui.widgets.cards import Card, Facts, clear_layout
from kamdesk.ui.widgets.notices import EmptyState, Notice
from kamdesk.ui.widgets.small_table import SmallTable


def _period(claim: Claim) -> str:
    until = cell_text(claim.ended_on) or _("至今")
    return _("{since} 至 {until}").format(since=cell_text(claim.since), until=until)


_CLAIMS: tuple[Column[Claim], ...] = (
    Column("name", N_("关键人"), value=lambda claim: claim.name, width=70),
    Column("period", N_("期间"), value=_period, width=160),
    Column("reason", N_("变更原因"), value=lambda claim: claim.reason, width=100),
    Column("by", N_("登记人"), value=lambda claim: claim.by_name, width=60),
)


def _change(change: FieldChange) -> str:
    if not change.old and not change.new:
        return _("（已删除）")
    return f"{change.old} → {change.new or _('（空）')}" if change.old else change.new


_CHANGES: tuple[Column[FieldChange], ...] = (
    Column("at", N_("时间"), value=lambda change: change.at, width=118),
    Column("by", N_("修改人"), value=lambda change: change.by_name, width=56),
    Column("field", N_("字段"), value=lambda change: _(FIELD_TITLES[change.field]), width=78),
    Column("change", N_("修改内容"), value=_change, width=90),
)


class PersonPane(Card):
    """Shows one person; asks for what its buttons say."""

    deed_wanted = Signal(object)
    """The `Deed` whose button was pressed."""
    client_wanted = Signal()

    def __init__(self, actor: Actor) -> None:
        super().__init__()
        self._actor = actor
        self.name = selectable_label(role="h2")
        self.post = plain_label(role="muted", wrap=True)
        self.client = link_button("", self.client_wanted.emit)
        self.chips = QVBoxLayout()
        self.coverage = Notice()
        self.facts = Facts()
        self.claims = SmallTable(_CLAIMS, name=_("关键人记录"), empty=_("还没有指定关键人。"))
        self.history = SmallTable(_CHANGES, name=_("变更记录"), empty=_("登记以来没有修改。"))
        self.empty = EmptyState("users", _("选择左侧的一位联系人，这里显示其资料。"))
        self.tabs = QTabWidget()
        self._make_actions()
        self._build()
        self.show_nothing()

    def show_nothing(self) -> None:
        """Show that nobody is chosen."""
        self._offer(frozenset())
        self._whole.hide()
        self.empty.show()

    def show_person(self, file: PersonFile, day: date) -> None:
        """Show a person with their past, as of `day`."""
        details = file.details
        contact, people = details.contact, details.people
        key = present_claim(people.claims)
        named = key is not None and key.contact_id == contact.id
        self.name.setText(contact.draft.name)
        self.post.setText(
            " · ".join(part for part in (contact.draft.department, contact.draft.post) if part)
        )
        self.client.setText(details.client)
        self._show_chips(contact, key=named)
        self._offer(deeds_on(contact, people, self._actor), archived=contact.archived)
        coverage = coverage_of(people.contacts)
        self.coverage.say(coverage.sentence(), Tone.WARN if coverage.gaps else Tone.OK)
        self.facts.show_facts(_facts(file.details, day))
        self.claims.show_rows(people.claims, select=0)
        self.history.show_rows(file.history, select=0)
        self.empty.hide()
        self._whole.show()

    def menu_actions(self) -> tuple[QAction, ...]:
        """Return what may be done, for the list's right-click menu."""
        return tuple(self.actions_of.values())

    # -- inside -------------------------------------------------------------------------

    def _make_actions(self) -> None:
        self.actions_of = {
            deed: self._action(deed, title, icon_name)
            for deed, (title, icon_name) in _deed_titles().items()
        }
        self.edit_button = button(
            _("编辑"), self.actions_of[Deed.EDIT].trigger, icon_name="pencil", shortcut="F2"
        )
        self.reveal_button = button(
            _("查看完整号码"), self.actions_of[Deed.REVEAL].trigger, icon_name="eye"
        )
        menu = QMenu()
        menu.addActions([made for deed, made in self.actions_of.items() if deed not in _BUTTONS])
        self.more_button = menu_button(_("更多"), menu)

    def _action(self, deed: Deed, title: str, icon_name: str) -> QAction:
        return action(self, title, lambda: self.deed_wanted.emit(deed), icon_name=icon_name)

    def _offer(self, deeds: frozenset[Deed], *, archived: bool = False) -> None:
        for deed, made in self.actions_of.items():
            made.setVisible(deed in deeds)
        self.actions_of[Deed.MOVE].setText(_("恢复") if archived else _("归档"))
        self.edit_button.setVisible(Deed.EDIT in deeds)
        self.reveal_button.setVisible(Deed.REVEAL in deeds)
        self.more_button.setVisible(bool(deeds - _BUTTONS))

    def _show_chips(self, contact: Contact, *, key: bool) -> None:
        clear_layout(self.chips)
        for chips in (role_chips(contact, key=key), mark_chips(contact)):
            if chips:
                line = QWidget()
                row = chips_row(chips)
                row.setContentsMargins(0, 0, 0, 0)
                line.setLayout(row)
                self.chips.addWidget(line)

    def _build(self) -> None:
        buttons = QHBoxLayout()
        buttons.setSpacing(S)
        for made in (self.edit_button, self.reveal_button, self.more_button):
            buttons.addWidget(made)
        buttons.addStretch()
        where = QHBoxLayout()
        where.setSpacing(S)
        where.addWidget(self.client)
        where.addWidget(self.post, 1)
        self.tabs.addTab(scrolled(self._profile(), margin=S), _("资料"))
        self.tabs.addTab(self.claims, _("关键人记录"))
        self.tabs.addTab(self.history, _("变更记录"))
        self._whole = QWidget()
        column = QVBoxLayout(self._whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(S)
        column.addWidget(self.name)
        column.addLayout(where)
        column.addLayout(self.chips)
        column.addLayout(buttons)
        column.addWidget(self.tabs, 1)
        self.body.addWidget(self.empty, 1)
        self.body.addWidget(self._whole, 1)

    def _profile(self) -> QWidget:
        profile = QWidget()
        column = QVBoxLayout(profile)
        column.setContentsMargins(0, M, 0, 0)
        column.setSpacing(M)
        column.addWidget(self.coverage)
        column.addWidget(self.facts)
        column.addStretch()
        return profile


_BUTTONS: Final = frozenset({Deed.EDIT, Deed.REVEAL})
"""What has a button of its own."""


def _deed_titles() -> dict[Deed, tuple[str, str]]:
    """Return what each deed is called, with its icon, in the order of the menu."""
    return {
        Deed.EDIT: (_("编辑"), "pencil"),
        Deed.REVEAL: (_("查看完整号码"), "eye"),
        Deed.NAME_KEY: (_("设为关键人"), "key-round"),
        Deed.MOVE: (_("归档"), "archive"),
        Deed.KEEP: (_("延长保存期"), "calendar-clock"),
        Deed.REQUEST: (_("登记个人信息请求"), "inbox"),
        Deed.COPY: (_("个人信息副本"), "printer"),
        Deed.ERASE: (_("删除个人信息"), "trash-2"),
    }


def _facts(details: PersonDetails, day: date) -> dict[str, str]:
    contact, draft = details.contact, details.contact.draft
    told = {
        "phone": draft.phone,
        "email": draft.email,
        "reports_to_id": contact.reports_to,
        "assistant_of_id": contact.assistant_of,
        "remark": draft.remark,
        "source": draft.source,
        "legal_basis": _basis(contact),
        "told_on": cell_text(draft.told_on),
        "keep_until": _kept(draft.keep_until, day),
    }
    named = {_(FIELD_TITLES[name]): text for name, text in told.items()}
    return {**named, _("客户编号"): details.client_number, _("负责人"): details.owner}


def _basis(contact: Contact) -> str:
    if contact.draft.legal_basis is not None:
        return _(BASIS_TITLES[contact.draft.legal_basis])
    return "" if contact.erased else _("未登记，请补充保存的依据")


def _kept(until: date | None, day: date) -> str:
    if until is None or until >= day:
        return cell_text(until)
    return _("{until}（已到期，请延长或删除）").format(until=cell_text(until))
