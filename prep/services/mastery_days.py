"""How a learner stood at the end of each day with answers: stored once a day, and read."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from sqlalchemy.orm import Session

from prep.learning.ability_tree import MasteryState
from prep.learning.composites import Mastery, masteries
from prep.learning.mastery import drifted
from prep.services.catalogue import Catalogue
from prep.storage import mastery_days as storage

OVERALL = "overall"
"""The name of the whole exam among the figures of a day."""


@dataclass(frozen=True, slots=True)
class StandingOn:
    """The figures at the end of a day (UTC): of the whole exam, domains and tasks, by id."""

    on: date
    figures: Mapping[str, Mastery]


def latest_day(before: date | None, answered_at: datetime) -> date:
    """The latest day (UTC) with an answer: one that comes late to the log never goes back."""
    on = answered_at.astimezone(UTC).date()
    return max(before, on) if before else on


def close_day(
    db: Session, learner_id: int, catalogue: Catalogue, mastery: MasteryState, on: date
) -> None:
    """Store how somebody stood at the end of a day, from their state after its last answer.

    Nothing is stored of somebody whom no answer has measured, as after a change of the outline.
    """
    if mastery.began_at is None:
        return
    end = datetime.combine(on + timedelta(days=1), time(), UTC)
    found = figures_at(catalogue, mastery, end)
    db.add(
        storage.MasteryDayRow(
            learner_id=learner_id,
            certification_id=catalogue.certification_id,
            on=on,
            blueprint_id=catalogue.blueprint.id,
            figures={n: [m.share, m.low, m.high, m.responses] for n, m in found.items()},
        )
    )


def figures_at(catalogue: Catalogue, mastery: MasteryState, now: datetime) -> dict[str, Mastery]:
    """The figures of the whole exam, domains and tasks at a moment, by id."""
    outline = catalogue.outline
    found = masteries(drifted(mastery, now=now), outline.layout, outline.task_weights)
    return {OVERALL: found.overall, **found.domains, **found.tasks}


def standing_on(db: Session, learner_id: int, catalogue: Catalogue, on: date) -> StandingOn | None:
    """How the learner stood at the end of a day: as on the last day with answers until then.

    Where nothing is stored so early it is the first stored day; None without any.
    """
    row = storage.find_day(
        db, learner_id, catalogue.certification_id, catalogue.blueprint.id, until=on
    )
    if row is None:
        return None
    return StandingOn(row.on, {name: Mastery(*found) for name, found in row.figures.items()})


def list_course(
    db: Session, learner_id: int, catalogue: Catalogue, name: str, since: date
) -> list[tuple[date, Mastery]]:
    """One figure at the end of every stored day since a day, oldest first."""
    rows = storage.list_days(
        db, learner_id, catalogue.certification_id, catalogue.blueprint.id, since=since
    )
    return [(row.on, Mastery(*row.figures[name])) for row in rows]
