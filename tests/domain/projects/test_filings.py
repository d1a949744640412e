"""What a filing may hold as a draft, and what it needs to be submitted."""

from dataclasses import replace
from decimal import Decimal

import pytest

from kamdesk.domain.errors import FieldError
from kamdesk.domain.projects.filings import COMPULSORY, FilingDraft, check_complete, tidy
from tests.chain import FILING

COMPLETE = replace(FILING, client_id=1)


def wrong(check, draft):
    with pytest.raises(FieldError) as caught:
        check(draft)
    return caught.value.fields


def test_a_draft_may_lack_everything():
    assert tidy(FilingDraft()) == FilingDraft()


def test_an_empty_submission_names_every_compulsory_field_and_the_declaration():
    assert set(wrong(check_complete, FilingDraft())) == {*COMPULSORY, "declared"}


def test_a_complete_one_passes():
    check_complete(COMPLETE)


@pytest.mark.parametrize("field", [*COMPULSORY, "declared"])
def test_each_compulsory_field_is_missed_alone(field):
    lacking = replace(COMPLETE, **{field: getattr(FilingDraft(), field)})
    assert list(wrong(check_complete, lacking)) == [field]


def test_even_a_draft_refuses_an_amount_that_cannot_be_kept():
    assert "expected_amount" in wrong(tidy, FilingDraft(expected_amount=Decimal("0.001")))


def test_even_a_draft_refuses_texts_that_turn_the_reading_direction():
    assert "summary" in wrong(tidy, FilingDraft(summary="甲\u202e乙"))
