"""Opinion boxes: electronic decisions beside room for the pen."""

from datetime import date

from kamdesk.domain.projects.paper import OpinionLine
from kamdesk.reports.cells import CellMaker
from kamdesk.reports.opinions import BOX_HEIGHT, INK_LINE, opinion_row
from kamdesk.reports.page import CONTENT
from tests.reports.papers import DEPARTMENT, at, opinion

MM = 72 / 25.4


def words(lines):
    return ["".join(run.text for run in line.runs) for line in lines]


def printed(box):
    block = opinion_row(CellMaker(width=CONTENT, missing=set()), box).cells[1].block
    return words(block.lines), words(block.tail)


def test_an_empty_box_has_tick_boxes_22_mm_of_room_and_an_ink_line():
    row = opinion_row(CellMaker(width=CONTENT, missing=set()), opinion("常务副总审批意见"))
    block = row.cells[1].block
    assert words(block.lines) == ["□同意  □同意附条件  □退回修改  □不同意"]
    assert words(block.tail) == [INK_LINE]
    assert block.height >= BOX_HEIGHT >= 22 * MM - 0.1


def test_rounds_follow_each_other_and_the_last_decision_is_ticked():
    lines, tail = printed(DEPARTMENT)
    assert lines == [
        "□√同意  □同意附条件  □退回修改  □不同意",
        "退回修改：竞争对手的价格情况不全，请补充近三个月的报价后再报。",
        "电子审批：周建国　2026-07-02 09:30",
        "（R1）补充后情况属实，客户需求明确，同意立项，请攻关小组按进度表推进。",
    ]
    assert tail == ["电子审批：周建国　2026-07-03 14:05", INK_LINE]


def test_a_stand_in_signs_with_whom_and_how_long():
    line = OpinionLine(
        decision="同意",
        signer="吴敏",
        on_behalf_of="郑海涛",
        delegated_from=date(2026, 7, 1),
        delegated_until=date(2026, 7, 15),
        decided_at=at(6, 16, 20),
    )
    _lines, tail = printed(opinion("常务副总审批意见", line))
    assert tail == [
        "电子审批：吴敏（代）　2026-07-06 16:20",
        "代 郑海涛 签署，授权期限 2026-07-01 至 2026-07-15",
        INK_LINE,
    ]


def test_a_decision_beside_the_tick_boxes_is_printed_as_it_stands():
    line = OpinionLine(decision="已阅", text="请跟进。", signer="冯国强")
    lines, _tail = printed(opinion("总经理批示", line))
    assert lines[-1] == "已阅：请跟进。"


def test_a_box_without_choices_has_no_tick_boxes():
    lines, tail = printed(opinion("意见", choices=()))
    assert (lines, tail) == ([], [INK_LINE])


def test_an_endless_title_is_cut():
    row = opinion_row(CellMaker(width=CONTENT, missing=set()), opinion("长" * 5_000))
    assert row.height < 200
