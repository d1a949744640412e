"""The gate reads a file's marks first, and leaves alone what is not its own."""

import pytest

from kamdesk.domain.errors import DatabaseError
from kamdesk.storage.engine import open_engine
from kamdesk.storage.keys import new_data_key
from kamdesk.storage.migrations import runner
from kamdesk.storage.migrations.gate import Marks, migration_due, read_marks
from kamdesk.storage.schema import APPLICATION_ID, SCHEMA_VERSION


@pytest.fixture
def key():
    return new_data_key()


@pytest.fixture
def path(tmp_path, key):
    path = tmp_path / "kamdesk.db"
    engine = open_engine(path, key, create=True)
    runner.upgrade(engine, runner.the_plan())
    engine.dispose()
    return path


def mark(path, key, pragma):
    engine = open_engine(path, key)
    with engine.begin() as connection:
        connection.exec_driver_sql(f"PRAGMA {pragma}")
    engine.dispose()


def test_a_file_of_this_version_needs_nothing(path, key):
    assert read_marks(path, key) == Marks(APPLICATION_ID, SCHEMA_VERSION)
    assert not migration_due(path, key)


def test_an_older_file_is_due(path, key):
    assert migration_due(path, key, newest=SCHEMA_VERSION + 1)


def test_a_newer_file_is_refused_and_stays_byte_for_byte(path, key):
    mark(path, key, f"user_version = {SCHEMA_VERSION + 3}")
    before = path.read_bytes()
    sentence = f"数据版本 {SCHEMA_VERSION + 3}，本程序支持到 {SCHEMA_VERSION}"
    with pytest.raises(DatabaseError, match=sentence):
        migration_due(path, key)
    assert path.read_bytes() == before
    assert [each.name for each in path.parent.iterdir()] == ["kamdesk.db"]


def test_a_foreign_file_is_refused(path, key):
    mark(path, key, "application_id = 7")
    with pytest.raises(DatabaseError, match="不是 KAM Desk 的数据库"):
        migration_due(path, key)


def test_a_wrong_key_is_told(path):
    with pytest.raises(DatabaseError, match="密钥不符"):
        migration_due(path, new_data_key())
