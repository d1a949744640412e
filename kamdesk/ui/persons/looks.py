"""How a person is shown in few words: attitude in its tone, influence in dots, marks."""

from collections.abc import Mapping
from typing import Final

from PySide6.QtWidgets import QHBoxLayout, QWidget

from kamdesk.domain.clients.contacts import (
    ATTITUDE_TITLES,
    FIELD_TITLES,
    INFLUENCES,
    ROLE_TITLES,
    Attitude,
    Contact,
    ContactDraft,
)
from kamdesk.i18n import _
from kamdesk.ui.labels import chip, plain_label, plain_tip
from kamdesk.ui.tokens import S
from kamdesk.ui.tone import Tone
from kamdesk.ui.widgets.cards import row_of

ATTITUDE_TONES: Final[Mapping[Attitude, Tone]] = {
    Attitude.SUPPORT: Tone.OK,
    Attitude.NEUTRAL: Tone.NEUTRAL,
    Attitude.OPPOSE: Tone.BAD,
}


def dots(influence: int | None) -> str:
    """Return influence as filled and empty dots, nothing where it is not known."""
    if influence is None:
        return ""
    return "●" * influence + "○" * (INFLUENCES.stop - 1 - influence)


def marks(draft: ContactDraft) -> list[str]:
    """Return the marks that a person bears, in words."""
    return [_(FIELD_TITLES[name]) for name in ("sponsor", "champion") if getattr(draft, name)]


def role_chips(contact: Contact, *, key: bool) -> list[QWidget]:
    """Return the chips of role, attitude and influence, and whether it is the key person."""
    draft, found = contact.draft, list[QWidget]()
    if key:
        found.append(chip(_("关键人"), Tone.WARN))
    if draft.role is not None:
        found.append(chip(_(ROLE_TITLES[draft.role]), Tone.ACCENT))
    if draft.attitude is not None:
        tone = ATTITUDE_TONES[draft.attitude]
        found.append(chip(_(ATTITUDE_TITLES[draft.attitude]), tone))
    if draft.influence is not None:
        found.append(_influence(draft.influence))
    return found


def mark_chips(contact: Contact) -> list[QWidget]:
    """Return the chips of what a person is marked as, and whether they are put away or erased."""
    found: list[QWidget] = [chip(text, Tone.INFO) for text in marks(contact.draft)]
    if contact.erased:
        found.append(chip(_("个人信息已删除")))
    elif contact.archived:
        found.append(chip(_("已归档")))
    return found


def chips_row(chips: list[QWidget]) -> QHBoxLayout:
    """Return chips side by side at the left."""
    return row_of(*chips, None, spacing=S)


def _influence(influence: int) -> QWidget:
    shown = plain_label(dots(influence), role="muted")
    told = _("影响力 {influence}（满分 5）").format(influence=influence)
    shown.setToolTip(plain_tip(told))
    shown.setAccessibleName(told)
    return shown
