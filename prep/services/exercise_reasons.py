"""Why this exercise? One sentence a reason, from the figures that the choice was made on."""

from collections.abc import Mapping
from dataclasses import dataclass

from prep.learning.exercise_matching import MatchKind, MatchReason, TaskNeed
from prep.services.catalogue import Catalogue
from prep.services.self_assessment import QUESTIONS

BELIEF_ANSWERS = 200
"""Wrong beliefs count in so many latest answers: by answers, so that no day changes a choice."""
WEAKEST_NAMED = 3
_QUESTION = {gap: question.text for question in QUESTIONS for gap in question.gaps}


@dataclass(frozen=True, slots=True)
class ReasonFacts:
    """What the sentences need. beliefs: what each misconception says. answers: lately."""

    catalogue: Catalogue
    needs: Mapping[str, TaskNeed]
    beliefs: Mapping[str, str]
    answers: int


def match_sentence(reason: MatchReason, facts: ReasonFacts) -> str:
    """The reason as the learner reads it. Every number in it is one of its figures."""
    return _SENTENCES[reason.kind](reason, facts)


def _weak(reason: MatchReason, facts: ReasonFacts) -> str:
    need = facts.needs[reason.subject]
    name, known = facts.catalogue.task_name(reason.subject), need.mastery
    figures = (
        f"{round(known.share * 100)} % ± {round(known.half_width * 100)} "
        f"after {_answers(known.responses)}"
    )
    if reason.place == 1:
        return f"“{name}” is your weakest task where it counts: {figures}, {_weight(need)}."
    if reason.place <= WEAKEST_NAMED:
        return (
            f"“{name}” is among your {WEAKEST_NAMED} weakest tasks where it counts: {figures}, "
            f"{_weight(need)}."
        )
    return f"On “{name}” you stand at {figures}. It is {_weight(need)}."


def _unmeasured(reason: MatchReason, facts: ReasonFacts) -> str:
    need = facts.needs[reason.subject]
    name = facts.catalogue.task_name(reason.subject)
    if not need.mastery.responses:
        return f"You have not answered anything on “{name}” yet. It is {_weight(need)}."
    return (
        f"It is too early to say how you stand on “{name}” ({_answers(need.mastery.responses)}). "
        f"It is {_weight(need)}."
    )


def _belief(reason: MatchReason, facts: ReasonFacts) -> str:
    verb = "holds" if reason.count == 1 else "hold"
    return (
        f"{reason.count} of your latest {_answers(facts.answers)} {verb} "
        f"that “{facts.beliefs[reason.subject].rstrip('.')}”. This exercise takes that on."
    )


def _self_rating(reason: MatchReason, facts: ReasonFacts) -> str:
    return (
        f"You rated yourself {reason.count} of 5 on “{_QUESTION[reason.subject]}”, "
        "and not all that this trains is measured yet."
    )


def _weight(need: TaskNeed) -> str:
    return f"about {round(need.weight * 100)} % of the exam"


def _answers(count: int) -> str:
    return f"{count} answer{'' if count == 1 else 's'}"


_SENTENCES = {
    MatchKind.WEAK_TASK: _weak,
    MatchKind.UNMEASURED_TASK: _unmeasured,
    MatchKind.BELIEF: _belief,
    MatchKind.SELF_RATING: _self_rating,
}
