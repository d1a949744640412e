"""The history of fields."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from kamdesk.domain.changes import Noun
from kamdesk.domain.history import FieldChange
from kamdesk.storage import history

AT = datetime(2026, 11, 2, 1, 0, tzinfo=UTC)


def write(sessions, by, *, before, after, record_id=5):
    with sessions.write() as session:
        history.record(
            session,
            noun=Noun.CLIENT,
            record_id=record_id,
            before=before,
            after=after,
            at=AT,
            by=by,
        )


def read(sessions, record_id=5):
    with sessions.read() as session:
        return history.of(session, Noun.CLIENT, record_id)


def test_only_fields_that_differ_are_kept_newest_first(sessions, people):
    write(sessions, people.sales, before={}, after={"name": "宏远", "grade": ""})
    write(
        sessions,
        people.head,
        before={"name": "宏远", "grade": ""},
        after={"name": "宏远", "grade": "A"},
    )
    write(sessions, people.head, before={"name": "别的"}, after={"name": "再别的"}, record_id=6)
    assert read(sessions) == [
        FieldChange("grade", "", "A", AT, "陈静"),
        FieldChange("name", "", "宏远", AT, "李明"),
    ]


@pytest.mark.parametrize("statement", ["UPDATE history SET new = 'x'", "DELETE FROM history"])
def test_history_is_never_rewritten(sessions, people, statement):
    write(sessions, people.sales, before={}, after={"name": "宏远"})
    with pytest.raises(IntegrityError, match="append-only"), sessions.write() as session:
        session.execute(text(statement))
    assert len(read(sessions)) == 1
