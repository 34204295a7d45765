"""Periods of leading work on projects: writing them down, changing them, taking them out."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from math import isfinite
from uuid import UUID

from sqlalchemy.orm import Session

from prep.errors import InvalidInput, NotFound
from prep.learning.experience import Period
from prep.services.ledger.fields import checked_text, past_day
from prep.storage.learners import lock_learner
from prep.storage.portfolio import ExperienceRow, get_experience, get_project

LONGEST_DESCRIPTION = 4000
MOST_HOURS = 20_000


@dataclass(frozen=True, slots=True)
class PeriodEntry:
    """What the form of a period holds. hours: by domain; a domain left out has none.

    ended_on: None while the work goes on.
    """

    project_id: UUID
    began_on: date | None
    ended_on: date | None
    hours: Mapping[str, float] = field(default_factory=dict)
    description: str = ""


def save_period(
    db: Session,
    learner_id: int,
    period_id: UUID,
    entry: PeriodEntry,
    *,
    domains: Iterable[str],
    today: date,
    now: datetime,
) -> None:
    """Write a period down, or over what stands under its id; sent twice, it is kept once.

    Raises InvalidInput, and NotFound for a project that is not the learner's.
    """
    period = _checked_dates(entry, today)
    hours = _checked_hours(entry.hours, domains)
    description = checked_text("description", "Description", entry.description, LONGEST_DESCRIPTION)
    lock_learner(db, learner_id)
    get_project(db, learner_id, entry.project_id)
    row = _row(db, learner_id, period_id)
    row.project_id = entry.project_id
    row.began_on, row.ended_on = period.began_on, period.ended_on
    row.hours, row.description, row.updated_at = hours, description, now
    db.add(row)


def delete_period(db: Session, learner_id: int, period_id: UUID) -> None:
    """Take a period out. Raises NotFound."""
    db.delete(get_experience(db, learner_id, period_id))


def get_entry(db: Session, learner_id: int, period_id: UUID) -> PeriodEntry:
    """A period as its form shows it. Raises NotFound."""
    row = get_experience(db, learner_id, period_id)
    return PeriodEntry(row.project_id, row.began_on, row.ended_on, row.hours, row.description)


def _row(db: Session, learner_id: int, period_id: UUID) -> ExperienceRow:
    try:
        return get_experience(db, learner_id, period_id)
    except NotFound:
        return ExperienceRow(learner_id=learner_id, id=period_id)


def _checked_dates(entry: PeriodEntry, today: date) -> Period:
    began_on = past_day("began_on", "First day", entry.began_on, today)
    if entry.ended_on is not None and entry.ended_on > today:
        raise InvalidInput(
            "ended_on", "Last day: that is in the future. Leave it empty while the work goes on."
        )
    return Period(began_on, entry.ended_on)


def _checked_hours(hours: Mapping[str, float], domains: Iterable[str]) -> dict[str, float]:
    known = set(domains)
    for domain, given in hours.items():
        if domain not in known or not isfinite(given) or not 0 <= given <= MOST_HOURS:
            raise InvalidInput(
                f"hours-{domain}", f"Hours: write a number from 0 to {MOST_HOURS:,}."
            )
    return {domain: given for domain, given in hours.items() if given}
