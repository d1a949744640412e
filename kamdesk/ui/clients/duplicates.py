"""查重 beside the form: who has this organisation already, asked while one types."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kamdesk.domain.clients.duplicates import REASON_TITLES, DuplicateHit, Reason
from kamdesk.i18n import _, ngettext
from kamdesk.ui.jobs import Jobs
from kamdesk.ui.labels import chip, plain_label, selectable_label
from kamdesk.ui.tokens import XS, S
from kamdesk.ui.tone import Tone
from kamdesk.ui.widgets.cards import Card, clear_layout, horizontal_line, row_of
from kamdesk.ui.widgets.notices import Notice

REST_MS = 300
_SURE = (Reason.SAME_CODE, Reason.SAME_NAME)


class Asked(NamedTuple):
    """What the filter is asked about."""

    name: str = ""
    code: str = ""
    province: str = ""


Check = Callable[[Asked], Sequence[DuplicateHit]]


class DuplicatesCard(Card):
    """Asks after a moment's rest, in the worker, and lists the hits; late answers are dropped."""

    def __init__(self, check: Check, *, jobs: Jobs) -> None:
        super().__init__(_("查重"))
        self.hits: tuple[DuplicateHit, ...] = ()
        self.notice = Notice()
        self._check = check
        self._jobs = jobs
        self._asked = Asked()
        self._lines = QVBoxLayout()
        self._lines.setSpacing(S)
        self._rest = QTimer(self, singleShot=True, interval=REST_MS)
        self._rest.timeout.connect(self._look)
        self.body.addWidget(self.notice)
        self.body.addLayout(self._lines)
        self.body.addWidget(
            plain_label(
                _("在全部客户中比对名称和代码，只显示名称、负责人和状态。"),
                role="caption",
                wrap=True,
            )
        )
        self._show_nothing()

    def ask(self, asked: Asked) -> None:
        """Ask about another name or code; the same question is not asked twice."""
        if asked == self._asked:
            return
        self._asked = asked
        if asked.name or asked.code:
            self._rest.start()
        else:
            self._rest.stop()
            self._show_nothing()

    def show_hits(self, hits: Sequence[DuplicateHit]) -> None:
        """List `hits`, the surest first."""
        self.hits = tuple(hits)
        clear_layout(self._lines)
        for place, hit in enumerate(hits):
            if place:
                self._lines.addWidget(horizontal_line())
            self._lines.addWidget(_line(hit))
        if not hits:
            self.notice.say(_("无重复"), Tone.OK)
            return
        text = ngettext("有 {count} 个相同或相近的客户", "有 {count} 个相同或相近的客户", len(hits))
        sure = any(hit.reason in _SURE for hit in hits)
        self.notice.say(text.format(count=len(hits)), Tone.BAD if sure else Tone.WARN)

    def _look(self) -> None:
        asked, check = self._asked, self._check
        self._jobs.run(
            self,
            lambda: (asked, check(asked)),
            self._on_answer,
            key="duplicates",
        )

    def _on_answer(self, answer: tuple[Asked, Sequence[DuplicateHit]]) -> None:
        asked, hits = answer
        if asked == self._asked:
            self.show_hits(hits)

    def _show_nothing(self) -> None:
        self.hits = ()
        clear_layout(self._lines)
        self.notice.say(_("填写名称或代码后，这里显示查重结果。"), Tone.NEUTRAL)


def _line(hit: DuplicateHit) -> QWidget:
    line = QWidget()
    column = QVBoxLayout(line)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(XS)
    column.addWidget(selectable_label(hit.name, role="strong"))
    owner = _("负责人：{owner}").format(owner=hit.owner or _("无"))
    tone = Tone.BAD if hit.reason in _SURE else Tone.WARN
    reason = chip(_(REASON_TITLES[hit.reason]), tone)
    column.addWidget(plain_label(owner, role="muted"))
    column.addLayout(row_of(reason, chip(hit.state), None))
    return line
