"""What a user opened last."""

from datetime import UTC, datetime, timedelta

from kamdesk.ui.recent import Opened, Recent

NOON = datetime(2026, 11, 2, 4, 0, tzinfo=UTC)


def test_the_newest_stands_first_and_each_record_once(state):
    recent = Recent(state)
    for minute, key in enumerate([("client", 1), ("filing", 1), ("client", 1)]):
        recent.note(*key, NOON + timedelta(minutes=minute))
    assert recent.items() == [
        Opened("client", 1, NOON + timedelta(minutes=2)),
        Opened("filing", 1, NOON + timedelta(minutes=1)),
    ]


def test_only_the_last_ones_are_kept(state):
    recent = Recent(state)
    for number in range(50):
        recent.note("client", number, NOON)
    assert [each.record_id for each in recent.items()] == list(range(49, 29, -1))


def test_what_was_damaged_is_passed_over(state):
    state.scoped("recent").keep("opened", {"items": [["client", "x", 1.0], ["client", 2, 3.0], 7]})
    assert [each.record_id for each in Recent(state).items()] == [2]
    state.scoped("recent").keep("opened", "nonsense")
    assert Recent(state).items() == []
