"""A grade that differs from the score needs its reason."""

import pytest

from kamdesk.domain.classes.grading import Judgement
from kamdesk.domain.classes.gradings import GradingDraft, checked_reason
from kamdesk.domain.clients.clients import Grade
from kamdesk.domain.errors import FieldError

MARKS = Judgement(scale=3, potential=3, payment=3)


def draft(grade=None, reason=""):
    return GradingDraft(judgement=MARKS, grade=grade, reason=reason)


@pytest.mark.parametrize("grade", [None, Grade.B])
def test_the_computed_grade_needs_none(grade):
    assert checked_reason(draft(grade), Grade.B) == ""


@pytest.mark.parametrize("reason", ["", "  "])
def test_another_grade_without_a_reason_is_refused_at_its_field(reason):
    with pytest.raises(FieldError, match="得分对应的 B 级") as wrong:
        checked_reason(draft(Grade.A, reason), Grade.B)
    assert set(wrong.value.fields) == {"reason"}


def test_a_reason_is_one_clean_line():
    assert checked_reason(draft(Grade.A, " 集团重点\n项目 "), Grade.B) == "集团重点 项目"
    with pytest.raises(FieldError, match="最多 300 个字"):
        checked_reason(draft(Grade.A, "长" * 301), Grade.B)
