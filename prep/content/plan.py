"""What a sync has to do, as a pure function: wanted and stored fingerprints in, plan out."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple


class Existing(NamedTuple):
    """What is stored under an id: its newest version, that version's hash, whether retired."""

    version: int
    hash: str
    is_retired: bool


@dataclass(frozen=True, slots=True)
class SyncPlan:
    """Every id in exactly one group, in sorted order.

    update: changed content and the number of its new version; a retired one comes back with it.
    restore: retired, back with the content it had. Nothing is ever deleted.
    """

    create: tuple[str, ...]
    update: Mapping[str, int]
    retire: tuple[str, ...]
    restore: tuple[str, ...]
    unchanged: tuple[str, ...]


def plan_sync(desired: Mapping[str, str], existing: Mapping[str, Existing]) -> SyncPlan:
    """How to get from what is stored to `desired` (id to hash).

    An id that is stored, retired and not wanted needs nothing and counts as unchanged.
    """
    kept = sorted(desired.keys() & existing.keys())
    gone = sorted(existing.keys() - desired.keys())
    same = [i for i in kept if existing[i].hash == desired[i]]
    return SyncPlan(
        create=tuple(sorted(desired.keys() - existing.keys())),
        update={i: existing[i].version + 1 for i in kept if i not in set(same)},
        retire=tuple(i for i in gone if not existing[i].is_retired),
        restore=tuple(i for i in same if existing[i].is_retired),
        unchanged=tuple(
            sorted(
                [i for i in same if not existing[i].is_retired]
                + [i for i in gone if existing[i].is_retired]
            )
        ),
    )
