"""What a generator makes: a draft of one item, with a computed key and the slips that mislead.

A generator is a pure function of a random generator. It answers None for numbers that would make
a poor question; `expansion` then draws again.
"""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise
from typing import Any, TypeVar

import numpy as np

T = TypeVar("T")

NUMERIC, SINGLE = "numeric", "single"
OPTIONS = 4
"""Options of a single-choice item: the key and three slips."""
SMALLEST_GAP = 0.05
"""Smallest relative distance between the key and the slips, and among the slips."""
LARGEST_RATIO = 20
"""Between the key and a slip: a number of quite another size betrays itself."""


@dataclass(frozen=True, slots=True)
class Slip:
    """A named error: the number that it leads to, the belief behind it and why it is wrong."""

    value: float
    misconception: str
    rationale: str


@dataclass(frozen=True, slots=True)
class Number:
    """A figure to work out.

    rationale: the working, with the numbers of this variant. step: what the value is rounded to,
    such as 1,000 or 0.01. tolerance: how far a typed number may lie off, to cover rounding.
    """

    value: float
    unit: str
    rationale: str
    slips: tuple[Slip, ...]
    step: float = 1
    tolerance: float = 0.01

    def text(self, value: float) -> str:
        """A value as an option shows it: `12,500 USD`, or `0.83` where the unit is `index`."""
        return shown(value, self.step) + ("" if self.unit == "index" else f" {self.unit}")


@dataclass(frozen=True, slots=True)
class Choice:
    """One decision that can be taken. The right one has no misconception."""

    text: str
    rationale: str
    misconception: str | None = None


@dataclass(frozen=True, slots=True)
class Decision:
    """Four decisions in the order in which they are shown; one of them is right."""

    choices: tuple[Choice, ...]

    @property
    def rank(self) -> int:
        """Position of the right one, from 0."""
        return [choice.misconception for choice in self.choices].index(None)


@dataclass(frozen=True, slots=True)
class Draft:
    """One item but for what its file says of it. `stimulus` is spelled as in a bank file."""

    stem: str
    asked: Number | Decision
    explanation: str
    principle: str
    stimulus: dict[str, Any] | None = None


Draw = Callable[[np.random.Generator], Draft | None]


@dataclass(frozen=True, slots=True)
class Family:
    """One kind of calculation, and the item types (`as` in a file) that it can be asked in."""

    name: str
    draw: Draw
    ways: tuple[str, ...] = (NUMERIC, SINGLE)


def shown(value: float, step: float = 1) -> str:
    """A number as texts spell it: thousands with commas, as many decimals as `step` has."""
    decimals = max(0, -math.floor(math.log10(step)))
    return f"{value:,.{decimals}f}"


def rounded(value: float, step: float = 1) -> float:
    """The nearest multiple of `step`, halves away from zero as people round; whole ones as int."""
    # The small extra lets 2.675 round up although its binary fraction lies just below.
    multiple = math.floor(abs(value) / step + 0.5 + 1e-9)
    result = round(math.copysign(multiple * step, value), 6)
    return int(result) if step >= 1 else result


def are_apart(values: Sequence[float]) -> bool:
    """Whether every two of the values differ by more than 5 % of the larger."""
    return not any(math.isclose(a, b, rel_tol=SMALLEST_GAP) for a, b in combinations(values, 2))


def with_rank(
    rng: np.random.Generator, value: float, slips: Sequence[Slip], rank: int
) -> tuple[Slip, ...] | None:
    """Three slips, drawn so that `rank` of them (0 to 3) lie below the value, in ascending order.

    None when too few of a credible size lie on one side, or when two are too close to each other.
    """
    near = [s for s in slips if value / LARGEST_RATIO < s.value < value * LARGEST_RATIO]
    below = [slip for slip in near if slip.value < value]
    above = [slip for slip in near if slip.value > value]
    if len(below) < rank or len(above) < OPTIONS - 1 - rank:
        return None
    drawn = [*_some(rng, below, rank), *_some(rng, above, OPTIONS - 1 - rank)]
    if not are_apart([value, *(slip.value for slip in drawn)]):
        return None
    return tuple(sorted(drawn, key=lambda slip: slip.value))


def banded(rng: np.random.Generator, key: Slip, slips: Sequence[Slip]) -> tuple[Slip, ...] | None:
    """The key and three slips in ascending order, the key at a drawn rank; None as above.

    Stems name a step for each of four ranges, so that every slip leads to a wrong one. The key is
    given like a slip, its misconception empty.
    """
    picked = with_rank(rng, key.value, slips, int(rng.integers(OPTIONS)))
    return picked and tuple(sorted((key, *picked), key=lambda slip: slip.value))


def cuts(values: Sequence[float], step: float) -> list[float]:
    """Limits half-way between ascending values, rounded to `step`."""
    return [rounded((a + b) / 2, step) for a, b in pairwise(values)]


def choice(slip: Slip, text: str) -> Choice:
    """What a number leads to; the key's has no misconception."""
    return Choice(text, slip.rationale, slip.misconception or None)


def rivals(
    best: T, tempting: Sequence[tuple[T, str, str]], figure: Callable[[T], str]
) -> dict[T, tuple[str, str]]:
    """Why each other alternative may tempt: a rationale and a misconception.

    tempting: the alternative that a wrong rule would pick, why that is wrong with `{}` for the
    alternative's own figure, and the misconception. Of several rules the first counts; alternatives
    that no rule would pick are left out.
    """
    found: dict[T, tuple[str, str]] = {}
    for rival, reason, misconception in tempting:
        if rival != best:
            found.setdefault(rival, (reason.format(figure(rival)), misconception))
    return found


def one_of(rng: np.random.Generator, things: Sequence[T]) -> T:
    """One of them, all equally likely."""
    return things[int(rng.integers(len(things)))]


def some_of(rng: np.random.Generator, things: Sequence[str], count: int) -> list[str]:
    """`count` different ones in alphabetical order."""
    return sorted(things[int(n)] for n in rng.permutation(len(things))[:count])


def between(rng: np.random.Generator, low: int, high: int, step: int = 1) -> int:
    """A multiple of `step` from `low` to `high`, both included."""
    return int(rng.integers(low // step, high // step + 1)) * step


def _some(rng: np.random.Generator, slips: Sequence[Slip], count: int) -> list[Slip]:
    return [slips[int(n)] for n in rng.permutation(len(slips))[:count]]
