"""FSRS-6 on arrays: the memory of many concepts in one step.

The formulas are those of the open-spaced-repetition wiki, "The Algorithm"; the figures agree
with the `fsrs` library. All functions broadcast, so that parameters may differ by learner.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
from fsrs import Rating, Scheduler
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.floating[Any]]
Whole = NDArray[np.signedinteger[Any]]
Flags = NDArray[np.bool_]

KNOWN_STABILITY_DAYS = 30.0
KNOWN_DIFFICULTY = 1.0
"""Memory of a concept that was known before it was first asked: it lasts, and is easy to keep."""

_LEAST_STABILITY = 0.001


@dataclass(frozen=True, slots=True)
class FsrsParameters:
    """The 21 parameters w0 to w20 of FSRS-6 by what they do; each a number or an array.

    first_stability: days after a first Again, Hard, Good and Easy (w0 to w3).
    The other names say which formula a parameter belongs to, in the order of the wiki.
    """

    first_stability: tuple[ArrayLike, ArrayLike, ArrayLike, ArrayLike]
    first_difficulty: ArrayLike
    first_difficulty_slope: ArrayLike
    difficulty_step: ArrayLike
    difficulty_reversion: ArrayLike
    growth: ArrayLike
    growth_saturation: ArrayLike
    growth_spacing: ArrayLike
    lapse: ArrayLike
    lapse_difficulty: ArrayLike
    lapse_stability: ArrayLike
    lapse_spacing: ArrayLike
    hard_penalty: ArrayLike
    easy_bonus: ArrayLike
    same_day: tuple[ArrayLike, ArrayLike, ArrayLike]
    decay: ArrayLike

    @property
    def forgetting_factor(self) -> Floats:
        """What makes retrievability 0.9 when the elapsed days equal the stability."""
        return np.asarray(0.9 ** (-1 / np.asarray(self.decay, float)) - 1)


def parameters_from(w: tuple[ArrayLike, ...]) -> FsrsParameters:
    """Named parameters from w0 to w20. Raises ValueError for another count."""
    if len(w) != 21:
        raise ValueError(f"FSRS-6 has 21 parameters, not {len(w)}")
    values: Any = (w[:4], *w[4:17], w[17:20], w[20])
    return FsrsParameters(*values)


DEFAULTS = parameters_from(Scheduler().parameters)


def retrievability(
    stability: ArrayLike, elapsed_days: ArrayLike, parameters: FsrsParameters = DEFAULTS
) -> NDArray[np.float64]:
    """Probability, 0 to 1, of recall: 1 on the day of the review, 0.9 after `stability` days."""
    ratio = np.asarray(elapsed_days, float) / stability
    recall = (1 + parameters.forgetting_factor * ratio) ** -np.asarray(parameters.decay)
    return np.asarray(recall, np.float64)


def first_memory(
    ratings: ArrayLike, parameters: FsrsParameters = DEFAULTS
) -> tuple[Floats, Floats]:
    """Stability in days and difficulty, 1 to 10, after a first review."""
    ratings = np.asarray(ratings)
    stability = _by_rating(ratings, parameters.first_stability)
    return np.maximum(stability, _LEAST_STABILITY), _bounded(_raw_difficulty(ratings, parameters))


def next_memory(
    stability: ArrayLike,
    difficulty: ArrayLike,
    elapsed_days: ArrayLike,
    ratings: ArrayLike,
    parameters: FsrsParameters = DEFAULTS,
) -> tuple[Floats, Floats]:
    """Stability and difficulty after one more review, `elapsed_days` after the last one.

    Less than a day counts as the same day, as in the library.
    """
    before, hardness = np.asarray(stability, float), np.asarray(difficulty, float)
    days, ratings = np.asarray(elapsed_days, float), np.asarray(ratings)
    recall = retrievability(before, days, parameters)
    after: Floats = np.zeros(np.broadcast(before, ratings).shape)
    if np.any(ratings != Rating.Again):
        after = _after_recall(before, hardness, recall, ratings, parameters)
    if np.any(ratings == Rating.Again):
        lapsed = _after_lapse(before, hardness, recall, parameters)
        after = np.where(ratings == Rating.Again, lapsed, after)
    if np.any(days < 1):
        after = np.where(days < 1, _after_same_day(before, ratings, parameters), after)
    return np.maximum(after, _LEAST_STABILITY), _next_difficulty(hardness, ratings, parameters)


def chance_recalled(
    recall: ArrayLike, is_right: ArrayLike, tap_ratio: ArrayLike, guessing: ArrayLike
) -> Floats:
    """Chance, 0 to 1, that an answer came from memory and was not guessed (Bayes' rule).

    `recall` is the chance of recall before the answer. `tap_ratio` says how many times likelier
    the tap of confidence is after a guess than after recall; 1 without a tap.
    """
    before = np.asarray(recall, float)
    guessed = np.asarray(guessing) * (1 - before) * np.asarray(tap_ratio)
    return np.where(is_right, before / np.maximum(before + guessed, 1e-12), 0.0)


def memory_outcomes(
    stability: ArrayLike, difficulty: ArrayLike, elapsed_days: ArrayLike
) -> tuple[tuple[Floats, Floats], tuple[Floats, Floats]]:
    """Memory, stability and difficulty, if an answer is recalled and if it is not.

    Stability is NaN at first sight: what is recalled then was known before.
    """
    is_new = np.isnan(np.asarray(stability, float))
    good = next_memory(stability, difficulty, elapsed_days, Rating.Good)
    again = next_memory(stability, difficulty, elapsed_days, Rating.Again)
    first = first_memory(Rating.Again)
    return (
        (
            np.where(is_new, KNOWN_STABILITY_DAYS, good[0]),
            np.where(is_new, KNOWN_DIFFICULTY, good[1]),
        ),
        (np.where(is_new, first[0], again[0]), np.where(is_new, first[1], again[1])),
    )


def memory_between(
    recalled: tuple[ArrayLike, ArrayLike], failed: tuple[ArrayLike, ArrayLike], share: ArrayLike
) -> tuple[Floats, Floats]:
    """Memory after an answer that was recalled with a chance, `share`, from 0 to 1.

    Stability and difficulty stand between those after success and after failure, stability on
    its logarithm.
    """
    part = np.asarray(share, float)
    stability = np.asarray(recalled[0]) ** part * np.asarray(failed[0]) ** (1 - part)
    difficulty = part * np.asarray(recalled[1]) + (1 - part) * np.asarray(failed[1])
    return np.asarray(stability), np.asarray(difficulty)


def _after_recall(
    stability: Floats, difficulty: Floats, recall: Floats, ratings: ArrayLike, p: FsrsParameters
) -> Floats:
    bonus = _by_rating(ratings, (1.0, p.hard_penalty, 1.0, p.easy_bonus))
    spacing = np.expm1((1 - recall) * np.asarray(p.growth_spacing))
    growth = np.exp(p.growth) * (11 - difficulty) * stability ** -np.asarray(p.growth_saturation)
    return np.asarray(stability * (1 + growth * spacing * bonus))


def _after_lapse(
    stability: Floats, difficulty: Floats, recall: Floats, p: FsrsParameters
) -> Floats:
    long_term = (
        np.asarray(p.lapse)
        * difficulty ** -np.asarray(p.lapse_difficulty)
        * ((stability + 1) ** np.asarray(p.lapse_stability) - 1)
        * np.exp((1 - recall) * np.asarray(p.lapse_spacing))
    )
    exponent, offset, _ = p.same_day
    return np.asarray(np.minimum(long_term, stability / np.exp(np.asarray(exponent) * offset)))


def _after_same_day(stability: Floats, ratings: ArrayLike, p: FsrsParameters) -> Floats:
    ratings = np.asarray(ratings)
    exponent, offset, saturation = p.same_day
    increase = np.exp(np.asarray(exponent) * (ratings - Rating.Good + np.asarray(offset)))
    increase = increase * stability ** -np.asarray(saturation)
    return np.asarray(
        stability * np.where(ratings == Rating.Again, increase, np.maximum(increase, 1.0))
    )


def _next_difficulty(difficulty: Floats, ratings: ArrayLike, p: FsrsParameters) -> Floats:
    step = -np.asarray(p.difficulty_step) * (np.asarray(ratings) - Rating.Good)
    damped = difficulty + (10 - difficulty) * step / 9
    target = _raw_difficulty(np.asarray(Rating.Easy), p)
    reversion = np.asarray(p.difficulty_reversion)
    return _bounded(reversion * target + (1 - reversion) * damped)


def _raw_difficulty(ratings: ArrayLike, p: FsrsParameters) -> Floats:
    growth = np.exp(np.asarray(p.first_difficulty_slope) * (np.asarray(ratings) - Rating.Again))
    return np.asarray(np.asarray(p.first_difficulty) - growth + 1)


def _bounded(difficulty: Floats) -> Floats:
    return np.clip(difficulty, 1.0, 10.0)


def _by_rating(
    ratings: ArrayLike, choices: tuple[ArrayLike, ArrayLike, ArrayLike, ArrayLike]
) -> Floats:
    again, hard, good, easy = choices
    ratings = np.asarray(ratings)
    cases = [ratings == Rating.Again, ratings == Rating.Hard, ratings == Rating.Good]
    return np.asarray(np.select(cases, [again, hard, good], easy), float)
