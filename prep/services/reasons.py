"""Why this question? One sentence from the figures that the choice was made on."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from prep.learning.selection import Reason


def reason_sentence(reason: str, figures: Mapping[str, Any], task_name: str) -> str:
    """The reason as the learner reads it. Every number in it is one of `figures`."""
    return _SENTENCES[Reason(reason)](figures, task_name)


def _due(figures: Mapping[str, Any], task_name: str) -> str:
    now = _times(figures["recall"])
    return f"You last saw this idea {_ago(figures)} and would now recall it {now}."


def _exam(figures: Mapping[str, Any], task_name: str) -> str:
    now, then = _times(figures["recall"]), _times(figures["recall_on_exam"])
    if now == then:
        return _due(figures, task_name)
    exam_on = date.fromisoformat(figures["exam_on"])
    return (
        f"You last saw this idea {_ago(figures)} and would now recall it {now}; "
        f"by your exam on {exam_on.day} {exam_on:%B} it would be {then}."
    )


def _leech(figures: Mapping[str, Any], task_name: str) -> str:
    missed, answers = round(figures["missed"]), round(figures["answers"])
    return (
        f"You have missed this idea {missed} times in {answers} answers. Its lesson opens with the "
        "answer this time, and no quiz holds a second idea of that kind."
    )


def _weakest(figures: Mapping[str, Any], task_name: str) -> str:
    share, half = round(figures["mastery"] * 100), round(figures["half_width"] * 100)
    return (
        f"Practice counts most where the exam asks much and you are not sure yet: on “{task_name}” "
        f"you stand at {share} % ± {half} after {_answers(figures)}."
    )


def _unmeasured(figures: Mapping[str, Any], task_name: str) -> str:
    if not figures["responses"]:
        return f"You have not answered anything on “{task_name}” yet."
    return f"It is too early to say how you stand on “{task_name}”: {_answers(figures)} so far."


def _new(figures: Mapping[str, Any], task_name: str) -> str:
    return f"This is a new idea under “{task_name}”."


def _diagnostic(figures: Mapping[str, Any], task_name: str) -> str:
    return f"The diagnostic asks what would tell most about you next: “{task_name}”."


def _requested(figures: Mapping[str, Any], task_name: str) -> str:
    return f"It fits the quiz that you asked for, and comes from “{task_name}”."


def _check(figures: Mapping[str, Any], task_name: str) -> str:
    if "days_ago" in figures:
        return (
            f"No new question is left on “{task_name}”, so this check asks one again that you last "
            f"saw {_ago(figures)}. It does not count as fresh."
        )
    return f"It checks what stayed of your work on “{task_name}”: you have not seen it before."


def _ago(figures: Mapping[str, Any]) -> str:
    days = round(figures["days_ago"])
    if not days:
        return "less than a day ago"
    return f"{days} day{'' if days == 1 else 's'} ago"


def _times(recall: float) -> str:
    return f"about {round(recall * 10)} times in 10"


def _answers(figures: Mapping[str, Any]) -> str:
    count = round(figures["responses"])
    return f"{count} answer{'' if count == 1 else 's'}"


_SENTENCES = {
    Reason.DUE: _due,
    Reason.EXAM: _exam,
    Reason.LEECH: _leech,
    Reason.WEAKEST: _weakest,
    Reason.UNMEASURED: _unmeasured,
    Reason.NEW: _new,
    Reason.DIAGNOSTIC: _diagnostic,
    Reason.REQUESTED: _requested,
    Reason.CHECK: _check,
}
