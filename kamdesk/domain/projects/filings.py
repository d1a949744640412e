"""项目备案 (form KD-02, paperwork.md 2.2): what a filer fills in and when it is complete."""

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Final

from kamdesk.domain.fields import FieldChecks
from kamdesk.domain.ids import ClientId
from kamdesk.domain.projects.forms import check_amounts, check_filled, clean_texts
from kamdesk.domain.projects.modes import DevelopmentMode
from kamdesk.domain.projects.routes import Facts
from kamdesk.i18n import N_, _

FORM_VERSION: Final = "V1.0"
"""Version of form KD-02."""


class FilingState(StrEnum):
    """How a filing stands in the register; expiry is computed, see `Standing`."""

    DRAFT = "draft"
    IN_APPROVAL = "in_approval"
    RETURNED = "returned"
    FILED = "filed"
    REFUSED = "refused"
    ENDED = "ended"
    CANCELLED = "cancelled"


STATE_TITLES = {
    FilingState.DRAFT: N_("草稿"),
    FilingState.IN_APPROVAL: N_("审批中"),
    FilingState.RETURNED: N_("已退回"),
    FilingState.FILED: N_("已备案"),
    FilingState.REFUSED: N_("不予备案"),
    FilingState.ENDED: N_("已终止"),
    FilingState.CANCELLED: N_("作废"),
}


class ClientState(StrEnum):
    """Field 12: what the client is to us."""

    NEW = "new"
    OLD = "old"
    POTENTIAL = "potential"


CLIENT_STATE_TITLES = {
    ClientState.NEW: N_("新客户"),
    ClientState.OLD: N_("老客户"),
    ClientState.POTENTIAL: N_("潜在客户"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class FilingDraft:
    """What the filer fills in; a draft may lack anything. `expected_amount` in yuan."""

    client_id: ClientId | None = None
    contact_name: str = ""
    contact_post: str = ""
    contact_phone: str = ""
    evidence: str = ""
    project_name: str = ""
    summary: str = ""
    expected_amount: Decimal | None = None
    expected_price: str = ""
    expected_on: date | None = None
    feedback: str = ""
    client_state: ClientState = ClientState.NEW
    competitors: str = ""
    mode: DevelopmentMode = DevelopmentMode.SELF
    declared: bool = False

    def facts(self) -> Facts:
        """Return what the route's conditions look at."""
        return Facts(self.mode)


FIELD_TITLES = {
    "client_id": N_("客户"),
    "contact_name": N_("客户联系人"),
    "contact_post": N_("职务"),
    "contact_phone": N_("联系方式"),
    "evidence": N_("名片或其他接触证据"),
    "project_name": N_("项目名称"),
    "summary": N_("信息摘要"),
    "expected_amount": N_("预计签约金额（元）"),
    "expected_price": N_("预计单价"),
    "expected_on": N_("预计签约时间"),
    "feedback": N_("接洽情况反馈"),
    "client_state": N_("客户性质"),
    "competitors": N_("竞争对手"),
    "mode": N_("拟采取的开发模式"),
    "declared": N_("报备人声明"),
}
"""What each field is called on screen and in refusals."""

_LINES = (
    "contact_name",
    "contact_post",
    "contact_phone",
    "evidence",
    "project_name",
    "expected_price",
)
_BOXES = ("summary", "feedback", "competitors")
COMPULSORY = ("client_id", "contact_name", "project_name", "summary", "feedback")
"""Fields without which nothing is submitted."""


def tidy(draft: FilingDraft) -> FilingDraft:
    """Return `draft` with clean texts; FieldError where something can't be kept as it is."""
    checks = FieldChecks()
    clean = clean_texts(checks, draft, lines=_LINES, boxes=_BOXES, titles=FIELD_TITLES)
    check_amounts(checks, draft, {"expected_amount": 2}, FIELD_TITLES)
    checks.done()
    return replace(draft, **clean)  # type: ignore[arg-type]  # texts by name


def check_complete(draft: FilingDraft) -> None:
    """Raise FieldError with a sentence for each field that is not fit to be submitted."""
    checks = FieldChecks()
    check_filled(checks, draft, COMPULSORY, FIELD_TITLES)
    if not draft.declared:
        checks.refuse("declared", _("请确认报备人声明：所填内容真实，虚假则保护终止。"))
    checks.done()
