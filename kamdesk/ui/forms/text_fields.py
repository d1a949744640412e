"""Fields of words: one line, and several."""

from typing import Any

from PySide6.QtCore import QMimeData
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit

from kamdesk.i18n import _
from kamdesk.ui.forms.field import Field
from kamdesk.ui.tokens import M

_HARD_CAP = 30_000
"""What an editor takes at all; a field's own limit is told in words, not cut silently."""


def _too_long(title: str, count: int, limit: int) -> str:
    if count <= limit:
        return ""
    text = _("“{field}”最多 {limit} 个字，现在有 {count} 个字，请缩短。")
    return text.format(field=title, limit=limit, count=count)


class LineField(Field):
    """One line of text; the value is stripped, None when empty. `secret` hides a password."""

    def __init__(
        self,
        key: str,
        title: str,
        *,
        max_length: int = 200,
        placeholder: str = "",
        secret: bool = False,
        **options: Any,
    ) -> None:
        super().__init__(key, title, **options)
        self._limit = max_length
        self._secret = secret
        self.editor: QLineEdit = QLineEdit()
        self.editor.setMaxLength(_HARD_CAP)
        self.editor.setPlaceholderText(placeholder)
        if secret:
            self.editor.setEchoMode(QLineEdit.EchoMode.Password)
        self.editor.textChanged.connect(self._on_text)
        self.build(self.editor)

    def value(self) -> str | None:
        text = self.editor.text()
        return (text if self._secret else text.strip()) or None

    def set_value(self, value: str | None) -> None:
        self.editor.setText(value or "")
        self.editor.setCursorPosition(0)

    def raw(self) -> str:
        return self.editor.text()

    def misread(self) -> str:
        return _too_long(self.title, len(self.editor.text().strip()), self._limit)

    def set_read_only(self, read_only: bool) -> None:  # noqa: FBT001 - a setter, as Qt's own
        self.editor.setReadOnly(read_only)

    def _on_text(self, text: str) -> None:
        near = len(text) * 2 > self._limit
        self.counter.setText(f"{len(text)}/{self._limit}" if near else "")
        self.touched()


class TextField(Field):
    """Several lines of plain text; the value is stripped, None when empty."""

    def __init__(
        self,
        key: str,
        title: str,
        *,
        max_length: int = 2000,
        lines: int = 3,
        placeholder: str = "",
        **options: Any,
    ) -> None:
        super().__init__(key, title, **options)
        self._limit = max_length
        self.editor: _PlainEditor = _PlainEditor()
        self.editor.setPlaceholderText(placeholder)
        self.editor.setTabChangesFocus(True)
        self.editor.setFixedHeight(self.editor.fontMetrics().lineSpacing() * lines + M + 4)
        self.editor.textChanged.connect(self._on_text)
        self.build(self.editor)
        self._on_text()
        self._touched = False

    def value(self) -> str | None:
        return self.editor.toPlainText().strip() or None

    def set_value(self, value: str | None) -> None:
        self.editor.setPlainText(value or "")

    def raw(self) -> str:
        return self.editor.toPlainText()

    def misread(self) -> str:
        return _too_long(self.title, len(self.editor.toPlainText().strip()), self._limit)

    def set_read_only(self, read_only: bool) -> None:  # noqa: FBT001 - a setter, as Qt's own
        self.editor.setReadOnly(read_only)

    def _on_text(self) -> None:
        self.counter.setText(f"{len(self.editor.toPlainText())}/{self._limit}")
        self.touched()


class _PlainEditor(QPlainTextEdit):
    """Takes plain text only, and of a paste no more than it could ever keep."""

    def insertFromMimeData(self, source: QMimeData) -> None:  # noqa: N802 - Qt's name
        room = _HARD_CAP - len(self.toPlainText())
        self.insertPlainText(source.text()[: max(room, 0)])
