"""Where an attempt stands at a moment, and what is left on its clocks. The server's time alone."""

from datetime import datetime, timedelta

from prep.services.exams.views import Stage
from prep.storage.exams import AttemptRow


def stage_at(attempt: AttemptRow, now: datetime) -> Stage:
    """In a section, on a break, or over. Past its deadline it is over, submitted or not yet."""
    if attempt.submitted_at is not None or is_overdue(attempt, now):
        return Stage.SUBMITTED
    return Stage.BREAK if break_left(attempt, now) else Stage.SECTION


def is_overdue(attempt: AttemptRow, now: datetime) -> bool:
    """Whether the attempt is open and its time is up."""
    return attempt.submitted_at is None and attempt.deadline_at <= now


def break_left(attempt: AttemptRow, now: datetime) -> timedelta:
    """What is left of the break; zero without one."""
    if attempt.break_ends_at is None:
        return timedelta(0)
    return max(attempt.break_ends_at - now, timedelta(0))


def time_left(attempt: AttemptRow, now: datetime, *, break_counts: bool) -> timedelta:
    """What is left on the exam clock, which stands still during a break that does not count."""
    if attempt.submitted_at is not None:
        return timedelta(0)
    running = attempt.deadline_at - now
    return max(running if break_counts else running - break_left(attempt, now), timedelta(0))
