"""A line with a list of usual words to choose from; other words may be typed."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QCompleter, QLineEdit

from kamdesk.i18n import _
from kamdesk.ui.forms.text_fields import LineField
from kamdesk.ui.icons import icon


class SuggestField(LineField):
    """Offers `words` by its arrow and by the Down key."""

    def __init__(self, key: str, title: str, words: Sequence[str], **options: Any) -> None:
        super().__init__(key, title, **options)
        self.words = QCompleter(list(words), self)
        self.words.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self.words.setMaxVisibleItems(len(words))
        self.words.setWidget(self.editor)
        self.words.activated.connect(self.editor.setText)
        arrow = self.editor.addAction(
            icon("chevron-down"), QLineEdit.ActionPosition.TrailingPosition
        )
        arrow.setToolTip(_("选择常用项"))
        arrow.triggered.connect(lambda _on: self.words.complete())
        down = QShortcut(QKeySequence(Qt.Key.Key_Down), self.editor, self.words.complete)
        down.setContext(Qt.ShortcutContext.WidgetShortcut)
