"""What the database itself refuses about key persons and their data."""

from datetime import UTC, date, datetime

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from kamdesk.domain.clients.clients import ClientDraft
from kamdesk.domain.clients.names import Names
from kamdesk.domain.persons.requests import RequestKind, RequestState
from kamdesk.domain.persons.reveals import RevealReason
from kamdesk.storage.clients import clients
from kamdesk.storage.clients.contacts import ContactRecord
from kamdesk.storage.persons.claims import ClaimRecord
from kamdesk.storage.persons.requests import RequestRecord
from kamdesk.storage.persons.reveals import RevealRecord

AT = datetime(2026, 11, 2, tzinfo=UTC)
DAY = date(2026, 11, 2)


@pytest.fixture
def filled(sessions, people):
    """A client with an erased contact, an ended and an open claim, requests, and a look."""
    row = clients.new_values(
        ClientDraft(name="甲公司"), Names().keys("甲公司"), owner_id=None, by=people.sales, at=AT
    )
    words = dict.fromkeys(("post", "phone", "email", "remark", "pinyin", "initials"), "")
    by = {"at": AT, "by_id": people.sales}
    with sessions.write() as session:
        clients.add_many(session, [row])
        for name, erased_at in (("张", None), ("已删除", AT)):
            session.add(
                ContactRecord(client_id=1, name=name, archived=False, erased_at=erased_at, **words)
            )
        session.flush()
        who = {"client_id": 1, "contact_id": 1, "since": DAY}
        session.add(ClaimRecord(**who, ended_on=DAY, reason="甲", **by))
        session.flush()
        session.add(ClaimRecord(**who, reason="乙", **by))
        for state in (RequestState.OPEN, RequestState.DONE):
            session.add(
                RequestRecord(
                    contact_id=1,
                    kind=RequestKind.COPY,
                    state=state,
                    received_on=DAY,
                    note="",
                    **by,
                )
            )
        session.add(RevealRecord(contact_id=1, reason=RevealReason.CALL, **by))
    return sessions


def run(sessions, statement):
    with sessions.write() as session:
        session.execute(text(statement))


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE contacts SET name = '王' WHERE id = 2",
        "UPDATE contacts SET erased_at = NULL WHERE id = 2",
        "UPDATE contacts SET influence = 6 WHERE id = 1",
        "DELETE FROM key_person_claims",
        "UPDATE key_person_claims SET since = '2026-01-01'",
        "UPDATE key_person_claims SET contact_id = 2 WHERE id = 2",
        "UPDATE key_person_claims SET ended_on = NULL WHERE id = 1",
        "UPDATE key_person_claims SET reason = '丙' WHERE id = 1",
        (
            "INSERT INTO key_person_claims (client_id, contact_id, since, reason, at, by_id) "
            "VALUES (1, 1, '2026-11-03', '', '', 1)"
        ),
        "DELETE FROM person_requests",
        "UPDATE person_requests SET note = '改' WHERE id = 2",
        "DELETE FROM contact_reveals",
        "UPDATE contact_reveals SET reason = 'check'",
    ],
)
def test_what_must_not_happen_is_refused(filled, statement):
    with pytest.raises(IntegrityError):
        run(filled, statement)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE contacts SET client_id = 1 WHERE id = 2",
        "UPDATE contacts SET name = '王' WHERE id = 1",
        "UPDATE key_person_claims SET ended_on = '2026-11-03' WHERE id = 2",
        "UPDATE key_person_claims SET reason = ''",
        "UPDATE person_requests SET state = 'done' WHERE id = 1",
    ],
)
def test_what_may_happen_is_taken(filled, statement):
    run(filled, statement)
