"""Which backups are kept: 2 days all, then 14 days, 8 weeks, 12 months."""

from datetime import UTC, datetime, timedelta

import pytest

from kamdesk.domain.backups import REASON_TITLES, Reason, kept

NOW = datetime(2026, 11, 30, 10, 0, tzinfo=UTC)


def ago(**units):
    return NOW - timedelta(**units)


@pytest.mark.parametrize(
    ("made", "gone"),
    [
        ([], []),
        ([ago(hours=h) for h in range(48)], []),
        # of an older day only the newest
        ([ago(days=3, hours=1), ago(days=3, hours=2), ago(days=3, hours=3)], [1, 2]),
        # a single old one is never lost
        ([ago(days=900)], []),
        # places are not used up by empty days
        ([ago(days=30 * m) for m in range(12)], []),
        # from the future: kept, and no place used up
        ([ago(days=-400), ago(days=-1), ago(days=3)], []),
    ],
)
def test_what_is_thinned(made, gone):
    assert set(made) - kept(made, NOW) == {made[at] for at in gone}


def test_a_backup_every_hour_for_two_years_leaves_a_ladder():
    made = [ago(hours=hour) for hour in range(24 * 730)]
    ladder = sorted(kept(made, NOW), reverse=True)
    recent = [instant for instant in ladder if instant > ago(days=2)]
    assert len(recent) == 48
    assert len(ladder) <= 48 + 14 + 8 + 12
    assert ladder[-1] < ago(days=320)
    assert {instant for instant in made if instant > ago(days=13)} & set(ladder) >= set(recent)


def test_thinning_day_by_day_ends_like_thinning_at_once():
    alive = set()
    for day in range(400, -1, -1):
        alive.add(ago(days=day))
        alive = kept(alive, ago(days=day))
    assert alive == kept((ago(days=day) for day in range(401)), NOW)


def test_a_clock_set_back_loses_nothing_and_one_set_forward_keeps_the_newest():
    made = [ago(hours=hour) for hour in range(40)]
    assert kept(made, ago(days=300)) == set(made)
    far = kept(made, NOW + timedelta(days=3000))
    assert NOW in far


def test_a_day_is_a_chinese_day():
    evening = datetime(2026, 11, 10, 15, 30, tzinfo=UTC)  # 23:30 in China
    night = datetime(2026, 11, 10, 16, 30, tzinfo=UTC)  # 00:30 of the next day
    assert kept([evening, night], NOW) == {evening, night}


def test_every_reason_has_its_title():
    assert set(REASON_TITLES) == set(Reason)
