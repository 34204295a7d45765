"""What a learner remembers of a concept: FSRS-6, through the `fsrs` library.

Due dates, learning steps and fuzz of the library are not used: a day is the smallest unit,
and the same history gives the same state on every machine.
"""

from dataclasses import dataclass, replace
from datetime import UTC, datetime

from fsrs import Card, Rating, Scheduler, State

from prep.learning.items import Confidence
from prep.learning.memory_arrays import KNOWN_STABILITY_DAYS

DESIRED_RETENTION = 0.9

KNOWN_FROM = 0.5
"""A right answer counts in full from this probability that it was known, not guessed."""

SLOW_FROM = 3.0
"""A right answer that took over so many times its expected seconds was hard to come by."""

LEECH_LAPSES = 4
LEECH_STABILITY_DAYS = 2.0
"""A concept missed so many times that is still below 90 % recall after so many days is a leech."""

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


@dataclass(frozen=True, slots=True)
class Recall:
    """What one answer tells of memory.

    confidence: None where the learner did not say.
    p_known: probability, 0 to 1, that this answer, if right, was known and not guessed.
    pace: time taken over time expected; None where it was not measured.
    """

    is_correct: bool
    confidence: Confidence | None
    p_known: float
    pace: float | None


def p_known_if_right(p_correct: float, guessing: float) -> float:
    """Probability, 0 to 1, that a right answer was known and not guessed.

    By Bayes' rule from the probability of a right answer before it was given,
    p = known + guessing (1 - known); 1 where nothing can be guessed.
    """
    known = max(0.0, (p_correct - guessing) / (1 - guessing))
    return known / p_correct if p_correct > 0 else 0.0


def rating_for(recall: Recall) -> Rating:
    """The FSRS rating that an answer stands for.

    Wrong is Again. Right and sure is Good, right but unsure is Hard, for it may have been a guess.
    Right without a word is Good, unless it was rather guessed than known, or found very slowly:
    then Hard. Speed alone never makes it Easy: a quick answer may be a quick guess.
    """
    if not recall.is_correct:
        return Rating.Again
    if recall.confidence is Confidence.SURE:
        return Rating.Good
    is_slow = recall.pace is not None and recall.pace > SLOW_FROM
    is_doubtful = recall.p_known < KNOWN_FROM or is_slow
    return Rating.Hard if recall.confidence is Confidence.UNSURE or is_doubtful else Rating.Good


def recalled(state: MemoryState | None, recall: Recall, *, now: datetime) -> MemoryState:
    """The memory after an answer at `now`; `state` is None at first sight.

    Right and sure at first sight means that the concept was known before Prep asked: it starts
    with 30 days of stability and the difficulty of FSRS's Easy. Raises ValueError for a moment
    without a time zone.
    """
    if state is None and recall.is_correct and recall.confidence is Confidence.SURE:
        return replace(reviewed(None, Rating.Easy, now=now), stability=KNOWN_STABILITY_DAYS)
    return reviewed(state, rating_for(recall), now=now)


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


def is_leech(state: MemoryState) -> bool:
    """Whether the concept was missed again and again and still fades within two days.

    More of the same does not help then; another approach may. About four right answers on later
    days make it a concept like any other again.
    """
    return state.lapses >= LEECH_LAPSES and state.stability < LEECH_STABILITY_DAYS


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
