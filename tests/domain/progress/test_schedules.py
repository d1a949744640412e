"""What the rows of a schedule are refused for, row by row and field by field."""

from datetime import date

import pytest

from kamdesk.domain.progress.schedules import (
    CELL_LIMIT,
    FIELD_TITLES,
    ScheduleRow,
    check_rows,
    early_starts,
    tidy_rows,
)
from kamdesk.domain.progress.stages import Stage
from kamdesk.domain.texts import LINE_LIMIT

MONDAY, FRIDAY = date(2026, 11, 23), date(2026, 11, 27)
NEXT_MONDAY = date(2026, 11, 30)


def row(key=1, **changes):
    fields = {"task": "技术交流", "planned_start": MONDAY, "planned_end": FRIDAY}
    return ScheduleRow(key=key, **{**fields, **changes})


def faults(**changes):
    return check_rows([row(**changes)]).get(1, {})


def test_a_full_row_has_no_fault():
    full = row(
        stage=Stage.DIALOGUE,
        owner=3,
        actual_start=MONDAY,
        actual_end=FRIDAY,
        percent=100,
        weight=100,
        after=(2,),
        problem="资金\n未落实",
    )
    assert check_rows([full, row(key=2, task="业务拜访")]) == {}


def test_task_and_planned_dates_are_compulsory():
    assert check_rows([ScheduleRow(key=7, task=" \u200b")]) == {
        7: {
            "task": "请填写“攻关任务/目标”。",
            "planned_start": "请填写“计划开始”。",
            "planned_end": "请填写“计划完成”。",
        }
    }


@pytest.mark.parametrize(
    ("changes", "field", "sentence"),
    [
        ({"planned_start": NEXT_MONDAY}, "planned_end", "计划完成不能早于计划开始。"),
        (
            {"actual_start": FRIDAY, "actual_end": MONDAY, "percent": 100},
            "actual_end",
            "实际完成不能早于实际开始。",
        ),
        (
            {"actual_end": FRIDAY, "percent": 99},
            "actual_end",
            "完成率达到 100% 才能填写实际完成；尚未完成请清空它。",
        ),
        ({"percent": 100}, "actual_end", "完成率为 100% 时请填写实际完成。"),
        ({"weight": 0}, "weight", "请填写 1 到 100 之间的整数。"),
        ({"weight": 101}, "weight", "请填写 1 到 100 之间的整数。"),
        ({"percent": -1}, "percent", "请填写 0 到 100 之间的整数。"),
        (
            {"percent": 101, "actual_end": FRIDAY},
            "percent",
            "请填写 0 到 100 之间的整数。",
        ),
        ({"after": (1,)}, "after", "任务不能依赖自己，请把它从前置任务中去掉。"),
        ({"after": (2,)}, "after", "有前置任务不在本进度表中，请重新选择。"),
    ],
)
def test_each_fault_is_told_at_its_field(changes, field, sentence):
    assert faults(**changes) == {field: sentence}


@pytest.mark.parametrize(
    "changes",
    [
        {"planned_start": FRIDAY},
        {"actual_start": FRIDAY, "actual_end": FRIDAY, "percent": 100},
        {"weight": 1},
        {"percent": 99},
    ],
)
def test_the_bounds_themselves_are_fine(changes):
    assert faults(**changes) == {}


@pytest.mark.parametrize(
    ("field", "limit"),
    [
        ("task", LINE_LIMIT),
        ("key_person", LINE_LIMIT),
        ("helpers", LINE_LIMIT),
        ("problem", CELL_LIMIT),
        ("measure", CELL_LIMIT),
        ("remark", CELL_LIMIT),
    ],
)
def test_texts_have_limits(field, limit):
    assert faults(**{field: "字" * limit}) == {}
    title = FIELD_TITLES[field]
    told = f"“{title}”最多 {limit} 个字，现有 {limit + 1} 个字，请缩短。"
    assert faults(**{field: "字" * (limit + 1)}) == {field: told}


def test_a_circle_is_told_at_each_of_its_rows_by_task_or_number():
    rows = [row(1, after=(2,)), row(2, task="", after=(1,)), row(3, task="报价", after=(1,))]
    found = check_rows(rows)
    assert (
        found[1]["after"] == "前置任务绕成了一圈：技术交流 → 第 2 行 → 技术交流。请去掉其中一处。"
    )
    assert "第 2 行 → 技术交流 → 第 2 行" in found[2]["after"]
    assert 3 not in found


def test_two_rows_with_one_key_are_a_defect():
    with pytest.raises(ValueError, match="one key"):
        check_rows([row(1), row(1)])


def test_rows_are_kept_with_clean_texts_and_each_dependency_once():
    raw = row(after=(3, 2, 3), task=" 技术\n交流 ", remark="甲\r\n乙\u200b")
    assert tidy_rows([raw]) == (row(after=(3, 2), task="技术 交流", remark="甲\n乙"),)


def test_a_text_that_turns_the_direction_round_is_refused():
    assert set(faults(problem="甲\u202e乙")) == {"problem"}


def after_first(**changes):
    first = row(1, **changes)
    return early_starts([first, row(2, planned_start=FRIDAY, planned_end=NEXT_MONDAY, after=(1,))])


def test_starting_before_the_end_of_what_it_depends_on_is_warned_of():
    assert after_first(planned_end=NEXT_MONDAY) == {
        2: {
            "planned_start": (
                "2026-11-27 开始，早于前置任务“技术交流”的完成日 2026-11-30，请核对。"
            )
        }
    }


def test_starting_on_its_very_last_day_is_fine():
    assert after_first() == {}


def test_actual_days_count_before_planned_ones():
    assert after_first(planned_end=NEXT_MONDAY, actual_end=FRIDAY) == {}
    assert set(after_first(actual_end=NEXT_MONDAY)) == {2}
    begun = row(2, planned_start=FRIDAY, actual_start=MONDAY, after=(1,))
    assert list(early_starts([row(1), begun])[2]) == ["actual_start"]


def test_of_several_the_one_that_ends_last_is_named():
    others = [row(1, planned_end=NEXT_MONDAY), row(2, task="报价", planned_end=date(2026, 12, 4))]
    told = early_starts([*others, row(3, planned_start=FRIDAY, after=(1, 2))])
    assert "“报价”的完成日 2026-12-04" in told[3]["planned_start"]


@pytest.mark.parametrize(
    ("changes", "after"),
    [({"planned_end": None}, (1,)), ({}, ()), ({}, (9,)), ({}, (2,))],
)
def test_nothing_is_warned_of_where_there_is_nothing_to_compare(changes, after):
    assert early_starts([row(1, **changes), row(2, after=after)]) == {}
    assert early_starts([row(1), row(2, planned_start=None, after=(1,))]) == {}


def test_a_warning_is_no_fault():
    rows = [row(1, planned_end=NEXT_MONDAY), row(2, after=(1,))]
    assert early_starts(rows)
    assert check_rows(rows) == {}


def test_a_row_begins_and_ends_when_it_did_or_else_when_it_should():
    planned = row()
    assert (planned.start, planned.end) == (MONDAY, FRIDAY)
    begun = row(actual_start=FRIDAY, actual_end=NEXT_MONDAY)
    assert (begun.start, begun.end) == (FRIDAY, NEXT_MONDAY)
