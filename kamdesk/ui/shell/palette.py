"""The palette: one box that finds every record; the last ones opened while it is empty."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from kamdesk.domain.errors import KamdeskError
from kamdesk.i18n import _
from kamdesk.ui.jobs import Jobs
from kamdesk.ui.labels import plain_label
from kamdesk.ui.shell.page import Hit
from kamdesk.ui.tokens import XS, L, S
from kamdesk.ui.widgets.marked_label import MarkedLabel

_REST_MS = 120
_WIDTH = 560
_HEIGHT = 420
_MAX_WORDS = 100
Search = Callable[[str], Sequence[Hit]]


class _Box(QLineEdit):
    """The search box; up and down go to the list, and composing Chinese is no search yet."""

    moved = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.composing = False

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        self.composing = bool(event.preeditString())
        super().inputMethodEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        step = steps.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        else:
            self.moved.emit(step)


class Palette(QFrame):
    """A popup below the top bar: words, arrow keys, Enter."""

    chosen = Signal(str, int)
    """A record to open: kind and id."""

    def __init__(self, search: Search, recent: Callable[[], Sequence[Hit]], *, jobs: Jobs) -> None:
        super().__init__()
        self._search = search
        self._recent = recent
        self._jobs = jobs
        self.setWindowFlags(Qt.WindowType.Popup)
        self.setProperty("card", "true")
        self.box = _Box()
        self.box.setMaxLength(_MAX_WORDS)
        self.box.setPlaceholderText(_("客户、联系人、项目的名称、拼音、编号或电话"))
        self.box.setAccessibleName(_("搜索"))
        self.list = QListWidget()
        self.list.setProperty("frameless", "true")
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.said = plain_label(role="muted")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(S, S, S, S)
        layout.setSpacing(S)
        layout.addWidget(self.box)
        layout.addWidget(self.list, 1)
        layout.addWidget(self.said)
        self._rest = QTimer(self, singleShot=True, interval=_REST_MS)
        self._rest.timeout.connect(self._look)
        self.box.textChanged.connect(self._rest.start)
        self.box.moved.connect(self._move)
        self.box.returnPressed.connect(self._choose)
        self.list.itemClicked.connect(self._choose)

    def open_below(self, widget: QWidget) -> None:
        """Show the palette under `widget` with the last records."""
        self.box.clear()
        self._rest.stop()
        self.resize(_WIDTH, _HEIGHT)
        middle = widget.mapToGlobal(QPoint(widget.width() // 2, 0))
        self.move(middle.x() - _WIDTH // 2, middle.y() - S)
        self.show()
        self.box.setFocus()
        self._look()

    def _look(self) -> None:
        if self.box.composing:
            return
        words = self.box.text().strip()
        work = (lambda: self._search(words)) if words else self._recent
        self._jobs.run(self, work, lambda hits: self._show(words, hits), self._refuse, key="search")

    def _show(self, words: str, hits: Sequence[Hit]) -> None:
        self.list.clear()
        group = ""
        for hit in hits:
            if hit.group != group:
                group = hit.group
                self._add_group(group if words else _("最近打开 · {group}").format(group=group))
            self._add(hit)
        if hits:
            self.said.setText(_("↑↓ 选择，Enter 打开，Esc 关闭"))
        else:
            self.said.setText(_("没有找到。") if words else _("输入几个字开始搜索。"))
        self._move(1)

    def _refuse(self, error: KamdeskError) -> None:
        self.list.clear()
        self.said.setText(str(error))

    def _add_group(self, title: str) -> None:
        item = QListWidgetItem(self.list)
        item.setFlags(Qt.ItemFlag.NoItemFlags)
        label = plain_label(title, role="caption")
        label.setContentsMargins(S, XS, S, 0)
        item.setSizeHint(label.sizeHint())
        self.list.setItemWidget(item, label)

    def _add(self, hit: Hit) -> None:
        item = QListWidgetItem(self.list)
        item.setData(Qt.ItemDataRole.UserRole, hit)
        line = _line(hit)
        item.setSizeHint(line.sizeHint())
        spoken = " ".join(filter(None, (hit.group, hit.title, hit.note, hit.reason)))
        item.setData(Qt.ItemDataRole.AccessibleTextRole, spoken)
        self.list.setItemWidget(item, line)

    def _move(self, step: int) -> None:
        lines = [at for at in range(self.list.count()) if self._hit(at) is not None]
        if not lines:
            return
        present = self.list.currentRow()
        place = lines.index(present) + step if present in lines else 0
        self.list.setCurrentRow(lines[place % len(lines)])

    def _choose(self) -> None:
        hit = self._hit(self.list.currentRow())
        if hit is not None:
            self.hide()
            self.chosen.emit(hit.kind, hit.record_id)

    def _hit(self, line: int) -> Hit | None:
        item = self.list.item(line)
        hit = item.data(Qt.ItemDataRole.UserRole) if item is not None else None
        return hit if isinstance(hit, Hit) else None


def _line(hit: Hit) -> QWidget:
    """Return what is shown of a hit: title and note, and below why it fits, where that is else."""
    line = QWidget()
    rows = QVBoxLayout(line)
    rows.setContentsMargins(L, XS, S, XS)
    rows.setSpacing(0)
    row = QHBoxLayout()
    row.addWidget(MarkedLabel(hit.title, hit.marks), 3)
    note = MarkedLabel(hit.note, hit.note_marks, role="caption")
    note.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    row.addWidget(note, 2)
    rows.addLayout(row)
    if hit.reason:
        rows.addWidget(MarkedLabel(hit.reason, hit.reason_marks, role="caption"))
    return line
