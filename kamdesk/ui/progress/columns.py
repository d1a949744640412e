"""The list of projects: its columns and views; the log of one."""

from kamdesk.domain.progress.lights import LIGHT_LETTERS
from kamdesk.domain.progress.project_records import (
    STEP_TITLES,
    ProjectEvent,
    ProjectRow,
    Step,
)
from kamdesk.domain.progress.projects import ACT_TITLES, STATE_TITLES, ProjectAct, ProjectState
from kamdesk.domain.progress.stages import STAGE_TITLES
from kamdesk.i18n import N_, _
from kamdesk.ui.lists.columns import Column, Filter
from kamdesk.ui.lists.page import ListSpec
from kamdesk.ui.lists.tabs import View
from kamdesk.ui.progress.schedule_lines import LIGHT_TONES
from kamdesk.ui.tone import Tone

STATE_TONES = {
    ProjectState.RUNNING: Tone.INFO,
    ProjectState.SUSPENDED: Tone.WARN,
    ProjectState.WON: Tone.OK,
    ProjectState.LOST: Tone.BAD,
    ProjectState.CANCELLED: Tone.NEUTRAL,
}
_STATES = tuple((state.value, title) for state, title in STATE_TITLES.items())
_STAGES = tuple((stage.value, title) for stage, title in STAGE_TITLES.items())
_COLUMNS: tuple[Column[ProjectRow], ...] = (
    Column("number", N_("项目编号"), value=lambda row: row.number, width=124),
    Column(
        "light",
        N_("灯"),
        value=lambda row: _(LIGHT_LETTERS[row.light]) if row.light else "",
        width=48,
        sortable=False,
        filter=Filter.NONE,
        tone=lambda row: LIGHT_TONES[row.light] if row.light else None,
    ),
    Column("name", N_("项目名称"), value=lambda row: row.name, width=180),
    Column("client", N_("客户"), value=lambda row: row.client, width=140),
    Column(
        "stage",
        N_("阶段"),
        value=lambda row: _(STAGE_TITLES[row.stage]),
        width=76,
        filter=Filter.CHOICE,
        choices=_STAGES,
    ),
    Column(
        "state",
        N_("状态"),
        value=lambda row: _(STATE_TITLES[row.state]),
        width=76,
        filter=Filter.CHOICE,
        choices=_STATES,
        tone=lambda row: STATE_TONES[row.state],
    ),
    Column("owner", N_("阶段负责人"), value=lambda row: row.owner, width=92),
    Column("since", N_("进入时间"), value=lambda row: row.since, width=125, filter=Filter.DATE),
    Column("waiting_for", N_("待接收人"), value=lambda row: row.waiting_for, width=84),
    Column("leader", N_("项目负责人"), value=lambda row: row.leader, width=92),
    Column(
        "started_at",
        N_("立项时间"),
        value=lambda row: row.started_at,
        width=125,
        filter=Filter.DATE,
        visible=False,
    ),
    Column(
        "ended_at",
        N_("结束时间"),
        value=lambda row: row.ended_at,
        width=125,
        filter=Filter.DATE,
        visible=False,
    ),
)
SPEC: ListSpec[ProjectRow] = ListSpec(
    name="progress",
    columns=_COLUMNS,
    views=(
        View("alive", N_("在推进")),
        View("mine", N_("我负责的")),
        View("to_accept", N_("待我接收")),
        View("over", N_("已结束")),
        View("all", N_("全部"), counted=False),
    ),
    sort="id",
    descending=True,
    empty=N_("还没有攻关项目。立项申请批准后，项目出现在这里。"),
    empty_icon="milestone",
    title=N_("攻关项目"),
)


def step_words(step: ProjectAct | Step) -> str:
    """Return what was done, in words."""
    return _(STEP_TITLES[step]) if isinstance(step, Step) else _(ACT_TITLES[step])


LOG: tuple[Column[ProjectEvent], ...] = (
    Column("at", N_("时间"), value=lambda event: event.at, width=126),
    Column("by", N_("办理人"), value=lambda event: event.by, width=70),
    Column("step", N_("事项"), value=lambda event: step_words(event.step), width=110),
    Column("stage", N_("阶段"), value=lambda event: _(STAGE_TITLES[event.stage]), width=76),
    Column("text", N_("说明"), value=lambda event: event.text, width=200),
)
