"""Fields of choices: one of a few, several of a few, yes or no, one found by searching."""

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QModelIndex, QSignalBlocker, QStringListModel, Qt, QTimer
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QCompleter, QHBoxLayout, QLineEdit, QWidget

from kamdesk.i18n import _
from kamdesk.ui.forms.field import Field
from kamdesk.ui.jobs import Jobs
from kamdesk.ui.labels import without_mnemonic
from kamdesk.ui.tokens import L

Choices = Sequence[tuple[Hashable, str]]
"""(value, title shown) in order."""
_REST_MS = 200


class ChoiceField(Field):
    """One of `choices`; without `required` an empty entry stands first."""

    def __init__(self, key: str, title: str, choices: Choices, **options: Any) -> None:
        super().__init__(key, title, **options)
        self.editor: _CalmBox = _CalmBox()
        self.editor.setMinimumContentsLength(6)
        self.set_choices(choices)
        self.editor.currentIndexChanged.connect(self.touched)
        self.build(self.editor)

    def set_choices(self, choices: Choices) -> None:
        """Offer other choices, keeping the chosen value where it is among them."""
        chosen = self.value()
        with QSignalBlocker(self.editor):
            self.editor.clear()
            self.editor.addItem(_("请选择") if self.required else "", None)
            for value, title in choices:
                self.editor.addItem(title, _Boxed(value))
        self.set_value(chosen)

    def value(self) -> Any:
        boxed = self.editor.currentData()
        return boxed.value if isinstance(boxed, _Boxed) else None

    def set_value(self, value: Any) -> None:
        boxes = [self.editor.itemData(at) for at in range(self.editor.count())]
        found = [at for at, box in enumerate(boxes) if box is not None and box.value == value]
        self.editor.setCurrentIndex(found[0] if found else 0)


class MultiChoiceField(Field):
    """Any of `choices` as check boxes; the value is a tuple in their order."""

    def __init__(self, key: str, title: str, choices: Choices, **options: Any) -> None:
        super().__init__(key, title, **options)
        self._boxes: list[tuple[Hashable, QCheckBox]] = []
        self.editor = QWidget()
        line = QHBoxLayout(self.editor)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(L)
        for value, name in choices:
            box = QCheckBox(without_mnemonic(name))
            box.toggled.connect(self.touched)
            line.addWidget(box)
            self._boxes.append((value, box))
        line.addStretch()
        self.build(self.editor, editors=tuple(box for _value, box in self._boxes))
        for (_value, box), (_choice, name) in zip(self._boxes, choices, strict=True):
            box.setAccessibleName(f"{title}：{name}")

    def value(self) -> tuple[Any, ...]:
        return tuple(value for value, box in self._boxes if box.isChecked())

    def set_value(self, value: Sequence[Any] | frozenset[Any] | None) -> None:
        for each, box in self._boxes:
            box.setChecked(each in (value or ()))


class CheckField(Field):
    """Yes or no; the words stand at the box."""

    def __init__(self, key: str, title: str, *, text: str = "", **options: Any) -> None:
        super().__init__(key, title, **options)
        self.editor: QCheckBox = QCheckBox(without_mnemonic(text))
        self.editor.toggled.connect(self.touched)
        self.build(self.editor)

    def value(self) -> bool:
        return self.editor.isChecked()

    def set_value(self, value: bool | None) -> None:  # noqa: FBT001 - the value itself
        self.editor.setChecked(bool(value))


@dataclass(frozen=True, slots=True)
class PickItem:
    """Something found: its id, how it is called, and what tells it from its namesakes."""

    value: Any
    text: str
    note: str = ""


class PickerField(Field):
    """One of many, found by typing; `search` runs in the worker and gives at most a few dozen.

    The value is the `PickItem.value`; `set_value` takes a `PickItem`.
    """

    def __init__(
        self,
        key: str,
        title: str,
        search: Callable[[str], Sequence[PickItem]],
        *,
        jobs: Jobs,
        placeholder: str = "",
        **options: Any,
    ) -> None:
        super().__init__(key, title, **options)
        self._search = search
        self._jobs = jobs
        self._item: PickItem | None = None
        self._found: Sequence[PickItem] = ()
        self.editor: QLineEdit = QLineEdit()
        self.editor.setPlaceholderText(placeholder or _("输入名称、拼音首字母或编号查找"))
        self.editor.setClearButtonEnabled(True)
        self._names = QStringListModel(self)
        self._list = QCompleter(self._names, self)
        self._list.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self._list.setWidget(self.editor)
        picked = self._list.activated[QModelIndex]  # type: ignore[index] # stubs lack overloads
        picked.connect(self._on_picked)
        self._rest = QTimer(self, singleShot=True, interval=_REST_MS)
        self._rest.timeout.connect(self._look)
        self.editor.textEdited.connect(self._on_typed)
        self.editor.textChanged.connect(self._on_cleared)
        self.build(self.editor)

    @property
    def item(self) -> PickItem | None:
        """What is picked."""
        return self._item

    def value(self) -> Any:
        return self._item.value if self._item else None

    def set_value(self, value: PickItem | None) -> None:
        self._item = value
        self.editor.setText(value.text if value else "")
        self.touched()

    def raw(self) -> object:
        return self.value(), self.editor.text()

    def misread(self) -> str:
        if self._item is None and self.editor.text().strip():
            return _("请从列出的结果中选择一项。")
        return ""

    def _on_typed(self) -> None:
        self._item = None
        self._rest.start()
        self.touched()

    def _on_cleared(self, text: str) -> None:
        if not text and self._item is not None:
            self._item = None
            self.touched()

    def _look(self) -> None:
        words = self.editor.text().strip()
        if words:
            self._jobs.run(self, lambda: self._search(words), self._offer, key="search")

    def _offer(self, found: Sequence[PickItem]) -> None:
        self._found = found
        lines = [f"{item.text}　{item.note}".rstrip() for item in found]
        self._names.setStringList(lines or [_("没有找到，请换个词试试")])
        if self.editor.hasFocus():
            self._list.complete()

    def _on_picked(self, index: QModelIndex) -> None:
        if index.row() < len(self._found):
            self.set_value(self._found[index.row()])
            self.validate()


class _Boxed:
    """Keeps a value as it is in a combo box, which would turn a StrEnum into plain text."""

    def __init__(self, value: Hashable) -> None:
        self.value = value


class _CalmBox(QComboBox):
    """Does not change its value when somebody scrolls past it."""

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()
