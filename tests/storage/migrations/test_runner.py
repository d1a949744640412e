"""A migration is there whole or not at all, and keeps rows, links and triggers."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import event

from kamdesk.domain.errors import DatabaseError
from kamdesk.storage.base import Base
from kamdesk.storage.engine import open_engine
from kamdesk.storage.keys import new_data_key
from kamdesk.storage.migrations import runner
from kamdesk.storage.schema import APPLICATION_ID, SCHEMA_VERSION, create_all
from tests.storage.migrations import planted


@pytest.fixture
def key():
    return new_data_key()


@pytest.fixture
def old(tmp_path, key):
    engine = planted.first_file(tmp_path, key)
    yield engine
    engine.dispose()


def upgrade(engine, folder, body, declared=()):
    runner.upgrade(engine, planted.plan_of(folder, planted.FIRST, body, declared=declared))


def test_a_new_file_gets_the_newest_schema_and_its_marks(tmp_path, key):
    engine = open_engine(tmp_path / "a.db", key, create=True)
    runner.upgrade(engine, runner.the_plan())
    with engine.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA application_id").scalar() == APPLICATION_ID
        assert connection.exec_driver_sql("PRAGMA user_version").scalar() == SCHEMA_VERSION
        assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1
    engine.dispose()


def test_the_newest_revision_is_the_one_the_program_knows():
    numbers = [int(path.name[:4]) for path in (runner.HERE / "versions").glob("[0-9]*.py")]
    assert sorted(numbers) == list(range(1, SCHEMA_VERSION + 1))


def test_the_revisions_lead_to_the_schema_that_the_models_mean(tmp_path, key):
    migrated, meant = (
        open_engine(tmp_path / name, key, create=True) for name in ("migrated.db", "meant.db")
    )
    runner.upgrade(migrated, runner.the_plan())
    with meant.begin() as connection:
        create_all(connection)
    assert _objects(migrated) == _objects(meant)
    with migrated.connect() as connection:
        context = MigrationContext.configure(connection, opts={"include_name": _is_mapped})
        assert compare_metadata(context, Base.metadata) == []
    migrated.dispose()
    meant.dispose()


def test_a_rebuilt_table_keeps_its_children_and_its_triggers(old, tmp_path):
    upgrade(old, tmp_path, planted.REBUILD)
    found = planted.everything(old)
    assert found["forms"] == [(1, "甲", "draft"), (2, "乙", "draft")]
    assert found["lines"] == [(1, 1), (2, 2)]
    assert found["version"] == 2


@pytest.mark.parametrize(
    ("body", "sentence"),
    [
        (planted.FORGETS_TRIGGER, "保护规则不一致：forms_no_delete"),
        (planted.LOSES_ROWS, "行数变化：lines"),
        (planted.BREAKS_LINKS, "1 条记录失去关联"),
        (f"{planted.REBUILD}\nop.execute('DROP TABLE lines')", "行数变化：lines"),
    ],
)
def test_a_revision_that_loses_something_is_undone_and_told(old, tmp_path, body, sentence):
    before = planted.everything(old)
    with pytest.raises(DatabaseError, match=rf"{sentence}.*数据保持原样"):
        upgrade(old, tmp_path, body)
    assert planted.everything(old) == before


def test_a_revision_may_change_rows_that_it_declares(old, tmp_path):
    upgrade(old, tmp_path, planted.LOSES_ROWS, declared=("lines",))
    assert planted.everything(old)["lines"] == [(1, 1)]


def test_an_error_at_any_statement_leaves_the_file_as_it_was(old, tmp_path):
    before = planted.everything(old)
    plan = planted.plan_of(tmp_path, planted.FIRST, planted.REBUILD)
    cut = 0
    while _fails_at(old, plan, cut := cut + 1):
        assert planted.everything(old) == before, f"cut {cut}"
    assert cut > 10
    assert planted.everything(old)["version"] == 2


def test_an_error_on_the_way_to_the_first_schema_leaves_an_empty_file(tmp_path, key):
    engine = open_engine(tmp_path / "a.db", key, create=True)
    plan, cut = runner.the_plan(), 1
    while _fails_at(engine, plan, cut):
        assert _objects(engine) == set(), f"cut {cut}"
        cut += 13
    assert cut > 100
    assert planted.everything(engine)["version"] == SCHEMA_VERSION
    engine.dispose()


@pytest.mark.skipif(not hasattr(os, "fork"), reason="kills forked children")
@pytest.mark.parametrize("step", [11, pytest.param(1, marks=pytest.mark.soak)])
def test_a_kill_at_any_statement_leaves_the_file_as_before_or_as_after(old, tmp_path, key, step):
    old.dispose()
    worker = Path(planted.__file__).with_name("cut_worker.py")
    done = subprocess.run(
        [sys.executable, str(worker), str(tmp_path), key.secret.hex(), str(step)],
        capture_output=True,
        text=True,
        check=False,
        timeout=100,
        env={**os.environ, "PYTHONPATH": str(Path.cwd())},
    )
    assert done.returncode == 0, done.stderr
    cuts = [line.split() for line in done.stdout.splitlines()]
    assert len(cuts) > 30 // step
    assert {state for _cut, state, end in cuts if end == "killed"} == {"before"}
    assert cuts[-1][1:] == ["after", "whole"]


def _fails_at(engine, plan, cut):
    """Run the migration with an error before statement `cut`; tell whether it came to that."""
    seen = 0

    def count(*_arguments):
        nonlocal seen
        seen += 1
        if seen == cut:
            raise InterruptedError

    event.listen(engine, "before_cursor_execute", count)
    try:
        runner.upgrade(engine, plan)
    except InterruptedError:
        return True
    finally:
        event.remove(engine, "before_cursor_execute", count)
    return False


def _objects(engine):
    query = (
        "SELECT type, name, tbl_name, sql FROM sqlite_schema WHERE tbl_name <> 'alembic_version'"
    )
    with engine.connect() as connection:
        found = connection.exec_driver_sql(query).fetchall()
    return {(*rest, _definitions(sql) if kind == "table" else sql) for kind, *rest, sql in found}


def _definitions(sql):
    """Return what a table is made of; a column added later carries its constraint in itself."""
    head, _opening, body = sql.partition("(")
    if "VIRTUAL" in head:
        return sql
    body, _closing, options = body.rpartition(")")
    parts, depth = [""], 0
    for sign in " ".join(body.split()):
        depth += (sign == "(") - (sign == ")")
        if sign == "," and not depth:
            parts.append("")
        else:
            parts[-1] += sign
    return frozenset(each for part in parts for each in _parted(part.strip())), options.strip()


def _parted(part):
    """Return a column and its constraint apart, as one that was there from the first has them."""
    column, word, constraint = part.partition(" CONSTRAINT ")
    column = re.sub(r" DEFAULT ('[^']*'|\S+)", "", column)
    if not word:
        return [column]
    name, kind, rest = constraint.split(" ", 2)
    if kind == "REFERENCES":
        kind = f"FOREIGN KEY({column.split()[0]}) REFERENCES"
    return [column, f"CONSTRAINT {name} {kind} {rest}"]


def _is_mapped(name, kind, _parents):
    return kind != "table" or name in Base.metadata.tables
