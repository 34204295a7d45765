"""Whether something may be done in the exam room now; a refusal says why, and since when."""

from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from prep.errors import ExamConflict
from prep.services.exams.clock import break_left, is_overdue
from prep.storage.exams import AttemptRow
from prep.storage.learners import get_learner


def check_is_open(db: Session, attempt: AttemptRow, now: datetime) -> None:
    """Raises ExamConflict once the attempt is submitted or its time is up."""
    if attempt.submitted_by == "learner":
        raise ExamConflict(
            "submitted", "You have handed this exam in. Its answers stand as they are."
        )
    if attempt.submitted_at is not None or is_overdue(attempt, now):
        zone = ZoneInfo(get_learner(db, attempt.learner_id).time_zone)
        raise ExamConflict(
            "deadline",
            f"The time was up at {attempt.deadline_at.astimezone(zone):%H:%M:%S}. "
            "What was saved before stands and is handed in.",
            at=attempt.deadline_at,
        )


def check_no_break(attempt: AttemptRow, now: datetime) -> None:
    """Raises ExamConflict during a break."""
    if break_left(attempt, now):
        raise ExamConflict("break", "You are on a break. End it to go on.")


def check_section(first: int, last: int, position: int) -> None:
    """Raises ExamConflict for a position that is not in the open section, `first` to `last`."""
    if position < first:
        raise ExamConflict("locked", "You have left this section. It cannot be opened again.")
    if position > last:
        raise ExamConflict("locked", "This section is not open yet. Leave the present one first.")


def check_tab(attempt: AttemptRow, tab: UUID | None) -> None:
    """Raises ExamConflict for a page that another one has taken the attempt from.

    A form without a script has no tab; the revision alone decides there.
    """
    if tab is not None and attempt.tab is not None and tab != attempt.tab:
        raise ExamConflict(
            "other_tab",
            "This exam was opened in another window. Continue there, or take it back here.",
        )
