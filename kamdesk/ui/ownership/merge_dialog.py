"""合并客户: the two side by side, a choice for each field that differs, and what will move."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QGridLayout,
    QLineEdit,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from kamdesk.domain.errors import KamdeskError
from kamdesk.domain.ownership.merges import (
    REASON_LIMIT,
    REASON_TITLE,
    Difference,
    MergeDraft,
    MergePreview,
    MergeSide,
    moves_text,
)
from kamdesk.i18n import _
from kamdesk.ui.forms.form import scrolled
from kamdesk.ui.labels import heading, plain_label, without_mnemonic
from kamdesk.ui.tokens import XL, L, M, S
from kamdesk.ui.tone import Tone
from kamdesk.ui.widgets.buttons import button
from kamdesk.ui.widgets.cards import row_of
from kamdesk.ui.widgets.notices import Notice

_LONGEST = 60


class MergeDialog(QDialog):
    """Asks which client stays and what it takes over; who opened it reads and writes."""

    swapped = Signal()
    """The other one is to stay: read the preview the other way round."""
    submitted = Signal(object)
    """The `MergeDraft`."""

    def __init__(self, preview: MergePreview, parent: QWidget) -> None:
        super().__init__(parent)
        self._groups: dict[str, QButtonGroup] = {}
        self.preview = preview
        self.setWindowTitle(_("合并客户"))
        self.resize(780, 560)
        self.fields = QWidget()
        self.grid = QGridLayout(self.fields)
        self.grid.setHorizontalSpacing(M)
        self.grid.setVerticalSpacing(S)
        self.grid.setColumnStretch(1, 1)
        self.grid.setColumnStretch(2, 1)
        self.moves = plain_label(role="muted", wrap=True)
        self.reason = QLineEdit()
        self.reason.setMaxLength(REASON_LIMIT)
        self.reason.setAccessibleName(_(REASON_TITLE))
        self.reason.setPlaceholderText(_("为什么是同一个客户，例如：更名、重复登记"))
        self.notice = Notice()
        self.swap_button = button(_("对调"), self.swapped.emit, icon_name="refresh-cw")
        self.save_button = button(_("合并"), self._submit, primary=True)
        self._build()
        self.show_preview(preview)

    def show_preview(self, preview: MergePreview) -> None:
        """Show two clients; what the kept one lacks is chosen from the other."""
        self.preview = preview
        self._groups.clear()
        while self.grid.count():
            item = self.grid.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.deleteLater()
        for column, title, side in (
            (1, _("保留"), preview.kept),
            (2, _("并入后归档"), preview.merged),
        ):
            self.grid.addWidget(heading(title), 0, column)
            self.grid.addWidget(plain_label(_side(side), role="muted", wrap=True), 1, column)
        for line, difference in enumerate(preview.differences, start=2):
            self._add(line, difference)
        if not preview.differences:
            same = _("两个客户的资料没有不同之处。")
            self.grid.addWidget(plain_label(same, role="muted"), 2, 1, 1, 2)
        self.grid.setRowStretch(self.grid.rowCount(), 1)
        moves = moves_text(preview.moves) or _("没有")
        self.moves.setText(
            _("随之转移：{moves}。评级和类别认定留在原客户的记录里。").format(moves=moves)
        )
        self.notice.say("\n".join(preview.obstacles), Tone.BAD)
        self.save_button.setEnabled(not preview.obstacles)

    def refuse(self, error: KamdeskError) -> None:
        """Show why it was not done."""
        self.notice.say(str(error), Tone.BAD)
        self.save_button.setEnabled(True)

    def draft(self) -> MergeDraft:
        """Return what was decided."""
        taken = {field for field, group in self._groups.items() if group.checkedId() == 1}
        return MergeDraft(
            kept_id=self.preview.kept.id,
            merged_id=self.preview.merged.id,
            taken=frozenset(taken),
            reason=self.reason.text(),
            kept_version=self.preview.kept.version,
            merged_version=self.preview.merged.version,
        )

    def choose(self, field: str, *, merged: bool) -> None:
        """Choose from which client a field comes."""
        self._groups[field].button(int(merged)).setChecked(True)

    # -- inside -------------------------------------------------------------------------

    def _build(self) -> None:
        told = _("选择每一项用哪边的内容。合并可以撤销；什么都不会删除。")
        column = QVBoxLayout(self)
        column.setContentsMargins(XL, L, XL, L)
        column.setSpacing(M)
        column.addLayout(row_of(plain_label(told, role="muted"), None, self.swap_button))
        column.addWidget(scrolled(self.fields), 1)
        column.addWidget(self.moves)
        column.addWidget(self.reason)
        column.addWidget(self.notice)
        column.addLayout(row_of(None, button(_("取消"), self.reject), self.save_button))

    def _add(self, line: int, difference: Difference) -> None:
        group = self._groups[difference.field] = QButtonGroup(self.fields)
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        self.grid.addWidget(plain_label(difference.title, role="muted"), line, 0, right)
        for number, text in enumerate((difference.kept, difference.merged)):
            short = text if len(text) <= _LONGEST else text[:_LONGEST] + "…"
            radio = QRadioButton(without_mnemonic(short or _("（空）")))
            radio.setAccessibleName(f"{difference.title} {short}")
            group.addButton(radio, number)
            self.grid.addWidget(radio, line, number + 1)
        group.button(int(difference.field in self.preview.proposed)).setChecked(True)

    def _submit(self) -> None:
        if not self.reason.text().strip():
            self.notice.say(_("请填写合并理由。"), Tone.BAD)
            self.reason.setFocus()
            return
        self.save_button.setEnabled(False)
        self.submitted.emit(self.draft())


def _side(side: MergeSide) -> str:
    owner = side.owner or _("无负责人")
    return _("{number} {name}　{owner}").format(number=side.number, name=side.name, owner=owner)
