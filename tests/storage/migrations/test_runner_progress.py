"""Approved applications of the former release become projects."""

from contextlib import contextmanager

from kamdesk.storage.migrations import runner
from tests.storage.migrations.test_runner_client_database import first_release

__all__ = ["first_release"]

AT = "2026-03-01T17:30:00.000000Z"


@contextmanager
def no_watch_on(connection, table):
    """Take a table's triggers away for a while: approvals are not what is tested here."""
    told = "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = ?"
    triggers = connection.exec_driver_sql(told, (table,)).all()
    for name, _sql in triggers:
        connection.exec_driver_sql(f"DROP TRIGGER {name}")
    yield
    for _name, sql in triggers:
        connection.exec_driver_sql(sql)


def planted(connection, serial, state):
    """Put in an application; what a test does not care about is empty or 0."""
    told = {
        "id": serial,
        "number": f"KD-LX-2026-{serial:04}",
        "state": state,
        "applicant_id": 1,
        "approved_at": AT if state == "approved" else None,
        "submitted_at": AT,
        "updated_at": AT,
        "client_id": 1,
        "project_name": f"项目{serial}",
        "mode": "self",
        "members": "[]",
        "attachments": "[]",
        "revision": 0,
        "version": 1,
    }
    columns = connection.exec_driver_sql("PRAGMA table_info(applications)").all()
    values = {row[1]: told.get(row[1], "" if row[3] else None) for row in columns}
    marks = ", ".join("?" * len(values))
    connection.exec_driver_sql(
        f"INSERT INTO applications ({', '.join(values)}) VALUES ({marks})", tuple(values.values())
    )


def test_each_approved_application_is_a_project_from_its_approval_on(first_release):
    with first_release.begin() as connection, no_watch_on(connection, "applications"):
        for serial, state in enumerate(("approved", "in_approval", "approved"), start=1):
            planted(connection, serial, state)
    runner.upgrade(first_release, runner.the_plan())
    with first_release.connect() as connection:

        def rows(sql):
            return [tuple(row) for row in connection.exec_driver_sql(sql)]

        told = "application_id, name, state, stage, stage_since, started_at"
        assert rows(f"SELECT {told} FROM projects ORDER BY id") == [
            (serial, f"项目{serial}", "running", "search", AT, AT) for serial in (1, 3)
        ]
        owners = "SELECT project_id, stage, user_id FROM stage_owners ORDER BY project_id, stage"
        assert rows(owners) == [
            (project, stage, 1) for project in (1, 2) for stage in ("contact", "search")
        ]
        log = "SELECT project_id, at, by_id, step, stage, state FROM project_events ORDER BY id"
        assert rows(log) == [(each, AT, 1, "born", "search", "running") for each in (1, 2)]
