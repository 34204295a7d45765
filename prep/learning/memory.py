"""What a learner remembers of a concept: FSRS-6, through the `fsrs` library.

Due dates, learning steps and fuzz of the library are not used: a day is the smallest unit,
and the same history gives the same state on every machine.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from fsrs import Card, Rating, Scheduler, State

from prep.learning.items import Confidence

DESIRED_RETENTION = 0.9

_SCHEDULER = Scheduler(
    desired_retention=DESIRED_RETENTION,
    learning_steps=(),
    relearning_steps=(),
    enable_fuzzing=False,
)
_DECAY = _SCHEDULER.parameters[20]
_FACTOR = 0.9 ** (-1 / _DECAY) - 1


@dataclass(frozen=True, slots=True)
class MemoryState:
    """One learner's memory of one concept, as it was just after `last_review_at`.

    stability: days until recall falls to 90 %.
    memory_difficulty: how hard the concept is to keep, 1 to 10.
    reviews, lapses: answers so far, and how many of them were wrong.
    """

    stability: float
    memory_difficulty: float
    last_review_at: datetime
    reviews: int
    lapses: int


def rating_for(*, is_correct: bool, confidence: Confidence | None, is_first_sight: bool) -> Rating:
    """The FSRS rating that an answer stands for.

    Wrong is Again and right is Good. Right but unsure is Hard, for it may have been a guess.
    Right and sure at first sight is Easy: the concept was known before Prep asked.
    """
    if not is_correct:
        return Rating.Again
    if confidence is Confidence.UNSURE:
        return Rating.Hard
    if confidence is Confidence.SURE and is_first_sight:
        return Rating.Easy
    return Rating.Good


def reviewed(state: MemoryState | None, rating: Rating, *, now: datetime) -> MemoryState:
    """The memory after a review at `now`; `state` is None at first sight.

    Raises ValueError for a moment without a time zone.
    """
    if now.tzinfo is None:
        raise ValueError("a review needs a time zone")
    card, _ = _SCHEDULER.review_card(_as_card(state), rating, now.astimezone(UTC))
    if card.stability is None or card.difficulty is None:
        raise ValueError("a reviewed card has a memory state")
    return MemoryState(
        stability=card.stability,
        memory_difficulty=card.difficulty,
        last_review_at=now.astimezone(UTC),
        reviews=(state.reviews if state else 0) + 1,
        lapses=(state.lapses if state else 0) + (rating is Rating.Again),
    )


def retrievability(state: MemoryState, *, now: datetime) -> float:
    """Probability, 0 to 1, of recalling the concept at `now`.

    FSRS-6 forgetting curve (open-spaced-repetition wiki, "The Algorithm") over whole days:
    1.0 on the day of the review, 0.9 after `stability` days.
    """
    elapsed_days = max(0, (now - state.last_review_at).days)
    return float((1 + _FACTOR * elapsed_days / state.stability) ** -_DECAY)


def due_at(state: MemoryState) -> datetime:
    """When retrievability reaches the desired retention, in whole days and at least one."""
    return state.last_review_at + timedelta(days=max(1, round(state.stability)))


def _as_card(state: MemoryState | None) -> Card:
    """The library's card. The id is given, for without one its constructor sleeps."""
    if state is None:
        return Card(card_id=0)
    return Card(
        card_id=0,
        state=State.Review,
        stability=state.stability,
        difficulty=state.memory_difficulty,
        last_review=state.last_review_at.astimezone(UTC),
    )
