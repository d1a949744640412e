"""The help window: the page of the present screen, offline, in the language in use."""

from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtWidgets import QDialog, QTextBrowser, QVBoxLayout, QWidget

from kamdesk.i18n import _, current_language
from kamdesk.resources import resource
from kamdesk.ui.tokens import M

_INDEX = "index"


class HelpWindow(QDialog):
    """Shows `resources/help/<language>/<topic>.md`; links lead from page to page."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("帮助"))
        self.resize(720, 620)
        self.text = QTextBrowser()
        self.text.setOpenExternalLinks(False)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(M, M, M, M)
        layout.addWidget(self.text)

    def show_topic(self, topic: str) -> None:
        """Show the page on `topic`, or the table of contents where there is none."""
        path = help_page(topic)
        if path is None:
            self.text.setPlainText(_("这里还没有帮助内容。"))
        else:
            self.text.setSource(QUrl.fromLocalFile(str(path)))
        self.show()
        self.raise_()
        self.activateWindow()


def help_page(topic: str) -> Path | None:
    """Return the help page on `topic`, the table of contents, or None when nothing is shipped."""
    folder = resource("help", current_language().value)
    pages = (folder / f"{topic}.md", folder / f"{_INDEX}.md")
    return next((page for page in pages if page.is_file()), None)
