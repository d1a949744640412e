"""The people at a client: whether the key ones are known, and a few lines on each."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kamdesk.domain.clients.contacts import Contact
from kamdesk.domain.people import Actor
from kamdesk.domain.persons.claims import Claim, present_claim
from kamdesk.domain.persons.coverage import coverage_of
from kamdesk.domain.persons.persons import ClientPeople
from kamdesk.i18n import _
from kamdesk.ui.labels import plain_label, selectable_label
from kamdesk.ui.lists.columns import cell_text
from kamdesk.ui.persons.looks import chips_row, mark_chips, role_chips
from kamdesk.ui.persons.rights import Deed, deeds_on, may_add
from kamdesk.ui.tokens import XS, M, S
from kamdesk.ui.tone import Tone
from kamdesk.ui.widgets.buttons import button, icon_button, link_button
from kamdesk.ui.widgets.cards import clear_layout, horizontal_line, row_of
from kamdesk.ui.widgets.notices import EmptyState, Notice


class ContactsPane(QWidget):
    """Shows the contacts, present ones first; asks for what its buttons say."""

    add_wanted = Signal()
    deed_wanted = Signal(object, object)
    """What to do (`Deed`) with which `Contact`."""
    opened = Signal(str, int)
    """Kind and id of the person to open in the list of people."""

    def __init__(self, actor: Actor) -> None:
        super().__init__()
        self._actor = actor
        self.add_button = button(_("添加联系人"), self.add_wanted.emit, icon_name="user-plus")
        self.coverage = Notice()
        self.key_person = selectable_label(role="muted")
        self.lines = QVBoxLayout()
        self.lines.setSpacing(S)
        self.empty = EmptyState("users", coverage_of(()).sentence())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, M, 0, 0)
        column.setSpacing(S)
        column.addLayout(row_of(self.add_button, None))
        column.addWidget(self.coverage)
        column.addWidget(self.key_person)
        column.addWidget(self.empty, 1)
        column.addLayout(self.lines)
        column.addStretch()

    def show_people(self, people: ClientPeople) -> None:
        """Show the people at a client."""
        clear_layout(self.lines)
        coverage = coverage_of(people.contacts)
        key = present_claim(people.claims)
        self.add_button.setVisible(may_add(people, self._actor))
        self.empty.setVisible(not people.contacts)
        told = coverage.sentence() if people.contacts else ""
        self.coverage.say(told, Tone.WARN if coverage.gaps else Tone.OK)
        self.key_person.setText(key_text(people.claims))
        self.key_person.setVisible(key is not None)
        for place, contact in enumerate(people.contacts):
            if place:
                self.lines.addWidget(horizontal_line())
            named = key is not None and key.contact_id == contact.id
            self.lines.addWidget(self._line(contact, people, key=named))

    def _line(self, contact: Contact, people: ClientPeople, *, key: bool) -> QWidget:
        line, draft = QWidget(), contact.draft
        column = QVBoxLayout(line)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(XS)
        column.addLayout(self._head(contact, deeds_on(contact, people, self._actor)))
        for chips in (role_chips(contact, key=key), mark_chips(contact)):
            if chips:
                column.addLayout(chips_row(chips))
        reached = "　".join(part for part in (draft.phone, draft.email) if part)
        for text in (above_text(contact), reached, draft.remark):
            if text:
                column.addWidget(selectable_label(text, role="muted"))
        return line

    def _head(self, contact: Contact, deeds: frozenset[Deed]) -> QHBoxLayout:
        draft = contact.draft
        name = link_button(draft.name, lambda: self.opened.emit("contact", contact.id))
        head = row_of(name)
        if post := " · ".join(part for part in (draft.department, draft.post) if part):
            head.addWidget(plain_label(post, role="muted", wrap=True), 1)
        head.addStretch()
        for deed, icon_name, tip in _tools(contact):
            if deed in deeds:
                ask = partial(self.deed_wanted.emit, deed, contact)
                made = icon_button(icon_name, tip.format(name=draft.name), ask)
                head.addWidget(made, 0, Qt.AlignmentFlag.AlignTop)
        return head


def key_text(claims: tuple[Claim, ...]) -> str:
    """Return the sentence about who is the key person since when, "" where nobody is."""
    key = present_claim(claims)
    if key is None:
        return ""
    text = _("关键人：{name}，自 {since}").format(name=key.name, since=cell_text(key.since))
    if len(claims) == 1:
        return text
    return _("{text}（此前更换过 {count} 次）").format(text=text, count=len(claims) - 1)


def above_text(contact: Contact) -> str:
    """Return whom a person reports to and assists, in words."""
    parts = []
    if contact.reports_to:
        parts.append(_("上级：{name}").format(name=contact.reports_to))
    if contact.assistant_of:
        parts.append(_("协助：{name}").format(name=contact.assistant_of))
    return "　".join(parts)


def _tools(contact: Contact) -> list[tuple[Deed, str, str]]:
    """Return the buttons beside a name: what for, icon, tip with the name left open."""
    away = contact.archived
    return [
        (Deed.REVEAL, "eye", _("查看“{name}”的完整号码")),
        (Deed.NAME_KEY, "key-round", _("将“{name}”设为关键人")),
        (Deed.EDIT, "pencil", _("编辑联系人“{name}”")),
        (Deed.MOVE, "archive-restore", _("恢复联系人“{name}”"))
        if away
        else (Deed.MOVE, "archive", _("归档联系人“{name}”")),
    ]
