"""The common part of a form's fields: label, required mark, and the line beneath the editor.

The line beneath always takes its place, so that nothing jumps when an error shows in it.
"""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from kamdesk.i18n import _
from kamdesk.ui.labels import ElidedLabel, plain_label, restyle
from kamdesk.ui.tokens import S

Check = Callable[[Any], str]
"""Returns what is wrong with a value as a sentence, or an empty text."""


class Field(QWidget):
    """A labelled editor with a message line; `key` names it in values and errors.

    `title` is shown as it is given (translated). `check` is asked on leaving and on saving and
    blocks; `warn` is asked too and only tells.
    """

    editor: QWidget
    """What is typed or clicked into."""

    edited = Signal()
    """The value changed, by hand or by program."""
    left = Signal()
    """The cursor left the editor."""

    def __init__(
        self,
        key: str,
        title: str,
        *,
        required: bool = False,
        hint: str = "",
        check: Check | None = None,
        warn: Check | None = None,
    ) -> None:
        super().__init__()
        self.key = key
        self.title = title
        self.required = required
        self._hint = hint
        self._check = check
        self._warn = warn
        self._touched = False
        self.label = plain_label(f"{title} *" if required else title, role="field")
        self.message = ElidedLabel(hint, role="caption")
        self.counter = plain_label(role="caption")
        self.message.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._editors: list[QWidget] = []
        self._stack = QVBoxLayout(self)
        self._stack.setContentsMargins(0, 0, 0, 0)
        self._stack.setSpacing(1)

    # -- what each kind of field provides ---------------------------------------------

    def value(self) -> Any:
        """Return the value, None when empty or not understood."""
        raise NotImplementedError

    def set_value(self, value: Any) -> None:
        """Show `value`; None empties the field."""
        raise NotImplementedError

    def raw(self) -> object:
        """Return what stands in the editor, to tell whether it was changed."""
        return self.value()

    def misread(self) -> str:
        """Return why what was typed is not understood, or an empty text."""
        return ""

    def set_read_only(self, read_only: bool) -> None:  # noqa: FBT001 - a setter, as Qt's own
        """Forbid or allow editing."""
        for editor in self._editors:
            editor.setEnabled(not read_only)

    # -- checking and telling -----------------------------------------------------------

    def problem(self) -> str:
        """Return what is wrong now as a sentence, or an empty text."""
        if misread := self.misread():
            return misread
        value = self.value()
        if value in (None, "", ()):
            return _("请填写“{field}”。").format(field=self.title) if self.required else ""
        return self._check(value) if self._check else ""

    def validate(self) -> bool:
        """Check, show what is wrong beneath the editor, and tell whether the field is right."""
        problem = self.problem()
        if problem:
            self.show_error(problem)
            return False
        value = self.value()
        warning = self._warn(value) if self._warn and value not in (None, "", ()) else ""
        self.show_warning(warning)
        return True

    def show_error(self, text: str) -> None:
        """Show why the form cannot be saved; an empty text takes it away."""
        self._tell(text, "error")

    def show_warning(self, text: str) -> None:
        """Show what deserves a look but does not block; an empty text takes it away."""
        self._tell(text, "warning")

    def clear_message(self) -> None:
        """Take error or warning away."""
        self._tell("", "")

    def focus_editor(self) -> None:
        """Put the cursor into the editor."""
        if self._editors:
            self._editors[0].setFocus(Qt.FocusReason.OtherFocusReason)

    # -- building -------------------------------------------------------------------------

    def build(self, *row: QWidget, editors: tuple[QWidget, ...] = ()) -> None:
        """Lay the editor `row` above the message line; `editors` are those that take the focus."""
        line = QHBoxLayout()
        line.setSpacing(S)
        for widget in row:
            line.addWidget(widget, 1 if widget is row[0] else 0)
        beneath = QHBoxLayout()
        beneath.addWidget(self.message, 1)
        beneath.addWidget(self.counter)
        self._stack.addLayout(line)
        self._stack.addLayout(beneath)
        self._editors = list(editors or row[:1])
        self.label.setBuddy(self._editors[0])
        for editor in self._editors:
            editor.setAccessibleName(self.title)
            editor.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusOut and watched in self._editors:
            self._on_left()
        return super().eventFilter(watched, event)

    def rest(self) -> None:
        """Count the present value as untouched and say nothing about it."""
        self._touched = False
        self.clear_message()

    def touched(self) -> None:
        """Note a change of the value; an error shown is checked again at once."""
        self._touched = True
        if self._editors and self._editors[0].property("state") == "error":
            self.validate()
        self.edited.emit()

    def _on_left(self) -> None:
        # An untouched required field is not scolded for being walked past.
        if self._touched:
            self.validate()
        self.left.emit()

    def _tell(self, text: str, state: str) -> None:
        self.message.setText(text or self._hint)
        restyle(self.message, role=state if text else "caption")
        for editor in self._editors:
            editor.setAccessibleDescription(text)
            if editor.property("state") != (state if text else ""):
                restyle(editor, state=state if text else "")
