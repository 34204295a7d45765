"""How much a learner's taps of confidence say: learned from the taps themselves.

A right answer was recalled with some chance q, known before the tap is seen, or guessed. Among
right answers the share of "unsure" is then a q + g (1 - q), where a is the share among recalled
ones and g among guessed ones. Both are found by least squares over all right answers with a tap,
after a few imagined ones. Who taps at random, or always the same, is soon not believed, for the
two shares become equal.
"""

import numpy as np

from prep.learning.memory_arrays import Flags, Floats

TapSums = tuple[tuple[float, float, float], tuple[float, float, float]]
"""Normal equations of the two shares: a row each, with the right-hand side last."""

FIRST_TAPS: TapSums = ((10.0, 0.0, 1.0), (0.0, 10.0, 7.5))
"""The normal equations of ten recalled answers with one doubt, and ten guesses with 7.5."""

FIRST_SUMS = np.array(FIRST_TAPS)
_LEAST_SHARE = 0.02


def one_tap_ratio(taps: TapSums, *, is_sure: bool) -> float:
    """How many times likelier this tap is after a guess than after recall, for one learner.

    `tap_ratio` in plain floats, for it runs with every answer of a rebuild.
    """
    (a, b, first), (c, d, second) = taps
    determinant = a * d - b * c
    recalled = _share((first * d - b * second) / determinant)
    guessed = max(recalled, _share((a * second - first * c) / determinant))
    return (1 - guessed) / (1 - recalled) if is_sure else guessed / recalled


def with_tap(taps: TapSums, *, is_sure: bool, chance_recalled: float) -> TapSums:
    """One learner's sums after a right answer with a tap."""
    (a, b, first), (c, d, second) = taps
    q, unsure = chance_recalled, float(not is_sure)
    mixed = q * (1 - q)
    return (
        (a + q * q, b + mixed, first + q * unsure),
        (c + mixed, d + (1 - q) ** 2, second + (1 - q) * unsure),
    )


def _share(value: float) -> float:
    return min(max(value, _LEAST_SHARE), 1 - _LEAST_SHARE)


def tap_ratio(sums: Floats, is_sure: Flags) -> Floats:
    """How many times likelier a tap is after a guess than after recall.

    `sums` has the form of FIRST_SUMS, for each answer (answers × 2 × 3). "Unsure" is never taken
    for a sign of recall.
    """
    shares = np.linalg.solve(sums[..., :2], sums[..., 2:])[..., 0]
    recalled, guessed = np.clip(shares, _LEAST_SHARE, 1 - _LEAST_SHARE).T
    guessed = np.maximum(recalled, guessed)
    sure_ratio = (1 - guessed) / (1 - recalled)
    return np.asarray(np.where(is_sure, sure_ratio, guessed / recalled))


def tap_sums(is_sure: Flags, chance_recalled: Floats) -> Floats:
    """What right answers with a tap add to the sums, an array answers × 2 × 3.

    `chance_recalled` is that of each answer before its tap is seen.
    """
    how = np.stack([chance_recalled, 1 - chance_recalled], axis=-1)
    row = np.concatenate([how, ~is_sure[..., None]], axis=-1)
    return np.asarray(how[..., :, None] * row[..., None, :])
