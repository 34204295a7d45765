"""The daily quiz, and what all quizzes share: listing the open ones and ending one."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from uuid import UUID

from sqlalchemy.orm import Session

from prep.learning.selection import Horizon, Selected, select_quiz
from prep.learning.standings import Learner
from prep.services.actions.checking import end_check
from prep.services.actions.keeping import daily_pool
from prep.services.catalogue import Catalogue, get_catalogue
from prep.services.enrolments import get_enrolment
from prep.services.seeds import rng_for
from prep.services.serving import QuizView, begin_quiz, counted_view, quiz_view
from prep.services.states import load_learner
from prep.storage import practice
from prep.storage.learners import get_learner, lock_learner
from prep.storage.open_quizzes import newest_open_quizzes

DAILY_STAYS_OPEN = timedelta(days=1)


def plan_daily(
    db: Session, learner_id: int, catalogue: Catalogue, *, today: date, now: datetime
) -> list[Selected]:
    """Today's quiz as it would start now. The same until the next answer."""
    learner = load_learner(db, learner_id, catalogue)
    return choose_daily(db, learner_id, catalogue, learner, today=today, now=now)


def choose_daily(
    db: Session,
    learner_id: int,
    catalogue: Catalogue,
    learner: Learner,
    *,
    today: date,
    now: datetime,
) -> list[Selected]:
    """Today's quiz for a learner whose state is loaded."""
    enrolment = get_enrolment(db, learner_id, catalogue.certification_id)
    answered = get_learner(db, learner_id).response_count
    return select_quiz(
        daily_pool(db, learner_id, catalogue, learner, now=now),
        learner,
        catalogue.outline,
        minutes=enrolment.minutes_a_day,
        horizon=horizon_of(enrolment.exam_on, enrolment.study_days, today),
        now=now,
        rng=rng_for("daily", learner_id, catalogue.certification_id, today, answered),
    )


def horizon_of(exam_on: date | None, study_days: Sequence[int], today: date) -> Horizon | None:
    """The exam ahead; None without a date, on the day itself and after it.

    Today counts as a study day, whatever the plan says: the learner is here.
    """
    days = (exam_on - today).days if exam_on else 0
    if exam_on is None or days < 1:
        return None
    later = (today + timedelta(days=n) for n in range(1, days))
    return Horizon(exam_on, days, 1 + sum(day.isoweekday() in study_days for day in later))


def start_daily(
    db: Session,
    learner_id: int,
    certification_id: str,
    *,
    quiz_id: UUID,
    today: date,
    now: datetime,
) -> QuizView:
    """Start today's quiz, or return the one that is still open."""
    lock_learner(db, learner_id)
    if open_quiz := _open_daily(db, learner_id, certification_id, now):
        return quiz_view(db, open_quiz)
    catalogue = get_catalogue(db, certification_id)
    chosen = plan_daily(db, learner_id, catalogue, today=today, now=now)
    return begin_quiz(db, learner_id, catalogue, quiz_id, "daily", "each", chosen, now)


def list_open_quizzes(
    db: Session, learner_id: int, certification_id: str, *, now: datetime
) -> list[QuizView]:
    """The newest unfinished quiz of each kind that is begun from a page of its own."""
    found = newest_open_quizzes(db, learner_id, certification_id)
    quizzes = [found[kind] for kind in ("diagnostic", "daily", "custom") if kind in found]
    return [
        counted_view(row, answered)
        for row, answered in quizzes
        if row.kind != "daily" or row.created_at > now - DAILY_STAYS_OPEN
    ]


def finish_quiz(db: Session, learner_id: int, quiz_id: UUID, *, now: datetime) -> None:
    """End a quiz before its last question. Answers stand; a finished quiz stays as it is."""
    lock_learner(db, learner_id)
    quiz = practice.get_quiz(db, learner_id, quiz_id)
    quiz.finished_at = quiz.finished_at or now
    if quiz.kind == "check":
        end_check(db, quiz, now=now)


def _open_daily(
    db: Session, learner_id: int, certification_id: str, now: datetime
) -> practice.QuizRow | None:
    """The daily quiz that waits. After a day its reasons are old, and a new one is better."""
    since = now - DAILY_STAYS_OPEN
    return practice.find_open_quiz(db, learner_id, certification_id, "daily", since=since)
