"""hiring: how long applications stay in each stage; people's days off, pauses and morning digest"""

import sqlalchemy as sa
from alembic import op


revision = '0002'
down_revision = '0001'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('stay',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('application_id', sa.Integer(), nullable=False),
    sa.Column('stage', sa.String(), nullable=False),
    sa.Column('entered_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('left_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('outcome', sa.Enum('passed', 'rejected', 'withdrew', name='outcome', native_enum=False, create_constraint=True), nullable=True),
    sa.CheckConstraint('(left_at IS NULL) = (outcome IS NULL)', name=op.f('ck_stay_an_end_has_an_outcome')),
    sa.ForeignKeyConstraint(['application_id'], ['application.id'], name=op.f('fk_stay_application_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_stay'))
    )
    with op.batch_alter_table('stay', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_stay_application_id'), ['application_id'], unique=False)
        batch_op.create_index('stay_by_entry', ['entered_at'], unique=False)

    # Not in batch mode: SQLite would build the table anew and lose its index on an expression.
    op.add_column('person', sa.Column('away', sa.JSON(), server_default='[]', nullable=False))
    op.add_column('person', sa.Column('back_on', sa.String(), nullable=True))
    op.add_column('person', sa.Column('digest', sa.Boolean(), server_default=sa.false(), nullable=False))

    # Earlier stages were not written down: the figures begin with where everybody stands.
    op.execute("""
        INSERT INTO stay (application_id, stage, entered_at, left_at, outcome)
        SELECT id, stage, stage_since, closed_at, CASE state
            WHEN 'hired' THEN 'passed'
            WHEN 'rejected' THEN 'rejected'
            WHEN 'withdrawn' THEN 'withdrew'
            WHEN 'offer_declined' THEN 'withdrew'
        END
        FROM application
    """)
