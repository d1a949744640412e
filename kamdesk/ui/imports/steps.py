"""The line of steps above a wizard."""

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QWidget

from kamdesk.i18n import _
from kamdesk.ui.labels import Chip
from kamdesk.ui.tokens import S
from kamdesk.ui.tone import Tone
from kamdesk.ui.widgets.notices import IconLabel


class StepsBar(QWidget):
    """Shows which step is in front and which are done."""

    def __init__(self, titles: Sequence[str]) -> None:
        super().__init__()
        self._titles = titles
        self._chips = [Chip() for _title in titles]
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(S)
        for place, chip in enumerate(self._chips):
            if place:
                row.addWidget(IconLabel("chevron-right", size=14, tone="muted"))
            row.addWidget(chip)
        row.addStretch()

    def show_step(self, current: int) -> None:
        """Mark the steps before `current` as done."""
        for place, (chip, title) in enumerate(zip(self._chips, self._titles, strict=True)):
            tone = Tone.OK if place < current else Tone.NEUTRAL
            text = _("{number}. {title}").format(number=place + 1, title=title)
            chip.say(text, Tone.ACCENT if place == current else tone)
