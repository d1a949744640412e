"""What changed between versions of a schedule: enough to make one out of the other."""

from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from kamdesk.domain.progress.revisions import FieldEdit, changes, postponements
from kamdesk.domain.progress.schedules import ScheduleRow

FIRST = date(2026, 11, 27)
SECOND, THIRD = date(2026, 12, 4), date(2026, 12, 11)

ROWS = st.lists(
    st.builds(
        ScheduleRow,
        key=st.integers(1, 6),
        task=st.sampled_from(["拜访", "报价"]),
        percent=st.sampled_from([0, 50]),
        planned_end=st.sampled_from([None, FIRST, SECOND]),
    ),
    unique_by=lambda row: row.key,
)


def row(key=1, **fields):
    return ScheduleRow(key=key, **{"task": "报价", "planned_end": FIRST, **fields})


def test_rows_and_fields_that_changed_are_told_with_both_values():
    before = [row(1), row(2), row(3)]
    after = [row(4), row(3), row(1, percent=40, problem="价格偏高")]
    told = changes(before, after)
    assert told.added == (row(4),)
    assert told.removed == (row(2),)
    assert [edit.after.key for edit in told.edited] == [1]
    assert told.edited[0].before == row(1)
    assert told.edited[0].fields == (
        FieldEdit("percent", 0, 40),
        FieldEdit("problem", "", "价格偏高"),
    )


def test_another_order_alone_is_no_change():
    assert not changes([row(1), row(2)], [row(2), row(1)])
    assert changes([row(1)], [])
    assert changes([], [row(1)])
    assert changes([row(1)], [row(1, weight=2)])


@given(before=ROWS, after=ROWS)
def test_the_changes_lead_from_one_version_to_the_other(before, after):
    told = changes(before, after)
    made = {each.key: each for each in before}
    for gone in told.removed:
        del made[gone.key]
    for edit in told.edited:
        made[edit.after.key] = replace(
            made[edit.after.key], **{each.field: each.after for each in edit.fields}
        )
    made.update({new.key: new for new in told.added})
    assert made == {each.key: each for each in after}


@given(before=ROWS, after=ROWS)
def test_the_way_back_is_the_same_the_other_way_round(before, after):
    there, back = changes(before, after), changes(after, before)
    assert (there.added, there.removed) == (back.removed, back.added)
    assert {(e.before, e.after) for e in there.edited} == {(e.after, e.before) for e in back.edited}
    assert all(each.before != each.after for edit in there.edited for each in edit.fields)


def test_each_version_with_a_later_end_is_a_postponement():
    ends = [FIRST, SECOND, SECOND, FIRST, THIRD]
    assert postponements([[row(1, planned_end=end), row(2)] for end in ends]) == {1: 2}


def test_a_first_end_and_one_taken_away_are_none():
    ends = [None, SECOND, None, THIRD]
    assert postponements([[row(1, planned_end=end)] for end in ends]) == {}
    assert postponements([[], [row(1)]]) == {}
    assert postponements([]) == {}
