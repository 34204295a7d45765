"""From what the path says to what a learner can do next: lessons, drills and exercises."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from prep.services.career.mistakes import MISTAKES, Mistake
from prep.services.catalogue import Catalogue, ConceptSummary, get_catalogue
from prep.services.exercise_reasons import BELIEF_ANSWERS
from prep.storage.answer_log import count_latest_beliefs
from prep.storage.banks import MisconceptionRow, list_misconceptions
from prep.storage.exercises import list_exercises

MOST_EXERCISES = 3


@dataclass(frozen=True, slots=True)
class ExerciseLink:
    """An exercise; `tasks` are those that it trains in the learner's certification, one or more."""

    id: str
    name: str
    minutes: int
    tasks: tuple[str, ...]
    misconceptions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class BeliefLink:
    """A wrong belief, what to believe instead, and the lesson that says more."""

    belief: str
    instead: str
    lesson: ConceptSummary | None


@dataclass(frozen=True, slots=True)
class MistakePage:
    """A mistake with what cures it.

    task_id: what to drill, the task whose questions name a belief, or else what its exercise
    trains; None without either. chosen: how often the learner's latest answers
    (BELIEF_ANSWERS) held one of its beliefs.
    """

    mistake: Mistake
    beliefs: tuple[BeliefLink, ...]
    task_id: str | None
    task_name: str
    exercises: tuple[ExerciseLink, ...]
    chosen: int


def list_exercise_links(db: Session, certification_id: str) -> dict[str, ExerciseLink]:
    """The exercises in use that train a task of the certification, by id."""
    return {
        row.id: ExerciseLink(
            row.id,
            row.document["name"],
            row.document["minutes"],
            tuple(row.document["tasks"][certification_id]),
            tuple(row.document["misconceptions"]),
        )
        for row in list_exercises(db)
        if row.document["tasks"].get(certification_id)
    }


def list_mistakes(db: Session, learner_id: int, certification_id: str) -> list[MistakePage]:
    """All mistakes, with the lessons, drills and exercises of one certification."""
    catalogue = get_catalogue(db, certification_id)
    exercises = list(list_exercise_links(db, certification_id).values())
    named = {name for mistake in MISTAKES for name in mistake.misconceptions}
    rows = list_misconceptions(db, named)
    chosen, _ = count_latest_beliefs(db, learner_id, certification_id, BELIEF_ANSWERS)
    return [_page(mistake, catalogue, rows, exercises, chosen) for mistake in MISTAKES]


def most_chosen(mistakes: Sequence[MistakePage]) -> MistakePage | None:
    """The mistake that the learner's answers point to most; of equals the first; None for none."""
    return max(
        (page for page in mistakes if page.chosen), key=lambda page: page.chosen, default=None
    )


def _page(
    mistake: Mistake,
    catalogue: Catalogue,
    rows: Mapping[str, MisconceptionRow],
    exercises: Sequence[ExerciseLink],
    chosen: Mapping[str, int],
) -> MistakePage:
    beliefs = tuple(
        BeliefLink(rows[name].belief, rows[name].instead, _lesson(catalogue, name))
        for name in mistake.misconceptions
        if name in rows
    )
    cures = _curing(mistake.misconceptions, exercises)
    asking = [belief.lesson.task_id for belief in beliefs if belief.lesson]
    trained = [task for exercise in cures for task in exercise.tasks]
    task_id = next(iter((*asking, *trained)), None)
    return MistakePage(
        mistake=mistake,
        beliefs=beliefs,
        task_id=task_id,
        task_name=catalogue.task_name(task_id) if task_id else "",
        exercises=cures,
        chosen=sum(chosen.get(name, 0) for name in mistake.misconceptions),
    )


def _lesson(catalogue: Catalogue, misconception: str) -> ConceptSummary | None:
    """The lesson whose questions name the belief most often."""
    concepts = catalogue.beliefs.get(misconception, ())
    return next((catalogue.concepts[name] for name in concepts if name in catalogue.concepts), None)


def _curing(
    misconceptions: Collection[str], exercises: Sequence[ExerciseLink]
) -> tuple[ExerciseLink, ...]:
    """The exercises that take on most of these beliefs; of equals the shorter."""
    shared = {e.id: len(set(e.misconceptions) & set(misconceptions)) for e in exercises}
    found = [exercise for exercise in exercises if shared[exercise.id]]
    found.sort(key=lambda exercise: (-shared[exercise.id], exercise.minutes, exercise.id))
    return tuple(found[:MOST_EXERCISES])
