"""candidates: private notes, and applications continued in another one"""

import sqlalchemy as sa
from alembic import op


revision = '0005'
down_revision = '0004'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('note',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('application_id', sa.Integer(), nullable=False),
    sa.Column('by', sa.String(), nullable=False),
    sa.Column('text', sa.Text(), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['application_id'], ['application.id'], name=op.f('fk_note_application_id')),
    sa.ForeignKeyConstraint(['by'], ['person.id'], name=op.f('fk_note_by')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_note'))
    )
    with op.batch_alter_table('note', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_note_application_id'), ['application_id'], unique=False)

    op.create_table('duplicate',
    sa.Column('application_id', sa.Integer(), nullable=False),
    sa.Column('continued_in', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['application_id'], ['application.id'], name=op.f('fk_duplicate_application_id')),
    sa.ForeignKeyConstraint(['continued_in'], ['application.id'], name=op.f('fk_duplicate_continued_in')),
    sa.PrimaryKeyConstraint('application_id', name=op.f('pk_duplicate'))
    )
    with op.batch_alter_table('duplicate', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_duplicate_continued_in'), ['continued_in'], unique=False)
