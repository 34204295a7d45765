"""All actions with proposals for the weakest tasks, and one action by itself."""

from uuid import UUID

from flask import render_template

from prep.services.actions.overview import PROPOSALS, get_overview
from prep.services.catalogue import get_catalogue
from prep.services.enrolments import JOB_ROLES, get_plan
from prep.services.exercise_words import SETTINGS
from prep.services.exercises import propose
from prep.services.mentoring import get_mentoring
from prep.web.before_after_chart import before_after_chart
from prep.web.clock import now
from prep.web.db import get_db
from prep.web.exercise_filters import MINUTES, filters_of_address
from prep.web.login import current_enrolment, current_learner_id, login_required
from prep.web.pages.actions.blueprint import bp, page_of


@bp.get("")
@login_required
def index() -> str:
    """What is open and what is next; what would help with the weakest tasks; what is done."""
    learner, certification_id = current_enrolment()
    db = get_db()
    catalogue = get_catalogue(db, certification_id)
    role = get_plan(db, learner.id, certification_id).job_role
    wanted = filters_of_address({task.id for task in catalogue.blueprint.tasks}, default_role=role)
    proposals = propose(
        db,
        learner.id,
        certification_id,
        now=now(),
        task_id=wanted.task or None,
        role=wanted.role,
        minutes=wanted.minutes_limit,
        setting=wanted.setting or None,
        limit=PROPOSALS,
    )
    return render_template(
        "actions/index.html",
        overview=get_overview(db, learner.id, certification_id, today=learner.today(now())),
        proposals=proposals,
        blueprint=catalogue.blueprint,
        wanted=wanted,
        roles=JOB_ROLES,
        minutes=MINUTES,
        settings=SETTINGS,
    )


@bp.get("/<uuid:action_id>")
@login_required
def show(action_id: UUID) -> str:
    """One action: its plan, its evidence, its check, before and after."""
    page = page_of(action_id)
    chart = before_after_chart(page.comparison) if page.comparison else None
    return render_template(
        "actions/show.html",
        page=page,
        action=page.action,
        chart=chart,
        mentoring=get_mentoring(get_db(), current_learner_id(), action_id, now=now()),
    )
