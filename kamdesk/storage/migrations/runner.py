"""Runs the revisions that are due in one transaction, with the guards that were found necessary.

Foreign keys are switched off before BEGIN: inside a transaction the switch does nothing, and a
rebuilt table would empty its children. Rebuilding also drops triggers without a word, so the
inventory is compared at the end (findings/reliability.md 0.1, 0.2, 2.10).
"""

import importlib.util
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine

from kamdesk.domain.errors import DatabaseError
from kamdesk.i18n import _, listed
from kamdesk.storage.engine import for_writing
from kamdesk.storage.schema import APPLICATION_ID, SCHEMA_VERSION, triggers
from kamdesk.storage.sessions import failures_told
from kamdesk.storage.triggers import Trigger

HERE = Path(__file__).parent
_BOOKKEEPING = "alembic_version"


@dataclass(frozen=True, slots=True)
class Plan:
    """Where the revisions lie, the newest one's number, and the triggers there have to be then."""

    scripts: Path
    version: int
    triggers: tuple[Trigger, ...]


def the_plan() -> Plan:
    """Return the program's own plan."""
    return Plan(HERE, SCHEMA_VERSION, triggers())


def upgrade(engine: Engine, plan: Plan) -> None:
    """Bring the database to `plan.version`; whatever goes wrong, it stays as it was.

    Raises DatabaseError when a guard finds that rows, links or triggers were lost.
    """
    with failures_told(), for_writing(engine).connect() as connection:
        connection.detach()  # never handed to anybody else: its foreign keys are off
        _switch_off_foreign_keys(connection.connection.dbapi_connection)
        with connection.begin():
            _upgrade_inside(connection, plan)


def _switch_off_foreign_keys(driver: Any) -> None:
    """Speak to the driver itself: SQLAlchemy would begin a transaction first."""
    driver.execute("PRAGMA foreign_keys = OFF")


def _upgrade_inside(connection: Connection, plan: Plan) -> None:
    found = connection.exec_driver_sql("PRAGMA user_version").scalar_one()
    before = row_counts(connection)
    _run_revisions(connection, plan)
    _require_links(connection)
    _require_triggers(connection, plan.triggers)
    _require_rows(before, row_counts(connection), _declared(plan.scripts, found))
    connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.exec_driver_sql(f"PRAGMA user_version = {plan.version}")


def _run_revisions(connection: Connection, plan: Plan) -> None:
    from alembic import command  # noqa: PLC0415 - slow to import, needed once a release
    from alembic.config import Config  # noqa: PLC0415 - the same

    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", str(plan.scripts).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    command.upgrade(config, f"{plan.version:04}")


def row_counts(connection: Connection) -> dict[str, int]:
    """Return the number of rows of every table, internal ones left out."""
    names = connection.exec_driver_sql(
        "SELECT name FROM pragma_table_list "
        "WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite~_%' ESCAPE '~'"
    ).scalars()
    return {
        name: connection.exec_driver_sql(f'SELECT count(*) FROM "{name}"').scalar_one()  # noqa: S608 - names from the schema itself
        for name in sorted(names)
        if name != _BOOKKEEPING
    }


def _require_links(connection: Connection) -> None:
    broken = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
    if broken:
        raise _undone(_("有 {count} 条记录失去关联").format(count=len(broken)))


def _require_triggers(connection: Connection, expected: Iterable[Trigger]) -> None:
    there = connection.exec_driver_sql(
        "SELECT name, tbl_name, sql FROM sqlite_schema WHERE type = 'trigger'"
    ).fetchall()
    found = {tuple(row) for row in there}
    wanted = {(trigger.name, trigger.table, trigger.sql) for trigger in expected}
    if found != wanted:
        names = sorted({name for name, *_rest in found ^ wanted})
        raise _undone(_("保护规则不一致：{names}").format(names=listed(names)))


def _require_rows(before: Mapping[str, int], after: Mapping[str, int], declared: set[str]) -> None:
    lost = [name for name, rows in before.items() if after.get(name) != rows]
    undeclared = sorted(set(lost) - declared)
    if undeclared:
        raise _undone(_("数据表的行数变化：{names}").format(names=listed(undeclared)))


def _declared(scripts: Path, found: int) -> set[str]:
    """Return the tables whose number of rows the revisions that are due say they change."""
    due = [path for path in (scripts / "versions").glob("[0-9]*.py") if int(path.name[:4]) > found]
    return {table for path in due for table in _rows_changed(path)}


def _rows_changed(path: Path) -> Iterable[str]:
    spec = importlib.util.spec_from_file_location(f"revision_{path.stem}", path)
    assert spec is not None  # noqa: S101 - the path ends in .py
    assert spec.loader is not None  # noqa: S101 - the same
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return getattr(module, "ROWS_CHANGED", ())


def _undone(reason: str) -> DatabaseError:
    return DatabaseError(
        _("数据库升级自检没有通过（{reason}），已全部撤销，数据保持原样。请联系技术支持。").format(
            reason=reason
        )
    )
