"""A spell's length."""

from datetime import date

from kamdesk.domain.ownership.owners import Spell, Way


def spell(ends_on):
    return Spell(
        owner_id=1,
        owner="李明",
        starts_on=date(2026, 1, 1),
        ends_on=ends_on,
        way=Way.REGISTER,
        reason="",
        by="李明",
    )


def test_days_are_those_to_the_next_owner_or_to_today():
    assert spell(date(2026, 1, 31)).days(date(2026, 3, 1)) == 30
    assert spell(None).days(date(2026, 3, 1)) == 59
    assert spell(date(2026, 1, 1)).days(date(2026, 3, 1)) == 0
