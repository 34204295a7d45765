"""Levels of a domain by its score, in the words of the issuer.

Issuers that name levels do not publish which score makes which. The floors here are Prep's own,
and a page that shows a level says so.
"""

from collections.abc import Sequence

from prep.errors import InvalidInput
from prep.learning.score_distribution import ScoreDistribution

LEVEL_FLOORS = (0.80, 0.65, 0.50)
"""Least score, 0 to 1, for each level but the lowest, best first: thresholds of ours."""


def domain_level(score: float, names: Sequence[str]) -> str | None:
    """The level of a domain's score, 0 to 1; None where the issuer names no levels.

    names: the issuer's, best first. Raises InvalidInput for another number than four or none.
    """
    _check(names)
    if not names:
        return None
    return names[sum(score < floor for floor in LEVEL_FLOORS)]


def level_probabilities(score: ScoreDistribution, names: Sequence[str]) -> dict[str, float]:
    """The probability, 0 to 1, of each level, best first; nothing where there are no levels.

    Raises InvalidInput as `domain_level` does.
    """
    _check(names)
    if not names:
        return {}
    reached = [0.0, *(score.p_at_least(floor) for floor in LEVEL_FLOORS), 1.0]
    return {name: reached[n + 1] - reached[n] for n, name in enumerate(names)}


def _check(names: Sequence[str]) -> None:
    if names and len(names) != len(LEVEL_FLOORS) + 1:
        raise InvalidInput(
            "result.domain_levels", f"name {len(LEVEL_FLOORS) + 1} levels, best first, or none"
        )
