"""What the learning core knows of an item: numbers, not texts."""

from dataclasses import dataclass
from enum import StrEnum


class Confidence(StrEnum):
    """How sure the learner said to be, before seeing whether it was right."""

    SURE = "sure"
    UNSURE = "unsure"


@dataclass(frozen=True, slots=True)
class ItemParameters:
    """How an item behaves, on the logit scale.

    difficulty: ability at which half of those who do not guess are right, usually -2 to 2.
    difficulty_sd: how uncertain that figure is; 1.0 for an author's prior.
    discrimination: slope, usually 0.5 to 2.
    guessing: chance of a blind guess being right, 0 to 0.5.
    """

    difficulty: float
    difficulty_sd: float = 1.0
    discrimination: float = 1.0
    guessing: float = 0.0


@dataclass(frozen=True, slots=True)
class PoolItem:
    """One item that a decision may choose.

    seconds: the time it is expected to take. type: how it is asked, such as `single`.
    """

    id: str
    concept_id: str
    task_id: str
    parameters: ItemParameters
    seconds: float
    type: str


@dataclass(frozen=True, slots=True)
class Mark:
    """A marked answer.

    score: share of the credit, 0 to 1; `is_correct` means all of it.
    misconceptions: ids of the wrong beliefs that the answer points to.
    """

    is_correct: bool
    score: float
    misconceptions: tuple[str, ...] = ()
