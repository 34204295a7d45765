"""What learners thought they can do, held against what was measured."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from math import ceil, floor

from sqlalchemy.orm import Session

from prep.learning.ability_tree import MasteryState
from prep.learning.blueprint import Task
from prep.learning.composites import Mastery
from prep.learning.self_rating import Verdict, rating_band, verdict
from prep.learning.standings import is_measured
from prep.learning.worth import at_stake
from prep.services.catalogue import Catalogue, get_catalogue
from prep.services.progress import mastery_of_task, mastery_of_tasks
from prep.services.self_assessment import QUESTIONS, SCALE, RatedAbility
from prep.services.states import load_mastery
from prep.storage.self_ratings import SelfRatingRow, list_ratings

SCALE_NAMES = {rating: name for rating, name, _ in SCALE}


@dataclass(frozen=True, slots=True)
class RatedLine:
    """One question of the self-assessment and the tasks behind it.

    rating: 1 to 5; None before the first. sentence: what the two say together.
    weakest: the task of them with most of the exam at stake.
    """

    question: RatedAbility
    tasks: tuple[Task, ...]
    rating: int | None
    rated_at: datetime | None
    mastery: Mastery
    is_measured: bool
    verdict: Verdict
    sentence: str
    weakest: Task

    @property
    def rating_name(self) -> str:
        """The rating in words; nothing before the first."""
        return SCALE_NAMES.get(self.rating or 0, "")


def compare_ratings(
    db: Session, learner_id: int, certification_id: str, *, now: datetime
) -> list[RatedLine]:
    """One line a question, without questions of which this exam asks nothing."""
    catalogue = get_catalogue(db, certification_id)
    measure = _Measure(catalogue, load_mastery(db, learner_id, catalogue), now)
    rows = list_ratings(db, learner_id)
    return [
        _line(question, tasks, rows.get(question.id), measure)
        for question in QUESTIONS
        if (tasks := _tasks(question, catalogue))
    ]


@dataclass(frozen=True, slots=True)
class _Measure:
    """What the answers say of some tasks together, and of one."""

    catalogue: Catalogue
    mastery: MasteryState
    now: datetime

    def together(self, tasks: Sequence[Task]) -> Mastery:
        ids = [task.id for task in tasks]
        return mastery_of_tasks(self.catalogue, self.mastery, ids, now=self.now)

    def pool_size(self, tasks: Sequence[Task]) -> int:
        ids = {task.id for task in tasks}
        return sum(item.task_id in ids for item in self.catalogue.pool)

    def at_stake(self, task: Task) -> float:
        known = mastery_of_task(self.catalogue, self.mastery, task.id, now=self.now)
        return at_stake(self.catalogue.outline.task_weights[task.id], known)


def _tasks(question: RatedAbility, catalogue: Catalogue) -> tuple[Task, ...]:
    mine = question.tasks.get(catalogue.certification_id, ())
    return tuple(task for task in catalogue.blueprint.tasks if task.id in mine)


def _line(
    question: RatedAbility,
    tasks: tuple[Task, ...],
    row: SelfRatingRow | None,
    measure: _Measure,
) -> RatedLine:
    known = measure.together(tasks)
    measured = is_measured(known, measure.pool_size(tasks))
    rating = row.rating if row else None
    found = verdict(rating, known, is_measured=measured)
    return RatedLine(
        question=question,
        tasks=tasks,
        rating=rating,
        rated_at=row.rated_at if row else None,
        mastery=known,
        is_measured=measured,
        verdict=found,
        sentence=_sentence(found, rating, known),
        weakest=max(tasks, key=measure.at_stake),
    )


def _sentence(found: Verdict, rating: int | None, known: Mastery) -> str:
    if rating is None:
        return "You have not rated this yet."
    low, high = (round(share * 100) for share in rating_band(rating))
    claim = f"Your {rating} stands for {low} to {high} %"
    if found is Verdict.TOO_EARLY:
        return f"{claim}. It is too early to say whether that holds."
    if found is Verdict.HIGHER:
        return (
            f"You rated yourself higher than your answers show. {claim}; "
            f"the interval ends at {floor(known.high * 100)} %."
        )
    if found is Verdict.LOWER:
        return (
            f"You rated yourself lower than your answers show. {claim}; "
            f"the interval begins at {ceil(known.low * 100)} %."
        )
    return (
        f"Your view and your answers agree, as far as one can tell. {claim}; the interval "
        f"runs from {round(known.low * 100)} to {round(known.high * 100)} %."
    )
