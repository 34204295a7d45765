"""One question a page: ask, mark, explain; bookmark, note and report."""

from typing import Any
from uuid import UUID

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from prep.errors import InvalidInput
from prep.learning.items import Confidence
from prep.services.actions.checking import find_action_of
from prep.services.answering import GivenAnswer, answer_item
from prep.services.findings import get_findings
from prep.services.notes import (
    PROBLEM_KINDS,
    ProblemReport,
    report_problem,
    save_note,
    set_bookmark,
)
from prep.services.questions import FeedbackView, current_position, get_question
from prep.services.quizzes import finish_quiz
from prep.services.results import get_result
from prep.web.clock import now
from prep.web.db import get_db
from prep.web.fitted import get_layer
from prep.web.forms import (
    optional_choice_field,
    optional_int_field,
    raw_fields,
    text_field,
    uuid_field,
)
from prep.web.login import current_learner_id, login_required

bp = Blueprint("quiz", __name__, url_prefix="/quiz/<uuid:quiz_id>")


@bp.get("")
@login_required
def resume(quiz_id: UUID) -> Response:
    """Go where the quiz stands: its first open question, or its result."""
    position = current_position(get_db(), current_learner_id(), quiz_id)
    if position is None:
        return redirect(url_for("quiz.result", quiz_id=quiz_id), 303)
    return redirect(url_for("quiz.question", quiz_id=quiz_id, position=position), 303)


@bp.get("/<int:position>")
@login_required
def question(quiz_id: UUID, position: int) -> str:
    """A question before its answer, or its feedback after it."""
    return _page(quiz_id, position)


@bp.post("/<int:position>/answer")
@login_required
def answer(quiz_id: UUID, position: int) -> Response | tuple[str, int]:
    """Store an answer; a wrong one in form comes back with the reason, nothing stored."""
    db = get_db()
    try:
        given = GivenAnswer(
            response_id=uuid_field("response_id"),
            raw=raw_fields(),
            confidence=optional_choice_field("confidence", Confidence, "Sure or unsure"),
            elapsed_ms=optional_int_field("elapsed_ms"),
        )
        explains_now = answer_item(
            db,
            learner_id=current_learner_id(),
            quiz_id=quiz_id,
            position=position,
            given=given,
            now=now(),
            layer=get_layer(),
        )
    except InvalidInput as error:
        db.rollback()
        return _page(quiz_id, position, error=error, chosen=raw_fields()), 422
    db.commit()
    if explains_now:
        return redirect(url_for("quiz.question", quiz_id=quiz_id, position=position), 303)
    return redirect(url_for("quiz.resume", quiz_id=quiz_id), 303)


@bp.post("/<int:position>/bookmark")
@login_required
def bookmark(quiz_id: UUID, position: int) -> Response:
    """Put the bookmark on or take it off."""
    db = get_db()
    set_bookmark(
        db,
        learner_id=current_learner_id(),
        quiz_id=quiz_id,
        position=position,
        is_on=text_field("on") == "1",
        now=now(),
    )
    db.commit()
    return redirect(url_for("quiz.question", quiz_id=quiz_id, position=position), 303)


@bp.post("/<int:position>/note")
@login_required
def note(quiz_id: UUID, position: int) -> Response | tuple[str, int]:
    """Keep a note on the question; one that cannot be kept comes back as it was typed."""
    db = get_db()
    try:
        save_note(
            db,
            learner_id=current_learner_id(),
            quiz_id=quiz_id,
            position=position,
            note=text_field("note"),
            now=now(),
        )
    except InvalidInput as error:
        db.rollback()
        return _page(quiz_id, position, error=error, values=request.form), 422
    db.commit()
    return redirect(
        url_for("quiz.question", quiz_id=quiz_id, position=position, _anchor="note"), 303
    )


@bp.post("/<int:position>/report")
@login_required
def report(quiz_id: UUID, position: int) -> Response | tuple[str, int]:
    """Store what the learner says is wrong with the question."""
    db = get_db()
    try:
        report_problem(
            db,
            learner_id=current_learner_id(),
            quiz_id=quiz_id,
            position=position,
            report=ProblemReport(uuid_field("report_id"), text_field("kind"), text_field("text")),
            now=now(),
        )
    except InvalidInput as error:
        db.rollback()
        return _page(quiz_id, position, error=error, values=request.form), 422
    db.commit()
    return redirect(url_for("quiz.question", quiz_id=quiz_id, position=position, reported=1), 303)


@bp.post("/finish")
@login_required
def finish(quiz_id: UUID) -> Response:
    """End the quiz here; its answers stand."""
    db = get_db()
    finish_quiz(db, current_learner_id(), quiz_id, now=now())
    db.commit()
    return redirect(url_for("quiz.result", quiz_id=quiz_id), 303)


@bp.get("/result")
@login_required
def result(quiz_id: UUID) -> str:
    """How the quiz went; after a diagnostic, what it showed; after a check, the way back."""
    learner_id = current_learner_id()
    found = get_result(get_db(), learner_id=learner_id, quiz_id=quiz_id)
    showed = found.quiz.kind == "diagnostic" and found.quiz.answered
    findings = get_findings(get_db(), learner_id, found.quiz, now=now()) if showed else None
    is_check = found.quiz.kind == "check"
    action_id = find_action_of(get_db(), learner_id, quiz_id) if is_check else None
    return render_template("quiz/result.html", result=found, findings=findings, action_id=action_id)


def _page(quiz_id: UUID, position: int, **context: Any) -> str:
    view = get_question(
        get_db(), learner_id=current_learner_id(), quiz_id=quiz_id, position=position
    )
    if isinstance(view, FeedbackView):
        return render_template(
            "quiz/feedback.html",
            feedback=view,
            question=view.question,
            problem_kinds=PROBLEM_KINDS,
            is_reported="reported" in request.args,
            **context,
        )
    return render_template("quiz/question.html", question=view, **context)
