"""立项申请 (form KD-01, paperwork.md 2.1): what a salesperson fills in and when it is complete."""

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
from kamdesk.domain.texts import LINE_LIMIT, PERSON_LIMIT
from kamdesk.i18n import N_, _

FORM_VERSION: Final = "V1.0"
"""Version of form KD-01; kept with each submission so that a reprint uses the one signed."""
MOST_MEMBERS: Final = 20


class ApplicationState(StrEnum):
    """How an application stands."""

    DRAFT = "draft"
    IN_APPROVAL = "in_approval"
    RETURNED = "returned"
    APPROVED = "approved"
    REFUSED = "refused"
    CANCELLED = "cancelled"


STATE_TITLES = {
    ApplicationState.DRAFT: N_("草稿"),
    ApplicationState.IN_APPROVAL: N_("审批中"),
    ApplicationState.RETURNED: N_("已退回"),
    ApplicationState.APPROVED: N_("已批准"),
    ApplicationState.REFUSED: N_("未批准"),
    ApplicationState.CANCELLED: N_("作废"),
}


class Attachment(StrEnum):
    """Field 18: what comes with the form."""

    SCHEDULE = "schedule"
    CLIENT_SHEET = "client_sheet"
    AGREEMENT = "agreement"


ATTACHMENT_TITLES = {
    Attachment.SCHEDULE: N_("攻关进度表"),
    Attachment.CLIENT_SHEET: N_("客户信息表"),
    Attachment.AGREEMENT: N_("合作协议"),
}


@dataclass(frozen=True, slots=True)
class TeamMember:
    """A member of the breakthrough team and the duty taken on."""

    name: str
    duty: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ApplicationDraft:
    """What the applicant fills in; a draft may lack anything.

    Sales and budget in yuan, `monthly_tons` in tons, `margin` in per cent.
    """

    client_id: ClientId | None = None
    phone: str = ""
    project_name: str = ""
    source: str = ""
    mode: DevelopmentMode = DevelopmentMode.SELF
    partner: str = ""
    background: str = ""
    monthly_tons: Decimal | None = None
    yearly_sales: Decimal | None = None
    margin: Decimal | None = None
    key_people: str = ""
    competitors: str = ""
    strengths: str = ""
    risks: str = ""
    goals: str = ""
    starts_on: date | None = None
    ends_on: date | None = None
    leader: str = ""
    leader_duty: str = ""
    members: tuple[TeamMember, ...] = ()
    budget: Decimal | None = None
    support: str = ""
    attachments: frozenset[Attachment] = frozenset()

    def facts(self) -> Facts:
        """Return what the route's conditions look at."""
        return Facts(self.mode, self.budget)


FIELD_TITLES = {
    "client_id": N_("客户"),
    "phone": N_("联系电话"),
    "project_name": N_("项目名称"),
    "source": N_("项目来源"),
    "mode": N_("开发模式"),
    "partner": N_("合作方"),
    "background": N_("客户背景与需求"),
    "monthly_tons": N_("预计月用量（吨）"),
    "yearly_sales": N_("预计年销售额（元）"),
    "margin": N_("预计毛利率（%）"),
    "key_people": N_("客户关键人及决策链"),
    "competitors": N_("主要竞争对手及其现状"),
    "strengths": N_("我方优势"),
    "risks": N_("主要风险"),
    "goals": N_("项目目标"),
    "starts_on": N_("开始日期"),
    "ends_on": N_("结束日期"),
    "leader": N_("攻关小组负责人"),
    "leader_duty": N_("负责人分工"),
    "members": N_("小组成员"),
    "budget": N_("费用预算（元）"),
    "support": N_("需公司支持事项"),
    "attachments": N_("附件"),
}
"""What each field is called on screen and in refusals."""

_LINES = ("phone", "project_name", "source", "partner", "leader", "leader_duty")
_BOXES = ("background", "key_people", "competitors", "strengths", "risks", "goals", "support")
_PLACES = {"monthly_tons": 3, "yearly_sales": 2, "margin": 2, "budget": 2}
COMPULSORY = (
    "client_id",
    "phone",
    "project_name",
    "source",
    "background",
    "monthly_tons",
    "yearly_sales",
    "margin",
    "key_people",
    "goals",
    "starts_on",
    "ends_on",
    "leader",
    "budget",
)
"""Fields without which nothing is submitted; a partner too where the mode is JOINT."""


def tidy(draft: ApplicationDraft) -> ApplicationDraft:
    """Return `draft` with clean texts; FieldError where something can't be kept as it is."""
    checks = FieldChecks()
    clean = clean_texts(checks, draft, lines=_LINES, boxes=_BOXES, titles=FIELD_TITLES)
    check_amounts(checks, draft, _PLACES, FIELD_TITLES)
    members = _clean_members(checks, draft.members)
    if draft.margin is not None and draft.margin > 100:
        checks.refuse("margin", _("“预计毛利率”不能超过 100%，请核对。"))
    checks.done()
    return replace(draft, members=members, **clean)  # type: ignore[arg-type]  # texts by name


def check_complete(draft: ApplicationDraft) -> None:
    """Raise FieldError with a sentence for each field that is not fit to be submitted."""
    checks = FieldChecks()
    check_filled(checks, draft, COMPULSORY, FIELD_TITLES)
    if draft.mode is DevelopmentMode.JOINT and not draft.partner:
        checks.refuse("partner", _("合作开发须写明合作方。"))
    if draft.starts_on and draft.ends_on and draft.ends_on < draft.starts_on:
        checks.refuse("ends_on", _("结束日期不能早于开始日期。"))
    checks.done()


def _clean_members(checks: FieldChecks, members: tuple[TeamMember, ...]) -> tuple[TeamMember, ...]:
    title = FIELD_TITLES["members"]
    if len(members) > MOST_MEMBERS:
        checks.refuse("members", _("小组成员最多 {limit} 人，请精简。").format(limit=MOST_MEMBERS))
    clean = tuple(
        TeamMember(
            checks.line("members", title, each.name, PERSON_LIMIT),
            checks.line("members", title, each.duty, LINE_LIMIT),
        )
        for each in members
    )
    if any(each.duty and not each.name for each in clean):
        checks.refuse("members", _("小组成员写了分工而没有姓名，请补上姓名。"))
    return tuple(each for each in clean if each.name)
