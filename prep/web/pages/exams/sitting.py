"""The exam room: questions, the review, sections, breaks and handing in."""

from dataclasses import replace
from typing import Any
from uuid import UUID

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from prep.errors import InvalidInput
from prep.services.exams import sections
from prep.services.exams.sitting import (
    get_attempt_view,
    get_exam_question,
    get_position,
    get_review,
)
from prep.services.exams.submitting import submit_attempt
from prep.services.exams.views import ExamQuestionView, Stage
from prep.web.clock import now
from prep.web.db import get_db
from prep.web.fitted import get_layer
from prep.web.forms import int_field, raw_fields, text_field
from prep.web.login import current_learner_id, login_required
from prep.web.pages.exams.blueprint import Answer, bp, room, submit_in_time

FILTERS = ("all", "flagged", "unanswered", "incomplete")


@bp.get("/<uuid:attempt_id>/")
@login_required
def resume(attempt_id: UUID) -> Response:
    """Go where the attempt stands: a question, the break, or the result."""
    submit_in_time(attempt_id)
    db, learner_id = get_db(), current_learner_id()
    attempt = get_attempt_view(db, learner_id, attempt_id, now=now())
    if attempt.stage is Stage.SUBMITTED:
        return redirect(url_for("exam_results.result", attempt_id=attempt_id), 303)
    if attempt.stage is Stage.BREAK:
        return redirect(url_for("exams.rest", attempt_id=attempt_id), 303)
    position = get_position(db, learner_id, attempt_id)
    return redirect(url_for("exams.question", attempt_id=attempt_id, position=position), 303)


@bp.get("/<uuid:attempt_id>/<int:position>")
@room
def question(attempt_id: UUID, position: int) -> str:
    """One question of the open section."""
    return question_page(attempt_id, position)


@bp.get("/<uuid:attempt_id>/review")
@room
def review(attempt_id: UUID) -> str:
    """The questions of the open section, filtered by ?show=."""
    show = request.args.get("show", "all")
    return _review_page("exam/review.html", attempt_id, show=show if show in FILTERS else "all")


@bp.get("/<uuid:attempt_id>/leave-section")
@room
def leaving(attempt_id: UUID) -> Answer:
    """Before a section is left for ever."""
    found = get_review(get_db(), learner_id=current_learner_id(), attempt_id=attempt_id, now=now())
    if found.attempt.is_last_section:
        return redirect(url_for("exams.submitting", attempt_id=attempt_id), 303)
    return render_template("exam/leave.html", review=found)


@bp.post("/<uuid:attempt_id>/leave-section")
@room
def leave_section(attempt_id: UUID) -> Response:
    """Lock the section and go on to the break or to the next one."""
    db = get_db()
    sections.leave_section(
        db,
        current_learner_id(),
        attempt_id,
        number=int_field("section", "Section"),
        takes_break=text_field("break") == "1",
        now=now(),
    )
    db.commit()
    return redirect(url_for("exams.resume", attempt_id=attempt_id), 303)


@bp.get("/<uuid:attempt_id>/break")
@room
def rest(attempt_id: UUID) -> Answer:
    """The break, with what is left of it."""
    attempt = get_attempt_view(get_db(), current_learner_id(), attempt_id, now=now())
    if attempt.stage is not Stage.BREAK:
        return redirect(url_for("exams.resume", attempt_id=attempt_id), 303)
    return render_template("exam/break.html", attempt=attempt)


@bp.post("/<uuid:attempt_id>/break")
@room
def end_break(attempt_id: UUID) -> Response:
    """End the break early."""
    db = get_db()
    sections.end_break(db, current_learner_id(), attempt_id, now=now())
    db.commit()
    return redirect(url_for("exams.resume", attempt_id=attempt_id), 303)


@bp.get("/<uuid:attempt_id>/submit")
@room
def submitting(attempt_id: UUID) -> str:
    """Before handing in: what is unanswered, and what is flagged."""
    return _review_page("exam/submit.html", attempt_id, in_break=True)


@bp.post("/<uuid:attempt_id>/submit")
@room
def submit(attempt_id: UUID) -> Response:
    """Hand the exam in."""
    db = get_db()
    submit_attempt(db, current_learner_id(), attempt_id, now=now(), layer=get_layer())
    db.commit()
    return redirect(url_for("exams.resume", attempt_id=attempt_id), 303)


def question_page(
    attempt_id: UUID,
    position: int,
    *,
    error: InvalidInput | None = None,
    is_stale: bool = False,
) -> str:
    """The page of a question. A form that comes back stands there as it was filled in."""
    found = get_exam_question(
        get_db(),
        learner_id=current_learner_id(),
        attempt_id=attempt_id,
        position=position,
        now=now(),
    )
    comes_back = is_stale or error is not None
    return render_template(
        "exam/question.html",
        question=_as_filled_in(found) if comes_back else found,
        chosen=raw_fields() if comes_back else found.saved.raw,
        error=error,
        is_stale=is_stale,
    )


def _as_filled_in(question: ExamQuestionView) -> ExamQuestionView:
    """The question with what the form says besides its answer."""
    saved = replace(
        question.saved,
        is_flagged=text_field("is_flagged") == "1",
        note=text_field("note"),
        confidence=text_field("confidence"),
    )
    return replace(question, saved=saved)


def _review_page(template: str, attempt_id: UUID, *, in_break: bool = False, **facts: Any) -> str:
    found = get_review(
        get_db(),
        learner_id=current_learner_id(),
        attempt_id=attempt_id,
        now=now(),
        in_break=in_break,
    )
    return render_template(template, review=found, **facts)
