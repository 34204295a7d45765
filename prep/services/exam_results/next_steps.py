"""What to do after a mock exam: beliefs to replace, and the tasks that cost most points."""

from collections import Counter, defaultdict
from dataclasses import dataclass

from sqlalchemy.orm import Session

from prep.services.exam_results.sheet import Sheet, Verdict
from prep.services.questions import MisconceptionView, misconception_views
from prep.storage.banks import get_concept

MOST_TASKS = 3


@dataclass(frozen=True, slots=True)
class HeldBelief:
    """A misconception, and the positions of the answers that pointed to it."""

    belief: MisconceptionView
    positions: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class CostlyTask:
    """A task whose questions were missed, and the concept among them that was missed most.

    has_practice: whether the practice pool holds questions on it.
    """

    id: str
    name: str
    missed: int
    questions: int
    concept_id: str
    concept_name: str
    has_practice: bool


@dataclass(frozen=True, slots=True)
class NextSteps:
    """beliefs: the most frequent first. tasks: those that cost most points, at most three."""

    beliefs: tuple[HeldBelief, ...]
    tasks: tuple[CostlyTask, ...]


def next_steps(db: Session, sheet: Sheet) -> NextSteps:
    """What to do after an exam that was handed in."""
    return NextSteps(beliefs=_beliefs(db, sheet), tasks=_tasks(db, sheet))


def _beliefs(db: Session, sheet: Sheet) -> tuple[HeldBelief, ...]:
    positions = defaultdict(list)
    for position in sheet.versions:
        mark = sheet.mark(position)
        for name in mark.misconceptions if mark else ():
            positions[name].append(position)
    known = misconception_views(db, set(positions))
    held = [HeldBelief(belief, tuple(positions[name])) for name, belief in known.items()]
    return tuple(sorted(held, key=lambda one: (-len(one.positions), one.positions)))


def _tasks(db: Session, sheet: Sheet) -> tuple[CostlyTask, ...]:
    """Those with most missed questions first; of equally many, where the fewest were asked."""
    asked = Counter(version.task_id for version in sheet.versions.values())
    missed = defaultdict(list)
    for position, version in sheet.versions.items():
        if sheet.verdict(position) is not Verdict.RIGHT:
            missed[version.task_id].append(version.concept_id)
    order = sorted(missed, key=lambda task: (-len(missed[task]), asked[task], task))
    return tuple(_task(db, sheet, task, missed[task], asked[task]) for task in order[:MOST_TASKS])


def _task(db: Session, sheet: Sheet, task_id: str, concepts: list[str], asked: int) -> CostlyTask:
    catalogue = sheet.catalogue
    concept_id, _ = Counter(concepts).most_common(1)[0]
    return CostlyTask(
        id=task_id,
        name=catalogue.task_name(task_id),
        missed=len(concepts),
        questions=asked,
        concept_id=concept_id,
        concept_name=get_concept(db, concept_id).name,
        has_practice=any(item.task_id == task_id for item in catalogue.pool),
    )
