"""candidates' own channels"""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

KINDS = "kind IN ('message', 'home', 'event', 'mail', 'channel')"


def upgrade() -> None:
    known = op.f("ck_outbox_kind_known")
    with op.batch_alter_table("outbox") as outbox:
        outbox.drop_constraint(known, type_="check")
        outbox.create_check_constraint(known, KINDS)
    op.create_table(
        "candidate_channel",
        sa.Column("application_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("channel", sa.String(), nullable=True),
        sa.Column("instead", sa.String(), nullable=False),
        sa.Column("given_up", sa.Boolean(), nullable=False),
        sa.Column("archived", sa.Boolean(), nullable=False),
        sa.Column("invited", sa.JSON(), nullable=False),
        sa.Column("refused", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["application_id"], ["application.id"], name=op.f("fk_candidate_channel_application_id")
        ),
        sa.PrimaryKeyConstraint("application_id", name=op.f("pk_candidate_channel")),
    )
