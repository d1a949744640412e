"""A field of many things to tick, in a list that scrolls."""

from collections.abc import Hashable, Sequence
from typing import Any

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtWidgets import QCheckBox, QListWidget, QListWidgetItem

from kamdesk.i18n import _
from kamdesk.ui.forms.field import Field
from kamdesk.ui.labels import plain_tip
from kamdesk.ui.tokens import XXS, S

_MOST_LINES = 6


class TickField(Field):
    """Any of `choices` (value, words), all ticked at first; the value is a tuple in their order."""

    def __init__(
        self, key: str, title: str, choices: Sequence[tuple[Hashable, str]], **options: Any
    ) -> None:
        super().__init__(key, title, **options)
        self._values = [value for value, _words in choices]
        self.editor: QListWidget = QListWidget()
        for _value, words in choices:
            item = QListWidgetItem(words)
            item.setToolTip(plain_tip(words))
            item.setCheckState(Qt.CheckState.Checked)
            self.editor.addItem(item)
        self.editor.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.editor.setSpacing(XXS)
        lines = min(len(choices), _MOST_LINES)
        height = max(self.editor.sizeHintForRow(0), self.editor.fontMetrics().height() + S)
        self.editor.setFixedHeight(lines * (height + 2 * XXS) + S)
        self.every = QCheckBox(_("全选"))
        self.every.setChecked(True)
        self.every.clicked.connect(self._tick_all)
        self.editor.itemChanged.connect(self._on_changed)
        self.build(self.editor, self.every)

    def value(self) -> tuple[Any, ...]:
        return tuple(value for at, value in enumerate(self._values) if self._ticked(at))

    def set_value(self, value: Sequence[Any] | None) -> None:
        for at, each in enumerate(self._values):
            wanted = each in (value or ())
            state = Qt.CheckState.Checked if wanted else Qt.CheckState.Unchecked
            self.editor.item(at).setCheckState(state)

    def _ticked(self, at: int) -> bool:
        return self.editor.item(at).checkState() is Qt.CheckState.Checked

    def _tick_all(self) -> None:
        self.set_value(self._values if self.every.isChecked() else ())

    def _on_changed(self) -> None:
        with QSignalBlocker(self.every):
            self.every.setChecked(len(self.value()) == len(self._values))
        self.touched()
