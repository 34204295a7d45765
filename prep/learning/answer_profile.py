"""What a learner's latest answers show: how far words and forecasts held, and at what pace."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median, quantiles

from prep.learning.items import Confidence
from prep.learning.track_record import Proportion, ReliabilityBin, proportion, reliability_bins

QUICK_SHARE = 0.33
SLOW_SHARE = 2.0
"""An answer is quick below a third of the time that the exam allows on average, slow above twice
that."""


@dataclass(frozen=True, slots=True)
class PastAnswer:
    """One answer. chance: of a right one, 0 to 1, as expected before; seconds: None if unknown."""

    is_correct: bool
    confidence: Confidence | None
    chance: float
    seconds: float | None


@dataclass(frozen=True, slots=True)
class Forecasts:
    """What was expected of answers and what came: in the mean, and by bins of the chance."""

    expected: float
    right: Proportion
    bins: tuple[ReliabilityBin, ...]


@dataclass(frozen=True, slots=True)
class Pace:
    """Seconds of n answers: the median, and the quarters below and above it.

    quick, middle, slow: share of right answers by time taken; None without any.
    """

    median: float
    lower: float
    upper: float
    n: int
    quick: Proportion | None
    middle: Proportion | None
    slow: Proportion | None


def share_right(answers: Sequence[PastAnswer]) -> Proportion | None:
    """The share of right ones; None without any."""
    return proportion(sum(a.is_correct for a in answers), len(answers)) if answers else None


def said_shares(answers: Sequence[PastAnswer]) -> dict[Confidence | None, Proportion | None]:
    """The share of right answers by what the learner said; None for those without a word."""
    return {
        said: share_right([answer for answer in answers if answer.confidence is said])
        for said in (Confidence.SURE, Confidence.UNSURE, None)
    }


def forecasts_of(answers: Sequence[PastAnswer]) -> Forecasts | None:
    """How well answers were foretold; None without any."""
    right = share_right(answers)
    if right is None:
        return None
    expected = sum(answer.chance for answer in answers) / len(answers)
    bins = reliability_bins([(answer.chance, answer.is_correct) for answer in answers])
    return Forecasts(expected, right, bins)


def pace_of(answers: Sequence[PastAnswer], allowed: float) -> Pace | None:
    """The pace, where `allowed` seconds a question are usual; None below two known times."""
    timed = [(answer.seconds, answer) for answer in answers if answer.seconds is not None]
    if len(timed) < 2:
        return None
    lower, _, upper = quantiles([seconds for seconds, _ in timed], n=4)
    quick, slow = QUICK_SHARE * allowed, SLOW_SHARE * allowed
    return Pace(
        median=median(seconds for seconds, _ in timed),
        lower=lower,
        upper=upper,
        n=len(timed),
        quick=share_right([answer for seconds, answer in timed if seconds < quick]),
        middle=share_right([answer for seconds, answer in timed if quick <= seconds <= slow]),
        slow=share_right([answer for seconds, answer in timed if seconds > slow]),
    )
