"""What was believed of an ability just before each first answer: the yardstick for items."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import NamedTuple

from prep.learning.abilities import Belief
from prep.learning.items import ItemParameters
from prep.learning.mastery import MasteryLayout, descent, prior, updated


class FirstAnswer(NamedTuple):
    """One learner's first answer to an item, with the item's parameters before any calibration."""

    task_id: str
    concept_id: str
    parameters: ItemParameters
    is_correct: bool
    answered_at: datetime


def beliefs_before(answers: Iterable[FirstAnswer], layout: MasteryLayout) -> Iterator[Belief]:
    """The ability that each answer of one learner measures, as believed from those before it.

    Oldest first. Raises KeyError for a task that the layout does not have.
    """
    state = prior()
    for task_id, concept_id, parameters, is_correct, now in answers:
        before = descent(state, layout, task_id=task_id, concept_id=concept_id, now=now)
        yield before.ability
        state = updated(before, parameters, is_correct=is_correct)
