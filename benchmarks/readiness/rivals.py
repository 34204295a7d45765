"""Prep and its rivals: what each says of an exam's score after some answers."""

import contextlib
import io
import warnings
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta

import numpy as np

from benchmarks.adaptive import SHARES, absorbed, prior
from benchmarks.missing import peer
from benchmarks.readiness.learners import (
    ANSWERS_A_DAY,
    EXAM_ITEMS,
    LAYOUT,
    MOST_ANSWERS,
    START,
    TASK_SHARES,
    Learner,
    item,
)
from benchmarks.readiness.opinions import naive_distribution, normal_distribution
from prep.learning import mastery
from prep.learning.composites import joint_task_abilities
from prep.learning.information import JointAbilities, MeasuredItems
from prep.learning.readiness import item_gaps
from prep.learning.score_distribution import (
    ItemGaps,
    ScoreDistribution,
    chances_of,
    distribution_of,
)


@dataclass(frozen=True, slots=True, eq=False)
class Opinion:
    """What a rival says after some answers: of the score, and of the exam-weighted ability."""

    score: ScoreDistribution
    mean: float
    sd: float


Rival = Callable[[Learner, Sequence[int]], Iterator[Opinion]]
"""An opinion after each of these numbers of answers, which ascend."""


def prep(learner: Learner, checkpoints: Sequence[int]) -> Iterator[Opinion]:
    """The product: its state, its forecast."""
    form = [item(learner, n) for n in range(MOST_ANSWERS, MOST_ANSWERS + EXAM_ITEMS)]
    state, done = mastery.prior(), 0
    for answers in checkpoints:
        for n in range(done, answers):
            asked, now = item(learner, n), START + timedelta(days=n // ANSWERS_A_DAY)
            before = mastery.descent(
                state, LAYOUT, task_id=asked.task_id, concept_id=asked.concept_id, now=now
            )
            state = mastery.updated(before, asked.parameters, is_correct=bool(learner.is_right[n]))
        done = answers
        mean, covariance = joint_task_abilities(state, LAYOUT)
        yield Opinion(
            distribution_of(chances_of(item_gaps(state, LAYOUT, form))),
            float(TASK_SHARES @ mean),
            float(np.sqrt(TASK_SHARES @ covariance @ TASK_SHARES)),
        )


def blind_to_learning(learner: Learner, checkpoints: Sequence[int]) -> Iterator[Opinion]:
    """Four correlated domains, and nobody changes."""
    return _dense(learner, checkpoints, prior(0.7))


def separate_domains(learner: Learner, checkpoints: Sequence[int]) -> Iterator[Opinion]:
    """Four domains that do not know of each other, and nobody changes."""
    return _dense(learner, checkpoints, prior(0.0))


def percent_correct(learner: Learner, checkpoints: Sequence[int]) -> Iterator[Opinion]:
    """The share of right answers, without a word on ability."""
    for answers in checkpoints:
        score = naive_distribution(int(learner.is_right[:answers].sum()), answers, EXAM_ITEMS)
        yield Opinion(score, np.nan, np.nan)


def catsim(learner: Learner, checkpoints: Sequence[int]) -> Iterator[Opinion]:
    """One ability by catsim, with the normal approximation around it. Raises Missing."""
    bank, exam = learner.known, slice(MOST_ANSWERS, None)
    for answers in checkpoints:
        estimate, error = _catsim_ability(bank, learner.is_right[:answers])
        score = normal_distribution(
            estimate,
            error,
            bank.discrimination[exam],
            bank.difficulty[exam],
            bank.guessing[exam],
        )
        yield Opinion(score, estimate, error)


def _dense(
    learner: Learner, checkpoints: Sequence[int], belief: JointAbilities
) -> Iterator[Opinion]:
    exam, done = slice(MOST_ANSWERS, None), 0
    for answers in checkpoints:
        for n in range(done, answers):
            belief = absorbed(belief, learner.known, n, is_correct=bool(learner.is_right[n]))
        done = answers
        measures = learner.known.measures[exam]
        gaps = ItemGaps(
            mean=belief.mean[measures] - learner.known.difficulty[exam],
            factors=np.linalg.cholesky(belief.covariance)[measures],
            own_variance=learner.known.own_variance[exam],
            discrimination=learner.known.discrimination[exam],
            guessing=learner.known.guessing[exam],
        )
        yield Opinion(
            distribution_of(chances_of(gaps)),
            float(SHARES @ belief.mean),
            belief.standard_error(SHARES),
        )


def _catsim_ability(bank: MeasuredItems, is_right: np.ndarray) -> tuple[float, float]:
    """catsim's estimate from the first items of a bank, and its standard error."""
    items = np.column_stack((bank.discrimination, bank.difficulty, bank.guessing))[: len(is_right)]
    bank_items = np.column_stack((items, np.ones(len(items))))
    with warnings.catch_warnings(), contextlib.redirect_stdout(io.StringIO()):
        warnings.simplefilter("ignore")  # it divides by zero, and prints empty lines
        estimator = peer("catsim.estimation").NumericalSearchEstimator()
        estimate = float(
            estimator.estimate(
                item_bank=peer("catsim.item_bank").ItemBank(bank_items),
                administered_items=list(range(len(items))),
                response_vector=is_right.tolist(),
                est_theta=0.0,
            )
        )
        return estimate, float(peer("catsim.irt").see(estimate, bank_items))
