"""growth

How much practice brings a learner is estimated too, so that evidence on abilities says how much
practice there was. Estimates are a cache of the response log: the old ones are thrown away, and
what starts the new version derives them anew.
"""

import sqlalchemy as sa
from alembic import op

revision = '0008'
down_revision = '0007'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute('DELETE FROM mastery')
    with op.batch_alter_table('mastery', schema=None) as batch_op:
        batch_op.add_column(sa.Column('growth', sa.JSON(), nullable=False))


def downgrade() -> None:
    op.execute('DELETE FROM mastery')
    with op.batch_alter_table('mastery', schema=None) as batch_op:
        batch_op.drop_column('growth')
