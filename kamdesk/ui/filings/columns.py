"""The filing register: its columns and views."""

from kamdesk.domain.projects.filing_records import FilingRow
from kamdesk.domain.projects.filings import STATE_TITLES, FilingState
from kamdesk.domain.projects.protections import STANDING_TITLES, Standing
from kamdesk.i18n import N_, _
from kamdesk.ui.lists.columns import Column, Filter
from kamdesk.ui.lists.page import ListSpec
from kamdesk.ui.lists.tabs import View
from kamdesk.ui.tone import Tone

STATE_TONES = {
    FilingState.DRAFT: Tone.NEUTRAL,
    FilingState.IN_APPROVAL: Tone.INFO,
    FilingState.RETURNED: Tone.WARN,
    FilingState.FILED: Tone.OK,
    FilingState.REFUSED: Tone.BAD,
    FilingState.ENDED: Tone.NEUTRAL,
    FilingState.CANCELLED: Tone.NEUTRAL,
}
STANDING_TONES = {
    Standing.PROTECTED: Tone.OK,
    Standing.DUE: Tone.WARN,
    Standing.IDLE: Tone.WARN,
    Standing.DUE_SOON: Tone.BAD,
    Standing.EXPIRED: Tone.NEUTRAL,
}
_STATES = tuple((state.value, title) for state, title in STATE_TITLES.items())
_STANDINGS = tuple((standing.value, title) for standing, title in STANDING_TITLES.items())
_WHO: tuple[Column[FilingRow], ...] = (
    Column("number", N_("编号"), value=lambda row: row.number, width=132),
    Column("client", N_("客户"), value=lambda row: row.client, width=170),
    Column("filer", N_("报备人"), value=lambda row: row.filer, width=68),
    Column(
        "state",
        N_("状态"),
        value=lambda row: _(STATE_TITLES[row.state]),
        width=78,
        filter=Filter.CHOICE,
        choices=_STATES,
        tone=lambda row: STATE_TONES[row.state],
    ),
)
_PROTECTION: tuple[Column[FilingRow], ...] = (
    Column(
        "standing",
        N_("保护"),
        value=lambda row: _(STANDING_TITLES[row.standing]) if row.standing else "",
        width=82,
        filter=Filter.CHOICE,
        choices=_STANDINGS,
        tone=lambda row: STANDING_TONES[row.standing] if row.standing else None,
    ),
    Column(
        "days_left",
        N_("剩余天数"),
        value=lambda row: None if row.standing is Standing.EXPIRED else row.days_left,
        width=72,
        number=True,
        sortable=False,
        filter=Filter.NONE,
    ),
    Column(
        "protected_until",
        N_("保护期止"),
        value=lambda row: row.protected_until,
        width=100,
        filter=Filter.DATE,
    ),
)
_REST: tuple[Column[FilingRow], ...] = (
    Column("project_name", N_("项目名称"), value=lambda row: row.project_name, width=180),
    Column(
        "submitted_at",
        N_("报备时间"),
        value=lambda row: row.submitted_at,
        width=125,
        filter=Filter.DATE,
    ),
    Column("carrier", N_("现经办人"), value=lambda row: row.carrier, width=84, visible=False),
    Column("department", N_("部门"), value=lambda row: row.department, width=90),
    Column(
        "protected_from",
        N_("保护期起"),
        value=lambda row: row.protected_from,
        width=100,
        filter=Filter.DATE,
        visible=False,
    ),
    Column(
        "active_on",
        N_("最近跟进"),
        value=lambda row: row.active_on,
        width=100,
        filter=Filter.DATE,
    ),
    Column(
        "extensions",
        N_("延期次数"),
        value=lambda row: row.extensions,
        width=80,
        number=True,
        filter=Filter.NUMBER,
        visible=False,
    ),
)
SPEC: ListSpec[FilingRow] = ListSpec(
    name="filings",
    columns=_WHO + _PROTECTION + _REST,
    views=(
        View("all", N_("全部")),
        View("mine", N_("我的")),
        View("drafts", N_("草稿与退回")),
        View("warned", N_("预警")),
        View("disputed", N_("撞单中")),
    ),
    sort="id",
    descending=True,
    empty=N_("还没有备案。"),
    empty_icon="file-plus",
    title=N_("项目备案"),
)
