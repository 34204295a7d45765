"""What learners think of themselves against what was measured: do the two go together?

A rating of 1 to 5 is read as a fifth of the mastery scale: 1 is up to 20 %, 5 is from 80 %. That is
a convention, and the coarsest fair one: ratings are words, and no formula makes them figures.
"""

from enum import StrEnum

from prep.learning.composites import Mastery

LOWEST_RATING = 1
HIGHEST_RATING = 5


class Verdict(StrEnum):
    """How a rating stands to what was measured."""

    UNRATED = "unrated"
    TOO_EARLY = "too early"
    AGREES = "agrees"
    HIGHER = "rated higher"
    LOWER = "rated lower"


def rating_band(rating: int) -> tuple[float, float]:
    """The mastery that a rating stands for, from and to, as shares of 0 to 1."""
    return (rating - 1) / HIGHEST_RATING, rating / HIGHEST_RATING


def verdict(rating: int | None, known: Mastery, *, is_measured: bool) -> Verdict:
    """Whether the 90 % interval leaves room for what the rating stands for.

    `rated higher` and `rated lower` are said of the learner's rating, and only where the whole
    interval lies below or above its band.
    """
    if rating is None:
        return Verdict.UNRATED
    if not is_measured:
        return Verdict.TOO_EARLY
    low, high = rating_band(rating)
    if known.high < low:
        return Verdict.HIGHER
    return Verdict.LOWER if known.low > high else Verdict.AGREES
