"""The chips of a client: number, classes, grade, tier, and what is odd with its owner."""

from PySide6.QtWidgets import QHBoxLayout, QWidget

from kamdesk.domain.clients.clients import (
    CLASS_TITLES,
    TIER_TITLES,
    ClientClass,
    ClientDetails,
)
from kamdesk.i18n import _
from kamdesk.ui.clients.columns import GRADE_TONES
from kamdesk.ui.labels import chip, plain_label
from kamdesk.ui.tokens import S
from kamdesk.ui.tone import Tone
from kamdesk.ui.widgets.cards import clear_layout


class ClientChips(QWidget):
    """Shows them side by side."""

    def __init__(self) -> None:
        super().__init__()
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(S)

    def show_client(self, details: ClientDetails) -> None:
        """Show those of `details`."""
        clear_layout(self._row)
        self._row.addWidget(plain_label(details.number, role="muted"))
        draft = details.draft
        for each in ClientClass:
            if each in draft.classes:
                self._row.addWidget(chip(_(CLASS_TITLES[each]), Tone.ACCENT))
        if draft.grade is not None:
            text = _("{grade} 级").format(grade=draft.grade.value)
            self._row.addWidget(chip(text, GRADE_TONES[draft.grade]))
        if details.tier is not None:
            self._row.addWidget(chip(_(TIER_TITLES[details.tier]), Tone.INFO))
        if details.archived:
            self._row.addWidget(chip(_("已归档")))
        elif details.owner_id is None:
            self._row.addWidget(chip(_("无负责人"), Tone.WARN))
        self._row.addStretch()
