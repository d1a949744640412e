"""The changes of a record's fields: a client's on its page, a purchase's in a window."""

from collections.abc import Mapping, Sequence

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


def _columns(titles: Mapping[str, str]) -> tuple[Column[FieldChange], ...]:
    return (
        Column("at", N_("时间"), value=lambda change: change.at, width=118),
        Column("by", N_("修改人"), value=lambda change: change.by_name, width=52),
        Column("field", N_("字段"), value=lambda change: _(titles[change.field]), width=80),
        Column("change", N_("修改内容"), value=_change, width=90),
    )


class HistoryPane(QWidget):
    """Lists every change, the newest first: when, who, which field, old → new.

    `titles` are the marked names of the fields; `empty` says that nothing was changed.
    """

    def __init__(self, titles: Mapping[str, str] = FIELD_TITLES, *, empty: str = "") -> None:
        super().__init__()
        empty = empty or _("建档以来没有修改。")
        self.table = SmallTable(_columns(titles), name=_("变更记录"), empty=empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, M, 0, 0)
        column.addWidget(self.table)

    def show_history(self, changes: Sequence[FieldChange]) -> None:
        """Show `changes`."""
        self.table.show_rows(changes, select=0)
