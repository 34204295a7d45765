"""ability tree

The estimates of ability become evidence on a tree. They are a cache of the response log, so the
old ones are thrown away, and what starts the new version derives them anew.
"""

import sqlalchemy as sa
from alembic import op

revision = '0002'
down_revision = '0001'
branch_labels = None
depends_on = None


def upgrade() -> None:
    _make(
        sa.Column('nodes', sa.JSON(), nullable=False),
        sa.Column('gained', sa.Double(), nullable=False),
        sa.Column('began_at', sa.DateTime(), nullable=True),
        sa.Column('day', sa.Integer(), nullable=False),
        sa.Column('taps', sa.JSON(), nullable=False),
    )


def downgrade() -> None:
    _make(
        sa.Column('mean', sa.LargeBinary(), nullable=False),
        sa.Column('covariance', sa.LargeBinary(), nullable=False),
        sa.Column('responses', sa.LargeBinary(), nullable=False),
        sa.Column('updated_at', sa.DateTime(), nullable=True),
    )


def _make(*figures: sa.Column) -> None:
    op.drop_table('mastery')
    op.create_table('mastery',
    sa.Column('learner_id', sa.Integer(), nullable=False),
    sa.Column('certification_id', sa.String(length=120), nullable=False),
    sa.Column('blueprint_id', sa.String(length=120), nullable=False),
    *figures,
    sa.ForeignKeyConstraint(['certification_id'], ['certification.id'], name=op.f('fk_mastery_certification_id_certification')),
    sa.ForeignKeyConstraint(['learner_id'], ['learner.id'], name=op.f('fk_mastery_learner_id_learner'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('learner_id', 'certification_id', name=op.f('pk_mastery'))
    )
