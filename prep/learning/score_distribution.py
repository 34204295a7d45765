"""How many items of a form will be right? The whole distribution, over all that is not known.

What is believed of the learner is a joint normal belief about abilities. It is replaced by fixed
draws, spread evenly (quasi-Monte Carlo, Niederreiter 1992, Random Number Generation and
Quasi-Monte Carlo Methods) and each with its mirror image, so that the same state always gives the
same forecast. Given a draw the answers are independent, and the number of right ones has an exact
distribution, built item by item (Lord & Wingersky 1984, Applied Psychological Measurement 8).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import count, islice
from statistics import NormalDist

import numpy as np

DRAWS = 64
"""Draws without their mirror images. Probabilities of scores are then within 0.01 of the limit."""

OUTSIDE = 0.05
"""Probability below a 90 % interval, and above it."""

_NODES, _RAW_WEIGHTS = np.polynomial.hermite_e.hermegauss(5)
_WEIGHTS = _RAW_WEIGHTS / _RAW_WEIGHTS.sum()
_SPREAD_OUT = np.vectorize(NormalDist().inv_cdf, otypes=[float])
_ROUNDING = 1e-9


@dataclass(frozen=True, slots=True, eq=False)
class ItemGaps:
    """How far a learner stands above each of m items: theta - b, on the logit scale.

    The gaps are mean + factors @ z + noise of each item's own; z is standard normal and common to
    all items. mean, own_variance, discrimination, guessing: (m,). factors: (m, k).
    """

    mean: np.ndarray
    factors: np.ndarray
    own_variance: np.ndarray
    discrimination: np.ndarray
    guessing: np.ndarray


@dataclass(frozen=True, slots=True, eq=False)
class ScoreDistribution:
    """What a score may turn out to be, as a share of right answers, 0 to 1.

    probabilities: of 0, 1 ... m right answers, (m + 1,). expected_sd: standard deviation of the
    expected score, which further answers of the learner could narrow; the rest is luck.
    """

    probabilities: np.ndarray
    expected_sd: float

    @property
    def items(self) -> int:
        """How many items there are."""
        return len(self.probabilities) - 1

    @property
    def expected(self) -> float:
        """The mean score."""
        return float(self.probabilities @ np.arange(self.items + 1)) / self.items

    @property
    def interval(self) -> tuple[float, float]:
        """The 90 % interval: at least that much probability lies in it, its ends included."""
        below = np.cumsum(self.probabilities)
        ends = np.searchsorted(below, [OUTSIDE, 1 - OUTSIDE])
        low, high = np.minimum(ends, self.items) / self.items
        return float(low), float(high)

    def p_at_least(self, score: float) -> float:
        """Probability, 0 to 1, of this score or a better one."""
        needed = max(0, int(np.ceil(score * self.items - _ROUNDING)))
        return float(np.clip(self.probabilities[needed:].sum(), 0.0, 1.0))


def chances_of(gaps: ItemGaps) -> np.ndarray:
    """Probability of a right answer to each item under each draw of the abilities: (m, draws)."""
    factors = _largest_first(gaps.factors)
    gap = gaps.mean[:, None] + factors @ _draws(factors.shape[1])
    own_sd = np.sqrt(gaps.own_variance)[:, None]
    knows = np.zeros_like(gap)
    for node, weight in zip(_NODES, _WEIGHTS, strict=True):
        logit = gaps.discrimination[:, None] * (gap + node * own_sd)
        knows += weight / (1 + np.exp(-logit))
    guessing = gaps.guessing[:, None]
    return np.asarray(guessing + (1 - guessing) * knows)


def distribution_of(chances: np.ndarray) -> ScoreDistribution:
    """The distribution of the score on some items, by the chances (m, draws) of `chances_of`."""
    return _averaged(_right_counts(chances), chances)


def distributions_of(
    parts: Sequence[np.ndarray],
) -> tuple[list[ScoreDistribution], ScoreDistribution]:
    """The distribution of the score on each part of a form, and on all of it.

    parts: chances of their items under the same draws. Given a draw the counts of the parts are
    independent, so that the whole's distribution is their convolution, here by Fourier transform;
    the mean over draws is taken before it is transformed back.
    """
    counts = [_right_counts(part) for part in parts]
    chances = np.concatenate(parts)
    length = 2 ** int(np.ceil(np.log2(len(chances) + 1)))
    spectra = [np.fft.rfft(np.ascontiguousarray(count.T), length) for count in counts]
    mean = np.prod(spectra, axis=0).mean(axis=0)
    whole = np.maximum(np.fft.irfft(mean, length)[: len(chances) + 1], 0.0)
    by_part = [_averaged(*pair) for pair in zip(counts, parts, strict=True)]
    return by_part, ScoreDistribution(whole, _expected_sd(chances))


def _right_counts(chances: np.ndarray) -> np.ndarray:
    """Probability of 0, 1 ... m right answers under each draw: (m + 1, draws).

    One item at a time: so many are right either with this one wrong, or with one fewer before.
    """
    items, draws = chances.shape
    probabilities = np.zeros((items + 1, draws))
    probabilities[0] = 1.0
    for n, chance in enumerate(chances):
        moved = probabilities[: n + 1] * chance
        probabilities[: n + 1] -= moved
        probabilities[1 : n + 2] += moved
    return probabilities


def _averaged(probabilities: np.ndarray, chances: np.ndarray) -> ScoreDistribution:
    """Over all draws."""
    return ScoreDistribution(probabilities.mean(axis=1), _expected_sd(chances))


def _expected_sd(chances: np.ndarray) -> float:
    """Standard deviation of the expected score over the draws."""
    return float(chances.mean(axis=0).std())


def _largest_first(factors: np.ndarray) -> np.ndarray:
    """The same joint distribution by principal components, for the first draws are spread best."""
    _, axes = np.linalg.eigh(factors.T @ factors)
    return np.asarray(factors @ axes[:, ::-1])


@cache
def _draws(dimensions: int) -> np.ndarray:
    """Standard normal draws (dimensions, 2 × DRAWS), the first dimensions spread most evenly.

    Multiples of the square roots of primes, without their whole parts (Richtmyer 1951), made
    normal. So few lack the tails: each dimension is stretched to the variance that it should have,
    or forecasts would be too sure of themselves.
    """
    steps = np.sqrt(list(islice(_primes(), dimensions)))
    uniform = np.outer(steps, np.arange(1, DRAWS + 1)) % 1
    normal = _SPREAD_OUT(uniform)
    normal /= np.sqrt((normal**2).mean(axis=1, keepdims=True))
    return np.concatenate([normal, -normal], axis=1)


def _primes() -> Iterator[int]:
    found: list[int] = []
    for number in count(2):
        if all(number % prime for prime in found):
            found.append(number)
            yield number
