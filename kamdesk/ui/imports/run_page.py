"""Step 4 while it runs: how far the writing is."""

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QProgressBar, QVBoxLayout, QWidget

from kamdesk.i18n import _
from kamdesk.ui.jobs import LongRun
from kamdesk.ui.labels import plain_label
from kamdesk.ui.tokens import M

_LOOK_MS = 100
_STEPS = 1000


class RunPage(QWidget):
    """Watches a `LongRun`; where it counts each row `twice`, first planned, then written."""

    def __init__(self, title: str, hint: str, *, twice: bool = False) -> None:
        super().__init__()
        self._twice = twice
        self._run: LongRun | None = None
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.count = plain_label(role="muted")
        self._look = QTimer(self, interval=_LOOK_MS)
        self._look.timeout.connect(self._show_count)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(M)
        page.addStretch(2)
        page.addWidget(plain_label(title, role="h3"), 0, Qt.AlignmentFlag.AlignHCenter)
        page.addWidget(self.bar)
        page.addWidget(self.count, 0, Qt.AlignmentFlag.AlignHCenter)
        page.addWidget(plain_label(hint, role="caption"), 0, Qt.AlignmentFlag.AlignHCenter)
        page.addStretch(3)

    def watch(self, run: LongRun) -> None:
        """Show how far `run` is until `stop`."""
        self._run = run
        self.bar.setRange(0, 0)
        self.count.setText(_("正在准备…"))
        self._look.start()

    def stop(self, text: str = "") -> None:
        """Watch no longer; `text` says what is going on instead."""
        self._look.stop()
        self.count.setText(text)

    def _show_count(self) -> None:
        done, total = self._run.count if self._run else (0, 0)
        if not total:
            return
        self.bar.setRange(0, _STEPS)
        self.bar.setValue(done * _STEPS // total)
        text = _("已完成 {done} / {total} 行")
        if self._twice:
            half = total // 2
            checks = done < half
            text = (
                _("正在检查 {done} / {total} 行") if checks else _("正在写入 {done} / {total} 行")
            )
            done, total = (done if checks else done - half), half
        self.count.setText(text.format(done=f"{done:,}", total=f"{total:,}"))
