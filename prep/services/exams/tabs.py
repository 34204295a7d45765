"""One attempt, one page: the page that was opened last holds it."""

from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from prep.services.exams.sitting import get_clock
from prep.services.exams.views import ClockView
from prep.storage.exams import lock_attempt


def take_attempt(
    db: Session, learner_id: int, attempt_id: UUID, tab: UUID, *, now: datetime
) -> ClockView:
    """Let this page hold the attempt; another's saves are refused from now on."""
    lock_attempt(db, learner_id, attempt_id).tab = tab
    return get_clock(db, learner_id, attempt_id, now=now)
