"""The order that "comes after" gives: levels of a network of activities, depths in a tree."""

from collections.abc import Mapping, Sequence

After = Mapping[str, Sequence[str]]
"""Every name with the names that come right before it."""


def levels(after: After) -> dict[str, int]:
    """Number of steps on the longest way to each name; 0 for a name that comes after nothing.

    Names on a circle, and those that come after one, have no level and are left out.
    """
    placed: dict[str, int] = {}
    level = 0
    while ready := _ready(after, placed):
        placed |= dict.fromkeys(ready, level)
        level += 1
    return placed


def circle(after: After) -> tuple[str, ...]:
    """The names that wait for each other, in order; empty when there is no circle."""
    placed = levels(after)
    waiting = [name for name in after if name not in placed]
    before = {name: [other for other in waiting if name in after[other]] for name in waiting}
    return tuple(name for name in waiting if name not in levels(before))


def passing(after: After) -> dict[int, tuple[str, ...]]:
    """Names whose links pass a level on the way to a later one, by that level."""
    level = levels(after)
    last = {
        name: max((level[n] for n, before in after.items() if name in before), default=0)
        for name in after
    }
    return {
        k: tuple(name for name in after if level[name] < k < last[name])
        for k in range(max(level.values(), default=-1) + 1)
    }


def _ready(after: After, placed: Mapping[str, int]) -> list[str]:
    return [
        name
        for name, before in after.items()
        if name not in placed and all(other in placed for other in before)
    ]
