"""One line with some of its pieces emphasised, such as what a search was asked for."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QTextCharFormat, QTextLayout

from kamdesk.ui.labels import ElidedLabel
from kamdesk.ui.theme import current_tokens


class MarkedLabel(ElidedLabel):
    """An elided line; `marks` tell where its emphasised pieces begin and have ended."""

    def __init__(self, text: str, marks: Sequence[tuple[int, int]] = (), *, role: str = "") -> None:
        super().__init__(text, role=role)
        self.marks = tuple(marks)

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self.marks:
            super().paintEvent(event)
            return
        area, metrics = self.contentsRect(), self.fontMetrics()
        shown = metrics.elidedText(self.text(), Qt.TextElideMode.ElideRight, area.width())
        layout = QTextLayout(shown, self.font())
        layout.setFormats(self._formats(shown))
        layout.beginLayout()
        line = layout.createLine()
        layout.endLayout()
        left = area.left()
        if self.alignment() & Qt.AlignmentFlag.AlignRight:
            left = max(left, area.right() - int(line.naturalTextWidth()))
        painter = QPainter(self)
        painter.setPen(self.palette().windowText().color())
        layout.draw(painter, QPointF(left, area.top() + (area.height() - line.height()) / 2))

    def _formats(self, shown: str) -> list[QTextLayout.FormatRange]:
        emphasis = QTextCharFormat()
        emphasis.setFontWeight(QFont.Weight.Bold)
        emphasis.setForeground(QColor(current_tokens().accent))
        whole = self.text()
        seen = len(whole) if shown == whole else len(shown) - 1
        ranges = []
        for begin, end in self.marks:
            if begin < seen:
                each = QTextLayout.FormatRange()
                each.start = _units(whole[:begin])
                each.length = _units(whole[begin : min(end, seen)])
                each.format = emphasis
                ranges.append(each)
        return ranges


def _units(text: str) -> int:
    """Return how long Qt takes `text` to be: a rare character counts as two."""
    return len(text.encode("utf-16-le")) // 2
