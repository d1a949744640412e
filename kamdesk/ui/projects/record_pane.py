"""One record beside its list: name, chips, buttons for the rights, and what there is to read."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from kamdesk.domain.ownership.handovers import PaperHandover
from kamdesk.domain.projects.rights import Right
from kamdesk.i18n import _
from kamdesk.ui.forms.form import scrolled
from kamdesk.ui.labels import Chip, plain_label, selectable_label
from kamdesk.ui.tokens import XXS, M, S
from kamdesk.ui.widgets.buttons import button
from kamdesk.ui.widgets.cards import Card, horizontal_line
from kamdesk.ui.widgets.notices import EmptyState

Buttons = Mapping[Right, tuple[str, str, str]]
"""What a right's button is called (marked with `N_`), its icon and its key, in their order."""


class RecordPane(Card):
    """The frame of a detail pane; a subclass fills `content` and the chips."""

    right_wanted = Signal(object)
    """The `Right` whose button was pressed."""
    print_wanted = Signal()

    def __init__(self, buttons: Buttons, empty: str, *, printable: bool = True) -> None:
        super().__init__()
        self.name = selectable_label(role="h2")
        self.number = plain_label(role="muted")
        self.state = Chip()
        self.mark = Chip()
        self.buttons = {right: self._button(right, *of) for right, of in buttons.items()}
        self.print_button = button(
            _("打印预览"), self.print_wanted.emit, icon_name="printer", shortcut="Ctrl+P"
        )
        self.content = QVBoxLayout()
        self.empty = EmptyState("file-text", empty)
        self._printable = printable
        self._build()
        self.show_nothing()

    def show_nothing(self) -> None:
        """Show that nothing is chosen."""
        self._whole.hide()
        self.empty.show()

    def show_record(self, rights: frozenset[Right]) -> None:
        """Bring the record to the front with the buttons for its `rights`."""
        for right, made in self.buttons.items():
            made.setVisible(right in rights)
        self.empty.hide()
        self._whole.show()

    def _button(self, right: Right, title: str, icon_name: str, shortcut: str) -> QPushButton:
        return button(
            _(title),
            lambda: self.right_wanted.emit(right),
            icon_name=icon_name,
            shortcut=shortcut,
        )

    def _build(self) -> None:
        chips = QHBoxLayout()
        chips.setSpacing(S)
        for widget in (self.number, self.state, self.mark):
            chips.addWidget(widget)
        chips.addStretch()
        buttons = QHBoxLayout()
        buttons.setSpacing(S)
        for made in self.buttons.values():
            buttons.addWidget(made)
        if self._printable:
            buttons.addWidget(self.print_button)
        buttons.addStretch()
        self._whole = QWidget()
        column = QVBoxLayout(self._whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(S)
        column.addWidget(self.name)
        column.addLayout(chips)
        column.addLayout(buttons)
        column.addWidget(horizontal_line())
        inner = QWidget()
        self.content.setContentsMargins(0, 0, 0, 0)
        self.content.setSpacing(M)
        inner.setLayout(self.content)
        column.addWidget(scrolled(inner, margin=S), 1)
        self.body.addWidget(self.empty, 1)
        self.body.addWidget(self._whole, 1)


def titled_text(title: str, text: str) -> QWidget:
    """Return a long text under its title."""
    box = QWidget()
    column = QVBoxLayout(box)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(XXS)
    column.addWidget(plain_label(title, role="muted"))
    column.addWidget(selectable_label(text))
    return box


def carried_facts(carrier: str, handovers: Sequence[PaperHandover]) -> dict[str, str]:
    """Return who carries a paper on and how it came to them; nothing where it never moved."""
    if not handovers:
        return {}
    line = _("{day} {person} → {taker}（{reason}）")
    lines = [
        line.format(day=each.day, person=each.person, taker=each.taker, reason=each.reason)
        for each in handovers
    ]
    carried = {_("现经办人"): carrier} if carrier else {}
    return carried | {_("移交"): "\n".join(lines)}
