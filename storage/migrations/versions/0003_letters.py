"""letters: a second reader, and the day by which a candidate hears from us"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

STATES = "state IN ('draft', 'reading', 'approved', 'sent', 'held', 'cancelled')"


def upgrade() -> None:
    _letters_can_be_read()
    op.create_table(
        "contact",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("application_id", sa.Integer(), nullable=False),
        sa.Column("letter_id", sa.Integer(), nullable=True),
        sa.Column("promised", sa.Date(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["application_id"], ["application.id"], name=op.f("fk_contact_application_id")),
        sa.ForeignKeyConstraint(["by"], ["person.id"], name=op.f("fk_contact_by")),
        sa.ForeignKeyConstraint(["letter_id"], ["letter.id"], name=op.f("fk_contact_letter_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contact")),
        sa.UniqueConstraint("letter_id", name=op.f("uq_contact_letter_id")),
    )
    op.create_index(op.f("ix_contact_application_id"), "contact", ["application_id"])


def _letters_can_be_read() -> None:
    known = op.f("ck_letter_state_known")
    with op.batch_alter_table("letter") as letter:
        letter.add_column(sa.Column("reader", sa.String(), nullable=True))
        letter.add_column(sa.Column("remark", sa.Text(), nullable=False, server_default=""))
        letter.create_foreign_key(op.f("fk_letter_reader"), "person", ["reader"], ["id"])
        letter.drop_constraint(known, type_="check")
        letter.create_check_constraint(known, STATES)
