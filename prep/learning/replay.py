"""One response taken in: the only way in which cards, mastery and exposures change.

The live application and `prep rebuild` both call `absorb`, so their states agree to the bit.
"""

from dataclasses import dataclass
from datetime import datetime

from prep.learning.ability_tree import Descent, MasteryState
from prep.learning.items import Confidence, ItemParameters
from prep.learning.mastery import updated
from prep.learning.memory import MemoryState, Recall, recall_from, remembered
from prep.learning.tap_trust import FIRST_TAPS, TapSums, one_tap_ratio, with_tap


@dataclass(frozen=True, slots=True)
class ItemResponse:
    """What the log says of one answer, as far as the learner's state depends on it.

    is_explained: whether it was explained at once; nobody learns from answers in a mock exam.
    p_predicted: probability, 0 to 1, of a right answer, as stored before it was given.
    pace: time taken over time expected; None where it was not measured.
    """

    parameters: ItemParameters
    is_correct: bool
    is_explained: bool
    confidence: Confidence | None
    p_predicted: float
    pace: float | None
    answered_at: datetime


@dataclass(frozen=True, slots=True)
class Exposure:
    """What happened between one learner and one item so far."""

    times: int
    wrong: int
    last_at: datetime
    last_correct: bool
    last_confidence: Confidence | None


@dataclass(frozen=True, slots=True)
class LearnerState:
    """The part of a learner's state that one response can change.

    descent: to the ability that the response measures; None for an item whose task is not in the
    outline in force. taps: what shows how far the learner's taps of confidence are to be believed.
    """

    memory: MemoryState | None
    mastery: MasteryState
    descent: Descent | None
    exposure: Exposure | None
    taps: TapSums = FIRST_TAPS


@dataclass(frozen=True, slots=True)
class AbsorbedState:
    """The same part after the response: memory and exposure now exist."""

    memory: MemoryState
    mastery: MasteryState
    exposure: Exposure
    taps: TapSums


def absorb(state: LearnerState, response: ItemResponse) -> AbsorbedState:
    """The state after a response.

    Mastery learns from the first answer to an item only: a repeated item measures memory.
    An item of an older outline changes memory alone.
    """
    recall = _recall(response, _tap_ratio(state.taps, response.confidence))
    return AbsorbedState(
        memory=remembered(state.memory, recall, now=response.answered_at),
        mastery=_measured(state, response),
        exposure=_exposed(state.exposure, response),
        taps=_counted_tap(state.taps, response),
    )


def _recall(response: ItemResponse, ratio: float) -> Recall:
    return recall_from(
        is_correct=response.is_correct,
        p_correct=response.p_predicted,
        guessing=response.parameters.guessing,
        tap_ratio=ratio,
        pace=response.pace,
    )


def _tap_ratio(taps: TapSums, confidence: Confidence | None) -> float:
    if confidence is None:
        return 1.0
    return one_tap_ratio(taps, is_sure=confidence is Confidence.SURE)


def _counted_tap(taps: TapSums, response: ItemResponse) -> TapSums:
    """Only right answers tell how taps are meant: there a tap parts the known from the guessed."""
    if response.confidence is None or not response.is_correct:
        return taps
    is_sure = response.confidence is Confidence.SURE
    return with_tap(taps, is_sure=is_sure, chance_recalled=_recall(response, 1.0).chance)


def _measured(state: LearnerState, response: ItemResponse) -> MasteryState:
    if state.exposure is not None or state.descent is None:
        return state.mastery
    return updated(
        state.descent,
        response.parameters,
        is_correct=response.is_correct,
        is_explained=response.is_explained,
    )


def _exposed(before: Exposure | None, response: ItemResponse) -> Exposure:
    return Exposure(
        times=(before.times if before else 0) + 1,
        wrong=(before.wrong if before else 0) + (not response.is_correct),
        last_at=response.answered_at,
        last_correct=response.is_correct,
        last_confidence=response.confidence,
    )
