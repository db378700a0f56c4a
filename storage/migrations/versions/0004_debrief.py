"""notes shared into the debrief, and first votes"""

import sqlalchemy as sa
from alembic import op

revision = '0004'
down_revision = '0003'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "shared_note",
        sa.Column("interview_id", sa.Integer(), nullable=False),
        sa.Column("person", sa.String(), nullable=False),
        sa.Column("trait", sa.String(), nullable=False),
        sa.Column("application_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("taken_back_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["application_id"], ["application.id"], name=op.f("fk_shared_note_application_id")
        ),
        sa.ForeignKeyConstraint(["interview_id"], ["interview.id"], name=op.f("fk_shared_note_interview_id")),
        sa.ForeignKeyConstraint(["person"], ["person.id"], name=op.f("fk_shared_note_person")),
        sa.PrimaryKeyConstraint("interview_id", "person", "trait", name=op.f("pk_shared_note")),
    )
    with op.batch_alter_table("shared_note") as batch_op:
        batch_op.create_index(batch_op.f("ix_shared_note_application_id"), ["application_id"], unique=False)
    with op.batch_alter_table("vote") as batch_op:
        batch_op.add_column(sa.Column("first", sa.String(), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("first_reason", sa.Text(), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("late", sa.Boolean(), nullable=False, server_default=sa.false()))
