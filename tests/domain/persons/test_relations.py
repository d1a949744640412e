"""What makes a line between two people sound."""

import pytest

from kamdesk.domain.errors import FieldError
from kamdesk.domain.persons.relations import (
    NOTE_LIMIT,
    RelationDraft,
    RelationKind,
    check_relation,
    same_line,
)


def draft(kind=RelationKind.INFLUENCE, source=2, target=1, note=""):
    return RelationDraft(kind=kind, source_id=source, target_id=target, note=note)


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        (draft(source=1, target=1), "target_id"),
        (draft(source=None), "kind"),
        (draft(RelationKind.LIAISON), "kind"),
        (draft(note="长" * (NOTE_LIMIT + 1)), "note"),
        (draft(note="反\u202e向"), "note"),
    ],
)
def test_a_senseless_line_is_refused_at_its_field(wrong, field):
    with pytest.raises(FieldError) as refused:
        check_relation(wrong)
    assert list(refused.value.fields) == [field]


def test_a_note_is_cleaned():
    assert check_relation(draft(note=" 经常\n听取意见 ")).note == "经常 听取意见"


@pytest.mark.parametrize("kind", [RelationKind.CLOSE, RelationKind.CONFLICT])
def test_a_line_that_holds_both_ways_begins_at_the_first_of_the_two(kind):
    there, back = (check_relation(draft(kind, *ends)) for ends in ((2, 1), (1, 2)))
    assert same_line(there, back)
    assert there.source_id == 1


@pytest.mark.parametrize("kind", [RelationKind.INFLUENCE, RelationKind.INTRODUCED])
def test_a_directed_line_keeps_its_direction(kind):
    there, back = (check_relation(draft(kind, *ends)) for ends in ((2, 1), (1, 2)))
    assert (there.source_id, back.source_id) == (2, 1)
    assert not same_line(there, back)


def test_a_note_makes_no_other_line():
    assert same_line(draft(note="甲"), draft(note="乙"))


def test_our_side_is_joined_by_liaison():
    ours = draft(RelationKind.LIAISON, None, 1)
    assert check_relation(ours) == ours
