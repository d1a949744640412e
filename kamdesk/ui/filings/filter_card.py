"""客户信息过滤 beside the form: who has the client, and others called much the same."""

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from kamdesk.domain.clients.duplicates import REASON_TITLES, DuplicateHit, Reason, Standing
from kamdesk.i18n import _
from kamdesk.ui.labels import chip, plain_label, selectable_label
from kamdesk.ui.tokens import XS, M
from kamdesk.ui.tone import Tone
from kamdesk.ui.widgets.cards import Card, clear_layout, horizontal_line, row_of
from kamdesk.ui.widgets.notices import Notice

_CLAIMED = (Standing.FILING, Standing.FILED)


class FilterCard(Card):
    """The chosen client and its like, each with owner and state, nothing more."""

    def __init__(self) -> None:
        super().__init__(_("客户信息过滤"))
        self.notice = Notice()
        self._lines = QVBoxLayout()
        self._lines.setSpacing(M)
        self.body.addWidget(self.notice)
        self.body.addLayout(self._lines)
        self.show_hits(None)

    def show_hits(self, hits: Sequence[DuplicateHit] | None) -> None:
        """Show what the filter found, the client itself among it; None before one is chosen."""
        clear_layout(self._lines)
        for hit in hits or ():
            self._lines.addWidget(horizontal_line())
            self._lines.addWidget(_line(hit))
        self.notice.say(*_verdict(hits))


def _verdict(hits: Sequence[DuplicateHit] | None) -> tuple[str, Tone]:
    if hits is None:
        text = _("选择客户后，这里显示该客户及名称相近的客户由谁负责、是否已备案。")
        return text, Tone.NEUTRAL
    claimed = {hit.reason for hit in hits if hit.standing in _CLAIMED}
    if Reason.SAME_NAME in claimed:
        text = _("该客户已有备案。他人备案的，提交后转为撞单，由销售管理部裁定；本人不能重复报备。")
        return text, Tone.WARN
    if claimed:
        return _("名称相近的客户已有备案，请先核对是否同一家。"), Tone.WARN
    return _("没有有效备案，可以报备。"), Tone.OK


def _line(hit: DuplicateHit) -> QWidget:
    line = QWidget()
    column = QVBoxLayout(line)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(XS)
    owner = _("负责人：{owner}").format(owner=hit.owner or _("无"))
    state = chip(hit.state, Tone.WARN if hit.standing in _CLAIMED else Tone.NEUTRAL)
    column.addWidget(selectable_label(hit.name, role="strong"))
    column.addWidget(plain_label(owner, role="muted"))
    reason = "" if hit.reason is Reason.SAME_NAME else _(REASON_TITLES[hit.reason])
    column.addLayout(row_of(state, chip(reason), None))
    return line
