"""The index keeps up with every writer, is undone with them, and is given up before they are."""

import pytest
from sqlalchemy import event, text
from sqlalchemy.exc import DBAPIError
from sqlcipher3 import dbapi2

from kamdesk.domain.changes import Noun
from kamdesk.domain.clients.contacts import ContactDraft
from kamdesk.domain.errors import DatabaseError
from kamdesk.domain.search_terms import Part, Word, expression, owner_term
from kamdesk.services.clients.contacts import ContactService
from kamdesk.storage.search import index
from kamdesk.storage.search.documents import Documents
from kamdesk.storage.search.tables import TABLES
from tests.chain import chain, spoken_names

__all__ = ["chain", "spoken_names"]


@pytest.fixture
def named(sessions):
    """Return what tells which records of a kind the index names for a word in a part."""

    def ask(noun, word, *parts, scope=()):
        table = TABLES[noun]
        asked = expression([Word(word).anywhere(parts)], scope)
        query = f"SELECT rowid FROM {table} WHERE {table} MATCH :asked ORDER BY rowid"
        with sessions.read() as session:
            return list(session.scalars(text(query), {"asked": asked}))

    return ask


@pytest.fixture
def run(sessions):
    """Return what runs a statement past the services."""

    def write(statement):
        with sessions.write() as session:
            session.execute(text(statement))

    return write


def value(sessions, query):
    with sessions.read() as session:
        return session.scalar(text(query))


def test_a_new_client_is_found_and_the_queue_is_empty(chain, sessions, named):
    client = chain.client("山西晋丰农产品有限公司")
    assert named(Noun.CLIENT, "晋丰", Part.NAME) == [client]
    assert named(Noun.CLIENT, "sxj", Part.SOUND) == [client]
    assert named(Noun.CLIENT, "杭州", Part.CITY) == [client]
    assert value(sessions, "SELECT count(*) FROM search_queue") == 0


def test_whoever_writes_cannot_forget_the_index(chain, run, named):
    client = chain.client("山西晋丰农产品有限公司")
    run(f"UPDATE clients SET short_name = '老晋' WHERE id = {client}")
    assert named(Noun.CLIENT, "老晋", Part.NAME) == [client]
    run(f"UPDATE clients SET short_name = '' WHERE id = {client}")
    assert named(Noun.CLIENT, "老晋", Part.NAME) == []


def test_columns_that_nobody_is_found_by_queue_nothing(chain, sessions):
    client = chain.client()
    with sessions.write() as session:
        session.execute(text(f"UPDATE clients SET year_amount = 5, remark = 'x' WHERE id={client}"))
        assert session.scalar(text("SELECT count(*) FROM search_queue")) == 0


def test_what_is_below_a_client_follows_its_owner_and_its_name(chain, run, named, people):
    client = chain.client("杭州宏图建设集团有限公司")
    contacts = ContactService(chain.sessions, chain.clock)
    person = contacts.create(client, ContactDraft(name="单雄信"), by=people.management).record_id
    paper = chain.filing(client, people.sales)
    mine, theirs = owner_term(people.sales), owner_term(people.sales2)
    seen = chain.clients.details(client, by=people.management).version
    chain.clients.assign(client, people.sales2, by=people.management, seen_version=seen)
    assert named(Noun.CONTACT, "单", Part.NAME, scope=[theirs]) == [person]
    assert named(Noun.CONTACT, "单", Part.NAME, scope=[mine]) == []
    assert named(Noun.FILING, "宏图", Part.CLIENT, scope=[mine]) == [paper]
    run(f"UPDATE clients SET name = '宁波大业公司' WHERE id = {client}")
    assert named(Noun.FILING, "大业", Part.CLIENT) == [paper]
    assert named(Noun.CONTACT, "宏图", Part.CLIENT) == []


def test_an_erased_person_and_a_deleted_draft_disappear(chain, run, named, people):
    client = chain.client()
    contacts = ContactService(chain.sessions, chain.clock)
    draft = ContactDraft(name="单雄信", post="总经理")
    person = contacts.create(client, draft, by=people.management).record_id
    assert named(Noun.CONTACT, "单总", Part.FORM) == [person]
    run(f"UPDATE contacts SET erased_at = '2026-11-02T00:00:00.000000Z' WHERE id = {person}")
    assert named(Noun.CONTACT, "单", Part.NAME, Part.FORM) == []
    paper = chain.filing(client, people.sales)
    run(f"DELETE FROM filings WHERE id = {paper}")
    assert named(Noun.FILING, "二期", Part.NAME) == []


def test_what_is_rolled_back_is_not_found(chain, sessions, named):
    client = chain.client("山西晋丰农产品有限公司")
    with sessions.write() as session:
        session.execute(text("UPDATE clients SET name = '宁波大业公司'"))
        index.drain(session.connection(), Documents())
        session.rollback()
    assert named(Noun.CLIENT, "大业", Part.NAME) == []
    assert named(Noun.CLIENT, "晋丰", Part.NAME) == [client]


