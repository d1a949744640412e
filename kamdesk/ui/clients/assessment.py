"""How complete and how healthy a client is, with what is missing and the reason of every point."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from kamdesk.domain.clients.completeness import Completeness, Gap, Place
from kamdesk.domain.clients.health import LEVEL_TITLES, Health, HealthLevel, PartScore
from kamdesk.domain.clients.health_rules import PART_TITLES
from kamdesk.i18n import _
from kamdesk.ui.labels import Chip, plain_label
from kamdesk.ui.tokens import XS, M, S
from kamdesk.ui.tone import Tone
from kamdesk.ui.widgets.buttons import link_button
from kamdesk.ui.widgets.cards import Card, clear_layout
from kamdesk.ui.widgets.gauges import Gauge, ShareBar

LEVEL_TONES = {
    HealthLevel.GOOD: Tone.OK,
    HealthLevel.FAIR: Tone.WARN,
    HealthLevel.POOR: Tone.BAD,
}
_WELL, _HALF = 80, 50
_SHOWN_GAPS = 6


def say_completeness(gauge: Gauge, found: Completeness) -> None:
    """Show a completeness on a gauge."""
    count = len(found.missing)
    word = _("缺 {count} 项").format(count=count) if count else _("已齐")
    gauge.say(found.percent, word, _filled_tone(found.percent))


def say_health(gauge: Gauge, health: Health) -> None:
    """Show a health on a gauge."""
    gauge.say(health.score, *_health_word(health))


class CompletenessCard(Card):
    """The percent, and a link to where each missing thing is filled in."""

    gap_wanted = Signal(object)
    """The `Gap` whose link was pressed."""

    def __init__(self) -> None:
        super().__init__(_("完整度"))
        self.percent = Chip()
        self.head.addWidget(self.percent)
        self.gaps = QGridLayout()
        self.gaps.setHorizontalSpacing(M)
        self.gaps.setVerticalSpacing(0)
        self.gaps.setColumnStretch(0, 1)
        self.body.addLayout(self.gaps)

    def show_completeness(self, found: Completeness, fillable: frozenset[Place]) -> None:
        """Show `found`; what can be filled in now (`fillable`) is a link."""
        tone = _filled_tone(found.percent)
        self.percent.say(_("{percent} %").format(percent=found.percent), tone)
        clear_layout(self.gaps)
        bar = ShareBar(found.percent / 100, tone)
        self.gaps.addWidget(bar, 0, 0, 1, 2)
        shown = found.missing[:_SHOWN_GAPS]
        for line, gap in enumerate(shown, start=1):
            left = Qt.AlignmentFlag.AlignLeft
            self.gaps.addWidget(self._name(gap, linked=gap.place in fillable), line, 0, left)
            weight = _("+{percent} %").format(percent=gap.weight)
            right = Qt.AlignmentFlag.AlignRight
            self.gaps.addWidget(plain_label(weight, role="muted"), line, 1, right)
        self.gaps.addWidget(self._rest(found, len(shown)), len(shown) + 1, 0, 1, 2)

    def _name(self, gap: Gap, *, linked: bool) -> QWidget:
        text = _("补充“{item}”").format(item=_(gap.title)) if linked else _(gap.title)
        if not linked:
            return plain_label(text)
        return link_button(text, lambda: self.gap_wanted.emit(gap))

    def _rest(self, found: Completeness, shown: int) -> QLabel:
        if not found.missing:
            return plain_label(_("资料已经齐全。"), role="muted")
        more = len(found.missing) - shown
        return plain_label(_("另有 {count} 项").format(count=more) if more else "", role="caption")


class HealthCard(Card):
    """The number with its word, and each part with its points and its reason."""

    def __init__(self) -> None:
        super().__init__(_("健康度"))
        self.word = Chip()
        self.head.addWidget(self.word)
        self.parts = QGridLayout()
        self.parts.setHorizontalSpacing(M)
        self.parts.setVerticalSpacing(XS)
        self.parts.setColumnStretch(1, 1)
        self.body.addLayout(self.parts)
        self.note = plain_label(role="caption", wrap=True)
        self.body.addWidget(self.note)

    def show_health(self, health: Health) -> None:
        """Show `health`."""
        word, tone = _health_word(health)
        number = "" if health.score is None else f"{health.score} "
        self.word.say(f"{number}{word}", tone)
        clear_layout(self.parts)
        for at, part in enumerate(health.parts):
            self._add(at * 2, part)
        unknown = any(part.points is None for part in health.parts)
        self.note.setText(_note(health) if unknown else "")
        self.note.setVisible(unknown)

    def _add(self, line: int, part: PartScore) -> None:
        share = None if part.points is None else part.points / part.maximum
        points = "—" if part.points is None else str(part.points)
        self.parts.addWidget(plain_label(_(PART_TITLES[part.part])), line, 0)
        middle = Qt.AlignmentFlag.AlignVCenter
        self.parts.addWidget(ShareBar(share, _share_tone(share)), line, 1, middle)
        told = plain_label(_("{points} / {most}").format(points=points, most=part.maximum))
        self.parts.addWidget(told, line, 2, Qt.AlignmentFlag.AlignRight)
        reason = plain_label(part.reason, role="caption", wrap=True)
        reason.setContentsMargins(0, 0, 0, S)
        self.parts.addWidget(reason, line + 1, 0, 1, 3)


def _note(health: Health) -> str:
    if health.score is None:
        return _("已知的部分太少，不计算健康度。")
    return _("没有数据的部分不计分，其余部分按比例折算成 100 分。")


def _health_word(health: Health) -> tuple[str, Tone]:
    if health.level is None:
        return _("数据不足"), Tone.NEUTRAL
    return _(LEVEL_TITLES[health.level]), LEVEL_TONES[health.level]


def _filled_tone(percent: int) -> Tone:
    if percent >= _WELL:
        return Tone.OK
    return Tone.INFO if percent >= _HALF else Tone.WARN


def _share_tone(share: float | None) -> Tone:
    if share is None:
        return Tone.NEUTRAL
    return _filled_tone(round(share * 100))
