"""Scores of different forms on one scale.

Forms are not equally hard, and scores on them cannot be compared as they stand. The answers of
one exam alone, from the prior on, give a belief about all abilities; what that learner would
score on one and the same typical form can be compared (true-score equating, Kolen & Brennan 2014,
Test Equating, Scaling, and Linking, chapter 6).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from math import hypot

from prep.learning.composites import INTERVAL_Z
from prep.learning.items import PoolItem
from prep.learning.mastery import MasteryLayout, descent, prior, updated
from prep.learning.readiness import item_gaps
from prep.learning.score_distribution import chances_of


@dataclass(frozen=True, slots=True)
class EquatedScore:
    """The expected score on the typical form, 0 to 1, and its standard deviation."""

    expected: float
    sd: float

    @property
    def interval(self) -> tuple[float, float]:
        """The 90 % interval."""
        reach = INTERVAL_Z * self.sd
        return max(0.0, self.expected - reach), min(1.0, self.expected + reach)


def equated_score(
    layout: MasteryLayout,
    marked: Sequence[tuple[PoolItem, bool]],
    form: Sequence[PoolItem],
    *,
    now: datetime,
) -> EquatedScore:
    """What one exam's answers alone promise on a form.

    marked: each item of that exam, and whether it was answered right. form: the typical form, not
    empty. now: any moment, for nothing wears off within an exam. Raises KeyError for an item on a
    task of another outline.
    """
    state = prior()
    for item, is_correct in marked:
        way = descent(state, layout, task_id=item.task_id, concept_id=item.concept_id, now=now)
        state = updated(way, item.parameters, is_correct=is_correct, is_explained=False)
    scores = chances_of(item_gaps(state, layout, form)).mean(axis=0)
    return EquatedScore(float(scores.mean()), float(scores.std()))


def is_beyond_chance(before: EquatedScore, after: EquatedScore) -> bool:
    """Whether two scores differ by more than their errors make likely, at 90 %."""
    return abs(after.expected - before.expected) > INTERVAL_Z * hypot(before.sd, after.sd)
