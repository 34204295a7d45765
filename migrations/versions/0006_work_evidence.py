"""work evidence

The exercise library, actions with their checks, evidence, private links, the portfolio, what
learners think they can do, how they stood day by day, and what the bank files were at the last
sync. Code of the version before reads none of it, and knows three kinds of quiz.
"""

import sqlalchemy as sa
from alembic import op

revision = '0006'
down_revision = '0005'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('bank_sync',
    sa.Column('fingerprint', sa.String(length=64), nullable=False),
    sa.Column('synced_at', sa.DateTime(), nullable=False),
    sa.PrimaryKeyConstraint('fingerprint', name=op.f('pk_bank_sync'))
    )
    op.create_table('exercise',
    sa.Column('id', sa.String(length=120), nullable=False),
    sa.Column('gap', sa.String(length=40), nullable=False),
    sa.Column('document', sa.JSON(), nullable=False),
    sa.Column('retired_at', sa.DateTime(), nullable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_exercise'))
    )
    op.create_table('action',
    sa.Column('learner_id', sa.Integer(), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('certification_id', sa.String(length=120), nullable=False),
    sa.Column('task_id', sa.String(length=120), nullable=False),
    sa.Column('exercise_id', sa.String(length=120), nullable=False),
    sa.Column('setting', sa.String(length=40), nullable=False),
    sa.Column('place', sa.String(length=200), nullable=False),
    sa.Column('who', sa.String(length=200), nullable=False),
    sa.Column('due_on', sa.Date(), nullable=True),
    sa.Column('planned_at', sa.DateTime(), nullable=False),
    sa.Column('started_at', sa.DateTime(), nullable=True),
    sa.Column('documented_at', sa.DateTime(), nullable=True),
    sa.Column('checked_at', sa.DateTime(), nullable=True),
    sa.Column('dropped_at', sa.DateTime(), nullable=True),
    sa.Column('before', sa.JSON(), nullable=False),
    sa.Column('after', sa.JSON(none_as_null=True), nullable=True),
    sa.ForeignKeyConstraint(['certification_id'], ['certification.id'], name=op.f('fk_action_certification_id_certification')),
    sa.ForeignKeyConstraint(['exercise_id'], ['exercise.id'], name=op.f('fk_action_exercise_id_exercise')),
    sa.ForeignKeyConstraint(['learner_id'], ['learner.id'], name=op.f('fk_action_learner_id_learner'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('learner_id', 'id', name=op.f('pk_action'))
    )
    with op.batch_alter_table('action', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_action_learner_id_certification_id_planned_at'), ['learner_id', 'certification_id', 'planned_at'], unique=False)

    op.create_table('mastery_day',
    sa.Column('learner_id', sa.Integer(), nullable=False),
    sa.Column('certification_id', sa.String(length=120), nullable=False),
    sa.Column('on', sa.Date(), nullable=False),
    sa.Column('blueprint_id', sa.String(length=120), nullable=False),
    sa.Column('figures', sa.JSON(), nullable=False),
    sa.ForeignKeyConstraint(['certification_id'], ['certification.id'], name=op.f('fk_mastery_day_certification_id_certification')),
    sa.ForeignKeyConstraint(['learner_id'], ['learner.id'], name=op.f('fk_mastery_day_learner_id_learner'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('learner_id', 'certification_id', 'on', name=op.f('pk_mastery_day'))
    )
    op.create_table('profile',
    sa.Column('learner_id', sa.Integer(), nullable=False),
    sa.Column('name', sa.String(length=120), nullable=False),
    sa.Column('headline', sa.String(length=200), nullable=False),
    sa.Column('email', sa.String(length=254), nullable=False),
    sa.Column('phone', sa.String(length=40), nullable=False),
    sa.Column('place', sa.String(length=120), nullable=False),
    sa.Column('url', sa.String(length=1000), nullable=False),
    sa.Column('summary', sa.Text(), nullable=False),
    sa.Column('education', sa.String(length=40), nullable=True),
    sa.Column('updated_at', sa.DateTime(), nullable=False),
    sa.ForeignKeyConstraint(['learner_id'], ['learner.id'], name=op.f('fk_profile_learner_id_learner'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('learner_id', name=op.f('pk_profile'))
    )
    op.create_table('project',
    sa.Column('learner_id', sa.Integer(), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('name', sa.String(length=200), nullable=False),
    sa.Column('public_name', sa.String(length=200), nullable=False),
    sa.Column('kind', sa.String(length=40), nullable=False),
    sa.Column('approach', sa.String(length=40), nullable=False),
    sa.Column('organisation', sa.String(length=200), nullable=False),
    sa.Column('my_role', sa.String(length=200), nullable=False),
    sa.Column('team', sa.String(length=500), nullable=False),
    sa.Column('began_on', sa.Date(), nullable=False),
    sa.Column('ended_on', sa.Date(), nullable=True),
    sa.Column('deadline_on', sa.Date(), nullable=True),
    sa.Column('reason', sa.Text(), nullable=False),
    sa.Column('risks', sa.Text(), nullable=False),
    sa.Column('result', sa.Text(), nullable=False),
    sa.Column('confidentiality', sa.String(length=40), nullable=False),
    sa.Column('redacted', sa.JSON(), nullable=False),
    sa.Column('created_at', sa.DateTime(), nullable=False),
    sa.Column('updated_at', sa.DateTime(), nullable=False),
    sa.CheckConstraint("confidentiality IN ('private', 'redacted', 'shareable')", name=op.f('ck_project_confidentiality')),
    sa.ForeignKeyConstraint(['learner_id'], ['learner.id'], name=op.f('fk_project_learner_id_learner'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('learner_id', 'id', name=op.f('pk_project'))
    )
    op.create_table('self_rating',
    sa.Column('learner_id', sa.Integer(), nullable=False),
    sa.Column('question', sa.String(length=40), nullable=False),
    sa.Column('rating', sa.Integer(), nullable=False),
    sa.Column('rated_at', sa.DateTime(), nullable=False),
    sa.CheckConstraint('rating BETWEEN 1 AND 5', name=op.f('ck_self_rating_rating')),
    sa.ForeignKeyConstraint(['learner_id'], ['learner.id'], name=op.f('fk_self_rating_learner_id_learner'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('learner_id', 'question', name=op.f('pk_self_rating'))
    )
    op.create_table('training',
    sa.Column('learner_id', sa.Integer(), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('name', sa.String(length=200), nullable=False),
    sa.Column('provider', sa.String(length=200), nullable=False),
    sa.Column('delivery', sa.String(length=40), nullable=False),
    sa.Column('hours', sa.Double(), nullable=False),
    sa.Column('ended_on', sa.Date(), nullable=False),
    sa.Column('certificate', sa.String(length=1000), nullable=False),
    sa.Column('created_at', sa.DateTime(), nullable=False),
    sa.CheckConstraint('hours > 0', name=op.f('ck_training_hours')),
    sa.ForeignKeyConstraint(['learner_id'], ['learner.id'], name=op.f('fk_training_learner_id_learner'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('learner_id', 'id', name=op.f('pk_training'))
    )
    op.create_table('action_check',
    sa.Column('learner_id', sa.Integer(), nullable=False),
    sa.Column('action_id', sa.Uuid(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('due_on', sa.Date(), nullable=False),
    sa.Column('quiz_id', sa.Uuid(), nullable=True),
    sa.ForeignKeyConstraint(['learner_id', 'action_id'], ['action.learner_id', 'action.id'], name=op.f('fk_action_check_learner_id_action_id_action'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['learner_id', 'quiz_id'], ['quiz.learner_id', 'quiz.id'], name=op.f('fk_action_check_learner_id_quiz_id_quiz'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('learner_id', 'action_id', 'number', name=op.f('pk_action_check'))
    )
    with op.batch_alter_table('action_check', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_action_check_learner_id_quiz_id'), ['learner_id', 'quiz_id'], unique=False)

    op.create_table('evidence',
    sa.Column('learner_id', sa.Integer(), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('action_id', sa.Uuid(), nullable=True),
    sa.Column('project_id', sa.Uuid(), nullable=True),
    sa.Column('title', sa.String(length=200), nullable=False),
    sa.Column('situation', sa.Text(), nullable=False),
    sa.Column('action', sa.Text(), nullable=False),
    sa.Column('result', sa.Text(), nullable=False),
    sa.Column('number', sa.String(length=200), nullable=False),
    sa.Column('artefact_url', sa.String(length=1000), nullable=False),
    sa.Column('artefact_text', sa.Text(), nullable=False),
    sa.Column('hours', sa.Double(), nullable=True),
    sa.Column('began_on', sa.Date(), nullable=True),
    sa.Column('ended_on', sa.Date(), nullable=True),
    sa.Column('people', sa.String(length=500), nullable=False),
    sa.Column('confidentiality', sa.String(length=40), nullable=False),
    sa.Column('redacted', sa.JSON(), nullable=False),
    sa.Column('rubric', sa.JSON(), nullable=False),
    sa.Column('reflection', sa.JSON(), nullable=False),
    sa.Column('created_at', sa.DateTime(), nullable=False),
    sa.Column('updated_at', sa.DateTime(), nullable=False),
    sa.CheckConstraint("confidentiality IN ('private', 'redacted', 'shareable')", name=op.f('ck_evidence_confidentiality')),
    sa.CheckConstraint('hours >= 0', name=op.f('ck_evidence_hours')),
    sa.ForeignKeyConstraint(['learner_id', 'action_id'], ['action.learner_id', 'action.id'], name=op.f('fk_evidence_learner_id_action_id_action'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['learner_id', 'project_id'], ['project.learner_id', 'project.id'], name=op.f('fk_evidence_learner_id_project_id_project')),
    sa.ForeignKeyConstraint(['learner_id'], ['learner.id'], name=op.f('fk_evidence_learner_id_learner'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('learner_id', 'id', name=op.f('pk_evidence')),
    sa.UniqueConstraint('learner_id', 'action_id', name=op.f('uq_evidence_learner_id_action_id'))
    )
    with op.batch_alter_table('evidence', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_evidence_learner_id_project_id'), ['learner_id', 'project_id'], unique=False)

    op.create_table('experience',
    sa.Column('learner_id', sa.Integer(), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('project_id', sa.Uuid(), nullable=False),
    sa.Column('began_on', sa.Date(), nullable=False),
    sa.Column('ended_on', sa.Date(), nullable=True),
    sa.Column('hours', sa.JSON(), nullable=False),
    sa.Column('description', sa.Text(), nullable=False),
    sa.Column('updated_at', sa.DateTime(), nullable=False),
    sa.CheckConstraint('ended_on >= began_on', name=op.f('ck_experience_dates')),
    sa.ForeignKeyConstraint(['learner_id', 'project_id'], ['project.learner_id', 'project.id'], name=op.f('fk_experience_learner_id_project_id_project')),
    sa.ForeignKeyConstraint(['learner_id'], ['learner.id'], name=op.f('fk_experience_learner_id_learner'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('learner_id', 'id', name=op.f('pk_experience'))
    )
    with op.batch_alter_table('experience', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_experience_learner_id_project_id'), ['learner_id', 'project_id'], unique=False)

    op.create_table('private_link',
    sa.Column('learner_id', sa.Integer(), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('kind', sa.String(length=40), nullable=False),
    sa.Column('secret_hash', sa.String(length=64), nullable=False),
    sa.Column('action_id', sa.Uuid(), nullable=True),
    sa.Column('created_at', sa.DateTime(), nullable=False),
    sa.Column('expires_at', sa.DateTime(), nullable=True),
    sa.Column('revoked_at', sa.DateTime(), nullable=True),
    sa.CheckConstraint("(kind = 'mentor') = (action_id IS NOT NULL)", name=op.f('ck_private_link_action')),
    sa.CheckConstraint("kind IN ('mentor', 'calendar')", name=op.f('ck_private_link_kind')),
    sa.ForeignKeyConstraint(['learner_id', 'action_id'], ['action.learner_id', 'action.id'], name=op.f('fk_private_link_learner_id_action_id_action'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['learner_id'], ['learner.id'], name=op.f('fk_private_link_learner_id_learner'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('learner_id', 'id', name=op.f('pk_private_link')),
    sa.UniqueConstraint('secret_hash', name=op.f('uq_private_link_secret_hash'))
    )
    with op.batch_alter_table('private_link', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_private_link_learner_id_kind'), ['learner_id', 'kind'], unique=False)

    op.create_table('bullet',
    sa.Column('learner_id', sa.Integer(), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('project_id', sa.Uuid(), nullable=True),
    sa.Column('evidence_id', sa.Uuid(), nullable=True),
    sa.Column('it_wording', sa.Text(), nullable=False),
    sa.Column('project_wording', sa.Text(), nullable=False),
    sa.Column('is_exported', sa.Boolean(), nullable=False),
    sa.Column('created_at', sa.DateTime(), nullable=False),
    sa.Column('updated_at', sa.DateTime(), nullable=False),
    sa.ForeignKeyConstraint(['learner_id', 'evidence_id'], ['evidence.learner_id', 'evidence.id'], name=op.f('fk_bullet_learner_id_evidence_id_evidence')),
    sa.ForeignKeyConstraint(['learner_id', 'project_id'], ['project.learner_id', 'project.id'], name=op.f('fk_bullet_learner_id_project_id_project')),
    sa.ForeignKeyConstraint(['learner_id'], ['learner.id'], name=op.f('fk_bullet_learner_id_learner'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('learner_id', 'id', name=op.f('pk_bullet'))
    )
    with op.batch_alter_table('bullet', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_bullet_learner_id_evidence_id'), ['learner_id', 'evidence_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_bullet_learner_id_project_id'), ['learner_id', 'project_id'], unique=False)

    op.create_table('sign_off',
    sa.Column('learner_id', sa.Integer(), nullable=False),
    sa.Column('link_id', sa.Uuid(), nullable=False),
    sa.Column('action_id', sa.Uuid(), nullable=False),
    sa.Column('name', sa.String(length=120), nullable=False),
    sa.Column('role', sa.String(length=120), nullable=False),
    sa.Column('comment', sa.Text(), nullable=False),
    sa.Column('signed_at', sa.DateTime(), nullable=False),
    sa.ForeignKeyConstraint(['learner_id', 'action_id'], ['action.learner_id', 'action.id'], name=op.f('fk_sign_off_learner_id_action_id_action'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['learner_id', 'link_id'], ['private_link.learner_id', 'private_link.id'], name=op.f('fk_sign_off_learner_id_link_id_private_link')),
    sa.ForeignKeyConstraint(['learner_id'], ['learner.id'], name=op.f('fk_sign_off_learner_id_learner'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('learner_id', 'link_id', name=op.f('pk_sign_off'))
    )
    with op.batch_alter_table('sign_off', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_sign_off_learner_id_action_id'), ['learner_id', 'action_id'], unique=False)

    op.create_table('story',
    sa.Column('learner_id', sa.Integer(), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('project_id', sa.Uuid(), nullable=True),
    sa.Column('evidence_id', sa.Uuid(), nullable=True),
    sa.Column('question', sa.String(length=40), nullable=False),
    sa.Column('title', sa.String(length=200), nullable=False),
    sa.Column('situation', sa.Text(), nullable=False),
    sa.Column('task', sa.Text(), nullable=False),
    sa.Column('action', sa.Text(), nullable=False),
    sa.Column('result', sa.Text(), nullable=False),
    sa.Column('is_exported', sa.Boolean(), nullable=False),
    sa.Column('created_at', sa.DateTime(), nullable=False),
    sa.Column('updated_at', sa.DateTime(), nullable=False),
    sa.ForeignKeyConstraint(['learner_id', 'evidence_id'], ['evidence.learner_id', 'evidence.id'], name=op.f('fk_story_learner_id_evidence_id_evidence')),
    sa.ForeignKeyConstraint(['learner_id', 'project_id'], ['project.learner_id', 'project.id'], name=op.f('fk_story_learner_id_project_id_project')),
    sa.ForeignKeyConstraint(['learner_id'], ['learner.id'], name=op.f('fk_story_learner_id_learner'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('learner_id', 'id', name=op.f('pk_story'))
    )
    with op.batch_alter_table('story', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_story_learner_id_evidence_id'), ['learner_id', 'evidence_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_story_learner_id_project_id'), ['learner_id', 'project_id'], unique=False)

    with op.batch_alter_table('learner', schema=None) as batch_op:
        batch_op.add_column(sa.Column('shows_streak', sa.Boolean(), server_default=sa.true(), nullable=False))

    with op.batch_alter_table('mastery', schema=None) as batch_op:
        batch_op.add_column(sa.Column('answered_on', sa.Date(), nullable=True))

    _restrict_quiz_kinds('daily', 'custom', 'diagnostic', 'check')



def downgrade() -> None:
    op.execute("UPDATE quiz SET kind = 'custom' WHERE kind = 'check'")
    _restrict_quiz_kinds('daily', 'custom', 'diagnostic')
    with op.batch_alter_table('mastery', schema=None) as batch_op:
        batch_op.drop_column('answered_on')

    with op.batch_alter_table('learner', schema=None) as batch_op:
        batch_op.drop_column('shows_streak')

    with op.batch_alter_table('story', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_story_learner_id_project_id'))
        batch_op.drop_index(batch_op.f('ix_story_learner_id_evidence_id'))

    op.drop_table('story')
    with op.batch_alter_table('sign_off', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_sign_off_learner_id_action_id'))

    op.drop_table('sign_off')
    with op.batch_alter_table('bullet', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_bullet_learner_id_project_id'))
        batch_op.drop_index(batch_op.f('ix_bullet_learner_id_evidence_id'))

    op.drop_table('bullet')
    with op.batch_alter_table('private_link', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_private_link_learner_id_kind'))

    op.drop_table('private_link')
    with op.batch_alter_table('experience', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_experience_learner_id_project_id'))

    op.drop_table('experience')
    with op.batch_alter_table('evidence', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_evidence_learner_id_project_id'))

    op.drop_table('evidence')
    with op.batch_alter_table('action_check', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_action_check_learner_id_quiz_id'))

    op.drop_table('action_check')
    op.drop_table('training')
    op.drop_table('self_rating')
    op.drop_table('project')
    op.drop_table('profile')
    op.drop_table('mastery_day')
    with op.batch_alter_table('action', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_action_learner_id_certification_id_planned_at'))

    op.drop_table('action')
    op.drop_table('exercise')
    op.drop_table('bank_sync')


def _restrict_quiz_kinds(*kinds: str) -> None:
    words = ', '.join(f"'{kind}'" for kind in kinds)
    with op.batch_alter_table('quiz', schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f('ck_quiz_kind'), type_='check')
        batch_op.create_check_constraint(batch_op.f('ck_quiz_kind'), f'kind IN ({words})')
