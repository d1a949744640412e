"""One row by its id, with the guard against lost updates."""

import pytest

from kamdesk.domain.errors import MissingRecordError, StaleRecordError
from kamdesk.storage.fetch import fetch, fresh
from kamdesk.storage.people import DepartmentRecord, UserRecord


def test_a_row_that_is_gone_is_told(sessions):
    with sessions.read() as session, pytest.raises(MissingRecordError, match="已不存在"):
        fetch(session, UserRecord, 999)
    with sessions.read() as session, pytest.raises(MissingRecordError, match="已不存在"):
        fresh(session, UserRecord, 999, 1)


def test_a_row_that_changed_since_it_was_seen_is_told(sessions, people):
    with sessions.write() as session:
        fetch(session, DepartmentRecord, people.first_department).name = "业务三部"
    with sessions.write() as session, pytest.raises(StaleRecordError, match="刚被别人修改"):
        fresh(session, DepartmentRecord, people.first_department, 1)
    with sessions.read() as session:
        assert fresh(session, DepartmentRecord, people.first_department, 2).name == "业务三部"


def test_the_version_catches_what_the_screen_did_not_check(sessions, people):
    with sessions.read() as session:
        old = fetch(session, DepartmentRecord, people.first_department)
    with sessions.write() as session:
        fetch(session, DepartmentRecord, people.first_department).name = "业务三部"
    old.name = "业务四部"
    with pytest.raises(StaleRecordError), sessions.write() as session:
        session.add(old)
