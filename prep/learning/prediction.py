"""Will this answer be right? The probability that the log stores before each answer."""

from prep.learning.items import ItemParameters
from prep.learning.mastery import MasteryLayout, MasteryState, task_probability

TRANSFER = 0.5
"""Share of remembered concepts that carries over to another item of the concept: an assumption
of this first version, to be replaced by a fitted figure."""


def p_correct(
    mastery: MasteryState,
    layout: MasteryLayout,
    *,
    task_id: str,
    parameters: ItemParameters,
    p_recall: float | None,
) -> float:
    """Probability, 0 to 1, of a right answer by either route, reasoning or remembering.

    `p_recall` is the concept's retrievability now; None when it was never met.
    """
    by_reasoning = task_probability(mastery, layout, task_id, parameters)
    if p_recall is None:
        return by_reasoning
    return by_reasoning + (1 - by_reasoning) * TRANSFER * p_recall
