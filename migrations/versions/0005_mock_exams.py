"""mock exams

Frozen forms, attempts with what stands at each position, forecasts; and what an item shows before
its stem, its case, its template and its enemies. Code of the version before reads none of it.
"""

import sqlalchemy as sa
from alembic import op

revision = '0005'
down_revision = '0004'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('form',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('certification_id', sa.String(length=120), nullable=False),
    sa.Column('blueprint_id', sa.String(length=120), nullable=False),
    sa.Column('name', sa.String(length=40), nullable=True),
    sa.Column('kind', sa.String(length=40), nullable=False),
    sa.Column('seed', sa.Integer(), nullable=False),
    sa.Column('minutes', sa.Double(), nullable=False),
    sa.Column('sections', sa.JSON(), nullable=False),
    sa.Column('created_at', sa.DateTime(), nullable=False),
    sa.Column('retired_at', sa.DateTime(), nullable=True),
    sa.ForeignKeyConstraint(['certification_id'], ['certification.id'], name=op.f('fk_form_certification_id_certification')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_form'))
    )
    with op.batch_alter_table('form', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_form_certification_id_kind_name'), ['certification_id', 'kind', 'name'], unique=False)

    op.create_table('attempt',
    sa.Column('learner_id', sa.Integer(), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('certification_id', sa.String(length=120), nullable=False),
    sa.Column('form_id', sa.Uuid(), nullable=False),
    sa.Column('extra_time', sa.Double(), nullable=False),
    sa.Column('target', sa.Double(), nullable=True),
    sa.Column('started_at', sa.DateTime(), nullable=False),
    sa.Column('deadline_at', sa.DateTime(), nullable=False),
    sa.Column('section', sa.Integer(), nullable=False),
    sa.Column('break_ends_at', sa.DateTime(), nullable=True),
    sa.Column('tab', sa.Uuid(), nullable=True),
    sa.Column('submitted_at', sa.DateTime(), nullable=True),
    sa.Column('submitted_by', sa.String(length=40), nullable=True),
    sa.Column('score', sa.Double(), nullable=True),
    sa.CheckConstraint("submitted_by IN ('learner', 'deadline')", name=op.f('ck_attempt_submitted_by')),
    sa.CheckConstraint('score BETWEEN 0 AND 1', name=op.f('ck_attempt_score')),
    sa.ForeignKeyConstraint(['certification_id'], ['certification.id'], name=op.f('fk_attempt_certification_id_certification')),
    sa.ForeignKeyConstraint(['form_id'], ['form.id'], name=op.f('fk_attempt_form_id_form')),
    sa.ForeignKeyConstraint(['learner_id'], ['learner.id'], name=op.f('fk_attempt_learner_id_learner'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('learner_id', 'id', name=op.f('pk_attempt'))
    )
    with op.batch_alter_table('attempt', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_attempt_learner_id_certification_id_started_at'), ['learner_id', 'certification_id', 'started_at'], unique=False)
        batch_op.create_index(batch_op.f('ix_attempt_submitted_at_deadline_at'), ['submitted_at', 'deadline_at'], unique=False)
        batch_op.create_index('uq_attempt_open', ['learner_id', 'certification_id'], unique=True, sqlite_where=sa.text('submitted_at IS NULL'), postgresql_where=sa.text('submitted_at IS NULL'))

    op.create_table('attempt_item',
    sa.Column('learner_id', sa.Integer(), nullable=False),
    sa.Column('attempt_id', sa.Uuid(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('revision', sa.Integer(), nullable=False),
    sa.Column('raw', sa.JSON(), nullable=False),
    sa.Column('is_complete', sa.Boolean(), nullable=False),
    sa.Column('changes', sa.JSON(), nullable=False),
    sa.Column('is_flagged', sa.Boolean(), nullable=False),
    sa.Column('struck', sa.JSON(), nullable=False),
    sa.Column('note', sa.Text(), nullable=False),
    sa.Column('confidence', sa.String(length=40), nullable=True),
    sa.Column('elapsed_ms', sa.Integer(), nullable=False),
    sa.Column('saved_at', sa.DateTime(), nullable=False),
    sa.Column('answer', sa.JSON(none_as_null=True), nullable=True),
    sa.Column('is_correct', sa.Boolean(), nullable=True),
    sa.Column('score', sa.Double(), nullable=True),
    sa.Column('miss_reason', sa.String(length=40), nullable=True),
    sa.ForeignKeyConstraint(['learner_id', 'attempt_id'], ['attempt.learner_id', 'attempt.id'], name=op.f('fk_attempt_item_learner_id_attempt_id_attempt'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('learner_id', 'attempt_id', 'position', name=op.f('pk_attempt_item'))
    )
    op.create_table('forecast',
    sa.Column('learner_id', sa.Integer(), nullable=False),
    sa.Column('attempt_id', sa.Uuid(), nullable=False),
    sa.Column('made_at', sa.DateTime(), nullable=False),
    sa.Column('answers', sa.Integer(), nullable=False),
    sa.Column('is_sufficient', sa.Boolean(), nullable=False),
    sa.Column('expected', sa.Double(), nullable=False),
    sa.Column('low', sa.Double(), nullable=False),
    sa.Column('high', sa.Double(), nullable=False),
    sa.Column('target', sa.Double(), nullable=True),
    sa.Column('p_target', sa.Double(), nullable=True),
    sa.Column('domains', sa.JSON(), nullable=False),
    sa.CheckConstraint('p_target BETWEEN 0 AND 1', name=op.f('ck_forecast_p_target')),
    sa.ForeignKeyConstraint(['learner_id', 'attempt_id'], ['attempt.learner_id', 'attempt.id'], name=op.f('fk_forecast_learner_id_attempt_id_attempt'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('learner_id', 'attempt_id', name=op.f('pk_forecast'))
    )
    op.create_table('form_item',
    sa.Column('form_id', sa.Uuid(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('section', sa.String(length=40), nullable=False),
    sa.Column('item_id', sa.String(length=120), nullable=False),
    sa.Column('item_version', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['form_id'], ['form.id'], name=op.f('fk_form_item_form_id_form'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['item_id', 'item_version'], ['item_version.item_id', 'item_version.version'], name=op.f('fk_form_item_item_id_item_version_item_version')),
    sa.PrimaryKeyConstraint('form_id', 'position', name=op.f('pk_form_item')),
    sa.UniqueConstraint('form_id', 'item_id', name=op.f('uq_form_item_form_id_item_id'))
    )
    with op.batch_alter_table('item_version', schema=None) as batch_op:
        batch_op.add_column(sa.Column('stimulus', sa.JSON(none_as_null=True), nullable=True))
        batch_op.add_column(sa.Column('case_id', sa.String(length=120), nullable=True))
        batch_op.add_column(sa.Column('template', sa.String(length=120), nullable=True))
        batch_op.add_column(sa.Column('enemies', sa.JSON(), server_default='[]', nullable=False))


def downgrade() -> None:
    with op.batch_alter_table('item_version', schema=None) as batch_op:
        batch_op.drop_column('enemies')
        batch_op.drop_column('template')
        batch_op.drop_column('case_id')
        batch_op.drop_column('stimulus')

    op.drop_table('form_item')
    op.drop_table('forecast')
    op.drop_table('attempt_item')
    with op.batch_alter_table('attempt', schema=None) as batch_op:
        batch_op.drop_index('uq_attempt_open', sqlite_where=sa.text('submitted_at IS NULL'), postgresql_where=sa.text('submitted_at IS NULL'))
        batch_op.drop_index(batch_op.f('ix_attempt_submitted_at_deadline_at'))
        batch_op.drop_index(batch_op.f('ix_attempt_learner_id_certification_id_started_at'))

    op.drop_table('attempt')
    with op.batch_alter_table('form', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_form_certification_id_kind_name'))

    op.drop_table('form')
