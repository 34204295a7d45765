"""Orders in which neighbours differ: practice that mixes topics is remembered better."""

from collections import deque
from collections.abc import Callable, Mapping, Sequence
from typing import TypeVar

T = TypeVar("T")


def interleaved(
    things: Sequence[T], *, topic: Callable[[T], str], subtopic: Callable[[T], str]
) -> list[T]:
    """All of them, neighbours from different topics wherever that is possible.

    Where it is not, they come from different subtopics if that is possible.
    """
    return _apart(
        {name: _apart(_grouped(mine, subtopic)) for name, mine in _grouped(things, topic).items()}
    )


def _grouped(things: Sequence[T], key: Callable[[T], str]) -> dict[str, list[T]]:
    groups: dict[str, list[T]] = {}
    for thing in things:
        groups.setdefault(key(thing), []).append(thing)
    return groups


def _apart(groups: Mapping[str, Sequence[T]]) -> list[T]:
    """Each group in its order, always from the longest queue that was not just served."""
    queues = {name: deque(group) for name, group in groups.items()}
    ordered: list[T] = []
    last = ""
    while waiting := [name for name, queue in queues.items() if queue]:
        others = [name for name in waiting if name != last]
        last = max(others or waiting, key=lambda name: len(queues[name]))
        ordered.append(queues[last].popleft())
    return ordered
