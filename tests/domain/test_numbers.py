"""How numbers look."""

import pytest

from kamdesk.domain.numbers import NumberKind, number_text, with_revision


def test_a_number_tells_form_year_and_sequence():
    assert number_text(NumberKind.FILING, 2026, 1) == "KD-BB-2026-0001"
    assert number_text(NumberKind.APPLICATION, 2026, 31) == "KD-LX-2026-0031"
    assert number_text(NumberKind.CONFLICT, 2027, 12345) == "KD-ZC-2027-12345"


@pytest.mark.parametrize(
    ("number", "revision", "shown"),
    [("KD-LX-2026-0001", 0, "KD-LX-2026-0001"), ("KD-LX-2026-0001", 2, "KD-LX-2026-0001-R2")],
)
def test_a_revision_stands_behind_the_number(number, revision, shown):
    assert with_revision(number, revision) == shown


def test_a_draft_without_number_shows_no_revision():
    assert with_revision("", 1) == ""
