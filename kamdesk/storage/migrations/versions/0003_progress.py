"""Progress: projects, the owners of their stages, hand-over slips, their log.

The statements stand in the folder beside this file, one file a part, in the order of their names.
"""

from pathlib import Path

from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    for part in sorted(Path(__file__).with_suffix("").glob("*.sql")):
        for statement in part.read_text(encoding="utf-8").split("\n\n")[1:]:
            op.get_bind().exec_driver_sql(statement.strip())
