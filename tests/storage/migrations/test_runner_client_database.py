"""From the first release to the client information database: every row is kept and fitted in."""

import pytest

from kamdesk.storage.engine import open_engine
from kamdesk.storage.keys import new_data_key
from kamdesk.storage.migrations import runner
from kamdesk.storage.schema import SCHEMA_VERSION
from kamdesk.storage.triggers import Trigger

ROWS = (
    "INSERT INTO users VALUES (1, 'liming', '李明', '', NULL, 1, 1)",
    (
        "INSERT INTO clients (id, number, name, short_name, former_name, is_economic, "
        "is_important, is_group, is_strategic, industry, province, city, address, phone, website, "
        "org_type, registered_capital, business_scope, source, remark, owner_id, archived, "
        "created_at, created_by_id, updated_at, name_key, core, sound, place, pinyin, spoken, "
        "version) VALUES (1, 'KH000001', '晋丰公司', '', '', 0, 0, 0, 0, '', '', '', '', '', '', "
        "'', '', '', '', '', 1, 0, '2026-03-01T17:30:00.000000Z', 1, "
        "'2026-03-01T17:30:00.000000Z', '', '', '', '', '', '', 3)"
    ),
    "INSERT INTO contacts VALUES (1, 1, '王建国', '总经理', 'decider', '9', '', '', 0, '', '', 2)",
)


@pytest.fixture
def first_release(tmp_path):
    """A file of the first release with a client and a contact."""
    engine = open_engine(tmp_path / "old.db", new_data_key(), create=True)
    text = (runner.HERE / "versions" / "0001_first.sql").read_text(encoding="utf-8")
    triggers = [part.strip() for part in text.split("\n\n") if part.startswith("CREATE TRIGGER")]
    told = tuple(Trigger(sql.split()[2], sql.split(" ON ")[1].split()[0], sql) for sql in triggers)
    runner.upgrade(engine, runner.Plan(runner.HERE, 1, told))
    with engine.begin() as connection:
        for row in ROWS:
            connection.exec_driver_sql(row)
    yield engine
    engine.dispose()


def one(engine, sql):
    with engine.connect() as connection:
        return tuple(connection.exec_driver_sql(sql).one())


def test_clients_and_contacts_are_kept_with_what_is_new_left_open(first_release):
    runner.upgrade(first_release, runner.the_plan())
    assert one(first_release, "PRAGMA user_version") == (SCHEMA_VERSION,)
    client = "name, version, tier, year_tons, year_amount, last_purchase_on, locked"
    assert one(first_release, f"SELECT {client} FROM clients") == (
        *("晋丰公司", 3, None, 0, 0, None, 0),
    )
    contact = "name, role, department, influence, attitude, sponsor, source, keep_until, version"
    assert one(first_release, f"SELECT {contact} FROM contacts") == (
        *("王建国", "decider", "", None, None, 0, "", None, 2),
    )


def test_an_owner_has_owned_since_the_chinese_day_of_registering(first_release):
    runner.upgrade(first_release, runner.the_plan())
    assert one(first_release, "SELECT owned_since FROM clients") == ("2026-03-02",)
