"""A long task on screen: a bar, a count, and a way to stop it."""

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QDialog, QProgressBar, QVBoxLayout, QWidget

from kamdesk.domain.errors import CancelledError, KamdeskError
from kamdesk.i18n import _
from kamdesk.ui.jobs import Failed, Jobs, LongRun
from kamdesk.ui.labels import plain_label
from kamdesk.ui.tokens import XL, L, M
from kamdesk.ui.widgets.buttons import button
from kamdesk.ui.widgets.cards import row_of

T = TypeVar("T")
_LOOK_MS = 100
_SHOW_AFTER_MS = 400


class LongTaskDialog(QDialog):
    """Shows how far a `LongRun` is; closing it means cancelling."""

    def __init__(self, title: str, run: LongRun, parent: QWidget | None) -> None:
        super().__init__(parent)
        self._run = run
        self._ended = False
        self.setWindowTitle(title)
        self.setMinimumWidth(420)
        self.count = plain_label(_("正在准备…"), role="muted")
        self.bar = QProgressBar()
        self.bar.setRange(0, 0)
        self.bar.setTextVisible(False)
        self.stop = button(_("取消"), self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(XL, L, XL, L)
        layout.setSpacing(M)
        layout.addWidget(plain_label(title, role="strong", wrap=True))
        layout.addWidget(self.bar)
        layout.addWidget(self.count)
        layout.addLayout(row_of(None, self.stop))
        self._look = QTimer(self, interval=_LOOK_MS)
        self._look.timeout.connect(self._show_count)
        self._look.start()

    def reject(self) -> None:
        self._run.cancel()
        self.stop.setEnabled(False)
        self.count.setText(_("正在停止，未完成的部分不会保留…"))
        self._look.stop()

    def finish(self) -> None:
        """Close; the task ended."""
        self._ended = True
        self._look.stop()
        self.accept()

    def show_if_running(self) -> None:
        """Show the dialog unless the task was quick."""
        if not self._ended:
            self.show()

    def _show_count(self) -> None:
        done, total = self._run.count
        if total:
            # Qt's bar counts in 32 bits; a thousand steps are finer than its pixels.
            self.bar.setRange(0, 1000)
            self.bar.setValue(done * 1000 // total)
            text = _("已完成 {done} / {total}").format(done=f"{done:,}", total=f"{total:,}")
            self.count.setText(text)
        elif done:
            self.count.setText(_("已处理 {done}").format(done=f"{done:,}"))


def run_with_progress(
    parent: QWidget,
    jobs: Jobs,
    *,
    title: str,
    work: Callable[[LongRun], T],
    done: Callable[[T], None],
    failed: Failed | None = None,
) -> LongTaskDialog:
    """Run `work` in a thread of its own behind a modal dialog, then `done` or `failed`.

    The dialog shows itself only when the work takes noticeable time. Without `failed` a refusal
    is shown in words; a cancelled task ends silently.
    """
    holder: list[LongTaskDialog] = []

    def close() -> None:
        holder[0].finish()
        holder[0].deleteLater()

    def finished(value: T) -> None:
        close()
        done(value)

    def refused(error: KamdeskError) -> None:
        close()
        if failed is not None:
            failed(error)
        elif not isinstance(error, CancelledError):
            jobs.messages.refuse(parent, error)

    run = jobs.run_long(parent, work, finished, refused)
    holder.append(LongTaskDialog(title, run, parent))
    holder[0].setModal(True)
    QTimer.singleShot(_SHOW_AFTER_MS, holder[0], holder[0].show_if_running)
    return holder[0]
