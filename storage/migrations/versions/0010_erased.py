"""an application knows whether the person it was about was erased"""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("application", sa.Column("erased", sa.Boolean(), server_default=sa.false(), nullable=False))
