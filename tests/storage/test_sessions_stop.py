"""A query is stopped from another thread, and its connection is as good as new."""

import threading

import pytest
from sqlalchemy import text

from kamdesk.domain.errors import CancelledError
from kamdesk.domain.lists import Stop

ENDLESS = text(
    "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT max(i) FROM n"
)


def test_a_running_query_ends_where_it_stands(sessions):
    stop = Stop()
    threading.Timer(0.2, stop.pull).start()
    with pytest.raises(CancelledError, match="取消"), sessions.read(stop=stop) as session:
        session.execute(ENDLESS)
    with sessions.read(stop=Stop()) as session:
        assert session.scalar(text("SELECT 7")) == 7


def test_a_query_that_was_dropped_before_does_not_begin(sessions):
    stop = Stop()
    stop.pull()
    with pytest.raises(CancelledError), sessions.read(stop=stop) as session:
        session.scalar(text("SELECT 7"))
    assert stop.pulled


def test_a_string_pulled_afterwards_stops_nobody_else(sessions):
    stop = Stop()
    with sessions.read(stop=stop) as session:
        session.scalar(text("SELECT 7"))
    with sessions.read(stop=Stop()) as session:
        stop.pull()
        assert session.scalar(text("SELECT 7")) == 7
