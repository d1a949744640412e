"""KD-04 as an official document: 纪要 by GB/T 9704-2012, 10.3. No seal, no company foot."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from kamdesk.domain.reviews.minutes_sheet import (
    Absentee,
    EarlierResolution,
    MinutesSheet,
    Participant,
    Resolution,
    ReviewedProject,
)
from kamdesk.reports.form import RenderedPaper, write_pdf
from kamdesk.reports.minutes_words import (
    NONE,
    excused,
    length,
    next_meeting,
    ordinal,
    teams,
    written_day,
)
from kamdesk.reports.official import FIRST_LEVEL, SECOND_LEVEL, GridRow, RowMaker
from kamdesk.reports.official_page import OfficialFrame, lay_out

_SECTIONS: Final = (
    "会议议程",
    "上次决议执行情况",
    "各项目检讨",
    "决议事项",
    "其他事项",
    "下次会议",
)


def render(sheet: MinutesSheet) -> RenderedPaper:
    """Return the minutes as a PDF; the same sheet gives the same bytes."""
    make = RowMaker(set())
    sheets = lay_out(make, _frame(sheet), [*_body(make, sheet), *_people(make, sheet)])
    title = " ".join(part for part in (sheet.title + sheet.kind, sheet.frame.number) if part)
    frame = sheet.frame
    pdf = write_pdf(sheets, title=title, author=frame.company_name, made_at=frame.printed_at)
    return RenderedPaper(pdf, len(sheets), tuple(sorted(make.missing)))


def _frame(sheet: MinutesSheet) -> OfficialFrame:
    return OfficialFrame(
        title=sheet.title,
        kind=sheet.kind,
        issue=f"（第{sheet.sequence}期）",
        day=written_day(sheet.frame.day) if sheet.frame.day else "",
        copies=sheet.distribution,
        issued_by=sheet.issued_by or sheet.frame.company_name,
        issued_on=f"{written_day(sheet.issued_on)}印发" if sheet.issued_on else "",
        watermark=sheet.watermark,
        frame=sheet.frame,
    )


def _body(make: RowMaker, sheet: MinutesSheet) -> Iterator[GridRow]:
    """Yield the opening and the six sections."""
    yield from make.prose(_opening(sheet))
    contents: tuple[Iterable[GridRow], ...] = (
        make.prose(_numbered(sheet.agenda)),
        make.prose(_numbered(map(_earlier, sheet.earlier))),
        _projects(make, sheet.projects),
        make.prose(_numbered(map(_resolution, sheet.resolutions))),
        make.prose(sheet.other),
        make.prose("\n".join(next_meeting(sheet))),
    )
    for number, (title, content) in enumerate(zip(_SECTIONS, contents, strict=True), start=1):
        yield from make.heading(f"{ordinal(number)}、{title}", FIRST_LEVEL)
        yield from list(content) or make.prose(f"{NONE}。")


def _opening(sheet: MinutesSheet) -> str:
    """Return who held the meeting when and where, and how much was dealt with."""
    when = length(sheet, "至")
    place = f"在{sheet.place}" if sheet.place else ""
    held = f"{sheet.chair}{place}主持召开" if sheet.chair else f"{place}召开"
    told = f"{when}，{held}" if when else held
    supplement = f"本纪要是对{sheet.supplement_of}的补充。" if sheet.supplement_of else ""
    return f"{told}第{sheet.sequence}次{sheet.title}。{_counts(sheet)}{supplement}现纪要如下："


def _counts(sheet: MinutesSheet) -> str:
    counted = (
        (len(sheet.earlier), "检查上次决议{}项"),
        (len(sheet.projects), "检讨大客户项目{}个"),
        (len(sheet.resolutions), "形成决议{}项"),
    )
    told = "，".join(words.format(count) for count, words in counted if count)
    return f"会议{told}。" if told else ""


def _projects(make: RowMaker, projects: Sequence[ReviewedProject]) -> Iterator[GridRow]:
    for number, each in enumerate(projects, start=1):
        yield from make.heading(f"（{ordinal(number)}）{each.project}", SECOND_LEVEL)
        yield from make.prose("\n".join(_review(each)))


def _review(each: ReviewedProject) -> Iterator[str]:
    light = f"进度{each.light}灯" if each.light else ""
    owner = f"负责人：{each.owner}" if each.owner else ""
    if owner or light:
        yield "，".join(part for part in (owner, light) if part) + "。"
    told = (
        ("上月计划", each.planned),
        ("完成情况", each.done),
        ("存在问题", each.problem),
        ("检讨结论", each.finding),
    )
    for label, text in told:
        if text:
            yield f"{label}：{_sentence(text)}"


def _earlier(each: EarlierResolution) -> str:
    first = written_day(each.first_due_on) if each.first_due_on else ""
    now = written_day(each.due_on) if each.due_on else ""
    notes = (
        ("决议编号", each.number),
        ("责任人", each.owner),
        ("原定时限", first),
        ("现定时限", now if now != first else ""),
        ("延期", f"{each.postponements}次" if each.postponements else ""),
        ("状态", each.state),
        ("进度灯", each.light),
    )
    return _noted(each.text, notes)


def _resolution(each: Resolution) -> str:
    notes = (
        ("决议编号", each.number),
        ("责任部门", each.department),
        ("责任人", each.owner),
        ("协办", "、".join(each.helpers)),
        ("完成时限", written_day(each.due_on) if each.due_on else ""),
        ("验收标准", each.criterion.rstrip("。")),
    )
    return _noted(each.text, notes)


def _noted(text: str, notes: Iterable[tuple[str, str]]) -> str:
    """Return a sentence with what is known about it in brackets."""
    known = "；".join(f"{label}：{value}" for label, value in notes if value)
    return f"{text.rstrip('。')}（{known}）。" if known else _sentence(text)


def _sentence(text: str) -> str:
    return text if text.endswith(("。", "！", "？", "；", "：", "…", "”")) else f"{text}。"


def _numbered(texts: Iterable[str]) -> str:
    return "\n".join(
        f"{number}.{_sentence(text)}" for number, text in enumerate(texts, start=1) if text
    )


def _people(make: RowMaker, sheet: MinutesSheet) -> Iterator[GridRow]:
    """Yield an empty line and who was there, excused, attending, writing."""
    yield GridRow()
    yield from make.labelled("出席：", _present(sheet.present) or [[NONE]])
    if sheet.absent:
        yield from make.labelled("请假：", [[_absentee(each)] for each in sheet.absent])
    if sheet.attending:
        yield from make.labelled("列席：", _present(sheet.attending))
    if sheet.recorder:
        yield from make.labelled("记录：", [[sheet.recorder]])


def _present(people: Sequence[Participant]) -> list[list[str]]:
    """Return each department's names with their posts, the department before the first one."""
    return [_team(department, names) for department, names in teams(people)]


def _team(department: str, names: Sequence[str]) -> list[str]:
    *before, last = names
    first, *others = [*(f"{name}、" for name in before), last]
    return [f"{department}　{first}" if department else first, *others]


def _absentee(absentee: Absentee) -> str:
    who = excused(absentee)
    return f"{absentee.department}　{who}" if absentee.department else who
