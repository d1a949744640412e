"""A small schema of its own with revisions that are planted by the test."""

import shutil
import textwrap

from sqlalchemy import text

from kamdesk.storage.engine import open_engine
from kamdesk.storage.migrations import runner
from kamdesk.storage.migrations.runner import Plan
from kamdesk.storage.triggers import refuse

GUARD = refuse("forms_no_delete", table="forms", event="DELETE", message="forms stay")

FIRST = f"""
op.execute("CREATE TABLE forms (id INTEGER PRIMARY KEY, title TEXT NOT NULL)")
op.execute('''CREATE TABLE lines (id INTEGER PRIMARY KEY,
    form_id INTEGER NOT NULL REFERENCES forms (id) ON DELETE CASCADE)''')
op.execute('''{GUARD.sql}''')
"""
REBUILD = f"""
with op.batch_alter_table("forms", recreate="always") as batch:
    batch.add_column(sa.Column("state", sa.Text(), nullable=False, server_default="draft"))
op.execute("CREATE TABLE papers (id INTEGER PRIMARY KEY)")
op.execute('''{GUARD.sql}''')
"""
FORGETS_TRIGGER = REBUILD.replace(f"op.execute('''{GUARD.sql}''')", "")
LOSES_ROWS = 'op.execute("DELETE FROM lines WHERE id = 2")'
DECLARES_ROWS = f"{LOSES_ROWS}\n"
BREAKS_LINKS = 'op.execute("UPDATE lines SET form_id = 99 WHERE id = 1")'


def plan_of(folder, *bodies, declared=()):
    """Write the revisions and return the plan that leads to the last one."""
    versions = folder / f"plan{len(bodies)}" / "versions"
    versions.mkdir(parents=True)
    shutil.copyfile(runner.HERE / "env.py", versions.parent / "env.py")
    for number, body in enumerate(bodies, start=1):
        (versions / f"{number:04}_step.py").write_text(_module(number, body, declared))
    return Plan(versions.parent, len(bodies), (GUARD,))


def first_file(folder, key):
    """Return an engine on a file of the first schema with two forms of one line each."""
    engine = open_engine(folder / "old.db", key, create=True)
    runner.upgrade(engine, plan_of(folder, FIRST))
    with engine.begin() as connection:
        connection.execute(text("INSERT INTO forms VALUES (1, '甲'), (2, '乙')"))
        connection.execute(text("INSERT INTO lines VALUES (1, 1), (2, 2)"))
    return engine


def everything(engine):
    """Return the whole content: schema, rows, marks."""
    with engine.connect() as connection:
        names = ("schema", "forms", "lines", "papers", "alembic_version")
        run = connection.exec_driver_sql
        there = set(run("SELECT name FROM sqlite_schema").scalars())
        rows = {name: run(f"SELECT * FROM {name}").fetchall() for name in names if name in there}
        rows["schema"] = run("SELECT sql FROM sqlite_schema ORDER BY name").fetchall()
        rows["version"] = run("PRAGMA user_version").scalar()
        return rows


def _module(number, body, declared):
    before = f'"{number - 1:04}"' if number > 1 else "None"
    return (
        "import sqlalchemy as sa\nfrom alembic import op\n\n"
        f'revision = "{number:04}"\ndown_revision = {before}\n'
        f"branch_labels = None\ndepends_on = None\nROWS_CHANGED = {tuple(declared)!r}\n\n\n"
        f"def upgrade():\n{textwrap.indent(body.strip(), '    ')}\n"
    )
