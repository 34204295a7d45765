"""Will this answer be right? The probability that the log stores before each answer.

There are two routes to a right answer: reasoning from ability, and remembering the concept.
"""

from dataclasses import dataclass

from prep.learning.ability_tree import Descent
from prep.learning.items import ItemParameters
from prep.learning.mastery import Source, probability, sources

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


def explained(
    before: Descent, *, parameters: ItemParameters, p_recall: float | None
) -> Explanation:
    """The chance of a right answer by either route, reasoning or remembering.

    `p_recall` is the concept's retrievability now; None when it was never met.
    """
    by_reasoning = probability(before, parameters)
    return Explanation(
        probability=_by_either_route(by_reasoning, p_recall),
        by_reasoning=by_reasoning,
        recall=p_recall,
        difficulty=parameters.difficulty,
        sources=sources(before),
    )


def _by_either_route(by_reasoning: float, p_recall: float | None) -> float:
    if p_recall is None:
        return by_reasoning
    return by_reasoning + (1 - by_reasoning) * TRANSFER * p_recall
