"""Saving what stands at a question, holding the attempt, and asking for the time."""

from uuid import UUID

from flask import redirect, request, url_for
from werkzeug.wrappers import Response

from prep.errors import ExamConflict, InvalidInput
from prep.services.exams.saving import GivenSave, save_position
from prep.services.exams.sitting import get_clock
from prep.services.exams.tabs import take_attempt
from prep.services.exams.views import SaveView
from prep.web.bodies import json_body
from prep.web.clock import now
from prep.web.db import get_db
from prep.web.forms import text_field
from prep.web.login import current_learner_id, login_required
from prep.web.pages.exams.blueprint import Answer, bp, submit_in_time
from prep.web.pages.exams.bodies import (
    TAKE,
    clock_json,
    save_from_form,
    save_from_json,
    save_json,
)
from prep.web.pages.exams.sitting import question_page


@bp.post("/<uuid:attempt_id>/<int:position>/save")
@login_required
def save(attempt_id: UUID, position: int) -> Answer:
    """Keep what stands at a position: JSON from a script, or a form without one."""
    try:
        if request.is_json:
            return _saved_json(attempt_id, position)
        return _saved_form(attempt_id, position)
    except ExamConflict as error:
        if error.reason == "deadline":
            submit_in_time(attempt_id)
        raise


@bp.post("/<uuid:attempt_id>/take")
@login_required
def take(attempt_id: UUID) -> Response:
    """Let the page that asks hold the attempt."""
    db = get_db()
    tab = json_body(TAKE)["tab"]
    clock = take_attempt(db, current_learner_id(), attempt_id, tab, now=now())
    db.commit()
    return clock_json(attempt_id, clock)


@bp.get("/<uuid:attempt_id>/clock")
@login_required
def clock(attempt_id: UUID) -> Response:
    """What is left, by the server's time."""
    submit_in_time(attempt_id)
    found = get_clock(get_db(), current_learner_id(), attempt_id, now=now())
    return clock_json(attempt_id, found)


def _saved_json(attempt_id: UUID, position: int) -> Response:
    saved = _save(attempt_id, position, save_from_json())
    return save_json(saved)


def _saved_form(attempt_id: UUID, position: int) -> Answer:
    """A form that is refused, or older than what stands, comes back as it was filled in."""
    try:
        saved = _save(attempt_id, position, save_from_form())
    except InvalidInput as error:
        get_db().rollback()
        return question_page(attempt_id, position, error=error), 422
    if not saved.is_stored:
        return question_page(attempt_id, position, is_stale=True), 409
    return redirect(_after(attempt_id, saved), 303)


def _save(attempt_id: UUID, position: int, given: GivenSave) -> SaveView:
    db = get_db()
    saved = save_position(
        db,
        learner_id=current_learner_id(),
        attempt_id=attempt_id,
        position=position,
        given=given,
        now=now(),
    )
    db.commit()
    return saved


def _after(attempt_id: UUID, saved: SaveView) -> str:
    """Where a form leads on to: beyond the ends of a section lies its review."""
    places = {"next": saved.next, "previous": saved.previous, "stay": saved.position}
    position = places.get(text_field("go", "next"))
    if position is None:
        return url_for("exams.review", attempt_id=attempt_id)
    return url_for("exams.question", attempt_id=attempt_id, position=position)
