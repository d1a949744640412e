"""The cards of the first page that hold lines."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kamdesk.ui.desk.lines import Line
from kamdesk.ui.forms.form import scrolled
from kamdesk.ui.labels import ElidedLabel, chip
from kamdesk.ui.tokens import XS
from kamdesk.ui.widgets.cards import Card, ClickableLine, clear_layout
from kamdesk.ui.widgets.notices import EmptyState, IconLabel

Open = Callable[[str, int], object]


class LinesCard(Card):
    """A heading and lines that open records, or why there are none."""

    def __init__(self, title: str, *, empty_icon: str, empty: str, on_open: Open) -> None:
        super().__init__(title)
        self._on_open = on_open
        self.lines: list[ClickableLine] = []
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 0, 0)
        self._column = QVBoxLayout()
        self._column.setSpacing(XS)
        column.addLayout(self._column)
        column.addStretch()
        self._area = scrolled(inner, margin=0)
        self.empty = EmptyState(empty_icon, empty)
        self.empty.hide()
        self.body.addWidget(self._area, 1)
        self.body.addWidget(self.empty, 1)

    def show_lines(self, lines: Sequence[Line]) -> None:
        """Show `lines` in place of those before."""
        clear_layout(self._column)
        self.lines = [self._made(line) for line in lines]
        for made in self.lines:
            self._column.addWidget(made)
        self._area.setVisible(bool(lines))
        self.empty.setVisible(not lines)

    def say_empty(self, icon: str, text: str, action: str, on_click: Callable[[], object]) -> None:
        """Say why there are no lines, with a button for what to do."""
        self.empty.say(icon, text, action, on_click)

    def _made(self, line: Line) -> ClickableLine:
        text = ElidedLabel(line.text)
        made = ClickableLine(
            text,
            chip(line.chip, line.tone),
            on_click=partial(self._on_open, line.kind, line.record_id),
        )
        row = made.layout()
        if isinstance(row, QHBoxLayout):
            row.insertWidget(0, IconLabel(line.icon, size=16))
        return made
