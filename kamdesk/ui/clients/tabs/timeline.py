"""时间线: everything that happened around a client, the newest first, by month."""

from collections.abc import Sequence
from functools import partial
from itertools import groupby

from PySide6.QtWidgets import QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from kamdesk.domain.clients.clients import ClientDetails
from kamdesk.domain.clients.timeline import (
    KIND_TITLES,
    TimelineEntry,
    TimelineKind,
    TimelinePage,
)
from kamdesk.domain.clock import CHINA
from kamdesk.i18n import _
from kamdesk.services.clients.timeline import TimelineService
from kamdesk.ui.clients.tab import ClientTab
from kamdesk.ui.forms.form import scrolled
from kamdesk.ui.labels import chip, plain_label, selectable_label, without_mnemonic
from kamdesk.ui.projects.tools import PageTools
from kamdesk.ui.tokens import XS, M, S
from kamdesk.ui.tone import Tone
from kamdesk.ui.widgets.buttons import button, link_button
from kamdesk.ui.widgets.cards import Card, clear_layout, row_of

_PAGE = 50
KIND_TONES = {
    TimelineKind.FOLLOW_UP: Tone.OK,
    TimelineKind.FILING: Tone.INFO,
    TimelineKind.APPLICATION: Tone.ACCENT,
    TimelineKind.APPROVAL: Tone.ACCENT,
    TimelineKind.CONFLICT: Tone.BAD,
    TimelineKind.OWNER: Tone.WARN,
    TimelineKind.CLASS: Tone.WARN,
}


class TimelineTab(ClientTab):
    """Shows the entries; buttons narrow them to some kinds, a title opens its record."""

    def __init__(self, timeline: TimelineService, tools: PageTools) -> None:
        super().__init__()
        self._timeline = timeline
        self._tools = tools
        self._details: ClientDetails | None = None
        self._limit = _PAGE
        self.entries: Sequence[TimelineEntry] = ()
        self.kinds: dict[TimelineKind, QToolButton] = {}
        self._filters = QHBoxLayout()
        self.lines = QVBoxLayout()
        self.more = button(_("显示更早的"), self._show_more, icon_name="chevron-down")
        self.empty = plain_label(_("没有这类记录。"), role="muted")
        self._build()

    def show_client(self, details: ClientDetails) -> None:
        if self._details is None or self._details.id != details.id:
            self._limit = _PAGE
        self._details = details
        self._read()

    # -- inside -------------------------------------------------------------------------

    def _read(self) -> None:
        if self._details is None:
            return
        work = partial(
            self._timeline.newest,
            self._details.id,
            by=self._tools.actor.id,
            limit=self._limit,
            kinds=[kind for kind, made in self.kinds.items() if made.isChecked()],
        )
        self._tools.jobs.run(self, work, self._show, key="timeline")

    def _show(self, page: TimelinePage) -> None:
        for kind in page.kinds:
            if kind not in self.kinds:
                self._add_filter(kind)
        self.entries = page.entries
        clear_layout(self.lines)
        for month, entries in groupby(page.entries, _month):
            self.lines.addWidget(plain_label(month, role="strong"))
            for entry in entries:
                self.lines.addWidget(self._line(entry))
        self.more.setVisible(page.more)
        self.empty.setVisible(not page.entries)

    def _line(self, entry: TimelineEntry) -> QWidget:
        line = QWidget()
        when = "%m-%d" if entry.kind is TimelineKind.PURCHASE else "%m-%d %H:%M"
        time = plain_label(entry.at.astimezone(CHINA).strftime(when), role="muted")
        kind = chip(_(KIND_TITLES[entry.kind]), KIND_TONES.get(entry.kind, Tone.NEUTRAL))
        head = row_of(time, kind, self._title(entry), plain_label(entry.by, role="muted"), None)
        column = QVBoxLayout(line)
        column.setContentsMargins(M, 0, 0, XS)
        column.setSpacing(0)
        column.addLayout(head)
        if entry.text:
            text = selectable_label(entry.text, role="muted")
            text.setContentsMargins(time.sizeHint().width() + S, 0, 0, 0)
            column.addWidget(text)
        return line

    def _title(self, entry: TimelineEntry) -> QWidget:
        target = entry.target
        if target is None:
            return plain_label(entry.title)
        return link_button(entry.title, partial(self.opened.emit, target.kind, target.record_id))

    def _add_filter(self, kind: TimelineKind) -> None:
        made = self.kinds[kind] = QToolButton()
        made.setText(without_mnemonic(_(KIND_TITLES[kind])))
        made.setCheckable(True)
        made.setProperty("tab", "true")
        made.toggled.connect(self._on_narrowed)
        self._filters.insertWidget(self._filters.count() - 1, made)

    def _on_narrowed(self, _on: object) -> None:
        self._limit = _PAGE
        self._read()

    def _show_more(self) -> None:
        self._limit += _PAGE
        self._read()

    def _build(self) -> None:
        self._filters.setSpacing(XS)
        self._filters.addWidget(plain_label(_("只看"), role="muted"))
        self._filters.addStretch()
        self.lines.setSpacing(XS)
        self.more.hide()
        self.empty.hide()
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(S)
        column.addLayout(self.lines)
        column.addWidget(self.empty)
        column.addLayout(row_of(self.more, None))
        column.addStretch()
        card = Card()
        card.body.addLayout(self._filters)
        card.body.addWidget(scrolled(inside, margin=M))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(card)


def _month(entry: TimelineEntry) -> str:
    return entry.at.astimezone(CHINA).strftime("%Y-%m")
