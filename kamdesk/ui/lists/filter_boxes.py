"""The boxes of the filter row: they speak after 200 ms of rest, never while Chinese is composed."""

from typing import Any

from PySide6.QtCore import QEvent, QTimer, Signal
from PySide6.QtGui import QInputMethodEvent, QKeyEvent, Qt
from PySide6.QtWidgets import QComboBox, QLineEdit

from kamdesk.i18n import _
from kamdesk.ui.labels import restyle
from kamdesk.ui.lists.columns import Column, Filter

REST_MS = 200
MAX_FILTER_TEXT = 100


class TextBox(QLineEdit):
    """A filter box for words, numbers (`>=20`, `20~50`) or days."""

    filter_changed = Signal()
    left_downwards = Signal()

    def __init__(self, hint: str, *, name: str) -> None:
        super().__init__()
        self._composing = False
        self._spoken = ""
        self._rest = QTimer(self, singleShot=True, interval=REST_MS)
        self._rest.timeout.connect(self._speak)
        self.setProperty("filter", "true")
        self.setPlaceholderText(hint)
        self.setAccessibleName(name)
        self.setMaxLength(MAX_FILTER_TEXT)
        self.setClearButtonEnabled(True)
        self.textChanged.connect(self._on_text)
        self.returnPressed.connect(self._speak)

    def filter_text(self) -> str:
        """Return what to filter by, empty for nothing."""
        return self.text().strip()

    def set_filter_text(self, text: str) -> None:
        """Fill the box without being asked back."""
        self.setText(text)
        self._rest.stop()
        self._spoken = self.filter_text()

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        self._composing = bool(event.preeditString())
        super().inputMethodEvent(event)
        if self._composing:
            self._rest.stop()
        elif self.filter_text() != self._spoken:
            self._rest.start()

    def event(self, event: QEvent) -> bool:
        """Keep every key from shortcuts while Chinese is composed: it belongs to that."""
        if self._composing and event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._composing:
            super().keyPressEvent(event)
        elif event.key() == Qt.Key.Key_Down:
            self.left_downwards.emit()
        elif event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
            self._speak()
        else:
            super().keyPressEvent(event)

    def _on_text(self) -> None:
        restyle(self, active="true" if self.filter_text() else "false")
        if not self._composing:
            self._rest.start()

    def _speak(self) -> None:
        self._rest.stop()
        if not self._composing and self.filter_text() != self._spoken:
            self._spoken = self.filter_text()
            self.filter_changed.emit()


class ChoiceBox(QComboBox):
    """A filter box of one in a few; the first entry, empty, means all."""

    filter_changed = Signal()
    left_downwards = Signal()

    def __init__(self, choices: tuple[tuple[str, str], ...], *, name: str) -> None:
        super().__init__()
        self.setProperty("filter", "true")
        self.setAccessibleName(name)
        self.setMinimumContentsLength(1)
        self.addItem(_("全部"), "")
        for value, title in choices:
            self.addItem(_(title), value)
        self.view().setMinimumWidth(self.sizeHint().width() + 40)
        self.activated.connect(self._on_activated)

    def filter_text(self) -> str:
        """Return the chosen value, empty for all."""
        return str(self.currentData())

    def set_filter_text(self, text: str) -> None:
        """Choose a value without being asked back; an unknown one means all."""
        self.setCurrentIndex(max(self.findData(text), 0))
        self._mark()

    def _on_activated(self) -> None:
        self._mark()
        self.filter_changed.emit()

    def _mark(self) -> None:
        restyle(self, active="true" if self.filter_text() else "false")


FilterBox = TextBox | ChoiceBox


def filter_box(column: Column[Any]) -> FilterBox | None:
    """Return the box for `column`, none where it cannot be filtered."""
    match column.filter:
        case Filter.NONE:
            return None
        case Filter.CHOICE:
            return ChoiceBox(column.choices, name=_("筛选：{column}").format(column=column.label))
        case Filter.NUMBER:
            hint = ">=20"
        case Filter.DATE:
            hint = "2026-11"
        case Filter.TEXT:
            hint = _("包含…")
    return TextBox(hint, name=_("筛选：{column}").format(column=column.label))
