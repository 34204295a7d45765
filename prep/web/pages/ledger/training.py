"""The training log."""

from collections.abc import Mapping
from uuid import UUID

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from prep.errors import InvalidInput
from prep.services.ledger import training
from prep.services.ledger.rules import LIVE_RULE_FROM, list_rules
from prep.web.clock import now
from prep.web.db import get_db
from prep.web.forms import optional_date_field, optional_number_field, text_field, uuid_field
from prep.web.login import current_learner, current_learner_id, login_required
from prep.web.pages.ledger.blueprint import Answer, bp


@bp.get("/training")
@login_required
def log() -> str:
    """The training log with an empty form."""
    return _training_page()


@bp.post("/training")
@login_required
def add_course() -> Answer:
    """Write a course down."""
    return _save_course(None)


@bp.get("/training/<uuid:course_id>")
@login_required
def course(course_id: UUID) -> str:
    """A course to look at or change."""
    found = training.get_course(get_db(), current_learner_id(), course_id)
    values = {
        "name": found.name,
        "provider": found.provider,
        "delivery": found.delivery,
        "hours": f"{found.hours:.12g}",
        "ended_on": found.ended_on,
        "certificate": found.certificate,
    }
    return _course_page(course_id, values)


@bp.post("/training/<uuid:course_id>")
@login_required
def save_course(course_id: UUID) -> Answer:
    """Change a course."""
    training.get_course(get_db(), current_learner_id(), course_id)
    return _save_course(course_id)


@bp.post("/training/<uuid:course_id>/delete")
@login_required
def delete_course(course_id: UUID) -> Response:
    """Take a course out."""
    db = get_db()
    training.delete_course(db, current_learner_id(), course_id)
    db.commit()
    return redirect(url_for("ledger.log", saved="deleted"), 303)


def _save_course(course_id: UUID | None) -> Answer:
    db, learner = get_db(), current_learner()
    try:
        entry = training.CourseEntry(
            name=text_field("name"),
            provider=text_field("provider"),
            delivery=text_field("delivery"),
            hours=optional_number_field("hours", "Hours"),
            ended_on=optional_date_field("ended_on", "Last day"),
            certificate=text_field("certificate"),
        )
        training.save_course(
            db,
            learner.id,
            course_id or uuid_field("course_id"),
            entry,
            today=learner.today(now()),
            now=now(),
        )
    except InvalidInput as error:
        db.rollback()
        page = _course_page(course_id, request.form, error) if course_id else _training_page(error)
        return page, 422
    db.commit()
    return redirect(url_for("ledger.log", saved="course"), 303)


def _training_page(error: InvalidInput | None = None) -> str:
    learner, db = current_learner(), get_db()
    courses = training.list_courses(db, learner.id)
    totals = training.total_training(courses, list_rules(db), today=learner.today(now()))
    return render_template(
        "ledger/training.html",
        courses=courses,
        totals=totals,
        deliveries=training.DELIVERIES,
        live_other=training.LIVE_OTHER,
        live_rule_from=LIVE_RULE_FROM,
        values=request.form if error else {},
        error=error,
        saved=request.args.get("saved"),
    )


def _course_page(
    course_id: UUID, values: Mapping[str, object], error: InvalidInput | None = None
) -> str:
    return render_template(
        "ledger/course.html",
        course_id=course_id,
        deliveries=training.DELIVERIES,
        values=values,
        error=error,
    )
