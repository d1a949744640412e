"""The list of applications: its columns and views."""

from kamdesk.domain.projects.application_records import ApplicationRow
from kamdesk.domain.projects.applications import STATE_TITLES, ApplicationState
from kamdesk.domain.projects.modes import MODE_TITLES
from kamdesk.i18n import N_, _
from kamdesk.ui.lists.columns import Column, Filter
from kamdesk.ui.lists.page import ListSpec
from kamdesk.ui.lists.tabs import View
from kamdesk.ui.tone import Tone

STATE_TONES = {
    ApplicationState.DRAFT: Tone.NEUTRAL,
    ApplicationState.IN_APPROVAL: Tone.INFO,
    ApplicationState.RETURNED: Tone.WARN,
    ApplicationState.APPROVED: Tone.OK,
    ApplicationState.REFUSED: Tone.BAD,
    ApplicationState.CANCELLED: Tone.NEUTRAL,
}
_STATES = tuple((state.value, title) for state, title in STATE_TITLES.items())
_MODES = tuple((mode.value, title) for mode, title in MODE_TITLES.items())
_WHO: tuple[Column[ApplicationRow], ...] = (
    Column("number", N_("编号"), value=lambda row: row.number, width=150),
    Column("project_name", N_("项目名称"), value=lambda row: row.project_name, width=190),
    Column("client", N_("客户"), value=lambda row: row.client, width=190),
    Column(
        "state",
        N_("状态"),
        value=lambda row: _(STATE_TITLES[row.state]),
        width=96,
        filter=Filter.CHOICE,
        choices=_STATES,
        tone=lambda row: STATE_TONES[row.state],
    ),
    Column("waiting_for", N_("待办步骤"), value=lambda row: row.waiting_for, width=120),
    Column("applicant", N_("申请人"), value=lambda row: row.applicant, width=70),
)
_WHAT: tuple[Column[ApplicationRow], ...] = (
    Column(
        "budget",
        N_("费用预算（元）"),
        value=lambda row: row.budget,
        width=110,
        number=True,
        filter=Filter.NUMBER,
        total=True,
        unit=N_("元"),
    ),
    Column(
        "yearly_sales",
        N_("预计年销售额（元）"),
        value=lambda row: row.yearly_sales,
        width=130,
        number=True,
        filter=Filter.NUMBER,
        total=True,
        unit=N_("元"),
    ),
    Column(
        "monthly_tons",
        N_("预计月用量（吨）"),
        value=lambda row: row.monthly_tons,
        width=120,
        number=True,
        filter=Filter.NUMBER,
        total=True,
        unit=N_("吨"),
    ),
    Column(
        "mode",
        N_("开发模式"),
        value=lambda row: _(MODE_TITLES[row.mode]),
        width=80,
        filter=Filter.CHOICE,
        choices=_MODES,
    ),
)
_WHEN: tuple[Column[ApplicationRow], ...] = (
    Column(
        "submitted_at",
        N_("提交时间"),
        value=lambda row: row.submitted_at,
        width=125,
        filter=Filter.DATE,
    ),
    Column(
        "approved_at",
        N_("批准时间"),
        value=lambda row: row.approved_at,
        width=125,
        filter=Filter.DATE,
    ),
    Column("carrier", N_("现经办人"), value=lambda row: row.carrier, width=84, visible=False),
    Column("department", N_("部门"), value=lambda row: row.department, width=90),
)
SPEC: ListSpec[ApplicationRow] = ListSpec(
    name="applications",
    columns=_WHO + _WHAT + _WHEN,
    views=(
        View("all", N_("全部")),
        View("mine", N_("我的")),
        View("drafts", N_("草稿与退回")),
        View("in_approval", N_("审批中")),
        View("approved", N_("已批准")),
    ),
    sort="id",
    descending=True,
    empty=N_("还没有立项申请。"),
    empty_icon="file-plus",
    title=N_("立项申请"),
)
