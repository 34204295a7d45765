"""What a prediction rests on, in one sentence made of its figures."""

from collections.abc import Mapping
from typing import Any

from prep.learning.mastery import Source
from prep.learning.prediction import Explanation

HARDER_FROM = 0.5
"""Logits above or below a typical item from which a question is called harder or easier."""


def explanation_from(document: Mapping[str, Any]) -> Explanation:
    """The explanation behind JSON data that the log keeps."""
    sources = tuple(Source(*source) for source in document["sources"])
    return Explanation(**{**document, "sources": sources})


def prediction_sentence(explanation: Explanation) -> str:
    """The sentence for a page. Every number in it is one of the explanation's figures."""
    chance = round(explanation.probability * 10)
    parts = [_ability(explanation), *_difficulty(explanation), *_memory(explanation)]
    return f"We expected you to get this right about {chance} times in 10: {'; '.join(parts)}."


def _ability(explanation: Explanation) -> str:
    """Which answers weigh most in the estimate; the prior has what they leave."""
    sources = explanation.sources
    prior_weight = 1 - sum(source.weight for source in sources)
    level = max(range(len(sources)), key=lambda n: sources[n].weight)
    count = sources[level].answers
    if prior_weight >= sources[level].weight:
        given = _answers(sources[0].answers)
        return f"mostly from what learners know on average, for you had given {given}"
    place = ("in all", "in this domain", "on this task", "on this idea")[level]
    return f"mostly from your {_answers(count)} {place}"


def _difficulty(explanation: Explanation) -> list[str]:
    if explanation.difficulty >= HARDER_FROM:
        return ["this question is harder than most"]
    if explanation.difficulty <= -HARDER_FROM:
        return ["this question is easier than most"]
    return []


def _memory(explanation: Explanation) -> list[str]:
    """Said where memory adds at least a tenth, the smallest step that the sentence shows."""
    if explanation.recall is None or explanation.probability - explanation.by_reasoning < 0.1:
        return []
    return [f"you would recall the idea {round(explanation.recall * 10)} times in 10"]


def _answers(count: int) -> str:
    return f"{count or 'no'} answer{'' if count == 1 else 's'}"
