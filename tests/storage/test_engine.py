"""Connections are encrypted, set as they must be, and begin transactions themselves."""

import pytest
from sqlalchemy import text

from kamdesk.domain.errors import DatabaseError
from kamdesk.storage.dialects import sqlcipher
from kamdesk.storage.dialects.sqlcipher import DataKey, connect, require_safe_release
from kamdesk.storage.engine import for_writing, open_engine
from kamdesk.storage.keys import new_data_key
from kamdesk.storage.sessions import Sessions

PRAGMAS = {
    "foreign_keys": 1,
    "recursive_triggers": 1,
    "journal_mode": "wal",
    "synchronous": 2,
    "trusted_schema": 0,
    "cache_size": -65536,
    "busy_timeout": 5000,
}


@pytest.fixture
def engine(tmp_path):
    engine = open_engine(tmp_path / "a.db", new_data_key(), create=True)
    with for_writing(engine).begin() as connection:
        connection.execute(text("CREATE TABLE notes (body TEXT NOT NULL)"))
        connection.execute(text("INSERT INTO notes VALUES ('宏远钢铁贸易有限公司')"))
        connection.execute(text("CREATE TABLE search_queue (noun TEXT, record_id INTEGER)"))
    yield engine
    engine.dispose()


@pytest.mark.parametrize(("name", "value"), PRAGMAS.items())
def test_every_connection_has_its_settings(engine, name, value):
    with engine.connect() as first, engine.connect() as second:
        assert [c.exec_driver_sql(f"PRAGMA {name}").scalar() for c in (first, second)] == [
            value,
            value,
        ]


def test_a_setting_that_does_not_take_is_a_defect(tmp_path, monkeypatch):
    monkeypatch.setattr(sqlcipher, "_PRAGMAS", (("synchronous", "OFF", 2),))
    with pytest.raises(RuntimeError, match="PRAGMA synchronous is 0"):
        connect(tmp_path / "a.db", new_data_key(), create=True)


def test_nothing_readable_lies_on_the_disk(engine, tmp_path):
    engine.dispose()
    data = (tmp_path / "a.db").read_bytes()
    assert b"SQLite format 3" not in data
    assert "宏远".encode() not in data


def test_the_key_stands_in_no_url_and_no_repr():
    key = DataKey(b"\x41" * 32)
    engine = open_engine("unused", key)
    assert "41" * 8 not in f"{engine.url!r} {engine!r} {key!r} {key}"
    assert "A" * 8 not in f"{engine.url!r} {engine!r} {key!r} {key}"


def test_values_stay_out_of_error_texts(engine):
    with pytest.raises(Exception, match="NOT NULL") as caught, engine.begin() as connection:
        connection.execute(
            text("INSERT INTO notes SELECT :a WHERE :b = :b").bindparams(a=None, b="机密")
        )
    assert "机密" not in str(caught.value)


def test_a_wrong_key_is_told_in_a_sentence(engine, tmp_path):
    other = Sessions(open_engine(tmp_path / "a.db", new_data_key()))
    with pytest.raises(DatabaseError, match="密钥不符"), other.read() as session:
        session.connection()


def test_a_file_that_is_no_database_is_told_in_a_sentence(tmp_path):
    path = tmp_path / "a.db"
    path.write_bytes(b"not a database at all" * 1000)
    with pytest.raises(DatabaseError, match="不是 KAM Desk"), _reading(path) as session:
        session.connection()


def test_a_missing_file_is_not_made_by_opening_it(tmp_path):
    with pytest.raises(DatabaseError, match="打不开"), _reading(tmp_path / "a.db") as session:
        session.connection()
    assert not (tmp_path / "a.db").exists()


def test_a_single_flipped_bit_is_seen(engine, tmp_path):
    with for_writing(engine).begin() as connection:
        for _ in range(40):
            connection.execute(text("INSERT INTO notes VALUES (:a)").bindparams(a="钢" * 2000))
    engine.dispose()
    path = tmp_path / "a.db"
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)
    with pytest.raises(DatabaseError, match="已损坏"), Sessions(engine).read() as session:
        session.execute(text("SELECT body FROM notes")).all()


def test_a_second_writer_waits_and_is_then_told(engine, tmp_path, monkeypatch):
    monkeypatch.setattr(sqlcipher, "WAIT_SECONDS", 0.2)
    sessions = Sessions(engine)
    with (
        sessions.write(),
        pytest.raises(DatabaseError, match="正被另一个程序占用"),
        sessions.write(),
    ):
        pytest.fail("two writers at once")


def test_a_reader_keeps_its_snapshot_beside_a_writer(engine):
    sessions = Sessions(engine)
    count = text("SELECT count(*) FROM notes")
    with sessions.read() as reader:
        assert reader.scalar(count) == 1
        with sessions.write() as writer:
            writer.execute(text("INSERT INTO notes VALUES ('二')"))
        assert reader.scalar(count) == 1
    with sessions.read() as reader:
        assert reader.scalar(count) == 2


def test_what_a_reading_session_writes_is_dropped(engine):
    sessions = Sessions(engine)
    with sessions.read() as session:
        session.execute(text("DELETE FROM notes"))
    with sessions.read() as session:
        assert session.scalar(text("SELECT count(*) FROM notes")) == 1


def test_a_schema_change_rolls_back_whole(engine):
    with for_writing(engine).connect() as connection:
        connection.execute(text("CREATE TABLE half (a)"))
        connection.execute(text("INSERT INTO half VALUES (1)"))
        connection.rollback()
    with engine.connect() as connection:
        assert (
            connection.scalar(text("SELECT count(*) FROM sqlite_schema WHERE name = 'half'")) == 0
        )


@pytest.mark.parametrize("release", [(3, 40, 1), (3, 51, 2)])
def test_a_release_that_may_lose_commits_is_refused(release):
    with pytest.raises(DatabaseError, match="版本过旧"):
        require_safe_release(release)


def _reading(path):
    return Sessions(open_engine(path, new_data_key())).read()
