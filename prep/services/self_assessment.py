"""Four questions on what learners think they can do: what each covers, and the answers."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from prep.errors import InvalidInput
from prep.learning.self_rating import HIGHEST_RATING, LOWEST_RATING
from prep.storage.learners import lock_learner
from prep.storage.self_ratings import list_ratings, save_rating

SCALE = (
    (1, "Not yet", "You would not know how to begin."),
    (2, "With help", "You can with somebody beside you."),
    (3, "Usual cases", "You do it alone when nothing special happens."),
    (4, "Hard cases", "You do it alone when it gets difficult, too."),
    (5, "Easily", "You do it without effort, and others ask you how."),
)
"""Ratings from lowest to highest: the figure, its name and its meaning."""


@dataclass(frozen=True, slots=True)
class RatedAbility:
    """One question of the self-assessment.

    gaps: what exercises at work train for it. tasks: what each exam asks of it, by certification.
    """

    id: str
    text: str
    hint: str
    gaps: tuple[str, ...]
    tasks: Mapping[str, tuple[str, ...]]


QUESTIONS = (
    RatedAbility(
        "plan",
        "Can you plan work?",
        "What is to be done, in which order, by whom, for how much, how well, up to the handover.",
        (
            "scheduling", "budget-evm", "quality", "resources-team", "agile-delivery",
            "business-analysis", "closing-lessons",
        ),
        {
            "pmp": (
                "process.1", "process.2", "process.4", "process.6", "process.7", "process.8",
                "process.10", "business.6",
            ),
            "capm": (
                "fundamentals.2", "predictive.2", "agile.2", "agile.4", "agile.5", "ba.3", "ba.5",
            ),
            "projectplus": ("1.6", "1.7", "1.10", "2.3", "2.5"),
        },
    ),
    RatedAbility(
        "align",
        "Can you keep people aligned?",
        "One picture of the aim, messages that arrive, short meetings, settled conflicts.",
        (
            "stakeholder-engagement", "communication", "facilitation", "conflict",
            "knowledge-transfer", "organisational-change",
        ),
        {
            "pmp": (
                "people.1", "people.2", "people.3", "people.4", "people.5", "people.6", "people.7",
                "people.8", "business.7",
            ),
            "capm": ("fundamentals.3", "fundamentals.5", "ba.1", "ba.2"),
            "projectplus": ("1.8", "1.9", "2.2", "2.4"),
        },
    ),
    RatedAbility(
        "risk",
        "Can you surface risk early?",
        "What may go wrong, figures that warn, rules that bind, and saying so while it is cheap.",
        ("risk", "status-reporting", "governance-compliance"),
        {
            "pmp": ("process.9", "business.2", "business.4", "business.5", "business.8"),
            "capm": ("predictive.3", "agile.3", "ba.6"),
            "projectplus": ("1.4", "1.5", "3.1", "4.1", "4.2", "4.3"),
        },
    ),
    RatedAbility(
        "decide",
        "Can you drive decisions?",
        "What is worth doing, which way to work, which change to take, whom to buy from.",
        ("scope-change", "procurement", "value-benefits"),
        {
            "pmp": ("process.3", "process.5", "business.1", "business.3"),
            "capm": ("fundamentals.4", "predictive.1", "agile.1", "ba.4"),
            "projectplus": ("1.2", "1.3", "1.11", "2.1", "3.3", "4.5"),
        },
    ),
)  # fmt: skip

UNRATED_TASKS = {
    "pmp": (),
    "capm": ("fundamentals.1",),
    "projectplus": ("1.1", "3.2", "4.4"),
}
"""Tasks in no question: they ask for terms and products, which nobody does well or badly."""


def get_ratings(db: Session, learner_id: int) -> dict[str, int]:
    """The learner's ratings, 1 to 5, by question; what was not rated is left out."""
    rows = list_ratings(db, learner_id)
    return {question.id: rows[question.id].rating for question in QUESTIONS if question.id in rows}


def ratings_by_gap(db: Session, learner_id: int) -> dict[str, int]:
    """The learner's ratings, 1 to 5, by what exercises train."""
    ratings = get_ratings(db, learner_id)
    return {
        gap: ratings[question.id]
        for question in QUESTIONS
        for gap in question.gaps
        if question.id in ratings
    }


def save_ratings(db: Session, learner_id: int, given: Mapping[str, str], *, now: datetime) -> None:
    """Keep the ratings that were given; a question left out stays as it is.

    Raises InvalidInput when one is not on the scale, or when there is none, and keeps nothing.
    """
    ratings = {q.id: _rating(q.id, given[q.id]) for q in QUESTIONS if given.get(q.id)}
    if not ratings:
        raise InvalidInput(QUESTIONS[0].id, "Rate at least one of the four, or skip them all.")
    lock_learner(db, learner_id)
    for question, rating in ratings.items():
        save_rating(db, learner_id, question, rating, now=now)


def _rating(question: str, value: str) -> int:
    accepted = [str(rating) for rating in range(LOWEST_RATING, HIGHEST_RATING + 1)]
    if value not in accepted:
        raise InvalidInput(question, f"Choose a figure from {LOWEST_RATING} to {HIGHEST_RATING}.")
    return int(value)
