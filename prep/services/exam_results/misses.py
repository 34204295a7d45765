"""What the newest mock exam leaves to look at: missed questions that have no reason yet.

That a question was looked at is not kept; the reason for a miss is.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from prep.storage.exams import find_newest_misses

RECENT = timedelta(days=14)
"""For so long after a mock exam its misses are spoken of: later, nobody knows why they were."""


@dataclass(frozen=True, slots=True)
class RecentMisses:
    """Missed questions of an exam that was sat on a day; they are spoken of until a last day."""

    attempt_id: UUID
    count: int
    on: date
    until: date


def find_recent_misses(
    db: Session, learner_id: int, certification_id: str, *, today: date, zone: ZoneInfo
) -> RecentMisses | None:
    """Those of the newest exam that was handed in; None without any, and once it is long ago."""
    found = find_newest_misses(db, learner_id, certification_id)
    if found is None:
        return None
    attempt, count = found
    on = attempt.started_at.astimezone(zone).date()
    if not count or today > on + RECENT:
        return None
    return RecentMisses(attempt.id, count, on, on + RECENT)
