"""The list's header: titles above, one filter box under each, always in line with its column."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QContextMenuEvent, QResizeEvent
from PySide6.QtWidgets import QHeaderView, QMenu, QScrollBar, QTableView

from kamdesk.i18n import _
from kamdesk.ui.lists.columns import Column
from kamdesk.ui.lists.filter_boxes import FilterBox, filter_box
from kamdesk.ui.tokens import DEFAULT_POINTS, XS

TITLE_HEIGHT = 30
GAP = 3


class ListHeader(QHeaderView):
    """Titles that sort, move, resize and hide, with the filter row beneath them."""

    filters_changed = Signal()
    sort_chosen = Signal(str, bool)
    """The column's key and whether it descends; an empty key means the list's own order."""
    columns_changed = Signal()
    left_downwards = Signal()

    def __init__(self, columns: Sequence[Column[Any]], parent: QTableView) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._columns = tuple(columns)
        self._sort = ("", False)
        self.keys = [column.key for column in columns]
        self.boxes: dict[int, FilterBox] = {}
        self.setSectionsMovable(True)
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.setMinimumSectionSize(44)
        self.setStretchLastSection(True)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self._build_boxes()
        self._connect(parent.horizontalScrollBar())

    def filters(self) -> dict[str, str]:
        """Return the filled boxes' texts by column key."""
        texts = {self._columns[at].key: box.filter_text() for at, box in self.boxes.items()}
        return {key: text for key, text in texts.items() if text}

    def set_filters(self, filters: Mapping[str, str]) -> None:
        """Fill the boxes; those not named are emptied. Does not emit."""
        for at, box in self.boxes.items():
            box.set_filter_text(filters.get(self._columns[at].key, ""))

    def clear_filters(self) -> None:
        """Empty all boxes and tell so."""
        if self.filters():
            self.set_filters({})
            self.filters_changed.emit()

    def focus_first_box(self) -> None:
        """Put the cursor into the leftmost box."""
        shown = [at for at in self.boxes if not self.isSectionHidden(at)]
        if shown:
            self.boxes[min(shown, key=self.visualIndex)].setFocus()

    def show_sort(self, key: str, *, descending: bool) -> None:
        """Show the arrow of the present order; an empty key shows none."""
        self._sort = (key, descending)
        keys = [column.key for column in self._columns]
        order = Qt.SortOrder.DescendingOrder if descending else Qt.SortOrder.AscendingOrder
        self.setSortIndicatorShown(key in keys)
        if key in keys:
            self.setSortIndicator(keys.index(key), order)

    def column_menu(self) -> QMenu:
        """Return the column chooser."""
        menu = QMenu(self)
        for at, column in enumerate(self._columns):
            action = menu.addAction(column.label)
            action.setCheckable(True)
            action.setChecked(not self.isSectionHidden(at))
            action.setEnabled(
                self.isSectionHidden(at) or self.count() - self.hiddenSectionCount() > 1
            )
            action.toggled.connect(lambda on, at=at: self._show_column(at, on=on))
        menu.addSeparator()
        menu.addAction(_("恢复默认的列"), self.restore_columns)
        return menu

    def sort_menu(self) -> QMenu:
        """Return the orders to choose from, the present one ticked."""
        menu = QMenu(self)
        for at, column in enumerate(self._columns):
            if not column.sortable or self.isSectionHidden(at):
                continue
            entry = menu.addAction(column.label, partial(self._on_clicked, at))
            entry.setCheckable(True)
            entry.setChecked(self._sort[0] == column.key)
        menu.addSeparator()
        menu.addAction(_("恢复列表的顺序"), partial(self.sort_chosen.emit, "", False))  # noqa: FBT003 - a signal's argument
        return menu

    def sort_by_focus(self) -> bool:
        """Turn the order by the column whose filter box has the cursor; False where none has."""
        for at, box in self.boxes.items():
            if box.hasFocus():
                self._on_clicked(at)
                return True
        return False

    def restore_columns(self) -> None:
        """Show the columns as they were declared."""
        for at, column in enumerate(self._columns):
            self.moveSection(self.visualIndex(at), at)
            self.setSectionHidden(at, not column.visible)
            self.resizeSection(at, round(column.width * self.scale))
        self.place_boxes()
        self.columns_changed.emit()

    @property
    def scale(self) -> float:
        """How much wider columns are than at the default type size."""
        return self.font().pointSizeF() / DEFAULT_POINTS

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self._title_height() + self._box_height())

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.column_menu().popup(event.globalPos())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.place_boxes()

    def updateGeometries(self) -> None:  # noqa: N802 - Qt's name
        """Leave the lower part of the header to the boxes."""
        self.setViewportMargins(0, 0, 0, self._box_height())
        super().updateGeometries()
        self.place_boxes()

    def place_boxes(self) -> None:
        """Put each box under its column."""
        top = self._title_height()
        for at, box in self.boxes.items():
            box.setVisible(not self.isSectionHidden(at))
            left = self.sectionViewportPosition(at)
            height = self._box_height() - GAP * 2
            box.setGeometry(left + GAP, top + GAP, max(self.sectionSize(at) - GAP * 2, 0), height)

    def _build_boxes(self) -> None:
        for at, column in enumerate(self._columns):
            box = filter_box(column)
            if box is None:
                continue
            box.setParent(self)
            box.filter_changed.connect(self.filters_changed)
            box.left_downwards.connect(self.left_downwards)
            self.boxes[at] = box

    def _connect(self, scroll: QScrollBar) -> None:
        self.sectionResized.connect(self._on_moved)
        self.sectionMoved.connect(self._on_moved)
        self.sectionClicked.connect(self._on_clicked)
        scroll.valueChanged.connect(self.place_boxes)
        # The bar moves before the header has its new offset.
        scroll.valueChanged.connect(lambda: QTimer.singleShot(0, self, self.place_boxes))

    def _title_height(self) -> int:
        return max(TITLE_HEIGHT, self.fontMetrics().height() + XS * 2)

    def _box_height(self) -> int:
        if not self.boxes:
            return 0
        return max(box.sizeHint().height() for box in self.boxes.values()) + GAP * 2

    def _on_moved(self) -> None:
        self.place_boxes()
        self.columns_changed.emit()

    def _on_clicked(self, at: int) -> None:
        column = self._columns[at]
        if not column.sortable:
            return
        if self._sort[0] != column.key:
            choice = (column.key, False)
        elif not self._sort[1]:
            choice = (column.key, True)
        else:
            choice = ("", False)
        self.sort_chosen.emit(*choice)

    def _show_column(self, at: int, *, on: bool) -> None:
        self.setSectionHidden(at, not on)
        self.place_boxes()
        self.columns_changed.emit()
