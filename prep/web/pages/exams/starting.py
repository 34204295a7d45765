"""Which mock exams there are, the day of the next one, and starting one."""

from datetime import date

from flask import redirect, render_template, request, url_for

from prep.errors import InvalidInput, NotFound
from prep.services.exams.listing import find_open, find_target, get_exams
from prep.services.exams.outlook import find_outlook
from prep.services.exams.planning import plan_mock_day
from prep.services.exams.starting import EXTRA_TIMES, WantedExam, start_attempt
from prep.services.exams.views import ExamsView, KindView
from prep.web.clock import now
from prep.web.db import get_db
from prep.web.forms import int_field, optional_date_field, text_field, uuid_field
from prep.web.login import current_enrolment, login_required
from prep.web.pages.exams.blueprint import Answer, bp, submit_in_time


@bp.get("")
@login_required
def index() -> str:
    """What can be sat, the open attempt, and earlier ones."""
    return _index_page()


@bp.post("/day")
@login_required
def plan_day() -> Answer:
    """Set the day of the next mock exam, or have none."""
    learner, certification_id = current_enrolment()
    db = get_db()
    try:
        plan_mock_day(db, learner.id, certification_id, _wanted_day(), today=learner.today(now()))
    except InvalidInput as error:
        db.rollback()
        return _index_page(error), 422
    db.commit()
    return redirect(url_for("exams.index", _anchor="next-title"), 303)


@bp.get("/start")
@login_required
def before() -> Answer:
    """Before an exam of one kind: its rules, extra time and a target."""
    return _start_page(dict(request.args))


@bp.post("/start")
@login_required
def start() -> Answer:
    """Start, or go to the attempt that is open."""
    learner, certification_id = current_enrolment()
    if waiting := find_open(get_db(), learner.id, certification_id):
        submit_in_time(waiting)
    db = get_db()
    try:
        attempt_id = start_attempt(
            db,
            learner.id,
            certification_id,
            _wanted(),
            attempt_id=uuid_field("attempt_id"),
            now=now(),
        )
    except InvalidInput as error:
        db.rollback()
        return _start_page(dict(request.form), error)
    db.commit()
    return redirect(url_for("exams.resume", attempt_id=attempt_id), 303)


def _exams() -> ExamsView:
    """The page of mock exams; an attempt whose time is up is handed in first."""
    learner, certification_id = current_enrolment()
    if waiting := find_open(get_db(), learner.id, certification_id):
        submit_in_time(waiting)
    return get_exams(get_db(), learner.id, certification_id, now=now())


def _index_page(error: InvalidInput | None = None) -> str:
    values = request.form if error else {}
    return render_template("exam/index.html", exams=_exams(), values=values, error=error)


def _start_page(values: dict[str, str], error: InvalidInput | None = None) -> Answer:
    exams = _exams()
    if exams.open_attempt:
        return redirect(url_for("exams.resume", attempt_id=exams.open_attempt.id), 303)
    kind = _kind(exams, values.get("kind", "full"))
    learner, certification_id = current_enrolment()
    page = render_template(
        "exam/start.html",
        exams=exams,
        kind=kind,
        outlook=find_outlook(get_db(), learner.id, certification_id, kind.kind, now=now()),
        extra_times=EXTRA_TIMES,
        values=values,
        error=error,
    )
    return page, 422 if error else 200


def _kind(exams: ExamsView, wanted: str) -> KindView:
    """Raises NotFound for a kind that the certification has not."""
    found = next((kind for kind in exams.kinds if kind.kind == wanted), None)
    if found is None:
        raise NotFound("no such kind of mock exam")
    return found


def _wanted_day() -> date | None:
    """The day that was written, or None for having none. Raises InvalidInput when it lacks."""
    if text_field("as") == "none":
        return None
    on = optional_date_field("mock_on", "Day")
    if on is None:
        raise InvalidInput("mock_on", "Choose a day for your next mock exam.")
    return on


def _wanted() -> WantedExam:
    return WantedExam(
        kind=text_field("kind"),
        extra_time=_extra_time(text_field("extra_time", "1.0")),
        target=_wanted_target(),
    )


def _wanted_target() -> float | None:
    """The target that was written; None when its field was emptied.

    A form that does not send the field leaves the target that stands.
    """
    if "target" not in request.form:
        learner, certification_id = current_enrolment()
        return find_target(get_db(), learner.id, certification_id)
    return int_field("target", "Target") / 100 if text_field("target") else None


def _extra_time(value: str) -> float:
    """The factor as the form sends it; 0, which nobody can choose, for anything else."""
    return next((factor for factor in EXTRA_TIMES if str(factor) == value), 0.0)
