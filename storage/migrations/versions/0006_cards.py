"""scorecards can be corrected"""

import sqlalchemy as sa
from alembic import op


revision = '0006'
down_revision = '0005'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('first_scorecard',
    sa.Column('interview_id', sa.Integer(), nullable=False),
    sa.Column('person', sa.String(), nullable=False),
    sa.Column('answers', sa.JSON(), nullable=False),
    sa.ForeignKeyConstraint(['interview_id'], ['interview.id'], name=op.f('fk_first_scorecard_interview_id')),
    sa.ForeignKeyConstraint(['person'], ['person.id'], name=op.f('fk_first_scorecard_person')),
    sa.PrimaryKeyConstraint('interview_id', 'person', name=op.f('pk_first_scorecard'))
    )
    op.create_table('forgone_scorecard',
    sa.Column('interview_id', sa.Integer(), nullable=False),
    sa.Column('person', sa.String(), nullable=False),
    sa.Column('by', sa.String(), nullable=False),
    sa.Column('reason', sa.Text(), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['by'], ['person.id'], name=op.f('fk_forgone_scorecard_by')),
    sa.ForeignKeyConstraint(['interview_id'], ['interview.id'], name=op.f('fk_forgone_scorecard_interview_id')),
    sa.ForeignKeyConstraint(['person'], ['person.id'], name=op.f('fk_forgone_scorecard_person')),
    sa.PrimaryKeyConstraint('interview_id', 'person', name=op.f('pk_forgone_scorecard'))
    )
    with op.batch_alter_table('scorecard', schema=None) as batch_op:
        batch_op.add_column(sa.Column('version', sa.Integer(), nullable=False, server_default='1'))
        batch_op.add_column(sa.Column('corrected_at', sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column('for_recruiter', sa.Text(), nullable=False, server_default=''))
        batch_op.add_column(sa.Column('presses', sa.JSON(), nullable=False, server_default='[]'))
