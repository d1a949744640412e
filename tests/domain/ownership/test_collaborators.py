"""Who may be asked to work along, and until when."""

from datetime import date

import pytest

from kamdesk.domain.errors import FieldError
from kamdesk.domain.ownership.collaborators import Collaborator, CollaboratorDraft, check_draft

DAY = date(2026, 11, 2)


def check(**draft):
    return check_draft(CollaboratorDraft(**draft), owner_id=1, able={1, 2}, day=DAY)


def test_a_colleague_who_sells_may_work_along_until_today_or_later():
    assert check(user_id=2) == 2
    assert check(user_id=2, until=DAY) == 2


@pytest.mark.parametrize(
    ("draft", "field"),
    [
        ({"user_id": None}, "user_id"),
        ({"user_id": 1}, "user_id"),
        ({"user_id": 3}, "user_id"),
        ({"user_id": 2, "until": date(2026, 11, 1)}, "until"),
    ],
)
def test_others_and_days_past_are_refused(draft, field):
    with pytest.raises(FieldError) as caught:
        check(**draft)
    assert set(caught.value.fields) == {field}


@pytest.mark.parametrize(
    ("until", "over"), [(None, False), (DAY, False), (date(2026, 11, 1), True)]
)
def test_the_last_day_still_counts(until, over):
    along = Collaborator(
        id=1, user_id=2, name="", department="", may_edit=False, until=until, since=DAY, by=""
    )
    assert along.over(DAY) is over
