"""How good were earlier forecasts? What was forecast of mock exams, against how they turned out."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

import numpy as np

from prep.learning.composites import INTERVAL_Z
from prep.learning.standings import MEASURED_FROM

BINS = 5
"""Parts of equal width into which chances of reaching a target are sorted."""

LEAST_FOR_ERROR = 2
"""Outcomes below which a mean error has no interval, and is not shown."""

_ROUNDING = 1e-9


@dataclass(frozen=True, slots=True)
class ForecastOutcome:
    """One forecast and the score that came. Scores are shares, 0 to 1.

    low, high: the 90 % interval. p_target: chance of the learner's target, both None without one.
    """

    expected: float
    low: float
    high: float
    score: float
    target: float | None = None
    p_target: float | None = None

    @property
    def is_inside(self) -> bool:
        """Whether the score came to lie in the interval."""
        return self.low <= self.score <= self.high


@dataclass(frozen=True, slots=True)
class Proportion:
    """A share of n cases, 0 to 1, with its 90 % interval."""

    share: float
    low: float
    high: float
    n: int

    @property
    def hits(self) -> int:
        """How many of the cases they are."""
        return round(self.share * self.n)

    @property
    def is_measured(self) -> bool:
        """Whether the cases are enough to speak of a share."""
        return self.n >= MEASURED_FROM


@dataclass(frozen=True, slots=True)
class MeanError:
    """How much higher scores came out than expected, in shares, with the mean's 90 % interval.

    size: the mean without regard to sign.
    """

    mean: float
    low: float
    high: float
    size: float
    n: int


@dataclass(frozen=True, slots=True)
class ReliabilityBin:
    """Forecasts whose chance of the target was between two bounds: its mean, and how many came."""

    low: float
    high: float
    mean_chance: float
    reached: Proportion


def coverage(outcomes: Sequence[ForecastOutcome]) -> Proportion | None:
    """How often the score lay in its 90 % interval; None without outcomes."""
    return proportion(sum(o.is_inside for o in outcomes), len(outcomes)) if outcomes else None


def mean_error(outcomes: Sequence[ForecastOutcome]) -> MeanError | None:
    """How far the scores were from what was expected; None below two outcomes."""
    if len(outcomes) < LEAST_FOR_ERROR:
        return None
    errors = np.array([o.score - o.expected for o in outcomes])
    mean, reach = float(errors.mean()), INTERVAL_Z * float(errors.std(ddof=1)) / sqrt(len(errors))
    return MeanError(mean, mean - reach, mean + reach, float(np.abs(errors).mean()), len(errors))


def reliability(outcomes: Sequence[ForecastOutcome]) -> tuple[ReliabilityBin, ...]:
    """Chances of reaching a target against how often it was reached."""
    return reliability_bins(
        [
            (o.p_target, o.score >= o.target - _ROUNDING)
            for o in outcomes
            if o.target is not None and o.p_target is not None
        ]
    )


def reliability_bins(pairs: Sequence[tuple[float, bool]]) -> tuple[ReliabilityBin, ...]:
    """Chances, 0 to 1, against how often what they foretold came; empty bins are left out.

    A chance on the border of two bins belongs to the upper one.
    """
    bins = []
    for number in range(BINS):
        mine = [(p, came) for p, came in pairs if min(BINS - 1, int(p * BINS)) == number]
        if mine:
            chance = sum(p for p, _ in mine) / len(mine)
            reached = proportion(sum(came for _, came in mine), len(mine))
            bins.append(ReliabilityBin(number / BINS, (number + 1) / BINS, chance, reached))
    return tuple(bins)


def proportion(hits: int, n: int) -> Proportion:
    """The share of hits among n > 0 cases.

    The interval is the score interval (Wilson 1927, Journal of the American Statistical
    Association 22), which holds for few cases and for none or all of them.
    """
    share, z = hits / n, INTERVAL_Z
    middle = (share + z * z / (2 * n)) / (1 + z * z / n)
    reach = z / (1 + z * z / n) * sqrt(share * (1 - share) / n + z * z / (4 * n * n))
    return Proportion(share, max(0.0, middle - reach), min(1.0, middle + reach), n)
