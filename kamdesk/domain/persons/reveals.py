"""Looking at a number that is shown in part: for a reason, and never unnoticed (paperwork 9.3)."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from kamdesk.i18n import N_

REVEALED: Final = "contact_reveal"
"""The step in the audit trail."""


class RevealReason(StrEnum):
    """Why somebody looks; a fixed list, so that no personal data gets into the audit trail."""

    CALL = "call"
    CHECK = "check"
    REVIEW = "review"
    COMPLAINT = "complaint"
    REQUEST = "request"
    OTHER = "other"


REASON_TITLES: Final[Mapping[RevealReason, str]] = {
    RevealReason.CALL: N_("联系业务"),
    RevealReason.CHECK: N_("核对登记资料"),
    RevealReason.REVIEW: N_("审批或检讨时核实"),
    RevealReason.COMPLAINT: N_("处理投诉"),
    RevealReason.REQUEST: N_("办理个人信息请求"),
    RevealReason.OTHER: N_("其他工作需要"),
}


@dataclass(frozen=True, slots=True)
class Reached:
    """Phone and e-mail of a person, whole; to be shown for this moment only."""

    name: str
    phone: str
    email: str
