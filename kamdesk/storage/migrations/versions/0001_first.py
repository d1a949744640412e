"""The first schema, as its statements stand in the file beside this one."""

from pathlib import Path

from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    paragraphs = Path(__file__).with_suffix(".sql").read_text(encoding="utf-8").split("\n\n")
    for statement in paragraphs[1:]:
        op.get_bind().exec_driver_sql(statement.strip())
