"""Answering one question: marked, logged and learned from, in one transaction."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from prep.content.item_types import item_type
from prep.errors import InvalidInput, NotFound
from prep.learning.ability_tree import MasteryState
from prep.learning.items import Confidence, Mark
from prep.learning.layer import Layer
from prep.learning.replay import AbsorbedState, absorb
from prep.services.actions.checking import end_check
from prep.services.catalogue import Catalogue, get_catalogue
from prep.services.diagnostics import extend_diagnostic
from prep.services.predicting import expectation
from prep.services.states import item_response, load_answer_rows, save_state, state_of
from prep.storage import practice
from prep.storage.answer_rows import AnswerRows
from prep.storage.banks import ItemVersionRow
from prep.storage.learners import LearnerRow

LONGEST_ANSWER_MS = 3_600_000


@dataclass(frozen=True, slots=True)
class GivenAnswer:
    """One answer as it came in.

    response_id: made by the sender, so that a repeated request is known.
    raw: the form fields of the item type, such as `choice` or `value`.
    elapsed_ms: how long the question was open; None when not known.
    """

    response_id: UUID
    raw: Mapping[str, list[str]]
    confidence: Confidence | None
    elapsed_ms: int | None


def answer_item(
    db: Session,
    *,
    learner_id: int,
    quiz_id: UUID,
    position: int,
    given: GivenAnswer,
    now: datetime,
    layer: Layer | None = None,
) -> bool:
    """Store an answer to the item version that was served, and learn from it.

    `layer` is the fitted one that moves predictions; without it they are the core's own.
    Returns whether the quiz explains after each answer, so that feedback may be seen now.
    The first answer to a position stands: sending it again, or another, changes nothing.
    Raises NotFound for a quiz that is not this learner's, or is finished; InvalidInput
    for an answer that the item cannot have.
    """
    served = practice.get_served(db, learner_id, quiz_id, position, is_locking=True)
    quiz, version = served.quiz, served.version
    explains_now = quiz.feedback == "each"
    answered = _answered(db, learner_id, quiz_id, position, given.response_id)
    if position in answered:
        return explains_now
    if quiz.finished_at is not None:
        raise NotFound("this quiz is finished")
    kind = item_type(version.type)
    answer = kind.parse(version.body, given.raw)
    mark = kind.mark(version.body, answer)
    catalogue = get_catalogue(db, quiz.certification_id)
    row = _logged(quiz, served.item, given, mark, now)
    row.answer = answer
    rows = load_answer_rows(db, learner_id, catalogue, version)
    after, _ = log_answer(db, served.learner, row, version, rows, catalogue, layer)
    db.flush()
    asked = [*answered.values(), version.item_id]
    _advance(db, quiz, catalogue, after.mastery, now, answered=asked)
    return explains_now


def log_answer(
    db: Session,
    learner: LearnerRow,
    row: practice.ResponseRow,
    version: ItemVersionRow,
    rows: AnswerRows,
    catalogue: Catalogue,
    layer: Layer | None,
) -> tuple[AbsorbedState, AnswerRows]:
    """Put a marked answer into the log of a learner who is locked, and learn from it.

    Fills in its number, what was expected of it, and whether the item was new to the learner.
    `rows` are those that the answer changes. Returns the learner's state and these rows after it.
    """
    state = state_of(rows, catalogue, version, row.answered_at)
    learner.response_count += 1
    row.sequence = learner.response_count
    row.is_first_exposure = state.exposure is None
    expected = expectation(state, catalogue, version, row.answered_at, layer)
    row.p_predicted = expected.p_predicted if expected else 0.5
    row.prediction_basis = asdict(expected) if expected else None
    db.add(row)
    response = item_response(
        parameters=catalogue.parameters_at(version, row.answered_at),
        is_correct=row.is_correct,
        mode=row.mode,
        confidence=Confidence(row.confidence) if row.confidence else None,
        p_predicted=row.p_predicted,
        elapsed_ms=row.elapsed_ms,
        expected_seconds=catalogue.blueprint.seconds_per_question,
        answered_at=row.answered_at,
    )
    after = absorb(state, response)
    saved = save_state(db, row.learner_id, catalogue, version, rows, after, row.answered_at)
    return after, saved


def _answered(
    db: Session, learner_id: int, quiz_id: UUID, position: int, response_id: UUID
) -> dict[int, str]:
    """The items of the quiz that have an answer, by position. Raises InvalidInput for a used id."""
    known = practice.list_given(db, learner_id, quiz_id, response_id)
    if any(
        one.id == response_id and (one.quiz_id, one.position) != (quiz_id, position)
        for one in known
    ):
        raise InvalidInput("response_id", "belongs to another answer; load the question again.")
    return {one.position: one.item_id for one in known if one.quiz_id == quiz_id}


def _logged(
    quiz: practice.QuizRow,
    served: practice.QuizItemRow,
    given: GivenAnswer,
    mark: Mark,
    now: datetime,
) -> practice.ResponseRow:
    elapsed = given.elapsed_ms
    return practice.ResponseRow(
        learner_id=quiz.learner_id,
        id=given.response_id,
        certification_id=quiz.certification_id,
        quiz_id=quiz.id,
        position=served.position,
        item_id=served.item_id,
        item_version=served.item_version,
        mode=quiz.kind,
        reason=served.reason,
        is_correct=mark.is_correct,
        score=mark.score,
        misconceptions=list(mark.misconceptions),
        confidence=given.confidence,
        elapsed_ms=None if elapsed is None else min(max(elapsed, 0), LONGEST_ANSWER_MS),
        answered_at=now,
    )


def _advance(
    db: Session,
    quiz: practice.QuizRow,
    catalogue: Catalogue,
    mastery: MasteryState,
    now: datetime,
    *,
    answered: Sequence[str],
) -> None:
    """Go on to the next question, or end the quiz after its last. `answered` has item ids."""
    goes_on = len(answered) < quiz.length
    if goes_on and quiz.kind == "diagnostic":
        goes_on = extend_diagnostic(db, quiz, catalogue, mastery, answered)
    if not goes_on:
        quiz.finished_at = now
        if quiz.kind == "check":
            end_check(db, quiz, now=now, mastery=mastery)
