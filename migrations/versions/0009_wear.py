"""wear

Evidence on abilities wears off by another rule. Estimates are a cache of the response log: the old
ones are thrown away, and what starts the new version derives them anew.
"""

from alembic import op

revision = '0009'
down_revision = '0008'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute('DELETE FROM mastery')


def downgrade() -> None:
    op.execute('DELETE FROM mastery')
