"""The custom quiz: the learner says what to practise."""

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from prep.errors import InvalidInput
from prep.services.catalogue import get_catalogue
from prep.services.custom_quizzes import MAX_CUSTOM_COUNT, CustomQuiz, Status, start_custom
from prep.services.quizzes import list_open_quizzes
from prep.web.clock import now
from prep.web.db import get_db
from prep.web.forms import choice_field, int_field, text_field, uuid_field
from prep.web.login import current_enrolment, login_required

bp = Blueprint("practice", __name__, url_prefix="/practice")


@bp.get("")
@login_required
def index() -> str:
    """The builder, filled from the address: ?task=..., ?domain=..., ?concept=..., ?status=..."""
    return _page(dict(request.args))


@bp.post("")
@login_required
def start() -> Response | tuple[str, int]:
    """Start the quiz that was asked for."""
    learner, certification_id = current_enrolment()
    db = get_db()
    try:
        quiz = start_custom(
            db,
            learner.id,
            certification_id,
            _wanted(),
            quiz_id=uuid_field("quiz_id"),
            now=now(),
        )
    except InvalidInput as error:
        db.rollback()
        return _page(dict(request.form), error), 422
    db.commit()
    return redirect(url_for("quiz.resume", quiz_id=quiz.id), 303)


def _wanted() -> CustomQuiz:
    """The form's scope is `domain:ID`, `task:ID`, `concept:ID` or empty for everything."""
    kind, _, scope_id = text_field("scope").partition(":")
    return CustomQuiz(
        domain_id=scope_id if kind == "domain" else None,
        task_id=scope_id if kind == "task" else None,
        status=choice_field("status", Status, "Questions", default=Status.ANY),
        count=int_field("count", "Number of questions"),
        feedback=text_field("feedback", "each"),
        concept_id=scope_id if kind == "concept" else None,
    )


def _page(values: dict[str, str], error: InvalidInput | None = None) -> str:
    learner, certification_id = current_enrolment()
    db = get_db()
    catalogue = get_catalogue(db, certification_id)
    asked = values.get("scope", "").removeprefix("concept:")
    return render_template(
        "practice/index.html",
        blueprint=catalogue.blueprint,
        concept=catalogue.concepts.get(values.get("concept", asked)),
        open_quizzes=list_open_quizzes(db, learner.id, certification_id, now=now()),
        statuses=list(Status),
        max_count=MAX_CUSTOM_COUNT,
        values=values,
        error=error,
    )
