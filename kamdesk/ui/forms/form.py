"""A form: fields on a grid, checked in place, that knows whether it was changed."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QGridLayout, QScrollArea, QVBoxLayout, QWidget

from kamdesk.ui.forms.field import Field
from kamdesk.ui.labels import heading
from kamdesk.ui.messages import Messages, Unsaved
from kamdesk.ui.tokens import XS, L, M, S


class FormView(QWidget):
    """Fields in one or two columns, labels right-aligned before them."""

    save_requested = Signal()
    """Ctrl+S, or "save" as the answer to leaving with changes."""
    dirty_changed = Signal(bool)
    edited = Signal(str)
    """The key of a field whose value changed."""

    def __init__(self, *, columns: int = 1, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._columns = columns
        self._at = (0, 0)
        self._fields: dict[str, Field] = {}
        self._clean: dict[str, object] = {}
        self._dirty = False
        self._grid = QGridLayout()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addLayout(self._grid)
        whole.addStretch()
        self._grid.setHorizontalSpacing(S)
        self._grid.setVerticalSpacing(XS)
        for column in range(columns):
            self._grid.setColumnStretch(column * 2 + 1, 1)
        keys = QShortcut(QKeySequence.StandardKey.Save, self, self.save_requested.emit)
        keys.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)

    def add(self, *fields: Field, wide: bool = False) -> None:
        """Add fields in reading order; a `wide` one takes all columns."""
        for field in fields:
            self._place(field, wide=wide)
            self._fields[field.key] = field
            self._clean[field.key] = field.raw()
            field.edited.connect(lambda key=field.key: self._on_edited(key))

    def section(self, title: str) -> None:
        """Begin a part of the form with its heading."""
        line = self._next_line()
        label = heading(title)
        label.setContentsMargins(0, M if line else 0, 0, S)
        self._grid.addWidget(label, line, 0, 1, self._columns * 2)
        self._at = (line + 1, 0)

    def add_widget(self, widget: QWidget) -> None:
        """Add something that is no field over the whole width."""
        line = self._next_line()
        self._grid.addWidget(widget, line, 0, 1, self._columns * 2)
        self._at = (line + 1, 0)

    def __getitem__(self, key: str) -> Field:
        return self._fields[key]

    def fields(self) -> tuple[Field, ...]:
        """Return the fields in order."""
        return tuple(self._fields.values())

    def values(self) -> dict[str, Any]:
        """Return the fields' values by key; meant to be read after `validate`."""
        return {key: field.value() for key, field in self._fields.items()}

    def set_values(self, values: Mapping[str, Any]) -> None:
        """Show `values` and count as unchanged; fields not named are left alone."""
        for key, value in values.items():
            self._fields[key].set_value(value)
        self.mark_clean()

    @property
    def dirty(self) -> bool:
        """Whether anything was changed since it was shown or saved."""
        return self._dirty

    def mark_clean(self) -> None:
        """Count the present values as saved."""
        self._clean = {key: field.raw() for key, field in self._fields.items()}
        for field in self._fields.values():
            field.rest()
        self._tell_dirty()

    def validate(self) -> bool:
        """Check every field, show what is wrong, and go to the first that is."""
        wrong = [field for field in self._fields.values() if not field.validate()]
        self._go_to(wrong)
        return not wrong

    def show_errors(self, errors: Mapping[str, str]) -> dict[str, str]:
        """Show the sentences of a `FieldError` at their fields; return those without a field."""
        shown = [self._fields[key] for key in self._fields if key in errors]
        for field in shown:
            field.show_error(errors[field.key])
        self._go_to(shown)
        return {key: text for key, text in errors.items() if key not in self._fields}

    def set_read_only(self, read_only: bool) -> None:  # noqa: FBT001 - a setter, as Qt's own
        """Forbid or allow editing everywhere."""
        for field in self._fields.values():
            field.set_read_only(read_only)

    def may_leave(self, messages: Messages) -> bool:
        """Ask about unsaved changes; saving is requested and leaving then waits for it."""
        if not self._dirty:
            return True
        answer = messages.unsaved(self)
        if answer is Unsaved.SAVE:
            self.save_requested.emit()
        elif answer is Unsaved.DISCARD:
            self.mark_clean()
        return answer is Unsaved.DISCARD

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self.focusNextChild()
        else:
            super().keyPressEvent(event)

    def _place(self, field: Field, *, wide: bool) -> None:
        line, column = self._at
        if wide and column:
            line, column = line + 1, 0
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop
        self._grid.addWidget(field.label, line, column * 2, right)
        span = self._columns * 2 - 1 if wide else 1
        self._grid.addWidget(field, line, column * 2 + 1, 1, span, Qt.AlignmentFlag.AlignTop)
        last = wide or column + 1 == self._columns
        self._at = (line + 1, 0) if last else (line, column + 1)

    def _next_line(self) -> int:
        line, column = self._at
        return line + 1 if column else line

    def _go_to(self, wrong: list[Field]) -> None:
        if wrong:
            wrong[0].focus_editor()
            show_in_scroll_area(wrong[0])

    def _on_edited(self, key: str) -> None:
        self._tell_dirty()
        self.edited.emit(key)

    def _tell_dirty(self) -> None:
        dirty = any(field.raw() != self._clean[key] for key, field in self._fields.items())
        if dirty != self._dirty:
            self._dirty = dirty
            self.dirty_changed.emit(dirty)


def scrolled(content: QWidget, *, margin: int = L) -> QScrollArea:
    """Return `content` in a frameless area that scrolls upwards and downwards."""
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QScrollArea.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    content.setContentsMargins(0, 0, margin, 0)
    content.setProperty("plain", "true")
    area.setWidget(content)
    return area


def show_in_scroll_area(widget: QWidget) -> None:
    """Scroll the area around `widget`, if any, until it is seen."""
    parent = widget.parentWidget()
    while parent is not None and not isinstance(parent, QScrollArea):
        parent = parent.parentWidget()
    if isinstance(parent, QScrollArea):
        parent.ensureWidgetVisible(widget)
