"""A defect on screen: what happened, that nothing half-done was kept, and a report to copy.

The report names versions, the places in the code and recent log lines; names of people and
clients, numbers and addresses that an error's text may carry are blotted out.
"""

import logging
import platform
import re
import sys
import traceback
from collections import deque
from types import TracebackType

from PySide6.QtCore import qVersion
from PySide6.QtGui import QFontDatabase, QGuiApplication
from PySide6.QtWidgets import QApplication, QDialog, QPlainTextEdit, QVBoxLayout, QWidget

from kamdesk import __version__
from kamdesk.i18n import _
from kamdesk.ui.labels import plain_label
from kamdesk.ui.tokens import XL, L, M
from kamdesk.ui.widgets.buttons import button
from kamdesk.ui.widgets.cards import row_of

_LINES = 60
_HAN = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff]+")
_NUMBER = re.compile(r"\d{5,}")
_ADDRESS = re.compile(r"\S+@\S+")
_FOLDER = re.compile(r"(?:[A-Za-z]:)?[/\\][^\s\"']*[/\\](?=[^/\\\s\"']+)")
logger = logging.getLogger(__name__)


class RecentLog(logging.Handler):
    """Keeps the last lines of the log for a crash report."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: deque[str] = deque(maxlen=_LINES)
        self.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s %(message)s"))

    def emit(self, record: logging.LogRecord) -> None:
        """Keep one line; tracebacks stand in the report itself."""
        plain = logging.makeLogRecord(record.__dict__ | {"exc_info": None, "exc_text": None})
        self.lines.append(self.format(plain))


def blotted(text: str) -> str:
    """Return `text` without what could name a person: Chinese words, long numbers, folders."""
    text = _ADDRESS.sub("□", text)
    text = _FOLDER.sub("…/", text)
    return _NUMBER.sub("□", _HAN.sub("□", text))


def crash_report(error: BaseException, log_lines: list[str]) -> str:
    """Return the report on `error`."""
    lines = [
        f"KAM Desk {__version__}",
        f"Python {platform.python_version()} · Qt {qVersion()} · {platform.platform()}",
        "",
        *(blotted(line.rstrip()) for line in traceback.format_exception(error)),
        "",
        *(blotted(line) for line in log_lines),
    ]
    return "\n".join(lines)


class CrashWindow(QDialog):
    """Shows one defect; further ones of the same moment are added to it."""

    def __init__(self, report: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("程序出错"))
        self.resize(680, 460)
        self.report = QPlainTextEdit(report)
        self.report.setReadOnly(True)
        self.report.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        said = _(
            "程序遇到了意外错误，刚才的操作没有完成，已保存的数据不受影响。"
            "请复制下面的报告交给维护人员；报告中不含客户资料。"
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(XL, L, XL, L)
        layout.setSpacing(M)
        layout.addWidget(plain_label(said, wrap=True))
        layout.addWidget(self.report, 1)
        copy = button(_("复制报告"), self.copy, icon_name="copy", primary=True)
        close = button(_("继续使用"), self.accept)
        layout.addLayout(row_of(copy, None, close))

    def copy(self) -> None:
        """Put the report on the clipboard."""
        QGuiApplication.clipboard().setText(self.report.toPlainText())

    def add(self, report: str) -> None:
        """Append a further report."""
        self.report.appendPlainText(f"\n{'-' * 40}\n{report}")


class CrashHook:
    """What `sys.excepthook` becomes: logs a defect and shows it, each burst in one window."""

    def __init__(self, recent: RecentLog) -> None:
        self._recent = recent
        self.window: CrashWindow | None = None

    def install(self) -> None:
        """Take over `sys.excepthook`."""
        sys.excepthook = self

    def __call__(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        """Handle an exception that nobody caught."""
        if not issubclass(kind, Exception):
            sys.__excepthook__(kind, error, trace)
            return
        report = crash_report(error, list(self._recent.lines))
        logger.error("unexpected error", exc_info=(kind, error, trace))
        if QApplication.instance() is None:
            sys.__excepthook__(kind, error, trace)
        elif self.window is not None and self.window.isVisible():
            self.window.add(report)
        else:
            self.window = CrashWindow(report)
            self.window.open()
