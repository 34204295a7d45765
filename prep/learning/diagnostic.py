"""The diagnostic: which item tells most about the learner next, when to stop, what it showed."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from statistics import NormalDist

import numpy as np

from prep.learning.ability_tree import CONCEPT_VARIANCE, MasteryState
from prep.learning.composites import joint_task_abilities
from prep.learning.information import JointAbilities, measured_items, variance_reductions
from prep.learning.items import PoolItem
from prep.learning.mastery import MasteryLayout
from prep.learning.selection import Reason, Selected
from prep.learning.standings import Outline

MOST_QUESTIONS = 25

PRECISE_ENOUGH = 0.3
"""Standard error of the exam-weighted ability, on the logit scale, at which asking ends."""

CLEAR_FROM = 0.95
"""Probability from which one domain counts as above another."""


class Stop(StrEnum):
    """Why a diagnostic asks no more."""

    PRECISE = "precise"
    LONGEST = "longest"
    USED_UP = "used_up"
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class DomainGap:
    """Two domains by id, and the probability, 0.5 to 1, that the upper is truly above the lower."""

    upper: str
    lower: str
    probability: float

    @property
    def is_clear(self) -> bool:
        """Whether the difference is more than chance explains."""
        return self.probability >= CLEAR_FROM


def next_diagnostic_item(
    pool: Sequence[PoolItem],
    asked: Sequence[PoolItem],
    mastery: MasteryState,
    outline: Outline,
    *,
    most: int = MOST_QUESTIONS,
) -> Selected | None:
    """The next item; None when the overall ability is precise enough, at `most`, or at the end.

    Somebody who is known well enough beforehand is asked one item.

    The domain that lags most behind its blueprint weight is asked, so that each has its share
    within one item at any time, and its tasks take turns; siblings of what was asked wait. Of
    their items the type comes that lags most behind its share of the pool, and of these the one
    whose answer is expected to take most from the variance of the overall ability; ties go to
    the smaller id.
    """
    abilities = JointAbilities(*joint_task_abilities(mastery, outline.layout))
    weights = _task_weights(outline)
    error = abilities.standard_error(weights)
    asked_ids = {item.id for item in asked}
    left = [item for item in pool if item.id not in asked_ids]
    is_known = asked and error < PRECISE_ENOUGH
    if is_known or len(asked) >= most or not left:
        return None
    wanted = _balanced(left, asked, outline)
    unmixed = _without_siblings(wanted, asked)
    candidates = sorted(_mixed(unmixed, asked, pool), key=lambda item: item.id)
    best = candidates[int(np.argmax(_reductions(candidates, abilities, weights, outline.layout)))]
    figures = {"number": float(len(asked) + 1), "standard_error": error}
    return Selected(best, Reason.DIAGNOSTIC, figures)


def domain_gaps(mastery: MasteryState, layout: MasteryLayout) -> list[DomainGap]:
    """Every pair of domains, the surest difference first.

    A domain's ability is the mean of its tasks'; what is unsure of both cancels in the
    difference, so that it may be clear where the two intervals overlap.
    """
    abilities = JointAbilities(*joint_task_abilities(mastery, layout))
    parents = np.array(layout.parents)
    shares = [(parents == n) / (parents == n).sum() for n in range(len(layout.domain_ids))]
    pairs = [(a, b) for a in range(len(shares)) for b in range(a)]
    gaps = [
        _gap(layout.domain_ids[a], layout.domain_ids[b], abilities, shares[a] - shares[b])
        for a, b in pairs
    ]
    return sorted(gaps, key=lambda gap: -gap.probability)


def _reductions(
    items: Sequence[PoolItem], abilities: JointAbilities, weights: np.ndarray, layout: MasteryLayout
) -> np.ndarray:
    """What each answer is expected to take from the variance of the overall ability."""
    measures = [layout.task_ids.index(item.task_id) for item in items]
    parameters = [item.parameters for item in items]
    arrays = measured_items(parameters, measures, concept_variance=CONCEPT_VARIANCE)
    return variance_reductions(abilities, arrays, weights)


def _gap(one: str, other: str, abilities: JointAbilities, contrast: np.ndarray) -> DomainGap:
    difference = float(contrast @ abilities.mean)
    above = NormalDist().cdf(difference / abilities.standard_error(contrast))
    return DomainGap(one, other, above) if above >= 0.5 else DomainGap(other, one, 1 - above)


def _task_weights(outline: Outline) -> np.ndarray:
    weights = np.array([outline.task_weights[task_id] for task_id in outline.layout.task_ids])
    return np.asarray(weights / weights.sum())


def _balanced(
    left: Sequence[PoolItem], asked: Sequence[PoolItem], outline: Outline
) -> list[PoolItem]:
    """The items of the domain furthest behind its share, in its tasks with the fewest asked.

    Of domains equally far behind it is the outline's first.
    """
    layout = outline.layout
    domain_of = dict(zip(layout.task_ids, layout.parents, strict=True))
    shares = np.bincount(layout.parents, _task_weights(outline))
    in_domain = Counter(domain_of[item.task_id] for item in asked)
    in_task = Counter(item.task_id for item in asked)
    _, domain, fewest = min(
        (in_domain[domain] - shares[domain] * (len(asked) + 1), domain, in_task[task_id])
        for task_id in {item.task_id for item in left}
        for domain in [domain_of[task_id]]
    )
    return [
        item
        for item in left
        if (domain_of[item.task_id], in_task[item.task_id]) == (domain, fewest)
    ]


def _without_siblings(items: Sequence[PoolItem], asked: Sequence[PoolItem]) -> Sequence[PoolItem]:
    """The items of concepts not asked yet; all of them when there is none."""
    asked_concepts = {item.concept_id for item in asked}
    return [item for item in items if item.concept_id not in asked_concepts] or items


def _mixed(
    items: Sequence[PoolItem], asked: Sequence[PoolItem], pool: Sequence[PoolItem]
) -> list[PoolItem]:
    """The items of the type that lags most behind its share of the pool and of what was asked.

    Items that cannot be guessed tell most each and take longest: by what they tell alone, hardly
    any single choice, which most of an exam is, would be asked.
    """
    shares = Counter({item.id: item.type for item in (*pool, *asked)}.values())
    so_far = Counter(item.type for item in asked)
    wanted = max(
        sorted({item.type for item in items}),
        key=lambda name: shares[name] / shares.total() * (len(asked) + 1) - so_far[name],
    )
    return [item for item in items if item.type == wanted]
