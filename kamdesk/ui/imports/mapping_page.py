"""Step 2: which column of the file is which field, guessed and remembered by its headings."""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QGridLayout, QVBoxLayout, QWidget

from kamdesk.domain.tables import TableRow
from kamdesk.i18n import _, listed
from kamdesk.ui.forms.choice_fields import ChoiceField
from kamdesk.ui.forms.form import scrolled
from kamdesk.ui.labels import ElidedLabel, plain_label
from kamdesk.ui.state import UiState
from kamdesk.ui.tokens import XS, M, S
from kamdesk.ui.widgets.cards import clear_layout

_SAMPLES = 3
_LOOKED_AT = 200
"""Rows among which samples are looked for."""


@dataclass(frozen=True, slots=True)
class Fields:
    """The fields of an import: their titles, those that need a column, how headings are read."""

    about: str
    titles: Mapping[str, str]
    required: frozenset[str]
    guess: Callable[[Sequence[str]], Mapping[str, int]]


class MappingPage(QWidget):
    """One line a field: the file's column in a box, and what stands in it."""

    changed = Signal()
    headings_turned = Signal(bool)
    """Whether the first row of what was pasted names the columns."""

    def __init__(self, state: UiState, fields: Fields) -> None:
        super().__init__()
        self._state = state
        self._known = fields
        self._headers: Sequence[str] = ()
        self._rows: Sequence[TableRow] = ()
        self.fields: dict[str, ChoiceField] = {}
        self._samples: dict[str, ElidedLabel] = {}
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(M)
        self._grid.setVerticalSpacing(XS)
        self._grid.setColumnStretch(2, 1)
        self.left_out = ElidedLabel(role="caption")
        lines = QWidget()
        inside = QVBoxLayout(lines)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addLayout(self._grid)
        inside.addStretch()
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(S)
        text = _("已按列名自动对应，请核对；不需要的字段留空。")
        page.addWidget(plain_label(text, role="muted"))
        self.headings = QCheckBox(_("第一行是列名"))
        self.headings.clicked.connect(self.headings_turned)
        self.headings.hide()
        page.addWidget(self.headings)
        page.addWidget(scrolled(lines, margin=M), 1)
        page.addWidget(self.left_out)

    def show_pasted(
        self, headers: Sequence[str], rows: Sequence[TableRow], first: str, *, with_headings: bool
    ) -> None:
        """Offer the columns of what was pasted; one can say whether they have names.

        Without names the first column is the field `first`.
        """
        self.show_table(headers, rows, {} if with_headings else {first: 0})
        self.headings.setChecked(with_headings)
        self.headings.show()

    def show_table(
        self,
        headers: Sequence[str],
        rows: Sequence[TableRow],
        fallback: Mapping[str, int] = MappingProxyType({}),
    ) -> None:
        """Offer the columns of a table, mapped as last time, else as guessed."""
        self.headings.hide()
        self._headers, self._rows = headers, rows
        self._clear()
        mapping = self._remembered() or self._known.guess(headers) or fallback
        for line, name in enumerate(self._known.titles, start=1):
            self._add_line(line, name, mapping.get(name))
        self._show_samples()

    def mapping(self) -> dict[str, int]:
        """Return field → column as chosen."""
        chosen = {name: field.value() for name, field in self.fields.items()}
        return {name: column for name, column in chosen.items() if column is not None}

    def validate(self) -> bool:
        """Tell whether what needs a column has one; show it at the box where not."""
        told = [self.fields[name].validate() for name in sorted(self._known.required)]
        return all(told)

    def remember(self) -> None:
        """Keep the mapping for the next file with the same headings."""
        self._state.keep(self.key(), dict(self.mapping()))

    def key(self) -> str:
        """Return under what the choices for these headings are kept."""
        heads = "\x1f".join(self._headers)
        return hashlib.sha256(heads.encode()).hexdigest()[:24]

    # -- inside -------------------------------------------------------------------------

    def _clear(self) -> None:
        clear_layout(self._grid)
        self.fields.clear()
        self._samples.clear()
        for place, title in enumerate((self._known.about, _("文件中的列"), _("内容示例"))):
            self._grid.addWidget(plain_label(title, role="caption"), 0, place)

    def _add_line(self, line: int, name: str, column: int | None) -> None:
        columns = [(at, header or _("（无列名）")) for at, header in enumerate(self._headers)]
        is_required = name in self._known.required
        field = ChoiceField(name, self._known.titles[name], columns, required=is_required)
        field.message.setVisible(is_required)
        field.counter.hide()
        field.editor.setFixedWidth(240)
        field.set_value(column)
        field.rest()
        field.edited.connect(self._on_edited)
        sample = ElidedLabel(role="muted")
        top = Qt.AlignmentFlag.AlignTop
        self._grid.addWidget(field.label, line, 0, Qt.AlignmentFlag.AlignRight | top)
        self._grid.addWidget(field, line, 1, top)
        self._grid.addWidget(sample, line, 2, top)
        sample.setContentsMargins(0, XS + 1, 0, 0)
        self.fields[name] = field
        self._samples[name] = sample

    def _on_edited(self) -> None:
        self._show_samples()
        self.changed.emit()

    def _show_samples(self) -> None:
        mapping = self.mapping()
        for name, sample in self._samples.items():
            sample.setText(self._sample(mapping[name]) if name in mapping else "")
        used = set(mapping.values())
        rest = [head for at, head in enumerate(self._headers) if at not in used and head]
        text = _("不导入的列：{columns}").format(columns=listed(rest))
        self.left_out.setText(text if rest else "")

    def _sample(self, column: int) -> str:
        rows = self._rows[:_LOOKED_AT]
        cells = (row.cells[column].strip() for row in rows if column < len(row.cells))
        different = dict.fromkeys(" ".join(cell.split()) for cell in cells if cell)
        return listed(list(different)[:_SAMPLES])

    def _remembered(self) -> dict[str, int]:
        """Return the mapping kept for these headings; empty where it no longer fits."""
        kept: Mapping[str, object] = self._state.document(self.key())
        columns = range(len(self._headers))
        fitting = {
            name: column
            for name, column in kept.items()
            if name in self._known.titles and isinstance(column, int) and column in columns
        }
        return fitting if len(fitting) == len(kept) else {}
