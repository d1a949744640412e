"""Opinion boxes (审批意见栏): electronic decisions, and an ink line that stays for pen and seal."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from kamdesk.domain.projects.paper import OpinionBox, OpinionLine
from kamdesk.reports.blocks import with_tail
from kamdesk.reports.cells import BLANK_DAY, VALUE, CellMaker, choices, day, minute
from kamdesk.reports.fonts import Typeface
from kamdesk.reports.grid import Cell, Row
from kamdesk.reports.kinsoku import Line
from kamdesk.reports.style import Align, TextStyle

BOX_HEIGHT: Final = 62.4
"""Least points of a box: 22 mm."""

INK_LINE: Final = f"签字：______________　{BLANK_DAY}"
"""The line for the pen."""

OPINION: Final = TextStyle(Typeface.KAI, 10.5, 16, Align.JUSTIFY)
SIGNATURE: Final = TextStyle(Typeface.KAI, 10.5, 16, Align.RIGHT)
INK: Final = TextStyle(Typeface.SERIF, 10, 18, Align.RIGHT)


def opinion_row(make: CellMaker, box: OpinionBox, *, units: int = 10) -> Row:
    """Return the row of a role: its title and the box, `units` wide."""
    return Row((make.title(box.title), opinion_cell(make, box, units)), stretch=1.0)


def opinion_cell(make: CellMaker, box: OpinionBox, units: int) -> Cell:
    """Return the box alone: tick boxes, opinions oldest first, signature, ink line."""
    lines = _tick_lines(make, box, units)
    tail = make.lines(INK_LINE, INK, units)
    for earlier in box.lines[:-1]:
        lines += _opinion(make, earlier, units) + _signature(make, earlier, units)
    for last in box.lines[-1:]:
        ticked = last.decision in box.choices
        lines += _opinion(make, replace(last, decision="") if ticked else last, units)
        tail = _signature(make, last, units) + tail
    return Cell(units, with_tail(lines, tail, minimum=BOX_HEIGHT))


def _tick_lines(make: CellMaker, box: OpinionBox, units: int) -> list[Line]:
    """Return the tick boxes, the last decision ticked."""
    if not box.choices:
        return []
    chosen = [line.decision for line in box.lines[-1:] if line.decision in box.choices]
    return make.lines(choices(box.choices, chosen), VALUE, units)


def _opinion(make: CellMaker, line: OpinionLine, units: int) -> list[Line]:
    """Return round, decision and opinion; nothing where none of them is there."""
    revision = f"（R{line.round}）" if line.round else ""
    text = revision + "：".join(part for part in (line.decision, line.text) if part)
    return make.lines(text, OPINION, units) if text else []


def _signature(make: CellMaker, line: OpinionLine, units: int) -> list[Line]:
    """Return who decided and when; for a stand-in also for whom and how long (代签)."""
    return [
        signed for text in _signature_texts(line) for signed in make.lines(text, SIGNATURE, units)
    ]


def _signature_texts(line: OpinionLine) -> Iterator[str]:
    agent = "（代）" if line.on_behalf_of else ""
    yield f"电子审批：{line.signer}{agent}　{minute(line.decided_at)}"
    if line.on_behalf_of:
        until = f"，授权期限 {day(line.delegated_from)} 至 {day(line.delegated_until)}"
        yield f"代 {line.on_behalf_of} 签署" + (until if line.delegated_until else "")