def broken(code):
    """Return a listener that fails as the database does on the way to a full-text table."""

    def fail(_connection, _cursor, statement, *_rest):
        if statement.startswith("INSERT OR REPLACE INTO search_clients"):
            error = dbapi2.DatabaseError("planted")
            error.sqlite_errorcode = code
            raise DBAPIError(statement, None, error)

    return fail


def test_a_torn_index_is_given_up_and_the_write_is_kept(chain, sessions, run, named):
    client = chain.client("山西晋丰农产品有限公司")
    fail = broken(dbapi2.SQLITE_CORRUPT)
    event.listen(sessions._engine, "before_cursor_execute", fail)
    run("UPDATE clients SET name = '宁波大业公司'")
    event.remove(sessions._engine, "before_cursor_execute", fail)
    assert value(sessions, "SELECT name FROM clients") == "宁波大业公司"
    with sessions.read() as session:
        assert not index.is_ready(session.connection())
    built(sessions)
    assert named(Noun.CLIENT, "大业", Part.NAME) == [client]
    assert named(Noun.CLIENT, "晋丰", Part.NAME) == []


def test_a_full_disk_is_no_torn_index(chain, sessions, run):
    chain.client("山西晋丰农产品有限公司")
    fail = broken(dbapi2.SQLITE_FULL)
    event.listen(sessions._engine, "before_cursor_execute", fail)
    with pytest.raises(DatabaseError, match="磁盘"):
        run("UPDATE clients SET name = '宁波大业公司'")
    event.remove(sessions._engine, "before_cursor_execute", fail)
    assert value(sessions, "SELECT name FROM clients") == "山西晋丰农产品有限公司"


def built(sessions, step=1000):
    """Build the index to its end; return how often it was gone on with."""
    with sessions.write() as session:
        left, times = index.begin(session.connection()), 0
    while left:
        with sessions.write() as session:
            left, times = index.fill(session.connection(), Documents(), step), times + 1
    return times


def test_an_index_that_is_not_built_is_left_to_the_builder(chain, sessions, run, named):
    with sessions.write() as session:
        index.give_up(session.connection())
    client = chain.client("山西晋丰农产品有限公司")
    assert named(Noun.CLIENT, "晋丰", Part.NAME) == []
    assert built(sessions) == 1
    assert named(Noun.CLIENT, "晋丰", Part.NAME) == [client]
    run("UPDATE clients SET name = '宁波大业公司'")
    assert named(Noun.CLIENT, "大业", Part.NAME) == [client]


def test_a_build_that_was_broken_off_is_gone_on_with(chain, sessions, named):
    clients = [chain.client(name) for name in ("甲公司", "乙公司")]
    chain.filing(clients[0], chain.people.sales)
    with sessions.write() as session:
        index.give_up(session.connection())
        assert index.begin(session.connection()) == 3
        assert index.fill(session.connection(), Documents(), 1) == 1
    with sessions.write() as session:
        assert index.begin(session.connection()) == 1
        assert not index.is_ready(session.connection())
        assert index.fill(session.connection(), Documents(), 1) == 0
        assert index.is_ready(session.connection())
        assert index.faults(session.connection(), Documents()) == 0
    assert named(Noun.CLIENT, "公司", Part.NAME) == clients


def test_what_is_missing_left_over_or_out_of_date_is_counted(chain, sessions, run):
    for name in ("甲公司", "乙公司", "丙公司"):
        chain.client(name)
    run("DELETE FROM search_clients WHERE rowid = 1")
    run("INSERT INTO search_clients (rowid, terms) VALUES (99, 'nx')")
    run("INSERT OR REPLACE INTO search_clients (rowid, terms) VALUES (2, 'nx')")
    assert faults(sessions) == 3


def faults(sessions):
    with sessions.read() as session:
        return index.faults(session.connection(), Documents())


def test_a_torn_table_is_a_fault(chain, sessions, run):
    chain.client()
    run("DELETE FROM search_clients_data WHERE id > 10")
    assert faults(sessions) == 1
    built_anew(sessions)
    assert faults(sessions) == 0


def built_anew(sessions):
    with sessions.write() as session:
        index.give_up(session.connection())
    built(sessions)


def test_merging_comes_to_an_end(chain, sessions):
    for name in ("甲公司", "乙公司", "丙公司"):
        chain.client(name)
    for _step in range(20):
        with sessions.write() as session:
            if not index.merge(session.connection()):
                break
    else:
        pytest.fail("there was always more to merge")
    assert value(sessions, "SELECT count(DISTINCT segid) FROM search_clients_idx") == 1
