"""批量修改: choose fields and values, look at what would change, then change it."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QDialog, QGridLayout, QVBoxLayout, QWidget

from kamdesk.domain.bulk_edits import SHOWN, BulkLine, BulkPreview, LeftOut
from kamdesk.domain.errors import FieldError, KamdeskError
from kamdesk.i18n import N_, _
from kamdesk.ui.forms.field import Field
from kamdesk.ui.forms.form import scrolled
from kamdesk.ui.labels import plain_label, without_mnemonic
from kamdesk.ui.lists.columns import Column
from kamdesk.ui.tokens import XL, L, M, S
from kamdesk.ui.tone import Tone
from kamdesk.ui.widgets.buttons import button
from kamdesk.ui.widgets.cards import row_of
from kamdesk.ui.widgets.notices import Notice
from kamdesk.ui.widgets.small_table import SmallTable

Step = tuple[str, str, str, str]
"""Record, field, old and new, in words."""
_STEPS: tuple[Column[Step], ...] = (
    Column("name", N_("记录"), value=lambda step: step[0], width=250),
    Column("field", N_("字段"), value=lambda step: step[1], width=96),
    Column("old", N_("原值"), value=lambda step: step[2], width=170),
    Column("new", N_("新值"), value=lambda step: step[3], width=170),
)
_LEFT: tuple[Column[LeftOut], ...] = (
    Column("name", N_("记录"), value=lambda left: left.name, width=250),
    Column("reason", N_("不能修改的原因"), value=lambda left: left.reason, width=400),
)


class BulkDialog(QDialog):
    """Asks; the caller connects `preview_wanted` and `run_wanted` and shows what comes of it."""

    preview_wanted = Signal(object)
    """The ticked fields' values by key."""
    run_wanted = Signal(object)
    """The same, after they were looked at."""

    def __init__(
        self, fields: Sequence[Field], *, count: int, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("批量修改：{count} 条").format(count=f"{count:,}"))
        self.fields = {field.key: field for field in fields}
        self.ticks: dict[str, QCheckBox] = {}
        self.preview: BulkPreview | None = None
        self.notice = Notice()
        self.steps: SmallTable[Step] = SmallTable(_STEPS, name=_("将要修改"))
        self.left: SmallTable[LeftOut] = SmallTable(_LEFT, name=_("不能修改"))
        self.skip = QCheckBox()
        self.look_button = button(_("预览"), self.look, shortcut="Ctrl+Return")
        self.run_button = button("", self._run, primary=True)
        self._build()
        self._forget()

    def values(self) -> dict[str, object]:
        """Return the values of the ticked fields."""
        return {
            key: self.fields[key].value() for key, tick in self.ticks.items() if tick.isChecked()
        }

    def look(self) -> None:
        """Ask for a preview of what is ticked."""
        self._forget()
        ticked = [self.fields[key] for key, tick in self.ticks.items() if tick.isChecked()]
        wrong = [field for field in ticked if not field.validate()]
        if wrong:
            wrong[0].focus_editor()
        elif not ticked:
            self.notice.say(_("请先勾选要修改的字段。"), Tone.WARN)
        else:
            self.look_button.setEnabled(False)
            self.preview_wanted.emit(self.values())

    def show_preview(self, preview: BulkPreview) -> None:
        """Show old and new values, and what cannot be changed."""
        self.preview = preview
        self.look_button.setEnabled(True)
        self.steps.show_rows(_steps(preview.lines, self.fields))
        self.left.show_rows(preview.left_out)
        self.left.setVisible(preview.refused > 0)
        self.skip.setVisible(preview.refused > 0)
        skip = _("跳过不能修改的 {count} 条").format(count=f"{preview.refused:,}")
        self.skip.setText(without_mnemonic(skip))
        self.steps.setVisible(preview.changing > 0)
        self.notice.say(_told(preview), Tone.INFO if preview.changing else Tone.WARN)
        text = _("修改 {count} 条").format(count=f"{preview.changing:,}")
        self.run_button.setText(without_mnemonic(text))
        self._allow()
        (self.skip if preview.refused else self.run_button).setFocus()

    def refuse(self, error: KamdeskError) -> None:
        """Show why nothing was changed."""
        self._forget()
        rest = [str(error)]
        if isinstance(error, FieldError):
            for key, sentence in error.fields.items():
                self.fields[key].show_error(sentence)
            rest = []
        self.notice.say("\n".join(rest), Tone.BAD)

    # -- inside -------------------------------------------------------------------------

    def _build(self) -> None:
        self.resize(860, 680)
        self.skip.toggled.connect(self._allow)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(XL, L, XL, L)
        layout.setSpacing(S)
        hint = _("勾选要修改的字段并填写新值；留空表示清空该字段。")
        layout.addWidget(plain_label(hint, role="muted"))
        layout.addWidget(scrolled(self._editors(), margin=S), 3)
        layout.addWidget(self.notice)
        layout.addWidget(self.steps, 3)
        layout.addWidget(self.left, 2)
        layout.addLayout(
            row_of(
                self.skip, None, button(_("取消"), self.reject), self.look_button, self.run_button
            )
        )

    def _editors(self) -> QWidget:
        """Return the fields behind their ticks, in two columns."""
        grid = QGridLayout()
        grid.setHorizontalSpacing(M)
        grid.setVerticalSpacing(0)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(3, 1)
        for at, (key, field) in enumerate(self.fields.items()):
            tick = self.ticks[key] = QCheckBox(without_mnemonic(field.title))
            tick.toggled.connect(lambda on, key=key: self._turn(key, on=on))
            field.edited.connect(lambda key=key: self._on_edited(key))
            field.setEnabled(False)
            line, column = divmod(at, 2)
            grid.addWidget(tick, line, column * 2, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(field, line, column * 2 + 1, Qt.AlignmentFlag.AlignTop)
        grid.setRowStretch(len(self.fields), 1)
        asked = QWidget()
        asked.setLayout(grid)
        return asked

    def _turn(self, key: str, *, on: bool) -> None:
        field = self.fields[key]
        field.setEnabled(on)
        if on:
            field.focus_editor()
        else:
            field.clear_message()
        self._forget()

    def _on_edited(self, key: str) -> None:
        if self.ticks[key].isChecked():
            self._forget()

    def _forget(self) -> None:
        """Take back the preview: something else is asked for now."""
        self.preview = None
        self.look_button.setEnabled(True)
        self.notice.say("")
        for widget in (self.steps, self.left, self.skip):
            widget.hide()
        self.skip.setChecked(False)
        self.run_button.setText(_("修改"))
        self._allow()

    def _allow(self) -> None:
        seen = self.preview
        ready = seen is not None and seen.changing > 0
        if seen is not None and seen.refused:
            ready = ready and self.skip.isChecked()
        self.run_button.setEnabled(ready)

    def _run(self) -> None:
        self.run_button.setEnabled(False)
        self.run_wanted.emit(self.values())


def _steps(lines: Sequence[BulkLine], fields: dict[str, Field]) -> list[Step]:
    return [
        (line.name, fields[step.field].title, step.old, step.new)
        for line in lines
        for step in line.steps
    ]


def _told(preview: BulkPreview) -> str:
    """Return what the preview found, in a sentence."""
    counts = {
        "changing": f"{preview.changing:,}",
        "unchanged": f"{preview.unchanged:,}",
        "refused": f"{preview.refused:,}",
    }
    text = _("将修改 {changing} 条；{unchanged} 条已是这些值；{refused} 条不能修改。")
    told = text.format(**counts)
    if preview.changing > SHOWN:
        told += _("下面列出前 {shown} 条。").format(shown=SHOWN)
    return told
