"""Mock exams that were handed in: result, review of every question, report, track record."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from prep.errors import ExamConflict, InvalidInput
from prep.services.exam_results.items import MissReason, set_miss_reason
from prep.services.exam_results.result import get_exam_result
from prep.services.exam_results.review import REASONS, ReviewFilter, Show
from prep.services.exam_results.reviewing import get_review_list, get_review_page, next_position
from prep.services.track_record import own_record, track_record
from prep.web.clock import now
from prep.web.db import get_db
from prep.web.forms import optional_choice_field, text_field
from prep.web.login import current_learner_id, login_required
from prep.web.pages.exams.blueprint import Answer, submit_in_time

bp = Blueprint("exam_results", __name__, url_prefix="/mock")

MISS_REASONS = {
    MissReason.KNOWLEDGE: "I did not know it",
    MissReason.MISREAD: "I misread the question",
    MissReason.REASONING: "I reasoned wrongly",
    MissReason.TIME: "I ran out of time",
    MissReason.TRAP: "I fell for a tempting answer",
}


def handed_in(view: Callable[..., Answer]) -> Callable[..., Answer]:
    """A page of an exam that is over; while it is open, the browser is led back to the room."""

    @wraps(view)
    @login_required
    def once_handed_in(attempt_id: UUID, **values: Any) -> Answer:
        submit_in_time(attempt_id)
        try:
            return view(attempt_id, **values)
        except ExamConflict:
            get_db().rollback()
            return redirect(url_for("exams.resume", attempt_id=attempt_id), 303)

    return once_handed_in


@bp.get("/<uuid:attempt_id>/result")
@handed_in
def result(attempt_id: UUID) -> str:
    """How the exam came out, and what to do next."""
    return _result_page("exam_results/result.html", attempt_id)


@bp.get("/<uuid:attempt_id>/report")
@handed_in
def report(attempt_id: UUID) -> str:
    """All of the result on paper."""
    return _result_page("exam_results/report.html", attempt_id)


@bp.get("/<uuid:attempt_id>/result/items")
@handed_in
def items(attempt_id: UUID) -> str:
    """Every question, filtered by ?show=, ?domain= and ?reason=."""
    chosen = _filter()
    return render_template(
        "exam_results/items.html",
        review=get_review_list(get_db(), current_learner_id(), attempt_id, chosen),
        chosen=chosen,
        filter=_address_of(chosen),
        miss_reasons=MISS_REASONS,
    )


@bp.get("/<uuid:attempt_id>/result/items/<int:position>")
@handed_in
def item(attempt_id: UUID, position: int) -> str:
    """One question with own answer, key and rationales; the filter leads to its neighbours."""
    return _item_page(attempt_id, position)


@bp.post("/<uuid:attempt_id>/result/items/<int:position>/miss-reason")
@handed_in
def miss_reason(attempt_id: UUID, position: int) -> Response | tuple[str, int]:
    """Keep why a question was missed, and go on if so asked; an empty choice takes it back."""
    db = get_db()
    try:
        reason = optional_choice_field("reason", MissReason, "Reason")
    except InvalidInput as error:
        return _item_page(attempt_id, position, error), 422
    set_miss_reason(db, current_learner_id(), attempt_id, position, reason)
    db.commit()
    goes_on = text_field("then") == "next"
    return redirect((_following if goes_on else _kept)(attempt_id, position), 303)


@bp.get("/record")
@login_required
def record() -> str:
    """All forecasts against outcomes: the learner's own, and those of the whole instance."""
    db = get_db()
    mine, exams = own_record(db, current_learner_id())
    return render_template(
        "exam_results/record.html",
        mine=mine,
        exams=exams,
        everybody=track_record(db, None),
    )


def _result_page(template: str, attempt_id: UUID) -> str:
    found = get_exam_result(get_db(), current_learner_id(), attempt_id, now=now())
    return render_template(template, result=found, miss_reasons=MISS_REASONS)


def _item_page(attempt_id: UUID, position: int, error: InvalidInput | None = None) -> str:
    chosen = _filter()
    return render_template(
        "exam_results/item.html",
        page=get_review_page(get_db(), current_learner_id(), attempt_id, position, chosen),
        chosen=chosen,
        filter=_address_of(chosen),
        miss_reasons=MISS_REASONS,
        is_kept="kept" in request.args,
        error=error,
    )


def _kept(attempt_id: UUID, position: int) -> str:
    """The same question, which says that the reason was kept."""
    filter_ = _address_of(_filter())
    return url_for(".item", attempt_id=attempt_id, position=position, **filter_, kept=1)


def _following(attempt_id: UUID, position: int) -> str:
    """The next question of the filter; after its last one the list."""
    chosen = _filter()
    following = next_position(get_db(), current_learner_id(), attempt_id, position, chosen)
    if following is None:
        return url_for(".items", attempt_id=attempt_id, **_address_of(chosen))
    return url_for(".item", attempt_id=attempt_id, position=following, **_address_of(chosen))


def _filter() -> ReviewFilter:
    """The filter in the address; a kind or reason that there is not is left out.

    A reason divides what was missed, so it chooses that kind too.
    """
    show, reason = request.args.get("show", ""), request.args.get("reason", "")
    domain_id = request.args.get("domain") or None
    if reason in REASONS:
        return ReviewFilter(Show.MISSED, domain_id, reason)
    return ReviewFilter(Show(show) if show in tuple(Show) else Show.ALL, domain_id)


def _address_of(chosen: ReviewFilter) -> dict[str, Any]:
    """The filter as it goes into the next address; nothing where everything is shown."""
    show = "" if chosen.show is Show.ALL else str(chosen.show)
    values = {"show": show, "domain": chosen.domain_id or "", "reason": chosen.reason or ""}
    return {name: value for name, value in values.items() if value}
