"""Questions and refusals: the only way to a message box or a file dialog.

`Messages` is handed to windows by their constructor, so that a test can answer instead of a person.
"""

from enum import Enum, auto
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QWidget

from kamdesk.domain.errors import KamdeskError
from kamdesk.i18n import _
from kamdesk.ui.labels import without_mnemonic

if TYPE_CHECKING:
    from PySide6.QtWidgets import QMessageBox  # noqa: TID251 - this module is the one place for it


class Unsaved(Enum):
    """What to do with changes that are not saved yet."""

    SAVE = auto()
    DISCARD = auto()
    CANCEL = auto()


class Messages:
    """Speaks to the person at the screen; the boxes are loaded when the first is needed."""

    def refuse(self, parent: QWidget | None, error: KamdeskError | str) -> None:
        """Show why something was not done."""
        box = _box(parent, "Warning", _("没有完成"), str(error))
        _add(box, _("知道了"), "AcceptRole", default=True)
        box.exec()

    def inform(self, parent: QWidget | None, text: str) -> None:
        """Show a result that deserves more than the status bar."""
        box = _box(parent, "Information", _("提示"), text)
        _add(box, _("好"), "AcceptRole", default=True)
        box.exec()

    def ask(
        self, parent: QWidget | None, question: str, *, yes: str = "", detail: str = ""
    ) -> bool:
        """Return whether the person chose `yes`; the safe answer, cancel, has the focus."""
        box = _box(parent, "Question", _("请确认"), question)
        box.setInformativeText(detail)
        chosen = _add(box, yes or _("确定"), "AcceptRole")
        _add(box, _("取消"), "RejectRole", default=True)
        box.exec()
        return box.clickedButton() is chosen

    def unsaved(self, parent: QWidget | None) -> Unsaved:
        """Ask what to do with unsaved changes; saving has the focus."""
        question = _("修改尚未保存，离开前要保存吗？")
        box = _box(parent, "Question", _("尚未保存"), question)
        save = _add(box, _("保存"), "AcceptRole", default=True)
        discard = _add(box, _("不保存"), "DestructiveRole")
        _add(box, _("取消"), "RejectRole")
        box.exec()
        if box.clickedButton() is save:
            return Unsaved.SAVE
        return Unsaved.DISCARD if box.clickedButton() is discard else Unsaved.CANCEL

    def open_file(self, parent: QWidget | None, title: str, kinds: str) -> Path | None:
        """Ask for a file to read; `kinds` as in Qt: `表格 (*.xlsx *.csv)`."""
        from PySide6.QtWidgets import QFileDialog  # noqa: PLC0415 - not before the first paint

        name, _kind = QFileDialog.getOpenFileName(parent, title, "", kinds)
        return Path(name) if name else None

    def save_file(
        self, parent: QWidget | None, title: str, *, suggestion: str, kinds: str
    ) -> Path | None:
        """Ask where to write a file; an existing one is asked about by the system's dialog."""
        from PySide6.QtWidgets import QFileDialog  # noqa: PLC0415 - not before the first paint

        name, _kind = QFileDialog.getSaveFileName(parent, title, suggestion, kinds)
        return Path(name) if name else None

    def open_folder(self, parent: QWidget | None, title: str) -> Path | None:
        """Ask for a folder."""
        from PySide6.QtWidgets import QFileDialog  # noqa: PLC0415 - not before the first paint

        name = QFileDialog.getExistingDirectory(parent, title)
        return Path(name) if name else None


def _box(parent: QWidget | None, kind: str, title: str, text: str) -> "QMessageBox":
    """Return a message box with the icon `kind` and a text that is never markup."""
    from PySide6.QtWidgets import QMessageBox  # noqa: PLC0415, TID251 - here only, and when needed

    box = QMessageBox(parent)
    box.setIcon(QMessageBox.Icon[kind])
    box.setWindowTitle(title)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(text)
    return box


def _add(box: "QMessageBox", text: str, role: str, *, default: bool = False) -> QPushButton:
    button = box.addButton(without_mnemonic(text), box.ButtonRole[role])
    if default:
        box.setDefaultButton(button)
    if role == "RejectRole":
        box.setEscapeButton(button)
    return button
