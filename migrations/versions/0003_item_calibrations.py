"""item calibrations

The table of dated item parameters, and the fingerprint by which a certification's catalogue is
known to have new ones. Code of the version before reads neither.
"""

import sqlalchemy as sa
from alembic import op

revision = '0003'
down_revision = '0002'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('item_calibration',
    sa.Column('item_id', sa.String(length=120), nullable=False),
    sa.Column('item_version', sa.Integer(), nullable=False),
    sa.Column('calibrated_at', sa.DateTime(), nullable=False),
    sa.Column('difficulty', sa.Double(), nullable=False),
    sa.Column('difficulty_sd', sa.Double(), nullable=False),
    sa.Column('discrimination', sa.Double(), nullable=False),
    sa.Column('responses', sa.Integer(), nullable=False),
    sa.CheckConstraint('difficulty_sd > 0', name=op.f('ck_item_calibration_difficulty_sd')),
    sa.CheckConstraint('discrimination > 0', name=op.f('ck_item_calibration_discrimination')),
    sa.ForeignKeyConstraint(['item_id', 'item_version'], ['item_version.item_id', 'item_version.version'], name=op.f('fk_item_calibration_item_id_item_version_item_version')),
    sa.PrimaryKeyConstraint('item_id', 'item_version', 'calibrated_at', name=op.f('pk_item_calibration'))
    )
    with op.batch_alter_table('certification', schema=None) as batch_op:
        batch_op.add_column(sa.Column('calibration_hash', sa.String(length=64), nullable=False, server_default=''))


def downgrade() -> None:
    with op.batch_alter_table('certification', schema=None) as batch_op:
        batch_op.drop_column('calibration_hash')

    op.drop_table('item_calibration')
