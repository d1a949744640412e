"""The line of counts and sums beneath a list, and the sign that an answer is late."""

from array import array
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QWidget

from kamdesk.domain.errors import KamdeskError
from kamdesk.domain.lists import ListSource, Stop
from kamdesk.i18n import _
from kamdesk.ui.jobs import Jobs
from kamdesk.ui.labels import plain_label
from kamdesk.ui.lists.sums import sums_text
from kamdesk.ui.lists.view import ListView
from kamdesk.ui.tokens import M, S

_QUICK = 20_000
"""Records that are summed in the database worker; more get a thread of their own."""
_SEVERAL = 2
"""Records that make a selection worth speaking of."""


class ListStatus(QObject):
    """Says how many records there are and are selected, then their sums."""

    said = Signal(str)

    def __init__(self, view: ListView[Any], source: ListSource[Any], jobs: Jobs) -> None:
        super().__init__(view)
        self._view = view
        self._source = source
        self._jobs = jobs
        self._stop = Stop()
        self.text = ""
        view.selection_changed.connect(self._tell)

    def give_up(self) -> None:
        """Sum no longer: nobody looks."""
        self._stop.pull()

    def _tell(self) -> None:
        self._stop.pull()
        chosen = self._view.selected_count()
        self._say(self._counted(chosen))
        if chosen >= _SEVERAL:
            self._sum(self._view.selected())

    def _sum(self, ids: "array[int]") -> None:
        self._stop = stop = Stop()
        columns, source = self._view.rows.columns, self._source
        done = partial(self._show, len(ids), stop)
        if len(ids) > _QUICK:  # the next question does not wait for so many
            self._jobs.run_long(
                self, lambda _run: sums_text(columns, source, ids, stop), done, _pass
            )
        else:
            work = partial(sums_text, columns, source, ids, stop)
            self._jobs.run(self, work, done, _pass, key="sums")

    def _show(self, chosen: int, stop: Stop, sums: list[str]) -> None:
        if stop.pulled:
            return
        self._say(" · ".join([self._counted(chosen), *sums]))

    def _counted(self, chosen: int) -> str:
        count = f"{self._view.rows.rowCount():,}"
        if chosen < _SEVERAL:
            return _("共 {count} 条").format(count=count)
        text = _("共 {count} 条 · 已选 {chosen} 条")
        return text.format(count=count, chosen=f"{chosen:,}")

    def _say(self, text: str) -> None:
        self.text = text
        self.said.emit(text)


class BusySign(QFrame):
    """Says over the rows that an answer is under way; they stay as they were until it comes."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("card", "true")
        self.setAutoFillBackground(True)
        bar = QProgressBar()
        bar.setRange(0, 0)
        bar.setTextVisible(False)
        bar.setFixedWidth(120)
        row = QHBoxLayout(self)
        row.setContentsMargins(M, S, M, S)
        row.setSpacing(M)
        row.addWidget(plain_label(_("正在查询…")))
        row.addWidget(bar)
        self.hide()


def _pass(_error: KamdeskError) -> None:
    """Say nothing: the selection has changed meanwhile, or the list itself tells what is wrong."""
