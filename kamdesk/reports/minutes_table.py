"""KD-04 月度大客户项目进度检讨会 会议纪要 in the company's table style, portrait."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Final

from kamdesk.domain.reviews.minutes_sheet import Absentee, MinutesSheet, Participant
from kamdesk.reports.blocks import Block
from kamdesk.reports.cells import BLANK_DAY, CellMaker, day
from kamdesk.reports.form import RenderedPaper, render_form
from kamdesk.reports.form_table import SHORT, Column, table
from kamdesk.reports.grid import Cell, Row
from kamdesk.reports.minutes_words import NONE, excused, length, next_meeting, teams
from kamdesk.reports.opinions import INK
from kamdesk.reports.page import CONTENT, FormKind

CODE: Final = "KD-04"

_EARLIER: Final = (
    Column("决议编号", 1.4, SHORT),
    Column("决议事项", 3.5),
    Column("责任人", 1.2, SHORT),
    Column("原定时限", 1.4, SHORT),
    Column("现定时限", 1.4, SHORT),
    Column("延期\n次数", 1, SHORT),
    Column("状态", 1.3, SHORT),
    Column("灯", 0.8, SHORT, light=True),
)
_PROJECTS: Final = (
    Column("项目", 2),
    Column("负责人", 1.2, SHORT),
    Column("上月计划", 2.1),
    Column("完成情况", 2.3),
    Column("灯", 0.7, SHORT, light=True),
    Column("问题", 1.9),
    Column("结论", 1.8),
)
_RESOLUTIONS: Final = (
    Column("序号", 1.4, SHORT),
    Column("决议", 3.3),
    Column("责任部门", 1.4, SHORT),
    Column("责任人", 1.2, SHORT),
    Column("协办", 1.3, SHORT),
    Column("完成时限", 1.4, SHORT),
    Column("验收标准", 2),
)
_ROOM_TO_SIGN: Final = 68.0
"""Points of the row of signatures: 24 mm."""


def render(sheet: MinutesSheet) -> RenderedPaper:
    """Return the minutes as a PDF; the same sheet gives the same bytes."""
    make = CellMaker(width=CONTENT, missing=set())
    kind = FormKind(CODE, f"{sheet.title} {_name(sheet)}", "纪要日期")
    frame = replace(sheet.frame, watermark=sheet.watermark or None)
    return render_form(kind, frame, form_rows(make, sheet), make.missing)


def form_rows(make: CellMaker, sheet: MinutesSheet) -> list[Row]:
    """Return the grid of the minutes, from the meeting's name to the date of issue."""
    return [
        *_meeting(make, sheet),
        *_people(make, sheet),
        _numbered(make, "议程", sheet.agenda),
        *_tables(make, sheet),
        *_outlook(make, sheet),
        _signatures(make),
        make.fields(
            ("发送范围", "、".join(sheet.distribution) or NONE, 6),
            ("印发日期", day(sheet.issued_on), 2),
        ),
    ]


def _name(sheet: MinutesSheet) -> str:
    return sheet.kind if sheet.supplement_of else f"会议{sheet.kind}"


def _meeting(make: CellMaker, sheet: MinutesSheet) -> Iterator[Row]:
    """Yield what it was, when and where, and who led it."""
    number = " / ".join(part for part in (f"第 {sheet.sequence} 次", sheet.frame.number) if part)
    yield make.fields(("会议名称", sheet.title, 10))
    if sheet.supplement_of:
        words = f"{sheet.supplement_of}（本纪要为其补充，以本纪要为准）"
        yield make.fields(("所补充的\n纪要", words, 10))
    yield make.fields(("期次 / 编号", number, 4), ("时间", length(sheet, "—"), 4))
    yield make.fields(("地点", sheet.place, 10))
    yield make.fields(("主持人", sheet.chair, 4), ("记录人", sheet.recorder, 4))


def _people(make: CellMaker, sheet: MinutesSheet) -> Iterator[Row]:
    yield make.fields(("出席", _listed(_teams(sheet.present)), 10))
    yield make.fields(("列席", _listed(_teams(sheet.attending)), 10))
    yield make.fields(("缺席及原因\n/ 代理人", _listed(map(_absentee, sheet.absent)), 10))


def _teams(people: tuple[Participant, ...]) -> Iterator[str]:
    for department, names in teams(people):
        yield (f"{department}：" if department else "") + "、".join(names)


def _absentee(absentee: Absentee) -> str:
    who = f"{absentee.department}：" if absentee.department else ""
    return who + excused(absentee)


def _tables(make: CellMaker, sheet: MinutesSheet) -> Iterator[Row]:
    earlier = [
        (
            each.number,
            each.text,
            each.owner,
            day(each.first_due_on),
            day(each.due_on),
            str(each.postponements),
            each.state,
            each.light,
        )
        for each in sheet.earlier
    ]
    projects = [
        (each.project, each.owner, each.planned, each.done, each.light, each.problem, each.finding)
        for each in sheet.projects
    ]
    yield from table(make, "上次决议执行情况", _EARLIER, earlier)
    yield from table(make, "各项目检讨", _PROJECTS, projects)
    yield from table(make, "决议事项", _RESOLUTIONS, list(_resolutions(sheet)))


def _resolutions(sheet: MinutesSheet) -> Iterator[tuple[str, ...]]:
    for each in sheet.resolutions:
        helpers, due = "\n".join(each.helpers), day(each.due_on)
        who = (each.department, each.owner, helpers)
        yield (each.number, each.text, *who, due, each.criterion)


def _outlook(make: CellMaker, sheet: MinutesSheet) -> Iterator[Row]:
    """Yield other business and the next meeting, which goes with the signatures."""
    yield make.fields(("其他", sheet.other or NONE, 10))
    coming = make.fields(("下次会议", _listed(next_meeting(sheet)), 10))
    yield replace(coming, stays=True)


def _signatures(make: CellMaker) -> Row:
    """Return one row, so that both signatures stay together on a page."""
    date_line = Cell(4, Block((), tuple(make.lines(BLANK_DAY, INK, 4)), centred=False))
    cells = (make.label("主持人\n签字"), date_line, make.label("记录人\n签字"), date_line)
    return Row(cells, minimum=_ROOM_TO_SIGN)


def _numbered(make: CellMaker, label: str, texts: Iterable[str]) -> Row:
    lines = (f"{number}. {text}" for number, text in enumerate(texts, start=1))
    return make.fields((label, _listed(lines), 10))


def _listed(texts: Iterable[str]) -> str:
    return "\n".join(texts) or NONE
