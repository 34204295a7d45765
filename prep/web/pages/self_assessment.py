"""The self-assessment: four ratings, and what was measured beside them."""

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from prep.errors import InvalidInput
from prep.services.self_assessment import QUESTIONS, SCALE, get_ratings, save_ratings
from prep.services.self_comparison import compare_ratings
from prep.web.clock import now
from prep.web.db import get_db
from prep.web.forms import text_field
from prep.web.login import current_enrolment, login_required

bp = Blueprint("self_assessment", __name__, url_prefix="/setup/self-assessment")


@bp.get("")
@login_required
def index() -> str:
    """The four questions, with the ratings given so far."""
    return _page()


@bp.post("")
@login_required
def save() -> Response | tuple[str, int]:
    """Keep the ratings."""
    learner, _ = current_enrolment()
    db = get_db()
    given = {question.id: text_field(question.id) for question in QUESTIONS}
    try:
        save_ratings(db, learner.id, given, now=now())
    except InvalidInput as error:
        db.rollback()
        return _page(given, error), 422
    db.commit()
    return redirect(url_for("self_assessment.compare", saved=1), 303)


@bp.get("/measured")
@login_required
def compare() -> str:
    """What the learner thought and what was measured."""
    learner, certification_id = current_enrolment()
    lines = compare_ratings(get_db(), learner.id, certification_id, now=now())
    return render_template(
        "self_assessment/compare.html", lines=lines, is_saved="saved" in request.args
    )


def _page(given: dict[str, str] | None = None, error: InvalidInput | None = None) -> str:
    learner, _ = current_enrolment()
    ratings: dict[str, int | str] = {**get_ratings(get_db(), learner.id)}
    return render_template(
        "self_assessment/index.html",
        questions=QUESTIONS,
        scale=SCALE,
        is_first=not ratings,
        values=ratings | {name: value for name, value in (given or {}).items() if value},
        error=error,
    )
