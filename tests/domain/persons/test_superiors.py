"""Reporting lines: whatever is entered, the lines of a client never run in a circle."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kamdesk.domain.clients.contacts import ContactDraft
from kamdesk.domain.errors import FieldError
from kamdesk.domain.persons.superiors import check_superiors

PEOPLE = st.integers(1, 5)
EDITS = st.lists(st.tuples(PEOPLE, st.none() | PEOPLE, st.none() | PEOPLE), max_size=25)


def circular(lines):
    """Tell whether somebody stands above themselves."""

    def reaches(start, target, seen):
        above = {each for each in lines[start] if each is not None} - seen
        return target in above or any(reaches(each, target, seen | above) for each in above)

    return any(reaches(person, person, set()) for person in lines)


@given(EDITS)
def test_no_order_of_edits_makes_a_circle(edits):
    lines = dict.fromkeys(range(1, 6), (None, None))
    for person, superior, principal in edits:
        draft = ContactDraft(name="甲", reports_to_id=superior, assistant_of_id=principal)
        tried = lines | {person: (superior, principal)}
        try:
            check_superiors(draft, lines, contact_id=person)
        except FieldError:
            continue
        lines = tried
        assert not circular(lines)


@given(EDITS)
def test_an_edit_without_a_circle_is_taken(edits):
    lines = dict.fromkeys(range(1, 6), (None, None))
    for person, superior, _none in edits:
        tried = lines | {person: (superior, None)}
        if not circular(tried):
            check_superiors(
                ContactDraft(name="甲", reports_to_id=superior), lines, contact_id=person
            )
            lines = tried


@pytest.mark.parametrize("field", ["reports_to_id", "assistant_of_id"])
def test_somebody_of_another_client_is_refused_at_the_field(field):
    with pytest.raises(FieldError, match="同一客户") as refused:
        check_superiors(ContactDraft(name="甲", **{field: 9}), {1: (None, None)}, contact_id=None)
    assert list(refused.value.fields) == [field]
