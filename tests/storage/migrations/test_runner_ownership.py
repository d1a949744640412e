"""Owners of the first release become spells, read from the history of each client."""

from kamdesk.storage.migrations import runner
from tests.storage.migrations.test_runner_client_database import first_release

__all__ = ["first_release"]

COLUMNS = (
    "number, name, short_name, former_name, is_economic, is_important, is_group, is_strategic, "
    "industry, province, city, address, phone, website, org_type, registered_capital, "
    "business_scope, source, remark, owner_id, archived, created_at, created_by_id, updated_at, "
    "name_key, core, sound, place, pinyin, spoken, version"
)
AT = "2026-03-01T17:30:00.000000Z"  # 2 March in China
SPELLS = (
    "SELECT client_id, owner_id, former_id, starts_on, ends_on, way, by_id FROM client_owners "
    "ORDER BY client_id, id"
)


def client(serial, owner):
    values = (
        f"'KH{serial:06}', '客户', '', '', 0, 0, 0, 0, '', '', '', '', '', '', '', '', '', '', '', "
        f"{owner}, 0, '{AT}', 1, '{AT}', '', '', '', '', '', '', 1"
    )
    return f"INSERT INTO clients (id, {COLUMNS}) VALUES ({serial}, {values})"


def change(client_id, old, new, at, by=1):
    return (
        "INSERT INTO history (noun, record_id, field, old, new, at, by_id) VALUES "
        f"('client', {client_id}, 'owner_id', '{old}', '{new}', '{at}', {by})"
    )


def migrated(engine, *rows):
    with engine.begin() as connection:
        for row in rows:
            connection.exec_driver_sql(row)
    runner.upgrade(engine, runner.the_plan())

    def all_of(sql):
        with engine.connect() as connection:
            return [tuple(row) for row in connection.exec_driver_sql(sql)]

    return all_of


SECOND_USER = "INSERT INTO users VALUES (2, 'wangfang', '王芳', '', NULL, 1, 1)"


def test_a_client_that_never_changed_hands_has_one_spell_owned_or_not(first_release):
    rows = migrated(first_release, client(2, "NULL"))
    assert rows(SPELLS) == [
        (1, 1, None, "2026-03-02", None, "register", 1),
        (2, None, None, "2026-03-02", None, "register", 1),
    ]
    assert rows("SELECT owned_since FROM clients ORDER BY id") == [("2026-03-02",), (None,)]


def test_every_change_of_owner_is_a_spell(first_release):
    rows = migrated(
        first_release,
        SECOND_USER,
        client(2, 2),
        change(2, "1", "", "2026-04-01T02:00:00.000000Z"),
        change(2, "", "2", "2026-05-01T02:00:00.000000Z", by=2),
    )
    assert rows(SPELLS)[1:] == [
        (2, 1, None, "2026-03-02", "2026-04-01", "register", 1),
        (2, None, 1, "2026-04-01", "2026-05-01", "assign", 1),
        (2, 2, None, "2026-05-01", None, "assign", 2),
    ]
    assert rows("SELECT owned_since FROM clients WHERE id = 2") == [("2026-05-01",)]


def test_a_clock_that_was_set_back_breaks_no_row_and_no_upgrade(first_release):
    rows = migrated(
        first_release,
        SECOND_USER,
        client(2, 1),
        change(2, "1", "2", "2026-04-01T02:00:00.000000Z"),
        change(2, "2", "1", "2026-01-01T02:00:00.000000Z"),
    )
    assert [row[3:5] for row in rows(SPELLS)[1:]] == [
        ("2026-03-02", "2026-04-01"),
        ("2026-04-01", "2026-04-01"),
        ("2026-04-01", None),
    ]


def test_the_last_follow_up_is_the_last_contact(first_release):
    with first_release.connect() as connection:
        columns = connection.exec_driver_sql("PRAGMA table_info(filings)").fetchall()
    given = {
        "client_id": "1",
        "state": "'draft'",
        "filer_id": "1",
        "id": "7",
        "client_state": "'new'",
        "mode": "'self'",
        "updated_at": f"'{AT}'",
    }
    values = [given.get(name, "''" if kind == "TEXT" else "0") for _, name, kind, *_ in columns]
    empty = {"number", "case_id", "submitted_at", "department_id"}
    values = [
        "NULL" if row[1] in empty else value for row, value in zip(columns, values, strict=True)
    ]
    follow_ups = [
        "INSERT INTO filing_follow_ups (filing_id, day, text, evidence, by_id, entered_at) "
        f"VALUES (7, '{day}', 'x', '', 1, '{AT}')"
        for day in ("2026-05-03", "2026-06-01", "2026-05-30")
    ]
    rows = migrated(
        first_release,
        f"INSERT INTO filings VALUES ({', '.join(values)})",
        "DROP TRIGGER filing_follow_ups_filed",
        *follow_ups,
        "CREATE TRIGGER filing_follow_ups_filed BEFORE INSERT ON filing_follow_ups FOR EACH ROW "
        "WHEN (SELECT state FROM filings WHERE id = NEW.filing_id) IS NOT 'filed' "
        "BEGIN SELECT RAISE(ABORT, 'the filing is not in force'); END",
    )
    assert rows("SELECT last_contact_on FROM clients") == [("2026-06-01",)]
    assert rows("SELECT filer_id, carrier_id FROM filings") == [(1, None)]
