"""A task's mastery as an action keeps it: frozen in JSON at two moments."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from prep.learning.ability_tree import MasteryState
from prep.learning.composites import Mastery
from prep.learning.standings import is_measured
from prep.services.catalogue import Catalogue
from prep.services.progress import mastery_of_task


@dataclass(frozen=True, slots=True)
class Standing:
    """A task's mastery at a moment. is_measured: enough answers for a figure."""

    mastery: Mastery
    is_measured: bool


def frozen_mastery(
    catalogue: Catalogue, state: MasteryState, task_id: str, *, now: datetime
) -> dict[str, Any]:
    """A task's mastery now, as an action's row keeps it. The outline must have the task."""
    return asdict(mastery_of_task(catalogue, state, task_id, now=now))


def standing_now(
    catalogue: Catalogue, state: MasteryState, task_id: str, *, now: datetime
) -> Standing | None:
    """A task's mastery now; None for a task of an older outline."""
    if task_id not in catalogue.outline.layout.paths:
        return None
    return _standing(mastery_of_task(catalogue, state, task_id, now=now), catalogue, task_id)


def thawed(frozen: Mapping[str, Any], catalogue: Catalogue, task_id: str) -> Standing:
    """The mastery that a row kept."""
    return _standing(Mastery(**frozen), catalogue, task_id)


def _standing(mastery: Mastery, catalogue: Catalogue, task_id: str) -> Standing:
    return Standing(mastery, is_measured(mastery, pool_size(catalogue, task_id)))


def pool_size(catalogue: Catalogue, task_id: str) -> int:
    """How many practice questions a task has."""
    return sum(item.task_id == task_id for item in catalogue.pool)
