"""What a prediction rests on, in one sentence made of its figures."""

import math
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from prep.learning.mastery import Source
from prep.learning.prediction import Adjustment, Explanation
from prep.learning.prediction_features import CORE, OVERALL

HARDER_FROM = 0.5
"""Logits above or below a typical item from which a question is called harder or easier."""

WORTH_SAYING = 0.1
"""What memory or a fitted layer moves is said from here on, the smallest step that is shown."""


class _Wording(NamedTuple):
    """How to speak of a feature: where it is 0, and above; `number` is what is said."""

    at_zero: str
    above: str
    number: Callable[[float], float]


_WORDINGS = {
    OVERALL: _Wording("of any kind", "", float),
    "recall": _Wording("on ideas never met", "on ideas recalled {times} in 10", lambda v: v * 10),
    "reviews": _Wording(
        "on ideas asked at most once before", "on ideas asked {times} before", math.exp
    ),
    "lapses": _Wording("on ideas never missed", "on ideas missed {times} before", math.expm1),
    "days": _Wording("on ideas new or met within a day", "on ideas met {days} ago", math.expm1),
    "repeats": _Wording("seen at most once before", "seen {times} before", math.exp),
    "answers": _Wording("asked after no answers", "asked after {answers}", math.expm1),
}
_LAST_ANSWERS = {1: "answered right last time", -1: "answered wrong last time", 0: "never seen"}
_LEVELS = {1: "harder than most", -1: "easier than most", 0: "neither hard nor easy"}


def explanation_from(document: Mapping[str, Any]) -> Explanation:
    """The explanation behind JSON data that the log keeps."""
    sources = tuple(Source(*source) for source in document["sources"])
    moved = document.get("adjustment")  # older rows of the log have none
    adjustment = Adjustment(**moved) if moved else None
    return Explanation(**{**document, "sources": sources, "adjustment": adjustment})


def prediction_sentence(explanation: Explanation) -> str:
    """The sentence for a page. Every number in it is one of the explanation's figures."""
    chance = round(explanation.p_predicted * 10)
    parts = [
        _ability(explanation),
        *_difficulty(explanation),
        *_memory(explanation),
        *_adjustment(explanation),
    ]
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
    level = _level(explanation.difficulty)
    return [f"this question is {_LEVELS[level]}"] if level else []


def _level(difficulty: float) -> int:
    """1 for a question harder than most, -1 for an easier one, 0 for the others."""
    return (difficulty >= HARDER_FROM) - (difficulty <= -HARDER_FROM)


def _memory(explanation: Explanation) -> list[str]:
    added = explanation.probability - explanation.by_reasoning
    if explanation.recall is None or added < WORTH_SAYING:
        return []
    return [f"you would recall the idea {round(explanation.recall * 10)} times in 10"]


def _adjustment(explanation: Explanation) -> list[str]:
    """What a fitted layer saw in the log, where it moved the prediction far enough to be shown."""
    moved = explanation.adjustment
    if moved is None or abs(moved.probability - explanation.probability) < WORTH_SAYING:
        return []
    changed, amount = (
        ("raised", "more") if moved.probability > explanation.probability else ("lowered", "less")
    )
    questions = _questions(moved.feature, moved.value)
    return [
        f"past answers {changed} it, for {questions} turned out right {amount} often than "
        "ability and memory say"
    ]


def _questions(feature: str, value: float) -> str:
    """The questions that a feature tells from others, at a value of it."""
    if feature == CORE:
        return "questions with such a chance"
    if feature == "last_answer":
        return f"questions {_LAST_ANSWERS[round(value)]}"
    if feature == "difficulty":
        return f"questions {_LEVELS[_level(value)]}"
    wording = _WORDINGS[feature]
    count = round(wording.number(value))
    text = wording.above if value > 0 else wording.at_zero
    return "questions " + text.format(
        times="once" if count == 1 else f"{count} times",
        days=f"{count} day{'' if count == 1 else 's'}",
        answers=_answers(count),
    )


def _answers(count: int) -> str:
    return f"{count or 'no'} answer{'' if count == 1 else 's'}"
