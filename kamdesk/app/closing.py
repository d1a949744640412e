"""The small window of the last moments: the data is backed up and closed."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QDialog, QProgressBar, QVBoxLayout

from kamdesk.i18n import _
from kamdesk.ui.labels import plain_label
from kamdesk.ui.tokens import XL, L, M


class ClosingWindow(QDialog):
    """Stays until the program is done; there is nothing to press."""

    def __init__(self) -> None:
        super().__init__(None, Qt.WindowType.Dialog | Qt.WindowType.CustomizeWindowHint)
        self.setWindowTitle(_("正在关闭"))
        self.setMinimumWidth(380)
        bar = QProgressBar()
        bar.setRange(0, 0)
        bar.setTextVisible(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(XL, L, XL, L)
        column.setSpacing(M)
        column.addWidget(plain_label(_("正在备份并核对数据，请稍候…"), role="strong"))
        column.addWidget(bar)

    def reject(self) -> None:
        """Stay."""

    def closeEvent(self, event: QCloseEvent) -> None:
        event.ignore()
