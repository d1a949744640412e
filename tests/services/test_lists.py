"""Lists in somebody's name: counts that hold while nothing is written."""

from kamdesk.domain.saved_views import ViewContent
from kamdesk.services.lists import KeptCounts
from kamdesk.services.saved_views import SavedViewService


def test_counts_are_made_anew_only_when_something_was_written(sessions, clock, people):
    kept, made = KeptCounts(), []

    def count():
        with sessions.read() as session:
            return kept.of(session, "key", make=lambda: made.append(1) or {"all": len(made)})

    assert [count(), count()] == [{"all": 1}, {"all": 1}]
    SavedViewService(sessions, clock).save("x", "甲", ViewContent(), by=people.sales)
    assert count() == {"all": 2}


def test_counts_of_another_viewer_are_others(sessions):
    kept = KeptCounts()
    with sessions.read() as session:
        assert kept.of(session, "a", make=lambda: {"all": 1}) == {"all": 1}
        assert kept.of(session, "b", make=lambda: {"all": 2}) == {"all": 2}
