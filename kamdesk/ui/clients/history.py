"""The changes of a client's fields in the detail pane."""

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from kamdesk.domain.clients.clients import FIELD_TITLES
from kamdesk.domain.history import FieldChange
from kamdesk.i18n import N_, _
from kamdesk.ui.lists.columns import Column
from kamdesk.ui.tokens import M
from kamdesk.ui.widgets.small_table import SmallTable


def _change(change: FieldChange) -> str:
    blank = _("（空）")
    return f"{change.old or blank} → {change.new or blank}"


_COLUMNS: tuple[Column[FieldChange], ...] = (
    Column("at", N_("时间"), value=lambda change: change.at, width=118),
    Column("by", N_("修改人"), value=lambda change: change.by_name, width=52),
    Column("field", N_("字段"), value=lambda change: _(FIELD_TITLES[change.field]), width=80),
    Column("change", N_("修改内容"), value=_change, width=90),
)


class HistoryPane(QWidget):
    """Lists every change, the newest first: when, who, which field, old → new."""

    def __init__(self) -> None:
        super().__init__()
        self.table = SmallTable(_COLUMNS, name=_("变更记录"), empty=_("建档以来没有修改。"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, M, 0, 0)
        column.addWidget(self.table)

    def show_history(self, changes: Sequence[FieldChange]) -> None:
        """Show `changes`."""
        self.table.show_rows(changes, select=0)
