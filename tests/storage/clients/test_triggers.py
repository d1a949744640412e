"""What the database itself refuses in the tables of clients."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from kamdesk.domain.clients.clients import ClientDraft
from kamdesk.domain.clients.names import Names
from kamdesk.storage.clients import clients
from kamdesk.storage.clients.contacts import ContactRecord
from kamdesk.storage.clients.imports import ClientImportRecord

AT = datetime(2026, 11, 2, tzinfo=UTC)


@pytest.fixture
def filled(sessions, people):
    draft = ClientDraft(name="甲公司")
    keys = Names().keys(draft.name)
    row = clients.new_values(draft, keys, owner_id=None, by=people.sales, at=AT)
    words = dict.fromkeys(("post", "phone", "email", "remark", "pinyin", "initials"), "")
    counts = dict.fromkeys(("rows", "created", "updated", "skipped", "failed"), 0)
    with sessions.write() as session:
        clients.add_many(session, [row])
        session.add(ContactRecord(client_id=1, name="张", archived=False, **words))
        session.add(ClientImportRecord(file_name="a", at=AT, by_id=people.sales, **counts))
    return sessions


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM clients",
        "DELETE FROM contacts",
        "DELETE FROM client_imports",
        "UPDATE client_imports SET created = 7",
        "UPDATE clients SET parent_id = id",
        "UPDATE clients SET grade = 'Z'",
    ],
)
def test_what_must_not_happen_is_refused(filled, statement):
    with pytest.raises(IntegrityError), filled.write() as session:
        session.execute(text(statement))
