"""What happened to a filing: conflict cases, contacts with the client, extensions."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kamdesk.domain.clock import CHINA
from kamdesk.domain.projects.conflicts import RULING_TITLES, Conflict
from kamdesk.domain.projects.conflicts import STATE_TITLES as CONFLICT_TITLES
from kamdesk.domain.projects.filing_records import Extension, FilingDetails, FollowUp
from kamdesk.i18n import _
from kamdesk.ui.conflicts.columns import STATE_TONES
from kamdesk.ui.labels import chip, heading, plain_label, selectable_label
from kamdesk.ui.tokens import XXS, S
from kamdesk.ui.widgets.buttons import link_button
from kamdesk.ui.widgets.cards import clear_layout, row_of


class Diary(QWidget):
    """Shows the three, each under its heading where there is any."""

    conflict_wanted = Signal(int)
    """The id of a conflict case to be shown."""

    def __init__(self) -> None:
        super().__init__()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(S)

    def show_filing(self, details: FilingDetails) -> None:
        """Show what happened to a filing."""
        clear_layout(self._column)
        self._add(_("撞单"), [self._conflict(each) for each in details.conflicts])
        self._add(_("跟进记录"), [_follow_up(each) for each in details.follow_ups])
        self._add(_("延期记录"), [_extension(each) for each in details.extensions])
        self.setVisible(self._column.count() > 0)

    def _add(self, title: str, entries: list[QWidget]) -> None:
        if entries:
            self._column.addWidget(heading(title))
        for entry in entries:
            self._column.addWidget(entry)

    def _conflict(self, conflict: Conflict) -> QWidget:
        see = link_button(_("查看撞单"), lambda: self.conflict_wanted.emit(conflict.id))
        state = chip(_(CONFLICT_TITLES[conflict.state]), STATE_TONES[conflict.state])
        sides = _("{first}（先）与 {second}（后）").format(
            first=conflict.first.filer, second=conflict.second.filer
        )
        entry = QWidget()
        column = QVBoxLayout(entry)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(XXS)
        column.addLayout(row_of(plain_label(conflict.number), state, None, see))
        column.addWidget(plain_label(sides, role="muted", wrap=True))
        if conflict.ruling is not None:
            column.addWidget(selectable_label(_ruled(conflict)))
        return entry


def _ruled(conflict: Conflict) -> str:
    ruling = _(RULING_TITLES[conflict.ruling]) if conflict.ruling else ""
    return _("{ruling}：{reason}").format(ruling=ruling, reason=conflict.reason)


def _follow_up(contact: FollowUp) -> QWidget:
    texts = [contact.text]
    if contact.evidence:
        texts.append(_("凭证：{evidence}").format(evidence=contact.evidence))
    return _entry(f"{contact.day} · {contact.by}", *texts)


def _extension(extension: Extension) -> QWidget:
    text = _("第 {count} 次：{old} → {new}").format(
        count=extension.sequence, old=extension.old_until, new=extension.until
    )
    day = extension.at.astimezone(CHINA).date()
    return _entry(f"{day} · {extension.by}", text, extension.reason)


def _entry(who: str, text: str, *more: str) -> QWidget:
    entry = QWidget()
    column = QVBoxLayout(entry)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(XXS)
    column.addWidget(plain_label(who, role="caption"))
    column.addWidget(selectable_label(text))
    for line in more:
        column.addWidget(selectable_label(line, role="muted"))
    return entry
