"""When the learner studied: minutes and answers by day of their own calendar."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from prep.storage.answer_log import list_study_times

LONGEST_COUNTED_MS = 300_000
"""An answer that took longer counts this much: the learner was elsewhere."""


@dataclass(frozen=True, slots=True)
class Studied:
    """What was done on a day."""

    minutes: float
    answers: int


NOTHING = Studied(0.0, 0)


def monday_of(day: date) -> date:
    """The Monday of a day's week."""
    return day - timedelta(days=day.isoweekday() - 1)


def studied_days(
    db: Session, learner_id: int, certification_id: str, zone: ZoneInfo, since: date
) -> Mapping[date, Studied]:
    """What was done on each day since a day of the learner's calendar; other days are nothing."""
    milliseconds: dict[date, int] = defaultdict(int)
    answers: dict[date, int] = defaultdict(int)
    for found in list_study_times(
        db, learner_id, certification_id, _begin(since, zone), longest_ms=LONGEST_COUNTED_MS
    ):
        on = found.since.astimezone(zone).date()
        milliseconds[on] += found.milliseconds
        answers[on] += found.answers
    days = {on: Studied(milliseconds[on] / 60_000, count) for on, count in answers.items()}
    return defaultdict(lambda: NOTHING, days)


def _begin(day: date, zone: ZoneInfo) -> datetime:
    """When a day begins."""
    return datetime.combine(day, time(), zone).astimezone(UTC)
