"""Layout of trees: columns of levels in the wide drawing, an indented list in the narrow one."""

from collections.abc import Mapping
from statistics import fmean

Parents = Mapping[str, str | None]
"""Every name with the one that it hangs on, None for the root, in the order of the branches."""


def depth_first(parents: Parents) -> list[tuple[str, int]]:
    """Every name with its level, from 0, each followed by all that hangs on it."""
    return _below(parents, None, 0)


def rows(parents: Parents) -> dict[str, float]:
    """The row of every name: leaves one below the other from 0, others in the middle of theirs."""
    leaves = [name for name, _ in depth_first(parents) if name not in parents.values()]
    places: dict[str, float] = {name: float(n) for n, name in enumerate(leaves)}
    for name, _ in reversed(depth_first(parents)):
        if name not in places:
            hanging = [places[child] for child, parent in parents.items() if parent == name]
            places[name] = fmean((hanging[0], hanging[-1]))
    return places


def _below(parents: Parents, parent: str | None, level: int) -> list[tuple[str, int]]:
    found = []
    for name in (child for child, on in parents.items() if on == parent):
        found += [(name, level), *_below(parents, name, level + 1)]
    return found
