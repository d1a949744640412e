"""The lines of the first page's lists: icon, words, a chip, and what a click opens."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from kamdesk.domain.changes import Noun
from kamdesk.domain.clock import day_of
from kamdesk.domain.desk import Desk, DeskItem
from kamdesk.domain.projects.case_records import InboxRow
from kamdesk.domain.projects.filing_records import FilingRow
from kamdesk.domain.projects.protections import STANDING_TITLES, Standing
from kamdesk.domain.projects.routes import KIND_TITLES
from kamdesk.i18n import N_, _
from kamdesk.ui.shell.page import Hit
from kamdesk.ui.tone import Tone

NOUN_TITLES = {
    Noun.CLIENT: N_("客户"),
    Noun.FILING: N_("备案"),
    Noun.APPLICATION: N_("立项申请"),
}
NOUN_ICONS = {
    Noun.CLIENT: "building-2",
    Noun.FILING: "flag",
    Noun.APPLICATION: "target",
}
_LONG_WAIT_DAYS = 3
_NEAR_END_DAYS = 7


@dataclass(frozen=True, slots=True)
class Line:
    """One line; a click opens the record `record_id` of `kind`."""

    icon: str
    text: str
    chip: str
    tone: Tone
    kind: str
    record_id: int


def to_do(desk: Desk, today: date) -> Sequence[Line]:
    """Return what waits for the person: what was sent back first, then approvals, oldest first."""
    return [*map(_returned, desk.returned), *(_waiting(row, today) for row in desk.waiting)]


def running_out(desk: Desk) -> Sequence[Line]:
    """Return the filings that are soon over or long without follow-up."""
    return [_warned(row) for row in desk.warned]


def opened(hits: Sequence[Hit]) -> Sequence[Line]:
    """Return what the person opened last."""
    return [
        Line(
            NOUN_ICONS[Noun(hit.kind)],
            hit.title,
            hit.group,
            Tone.NEUTRAL,
            hit.kind,
            hit.record_id,
        )
        for hit in hits
    ]


def touched(items: Sequence[DeskItem]) -> Sequence[Line]:
    """Return what the person worked on last."""
    return [
        Line(
            NOUN_ICONS[item.noun],
            item.title,
            _(NOUN_TITLES[item.noun]),
            Tone.NEUTRAL,
            item.noun.value,
            item.id,
        )
        for item in items
    ]


def _returned(item: DeskItem) -> Line:
    text = _("修改{kind} {number}　{title}").format(
        kind=_(NOUN_TITLES[item.noun]), number=item.number, title=item.title
    )
    return Line("undo-2", text, _("已退回"), Tone.BAD, item.noun.value, item.id)


def _waiting(row: InboxRow, today: date) -> Line:
    text = _("审批{kind} {number}　{project} · {submitter}").format(
        kind=_(KIND_TITLES[row.kind]),
        number=row.number,
        project=row.project_name,
        submitter=row.submitter,
    )
    days = (today - day_of(row.waiting_since)).days
    chip = _("等了 {days} 天").format(days=days) if days else _("今天送来")
    tone = Tone.WARN if days >= _LONG_WAIT_DAYS else Tone.NEUTRAL
    return Line("stamp", text, chip, tone, "case", row.case_id)


def _warned(row: FilingRow) -> Line:
    text = _("{number}　{project} · {filer}").format(
        number=row.number, project=row.project_name, filer=row.filer
    )
    chip, tone = _("剩 {days} 天").format(days=row.days_left), Tone.WARN
    if row.standing is Standing.IDLE:
        chip = _(STANDING_TITLES[Standing.IDLE])
    elif row.days_left is not None and row.days_left <= _NEAR_END_DAYS:
        tone = Tone.BAD
    return Line("calendar-clock", text, chip, tone, Noun.FILING.value, row.id)
