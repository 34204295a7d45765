"""What Prep knows before an answer, as named figures, and a prediction moved by a fitted layer.

The core predicts from ability and memory. A layer fitted to the log (`prep fit`) may move that
where the core is wrong in a way that one of these figures tells.
"""

import math
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from prep.learning.layer import Layer
from prep.learning.memory import MemoryState
from prep.learning.prediction import Adjustment, Explanation
from prep.learning.replay import Exposure

CORE = "core"
"""The feature that is the core's own prediction: a layer starts from it."""

OVERALL = "overall"
"""Stands beside the features for the layer's constant, which moves every prediction alike."""

NAMES = (
    CORE,
    "recall",
    "reviews",
    "lapses",
    "days",
    "repeats",
    "last_answer",
    "difficulty",
    "answers",
)
"""The features, in the order in which a layer is fitted to them."""

LEAST_PROBABILITY = 1e-6


def features_before(
    explanation: Explanation,
    memory: MemoryState | None,
    exposure: Exposure | None,
    *,
    now: datetime,
) -> dict[str, float]:
    """The figures by name, from what stood before the answer.

    core: logit of the core's probability. recall: the concept's retrievability, 0 to 1; 0 when it
    was never met. reviews: log of the answers on the concept, 0 up to the first. lapses:
    log(1 + wrong ones). days: log(1 + whole days since the last one), 0 when there is none.
    repeats: log of the answers to this item, 0 up to the first. last_answer: to this item, 1 right,
    -1 wrong, 0 never seen. difficulty: of the item, in logits. answers: log(1 + the learner's
    answers that measured ability).

    "Never met" and "never seen" each have a value of their own in one feature only, recall and
    last_answer, so that no two curves can share their effect between them.
    """
    p = min(max(explanation.probability, LEAST_PROBABILITY), 1 - LEAST_PROBABILITY)
    return {
        CORE: math.log(p / (1 - p)),
        "recall": explanation.recall or 0.0,
        "reviews": math.log(max(memory.reviews, 1)) if memory else 0.0,
        "lapses": math.log1p(memory.lapses) if memory else 0.0,
        "days": math.log1p(max((now - memory.last_review_at).days, 0)) if memory else 0.0,
        "repeats": math.log(max(exposure.times, 1)) if exposure else 0.0,
        "last_answer": (1.0 if exposure.last_correct else -1.0) if exposure else 0.0,
        "difficulty": explanation.difficulty,
        "answers": math.log1p(explanation.sources[0].answers),
    }


def adjusted(explanation: Explanation, layer: Layer, features: Mapping[str, float]) -> Explanation:
    """The explanation with the layer's probability beside the core's.

    It names the feature that moved the logit furthest in the direction in which all together
    moved it.
    """
    moves = {OVERALL: layer.constant, **layer.shares(features)}
    moves[CORE] -= features[CORE]
    moved = sum(moves.values())
    direction = math.copysign(1.0, moved)
    name = max(moves, key=lambda feature: direction * moves[feature])
    return replace(
        explanation,
        adjustment=Adjustment(
            probability=(1 + math.tanh((features[CORE] + moved) / 2)) / 2,
            feature=name,
            value=features.get(name, 0.0),
        ),
    )
