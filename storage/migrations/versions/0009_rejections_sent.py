"""an application knows whether its rejection has left"""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("application", sa.Column("rejection_sent", sa.Boolean(), server_default=sa.false(), nullable=False))
    application = sa.table("application", sa.column("id", sa.Integer()), sa.column("rejection_sent", sa.Boolean()))
    letter = sa.table("letter", sa.column("application_id", sa.Integer()), sa.column("state"), sa.column("key"))
    left = sa.select(letter.c.application_id).where(letter.c.state == "sent", letter.c.key.startswith("rejection:"))
    op.execute(application.update().where(application.c.id.in_(left)).values(rejection_sent=True))
    op.create_index("application_by_rejection", "application", ["state", "rejection_sent", "closed_at"])
