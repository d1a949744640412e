"""What the database itself refuses about lines."""

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from kamdesk.domain.clients.clients import ClientDraft
from kamdesk.domain.clients.names import Names
from kamdesk.domain.persons.relations import RelationKind
from kamdesk.storage.clients import clients
from kamdesk.storage.clients.contacts import ContactRecord
from kamdesk.storage.persons.relations import RelationRecord
from tests.storage.clients.test_triggers import AT

INSERT = (
    "INSERT INTO contact_relations SELECT 3, {}, '', at, by_id, NULL, NULL"
    " FROM contact_relations WHERE id = 1"
)


@pytest.fixture
def filled(sessions, people):
    draft = ClientDraft(name="甲公司")
    row = clients.new_values(draft, Names().keys(draft.name), owner_id=None, by=people.sales, at=AT)
    words = dict.fromkeys(("post", "phone", "email", "remark", "pinyin", "initials"), "")
    with sessions.write() as session:
        clients.add_many(session, [row])
        session.add_all(
            ContactRecord(client_id=1, name=name, archived=False, **words) for name in "张王"
        )
        session.flush()
        for ended in (None, AT):
            session.add(
                RelationRecord(
                    kind=RelationKind.CLOSE,
                    source_id=1,
                    target_id=2,
                    note="同乡",
                    at=AT,
                    by_id=people.sales,
                    ended_at=ended,
                    ended_by_id=people.sales if ended else None,
                )
            )
    return sessions


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM contact_relations",
        "UPDATE contact_relations SET kind = 'conflict'",
        "UPDATE contact_relations SET kind = 'nonsense'",
        "UPDATE contact_relations SET target_id = 1",
        "UPDATE contact_relations SET note = '仇人' WHERE id = 1",
        "UPDATE contact_relations SET ended_at = NULL, ended_by_id = NULL WHERE id = 2",
        "UPDATE contact_relations SET ended_at = at WHERE id = 1",
        INSERT.format("'liaison', 1, 2"),
        INSERT.format("'close', NULL, 2"),
        INSERT.format("'close', 2, 2"),
    ],
)
def test_what_must_not_happen_is_refused(filled, statement):
    with pytest.raises(IntegrityError), filled.write() as session:
        session.execute(text(statement))


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE contact_relations SET note = ''",
        "UPDATE contact_relations SET ended_at = at, ended_by_id = by_id WHERE id = 1",
    ],
)
def test_what_may_happen_goes_through(filled, statement):
    with filled.write() as session:
        session.execute(text(statement))
