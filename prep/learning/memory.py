"""What a learner remembers of a concept: FSRS-6, through the `fsrs` library.

Due dates, learning steps and fuzz of the library are not used: a day is the smallest unit,
and the same history gives the same state on every machine.
"""

from dataclasses import dataclass
from datetime import UTC, datetime

from fsrs import Card, Rating, Scheduler, State

from prep.learning.memory_arrays import KNOWN_DIFFICULTY, KNOWN_STABILITY_DAYS

DESIRED_RETENTION = 0.9

SLOW_FROM = 3.0
"""A right answer that took over so many times its expected seconds was hard to come by."""

LEAST_KNOWN = 0.02
"""However little is expected of a learner, a right answer may have been known."""

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

_Figures = tuple[float, float]
"""Stability in days, and memory difficulty."""


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

    chance: that it was recalled or reasoned out and not guessed, 0 to 1; 0 for a wrong answer.
    is_slow: whether it took far longer than expected.
    """

    is_correct: bool
    chance: float
    is_slow: bool


def recall_from(
    *,
    is_correct: bool,
    p_correct: float,
    guessing: float,
    tap_ratio: float,
    pace: float | None,
) -> Recall:
    """What an answer tells of memory, by Bayes' rule.

    p_correct: chance of a right answer before it was given, p = known + guessing (1 - known).
    tap_ratio: how many times likelier its tap of confidence is after a guess; 1 without a tap.
    pace: time taken over time expected; None where it was not measured.
    """
    known = max(LEAST_KNOWN, (p_correct - guessing) / (1 - guessing))
    guessed = guessing * (1 - known) * tap_ratio
    chance = known / (known + guessed) if is_correct else 0.0
    return Recall(is_correct, chance, is_slow=pace is not None and pace > SLOW_FROM)


def remembered(state: MemoryState | None, recall: Recall, *, now: datetime) -> MemoryState:
    """The memory after an answer at `now`; `state` is None at first sight.

    It stands between what success and what failure would have left, by the chance that the
    answer was recalled: a lucky guess moves little. Success is FSRS's Good, or Hard when the
    answer was found slowly; at first sight it means that the concept was known before, and lasts.
    Speed alone never adds anything: a quick answer may be a quick guess. Raises ValueError for a
    moment without a time zone.
    """
    at = _in_utc(now)
    failed = _figures_after(state, Rating.Again, at)
    if not recall.is_correct:
        return _memory(state, failed, at, is_lapse=True)
    recalled, chance = _figures_if_recalled(state, recall, at), recall.chance
    stability = recalled[0] ** chance * failed[0] ** (1 - chance)
    difficulty = chance * recalled[1] + (1 - chance) * failed[1]
    return _memory(state, (stability, difficulty), at, is_lapse=False)


def reviewed(state: MemoryState | None, rating: Rating, *, now: datetime) -> MemoryState:
    """The memory after a review at `now`; `state` is None at first sight.

    Raises ValueError for a moment without a time zone.
    """
    at = _in_utc(now)
    return _memory(state, _figures_after(state, rating, at), at, is_lapse=rating is Rating.Again)


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


def _figures_if_recalled(state: MemoryState | None, recall: Recall, at: datetime) -> _Figures:
    if state is None and not recall.is_slow:
        return KNOWN_STABILITY_DAYS, KNOWN_DIFFICULTY
    return _figures_after(state, Rating.Hard if recall.is_slow else Rating.Good, at)


def _figures_after(state: MemoryState | None, rating: Rating, at: datetime) -> _Figures:
    card, _ = _SCHEDULER.review_card(_as_card(state, at), rating, at)
    if card.stability is None or card.difficulty is None:
        raise ValueError("a reviewed card has a memory state")
    return card.stability, card.difficulty


def _memory(
    before: MemoryState | None, figures: _Figures, at: datetime, *, is_lapse: bool
) -> MemoryState:
    """The memory with these figures after one more answer."""
    return MemoryState(
        stability=figures[0],
        memory_difficulty=figures[1],
        last_review_at=at,
        reviews=(before.reviews if before else 0) + 1,
        lapses=(before.lapses if before else 0) + is_lapse,
    )


def _in_utc(moment: datetime) -> datetime:
    if moment.tzinfo is None:
        raise ValueError("a review needs a time zone")
    return moment.astimezone(UTC)


class _CardForOneReview(Card):
    """The library copies a card before it changes it; nobody else holds this one."""

    def __copy__(self) -> "_CardForOneReview":
        return self


def _as_card(state: MemoryState | None, at: datetime) -> Card:
    """The library's card, with all that its constructor would ask the clock for."""
    if state is None:
        return _CardForOneReview(card_id=0, due=at)
    return _CardForOneReview(
        card_id=0,
        state=State.Review,
        stability=state.stability,
        difficulty=state.memory_difficulty,
        due=at,
        last_review=state.last_review_at,
    )
