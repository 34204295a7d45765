"""What an exam that was sat shows besides its score: pace, tiring, changed answers, confidence."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import sqrt

from prep.learning.composites import INTERVAL_Z
from prep.learning.items import Confidence
from prep.learning.track_record import Proportion, proportion

BLOCK = 20
"""Questions of a block, in the order in which they were asked."""

SLOWEST = 5
"""So many of the questions that took longest are named."""


class Change(StrEnum):
    """What became of the first answer by the end. BACK: right, changed, and right again."""

    RIGHT_TO_WRONG = "right to wrong"
    WRONG_TO_RIGHT = "wrong to right"
    WRONG_TO_WRONG = "wrong to wrong"
    BACK = "back to right"


class Trend(StrEnum):
    """Whether fewer or more answers were right later on; NOISE: no more than chance makes."""

    DOWN = "down"
    UP = "up"
    NOISE = "noise"


@dataclass(frozen=True, slots=True)
class ExamAnswer:
    """One position of an exam that was handed in.

    is_answered: whether an answer was complete; is_correct is False without one.
    seconds: how long the question was looked at, over all visits; 0 where that is not known.
    earlier: whether each complete answer that stood before was right, oldest first.
    """

    position: int
    is_answered: bool
    is_correct: bool
    confidence: Confidence | None
    seconds: float
    earlier: tuple[bool, ...] = ()


@dataclass(frozen=True, slots=True)
class Pace:
    """Seconds for a question: mean over the n questions whose time is known."""

    seconds: float
    n: int


@dataclass(frozen=True, slots=True)
class Block:
    """Positions in a row. right: share of right answers among those given; None without any."""

    first: int
    last: int
    right: Proportion | None
    pace: Pace | None


@dataclass(frozen=True, slots=True)
class ConfidenceMatrix:
    """How the answers came out that the learner was sure of, and unsure; None without any."""

    sure: Proportion | None
    unsure: Proportion | None


def pace_of(answers: Sequence[ExamAnswer]) -> Pace | None:
    """The mean time of a question; None where no time is known."""
    known = [answer.seconds for answer in answers if answer.seconds > 0]
    return Pace(sum(known) / len(known), len(known)) if known else None


def slowest(answers: Sequence[ExamAnswer]) -> tuple[ExamAnswer, ...]:
    """The questions that took longest, the longest first."""
    known = [answer for answer in answers if answer.seconds > 0]
    return tuple(sorted(known, key=lambda a: (-a.seconds, a.position))[:SLOWEST])


def blocks_of(answers: Sequence[ExamAnswer]) -> tuple[Block, ...]:
    """The exam in blocks of 20, in order; the last may be shorter."""
    parts = [answers[n : n + BLOCK] for n in range(0, len(answers), BLOCK)]
    return tuple(
        Block(part[0].position, part[-1].position, share_right(part), pace_of(part))
        for part in parts
    )


def trend_of(answers: Sequence[ExamAnswer]) -> Trend:
    """Whether answers that were given were right more or less often later in the exam.

    A linear trend of a proportion (Armitage 1955, Biometrics 11) over the positions, at the 90 %
    of all intervals here. Questions without an answer are left out: time that ran out is not
    tiring.
    """
    given = [answer for answer in answers if answer.is_answered]
    right = sum(answer.is_correct for answer in given)
    if len({answer.position for answer in given}) < 2 or right in (0, len(given)):
        return Trend.NOISE
    middle = sum(answer.position for answer in given) / len(given)
    share = right / len(given)
    moment = sum((a.position - middle) * (a.is_correct - share) for a in given)
    spread = sum((a.position - middle) ** 2 for a in given)
    z = moment / sqrt(share * (1 - share) * spread)
    if abs(z) < INTERVAL_Z:
        return Trend.NOISE
    return Trend.UP if z > 0 else Trend.DOWN


def change_of(answer: ExamAnswer) -> Change | None:
    """What changing did to an answer; None if it was never changed."""
    if not answer.earlier:
        return None
    if answer.earlier[0]:
        return Change.BACK if answer.is_correct else Change.RIGHT_TO_WRONG
    return Change.WRONG_TO_RIGHT if answer.is_correct else Change.WRONG_TO_WRONG


def changes_of(answers: Sequence[ExamAnswer]) -> dict[Change, int]:
    """How many answers changed in each way, ways that did not occur included."""
    found = Counter(change_of(answer) for answer in answers)
    return {change: found[change] for change in Change}


def confidence_matrix(answers: Sequence[ExamAnswer]) -> ConfidenceMatrix | None:
    """How well "sure" and "unsure" told right from wrong; None where neither was ever said."""
    sure, unsure = (
        share_right([answer for answer in answers if answer.confidence is said])
        for said in (Confidence.SURE, Confidence.UNSURE)
    )
    return ConfidenceMatrix(sure, unsure) if sure or unsure else None


def share_right(answers: Sequence[ExamAnswer]) -> Proportion | None:
    """The share of right ones among the answers that were given; None without any."""
    given = [answer for answer in answers if answer.is_answered]
    return proportion(sum(a.is_correct for a in given), len(given)) if given else None
