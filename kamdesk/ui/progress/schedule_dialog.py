"""攻关进度表: the rows of a project with their lights, edited and saved as a new version."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from kamdesk.domain.clients.clients import OwnerChoice
from kamdesk.domain.errors import FieldError, KamdeskError
from kamdesk.domain.progress.schedule_records import ProjectSchedule, ScheduleVersion
from kamdesk.domain.progress.schedules import ScheduleRow, check_rows
from kamdesk.i18n import _
from kamdesk.ui.forms.text_fields import LineField
from kamdesk.ui.labels import heading, plain_label
from kamdesk.ui.messages import Messages
from kamdesk.ui.progress.schedule_lines import (
    COLUMNS,
    LIGHT_TONES,
    VERSIONS,
    Line,
    lines,
    summary,
)
from kamdesk.ui.progress.schedule_row import RowDialog, row_of
from kamdesk.ui.tokens import XL, L, S
from kamdesk.ui.tone import Tone
from kamdesk.ui.widgets.buttons import button
from kamdesk.ui.widgets.cards import row_of as line_of
from kamdesk.ui.widgets.notices import Notice
from kamdesk.ui.widgets.small_table import SmallTable

_NOTE_LIMIT = 500


class ScheduleDialog(QDialog):
    """Shows a schedule and lets it be edited; `save_wanted` carries the rows and the note."""

    save_wanted = Signal(object, str)

    def __init__(
        self,
        schedule: ProjectSchedule,
        people: Sequence[OwnerChoice],
        *,
        messages: Messages,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("攻关进度表：{name}").format(name=schedule.title) + "[*]")
        self._kept = schedule
        self._people = people
        self._messages = messages
        self.schedule = schedule
        self.light = Notice()
        self.calendar = plain_label(role="muted", wrap=True)
        self.table: SmallTable[Line] = SmallTable(
            COLUMNS, name=_("进度表"), empty=_("还没有任务。点“添加任务”开始编制。")
        )
        self.versions: SmallTable[ScheduleVersion] = SmallTable(
            VERSIONS, name=_("版本"), empty=_("还没有保存过。")
        )
        self.warning = Notice()
        self.notice = Notice()
        self.note = LineField(
            "note", _("变更说明"), max_length=_NOTE_LIMIT, placeholder=_("变更说明：为什么修改")
        )
        self.add_button = button(_("添加任务"), self.add, icon_name="plus", shortcut="Ctrl+N")
        self.edit_button = button(_("修改任务"), self.edit, icon_name="pencil")
        self.remove_button = button(_("删除任务"), self.remove, icon_name="trash-2")
        self.up_button = button(_("上移"), partial(self.move_row, -1), icon_name="chevron-up")
        self.down_button = button(_("下移"), partial(self.move_row, 1), icon_name="chevron-down")
        self.save_button = button(_("保存新版本"), self.save, primary=True, shortcut="Ctrl+S")
        self._build()
        self.table.opened.connect(self.edit)
        self.table.chosen.connect(self._allow)
        self._show(schedule.rows, 0)
        self.versions.show_rows(schedule.versions)

    def refuse(self, error: KamdeskError) -> None:
        """Show why it was not saved."""
        self.save_button.setEnabled(True)
        fields = error.fields if isinstance(error, FieldError) else {}
        self.note.show_error(fields.get("note", ""))
        self.notice.say(" ".join(fields.values()) or str(error), Tone.BAD)

    def reject(self) -> None:
        question = _("进度表还没有保存，要放弃修改吗？")
        if not self.isWindowModified() or self._messages.ask(self, question, yes=_("放弃")):
            super().reject()

    def save(self) -> None:
        """Ask for the rows to be saved."""
        self.notice.say("")
        self.save_button.setEnabled(False)
        self.save_wanted.emit(self.schedule.rows, self.note.value() or "")

    # -- rows ---------------------------------------------------------------------------

    def add(self) -> None:
        """Ask for a new row; it comes behind the one under the cursor."""
        rows = self.schedule.rows
        key = max((row.key for version in self._all_rows() for row in version), default=0) + 1
        place = self.table.line() + 1 if rows else 0
        self._ask(ScheduleRow(key=key), place, new=True)

    def edit(self) -> None:
        """Ask for what is to stand in the row under the cursor."""
        line = self.table.current()
        if line is not None and self.schedule.editable:
            self._ask(line.row, self.table.line(), new=False)

    def remove(self) -> None:
        """Take the row under the cursor away; what depended on it does so no more."""
        line = self.table.current()
        if line is None:
            return
        key, place = line.row.key, self.table.line()
        left = [
            replace(row, after=tuple(each for each in row.after if each != key))
            for row in self.schedule.rows
            if row.key != key
        ]
        self._show(left, place)

    def move_row(self, by: int) -> None:
        """Move the row under the cursor up or down."""
        place, rows = self.table.line(), list(self.schedule.rows)
        if 0 <= place + by < len(rows) and place >= 0:
            rows.insert(place + by, rows.pop(place))
            self._show(rows, place + by)

    def _ask(self, row: ScheduleRow, place: int, *, new: bool) -> None:
        rows = list(self.schedule.rows)
        dialog = RowDialog(row, rows, self._people, messages=self._messages, parent=self)

        def take(values: Mapping[str, Any]) -> None:
            made = row_of(values, row, rows)
            whole = [*rows[:place], made, *rows[place + (not new) :]]
            if faults := check_rows(whole).get(made.key):
                dialog.refuse(FieldError(faults))
                return
            dialog.accept()
            self._show(whole, place)

        dialog.submitted.connect(take)
        dialog.open()

    def _all_rows(self) -> list[Sequence[ScheduleRow]]:
        """Return the rows that ever were: a key is not given twice."""
        gone = [each.changes.removed for each in self._kept.versions]
        return [self._kept.rows, self.schedule.rows, *gone]

    def _show(self, rows: Sequence[ScheduleRow], place: int) -> None:
        names = dict(self._kept.names) | {each.id: each.name for each in self._people}
        self.schedule = replace(self._kept, rows=tuple(rows), names=names)
        self.setWindowModified(self.schedule.rows != self._kept.rows)
        self.table.show_rows(lines(self.schedule), select=place)
        self.light.say(summary(self.schedule), LIGHT_TONES[self.schedule.standing.whole.light])
        self.calendar.setText(self.schedule.calendar)
        told = [text for of in self.schedule.warnings.values() for text in of.values()]
        self.warning.say("\n".join(told), Tone.WARN)
        self._allow()

    def _allow(self) -> None:
        editable, chosen = self.schedule.editable, self.table.current() is not None
        for each in (self.edit_button, self.remove_button, self.up_button, self.down_button):
            each.setEnabled(chosen)
        self.save_button.setEnabled(editable and self.isWindowModified())

    def _build(self) -> None:
        self.resize(1180, 720)
        column = QVBoxLayout(self)
        column.setContentsMargins(XL, L, XL, L)
        column.setSpacing(S)
        column.addWidget(self.light)
        column.addWidget(self.calendar)
        acts = (self.add_button, self.edit_button, self.remove_button, self.up_button)
        column.addLayout(line_of(*acts, self.down_button, None))
        column.addWidget(self.table, 3)
        column.addWidget(self.warning)
        column.addWidget(heading(_("版本")))
        column.addWidget(self.versions, 1)
        column.addWidget(self.note)
        column.addWidget(self.notice)
        close = button(_("关闭"), self.reject)
        column.addLayout(line_of(None, close, self.save_button))
        for each in (*acts, self.down_button, self.note, self.save_button):
            each.setVisible(self.schedule.editable)
        self.note.setVisible(self.schedule.editable and self.schedule.revision > 0)
