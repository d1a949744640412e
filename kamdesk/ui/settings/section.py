"""What every section of the settings has in common."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtWidgets import QVBoxLayout, QWidget

from kamdesk.domain.permissions import Action
from kamdesk.i18n import _
from kamdesk.ui.labels import plain_label
from kamdesk.ui.tokens import XS, L, M
from kamdesk.ui.widgets.cards import Card


class Section(Card):
    """A heading, a sentence on what it is for, and the content below in `body`."""

    def __init__(self, title: str, explanation: str) -> None:
        super().__init__()
        self.body.setContentsMargins(L, M, L, M)
        texts = QVBoxLayout()
        texts.setSpacing(XS)
        texts.addWidget(plain_label(title, role="h3"))
        texts.addWidget(plain_label(explanation, role="muted", wrap=True))
        texts.setContentsMargins(0, 0, 0, M)
        self.body.addLayout(texts)

    def activate(self) -> None:
        """Be shown now: read again."""

    def can_leave(self) -> bool:
        """Tell whether the section may be left; asks about unsaved changes itself."""
        return True


@dataclass(frozen=True, slots=True)
class SectionSpec:
    """A section's place in the list; seen by those who may do `action`, or by everybody.

    `title` is marked with `N_`; the section is made at the first visit.
    """

    key: str
    title: str
    icon: str
    make: Callable[[], Section]
    action: Action | None = None

    @property
    def label(self) -> str:
        """The title in the language in use."""
        return _(self.title)


def stretch() -> QWidget:
    """Return something that takes what room is left."""
    room = QWidget()
    room.setSizePolicy(room.sizePolicy().Policy.Preferred, room.sizePolicy().Policy.Expanding)
    return room
