"""The first schema."""

from alembic import op

from kamdesk.storage.schema import create_all

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    create_all(op.get_bind())
