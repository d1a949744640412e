"""The list of conflict cases: its columns and views."""

from kamdesk.domain.projects.conflicts import (
    RULING_TITLES,
    STATE_TITLES,
    ConflictRow,
    ConflictState,
)
from kamdesk.i18n import N_, _
from kamdesk.ui.lists.columns import Column, Filter
from kamdesk.ui.lists.page import ListSpec
from kamdesk.ui.lists.tabs import View
from kamdesk.ui.tone import Tone

STATE_TONES = {
    ConflictState.OPEN: Tone.BAD,
    ConflictState.RULED: Tone.OK,
    ConflictState.LAPSED: Tone.NEUTRAL,
}
_STATES = tuple((state.value, title) for state, title in STATE_TITLES.items())
_RULINGS = tuple((ruling.value, title) for ruling, title in RULING_TITLES.items())
_COLUMNS: tuple[Column[ConflictRow], ...] = (
    Column("number", N_("编号"), value=lambda row: row.number, width=132),
    Column("client", N_("客户"), value=lambda row: row.client, width=190),
    Column(
        "state",
        N_("状态"),
        value=lambda row: _(STATE_TITLES[row.state]),
        width=76,
        filter=Filter.CHOICE,
        choices=_STATES,
        tone=lambda row: STATE_TONES[row.state],
    ),
    Column("first_filer", N_("先备案人"), value=lambda row: row.first_filer, width=84),
    Column("second_filer", N_("后备案人"), value=lambda row: row.second_filer, width=84),
    Column(
        "ruling",
        N_("裁定"),
        value=lambda row: _(RULING_TITLES[row.ruling]) if row.ruling else "",
        width=110,
        filter=Filter.CHOICE,
        choices=_RULINGS,
    ),
    Column(
        "opened_at",
        N_("发生时间"),
        value=lambda row: row.opened_at,
        width=125,
        filter=Filter.DATE,
    ),
    Column(
        "ruled_at",
        N_("裁定时间"),
        value=lambda row: row.ruled_at,
        width=125,
        filter=Filter.DATE,
    ),
)
SPEC: ListSpec[ConflictRow] = ListSpec(
    name="conflicts",
    columns=_COLUMNS,
    views=(View("all", N_("全部")), View("open", N_("待裁定"))),
    sort="id",
    descending=True,
    empty=N_("没有撞单。两人报备同一客户时，这里出现待裁定的案件。"),
    empty_icon="swords",
    title=N_("撞单裁定"),
)
