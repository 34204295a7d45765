"""Checks that the diagrams share: names that refer to others, and ways that lead round."""

from collections.abc import Callable, Mapping, Sequence

from prep.content.fields import refuse
from prep.learning.precedence import After, circle, levels


def check_known(name: str, known: Sequence[str], *, field: str, what: str) -> None:
    """Raises ValidationError for `field` when the name is not among the known ones."""
    if name not in known:
        raise refuse(field, f"{name!r} is no {what}; use one of {', '.join(known)}")


def check_order(after: After, *, field: Callable[[str], str], what: str) -> dict[str, int]:
    """Level of every name (see `learning.precedence`).

    `field` gives the field that holds a name's links, such as `activities[C].after`. Raises
    ValidationError for a name that nobody has and for names that wait for each other.
    """
    for name, before in after.items():
        for other in before:
            check_known(other, tuple(after), field=field(name), what=what)
    if waiting := circle(after):
        message = f"leads round in a circle ({', '.join(waiting)}); take one link out"
        raise refuse(field(waiting[0]), message)
    return levels(after)


def check_tree(
    parents: Mapping[str, str | None], *, field: Callable[[str], str], what: str, deepest: int
) -> None:
    """Raises ValidationError unless the names make one tree of at most `deepest` levels.

    `parents` is every name with the one that it hangs on, None for the root.
    """
    after = {name: [parent] if parent else [] for name, parent in parents.items()}
    level = check_order(after, field=field, what=what)
    _, *others = (name for name, parent in parents.items() if parent is None)
    if others:
        raise refuse(field(others[0]), f"is missing; name the {what} that it hangs on")
    for name, depth in level.items():
        if depth >= deepest:
            raise refuse(field(name), f"is on level {depth + 1}; draw at most {deepest}")
