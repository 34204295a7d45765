"""What a pool lacks for a form, in numbers and in words."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from prep.learning.assembly.pool import Unit
from prep.learning.assembly.programme import Solution
from prep.learning.assembly.rows import Row

PRECISION = 1e-4


@dataclass(frozen=True, slots=True)
class Shortage:
    """One rule that cannot be kept.

    wanted: what the rule asks for, found: the nearest that there is.
    is_joint: whether the pool has enough for this rule alone, but not for all rules together.
    """

    name: str
    wanted: float
    found: float
    is_joint: bool

    @property
    def sentence(self) -> str:
        """The shortage in words, such as "People · Lead the team: 6 needed, 4 in the pool"."""
        wanted, found = f"{self.wanted:.4g}", f"{self.found:.4g}"
        if not self.is_joint:
            return f"{self.name}: {wanted} needed, {found} in the pool"
        if self.found > self.wanted:
            return f"{self.name}: at most {wanted} allowed, {found} needed by the other rules"
        return f"{self.name}: {wanted} needed, {found} fit together with the other rules"


@dataclass(frozen=True, slots=True)
class Shortages:
    """Everything that stands against a form, in the order of the rules: coarse before fine."""

    shortages: tuple[Shortage, ...]

    @property
    def sentences(self) -> tuple[str, ...]:
        """All of it in words."""
        return tuple(shortage.sentence for shortage in self.shortages)


def counted_shortages(units: Sequence[Unit], rows: Sequence[Row]) -> tuple[Shortage, ...]:
    """Rows that ask for more than there is, each looked at alone. A template counts once."""
    found = [(row, _most(units, row)) for row in rows]
    return tuple(
        Shortage(row.name, row.low, most, is_joint=False) for row, most in found if most < row.low
    )


def joint_shortages(rows: Sequence[Row], nearest: Solution) -> tuple[Shortage, ...]:
    """Rows that the nearest choice of units misses. Empty when it misses none."""
    return tuple(
        _missed(row, miss)
        for row, miss in zip(rows, nearest.misses, strict=True)
        if abs(miss) > PRECISION
    )


def _missed(row: Row, miss: float) -> Shortage:
    wanted = row.low if miss > 0 else row.high
    return Shortage(row.name, wanted, wanted - miss, is_joint=True)


def _most(units: Sequence[Unit], row: Row) -> float:
    """The most that the units can bring to a row."""
    free, by_template = 0.0, defaultdict[tuple[str, ...], float](float)
    for unit, brought in zip(units, row.coefficients, strict=True):
        if unit.templates:
            key = tuple(sorted(unit.templates))
            by_template[key] = max(by_template[key], float(brought))
        else:
            free += float(brought)
    return free + sum(by_template.values())
