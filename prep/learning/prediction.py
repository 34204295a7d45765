"""Will this answer be right? The probability that the log stores before each answer.

There are two routes to a right answer: reasoning from ability, and remembering the concept.
"""

from dataclasses import dataclass

from prep.learning.items import ItemParameters
from prep.learning.mastery import MasteryLayout, MasteryState, Source, sources, task_probability

TRANSFER = 0.5
"""Share of remembered concepts that carries over to another item of the concept: an assumption
of this first version, to be replaced by a fitted figure."""


@dataclass(frozen=True, slots=True)
class Adjustment:
    """What a layer fitted to the log made of a prediction.

    probability: of a right answer, 0 to 1. feature: what moved it most; value: of that feature.
    """

    probability: float
    feature: str
    value: float


@dataclass(frozen=True, slots=True)
class Explanation:
    """The figures behind one prediction.

    probability: of a right answer, 0 to 1. by_reasoning: the same if the concept were forgotten.
    recall: the concept's retrievability now, 0 to 1; None when it was never met.
    difficulty: of the item, on the logit scale; 0 is a typical one.
    sources: what the estimate of ability rests on, from all answers down to those on the concept.
    adjustment: by a fitted layer; None where there is none. The figures above are without it.
    """

    probability: float
    by_reasoning: float
    recall: float | None
    difficulty: float
    sources: tuple[Source, ...]
    adjustment: Adjustment | None = None

    @property
    def p_predicted(self) -> float:
        """Probability, 0 to 1, of a right answer, all said: what is stored and shown."""
        return self.adjustment.probability if self.adjustment else self.probability


def p_correct(
    mastery: MasteryState,
    layout: MasteryLayout,
    *,
    task_id: str,
    concept_id: str | None = None,
    parameters: ItemParameters,
    p_recall: float | None,
) -> float:
    """Probability, 0 to 1, of a right answer by either route, reasoning or remembering.

    `p_recall` is the concept's retrievability now; None when it was never met.
    """
    by_reasoning = task_probability(mastery, layout, task_id, parameters, concept_id=concept_id)
    return _by_either_route(by_reasoning, p_recall)


def explained(
    mastery: MasteryState,
    layout: MasteryLayout,
    *,
    task_id: str,
    concept_id: str,
    parameters: ItemParameters,
    p_recall: float | None,
) -> Explanation:
    """The prediction of `p_correct` with what it rests on."""
    by_reasoning = task_probability(mastery, layout, task_id, parameters, concept_id=concept_id)
    return Explanation(
        probability=_by_either_route(by_reasoning, p_recall),
        by_reasoning=by_reasoning,
        recall=p_recall,
        difficulty=parameters.difficulty,
        sources=sources(mastery, layout.path(task_id, concept_id)),
    )


def _by_either_route(by_reasoning: float, p_recall: float | None) -> float:
    if p_recall is None:
        return by_reasoning
    return by_reasoning + (1 - by_reasoning) * TRANSFER * p_recall
