"""Questions that interviewers ask about past work, each with the gap that it looks into."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Question:
    """One question. gap: a key of `exercise_words.GAPS`."""

    text: str
    gap: str


QUESTIONS = {
    "late": Question(
        "When did work fall behind, and what did you do about the date?", "scheduling"
    ),
    "order": Question("How did you decide what had to come first?", "scheduling"),
    "more-wishes": Question("When did somebody ask for more than was agreed?", "scope-change"),
    "risk": Question("Which problem did you see coming, and what did you do then?", "risk"),
    "bad-news": Question("When did you have to report bad news?", "status-reporting"),
    "meeting": Question("When did a meeting go nowhere until you stepped in?", "facilitation"),
    "conflict": Question(
        "When did two people or teams disagree, and what was your part?", "conflict"
    ),
    "difficult": Question(
        "Who was hard to win over, and how did you find out what they needed?",
        "stakeholder-engagement",
    ),
    "no-authority": Question(
        "When did you get something done by people who did not report to you?",
        "stakeholder-engagement",
    ),
    "explain": Question(
        "When did you explain something technical to people who are not?", "communication"
    ),
    "money": Question("When did money run short, or when did you save some?", "budget-evm"),
    "quality": Question("When did you stop something because it was not good enough?", "quality"),
    "supplier": Question("When did a supplier let you down?", "procurement"),
    "load": Question("When was there more work than people?", "resources-team"),
    "handover": Question("How did you make sure that others could carry on?", "knowledge-transfer"),
    "worth": Question("How did you find out whether it had been worth it?", "value-benefits"),
    "rules": Question("When did a rule stand in the way?", "governance-compliance"),
    "resistance": Question("When did people not want a change?", "organisational-change"),
    "failure": Question(
        "What went wrong through you, and what do you do since?", "closing-lessons"
    ),
    "changed-plan": Question(
        "When did you learn something that changed the plan?", "agile-delivery"
    ),
    "real-need": Question("When was the wish not what was needed?", "business-analysis"),
}
"""By id, in the order of the gaps; an id is kept with a story and never reused."""
