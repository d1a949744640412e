"""设置: a list of sections at the left, the chosen one beside it."""

from collections.abc import Sequence
from typing import ClassVar

from PySide6.QtCore import QSignalBlocker, QSize
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QStackedWidget

from kamdesk.domain.people import Actor
from kamdesk.domain.permissions import allowed
from kamdesk.i18n import _
from kamdesk.ui.icons import icon
from kamdesk.ui.settings.section import Section, SectionSpec
from kamdesk.ui.shell.page import Page
from kamdesk.ui.state import UiState
from kamdesk.ui.tokens import M

_LIST_WIDTH = 176
_LINE = QSize(0, 36)


class SettingsPage(Page):
    """Shows those sections that the person may use; everybody may choose the look."""

    help_topic: ClassVar[str] = "settings"

    def __init__(self, specs: Sequence[SectionSpec], *, actor: Actor, state: UiState) -> None:
        super().__init__()
        self._specs = [each for each in specs if each.action is None or allowed(actor, each.action)]
        self._sections: dict[str, Section] = {}
        self._state = state.scoped("settings")
        self.list = QListWidget()
        self.list.setFixedWidth(_LIST_WIDTH)
        self.list.setAccessibleName(_("设置分类"))
        self.list.setIconSize(QSize(18, 18))
        for spec in self._specs:
            item = QListWidgetItem(icon(spec.icon), spec.label, self.list)
            item.setSizeHint(_LINE)
        self.stack = QStackedWidget()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(M)
        row.addWidget(self.list)
        row.addWidget(self.stack, 1)
        self._key = ""
        self._bring(self._state.text("section"))
        self.list.currentRowChanged.connect(self._on_chosen)

    @property
    def section(self) -> Section:
        """The section in front."""
        return self._sections[self._key]

    def section_keys(self) -> list[str]:
        """Return the keys of the sections the person sees, from top to bottom."""
        return [spec.key for spec in self._specs]

    def show_section(self, key: str) -> bool:
        """Bring a section to the front; False when the present one does not let go."""
        if key == self._key:
            return True
        if not self.section.can_leave():
            self._mark()
            return False
        self._bring(key)
        self._state.keep("section", self._key)
        self.section.activate()
        return True

    def topic(self) -> str:
        return "backup" if self._key in {"backups", "audit"} else self.help_topic

    def activate(self) -> None:
        self.section.activate()

    def refresh(self) -> None:
        if self.section.can_leave():
            self.section.activate()

    def show_hint(self, hint: object) -> None:
        """Show the section with the key `hint`."""
        if hint in self.section_keys():
            self.show_section(str(hint))

    def can_leave(self) -> bool:
        return self.section.can_leave()

    def _bring(self, key: str) -> None:
        spec = next((each for each in self._specs if each.key == key), self._specs[0])
        if spec.key not in self._sections:
            self._sections[spec.key] = section = spec.make()
            self.stack.addWidget(section)
        self._key = spec.key
        self.stack.setCurrentWidget(self._sections[spec.key])
        self._mark()

    def _mark(self) -> None:
        with QSignalBlocker(self.list):
            self.list.setCurrentRow(self.section_keys().index(self._key))

    def _on_chosen(self, line: int) -> None:
        self.show_section(self._specs[line].key)
