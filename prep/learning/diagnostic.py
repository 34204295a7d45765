"""The diagnostic: about twenty items that tell most about the learner, balanced as the exam is."""

from collections import Counter
from collections.abc import Mapping, Sequence

from prep.learning.irt import expected_information
from prep.learning.items import PoolItem
from prep.learning.mastery import MasteryState, task_ability
from prep.learning.selection import Outline, Reason, Selected

DIAGNOSTIC_LENGTH = 20


def next_diagnostic_item(
    pool: Sequence[PoolItem],
    asked: Sequence[PoolItem],
    mastery: MasteryState,
    outline: Outline,
    *,
    length: int = DIAGNOSTIC_LENGTH,
) -> Selected | None:
    """The next item, or None when `length` items were asked or the pool is used up.

    The domain that lags most behind its blueprint weight is asked, in its least certain task,
    with the item that informs most at the present estimate; siblings of what was asked wait.
    Ties go to the smaller id.
    """
    asked_ids = {item.id for item in asked}
    asked_concepts = {item.concept_id for item in asked}
    left = [item for item in pool if item.id not in asked_ids]
    if len(asked) >= length or not left:
        return None
    task_id = _most_wanted_task(left, asked, mastery, outline)
    best = min(
        (item for item in left if item.task_id == task_id),
        key=lambda item: (
            item.concept_id in asked_concepts,
            -_information(item, mastery, outline),
            item.id,
        ),
    )
    return Selected(best, Reason.DIAGNOSTIC, {"number": float(len(asked) + 1)})


def _most_wanted_task(
    left: Sequence[PoolItem],
    asked: Sequence[PoolItem],
    mastery: MasteryState,
    outline: Outline,
) -> str:
    domain_of = dict(zip(outline.layout.task_ids, outline.layout.parents, strict=True))
    wanted = _domain_weights(outline.task_weights, domain_of)
    asked_in_domain = Counter(domain_of[item.task_id] for item in asked)
    asked_in_task = Counter(item.task_id for item in asked)

    def urgency(task_id: str) -> tuple[float, int, float, str]:
        domain = domain_of[task_id]
        lag = asked_in_domain[domain] - wanted[domain] * (len(asked) + 1)
        error = task_ability(mastery, outline.layout, task_id).standard_error
        return (lag, asked_in_task[task_id], -error, task_id)

    return min({item.task_id for item in left}, key=urgency)


def _domain_weights(
    task_weights: Mapping[str, float], domain_of: Mapping[str, int]
) -> dict[int, float]:
    weights: dict[int, float] = {}
    for task_id, weight in task_weights.items():
        weights[domain_of[task_id]] = weights.get(domain_of[task_id], 0.0) + weight
    return weights


def _information(item: PoolItem, mastery: MasteryState, outline: Outline) -> float:
    ability = task_ability(mastery, outline.layout, item.task_id)
    variance = ability.standard_error**2 + item.parameters.difficulty_sd**2
    return expected_information(
        ability.value - item.parameters.difficulty, variance, item.parameters
    )
