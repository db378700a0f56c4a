"""the audit is sealed, restores are remembered, and SQLite gives no id twice"""

import re

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

COUNTED = (
    "candidate", "application", "stay", "decision", "note", "interview", "slot_search", "letter", "contact", "outbox",
    "audit",
)


def upgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        for table in COUNTED:
            never_reuse_ids(table)
    op.create_table(
        "seal",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("audit_id", sa.Integer(), nullable=False),
        sa.Column("hash", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["audit_id"], ["audit.id"], name=op.f("fk_seal_audit_id")),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_seal")),
        sa.UniqueConstraint("audit_id", name=op.f("uq_seal_audit_id")),
    )
    op.create_table(
        "restore",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_application", sa.Integer(), nullable=False),
        sa.Column("last_promise", sa.Integer(), nullable=False),
        sa.Column("last_entry", sa.Integer(), nullable=False),
        sa.Column("told_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("looked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_by", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["ended_by"], ["person.id"], name=op.f("fk_restore_ended_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_restore")),
    )
    if op.get_bind().dialect.name == "sqlite":
        never_reuse_ids("restore")


def never_reuse_ids(table: str) -> None:
    """SQLite learns AUTOINCREMENT only with a new table: the same one, filled and put in the old one's place."""
    connection = op.get_bind()
    ask = "SELECT sql FROM sqlite_master WHERE tbl_name = ? AND type = ? AND sql IS NOT NULL"
    (made,) = connection.exec_driver_sql(ask, (table, "table")).scalars().all()
    indexes = connection.exec_driver_sql(ask, (table, "index")).scalars().all()
    counted = made.replace("id INTEGER NOT NULL", f"id INTEGER NOT NULL CONSTRAINT pk_{table} PRIMARY KEY AUTOINCREMENT", 1)
    counted = re.sub(rf",\s*CONSTRAINT pk_{table} PRIMARY KEY \(id\)", "", counted)
    counted = re.sub(rf'CREATE TABLE "?{table}"?', f'CREATE TABLE "_new_{table}"', counted, count=1)
    connection.exec_driver_sql(counted)
    connection.exec_driver_sql(f'INSERT INTO "_new_{table}" SELECT * FROM "{table}"')
    connection.exec_driver_sql(f'DROP TABLE "{table}"')
    connection.exec_driver_sql(f'ALTER TABLE "_new_{table}" RENAME TO "{table}"')
    for index in indexes:
        connection.exec_driver_sql(index)
