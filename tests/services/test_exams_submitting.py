"""Handing in: marked all or nothing, logged once, and learned from as the log would have it."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier
from uuid import uuid5

import pytest

from prep.errors import NotFound
from prep.learning.items import Confidence
from prep.services.exams.submitting import needs_submitting, submit_if_overdue
from prep.storage.database import Database, transaction
from prep.storage.exams import list_overdue
from prep.storage.learners import get_learner
from tests.examining import Candidate, begun
from tests.practising import Practice, enrolled, random_history
from tests.services.test_states import caches_of, rebuilt

MULTIPLE = 3


@pytest.fixture
def candidate(stocked: Database) -> Candidate:
    """Somebody whose exam of an hour has just begun."""
    return begun(stocked, enrolled(stocked).learner_id)


def overdue(candidate: Candidate) -> bool:
    """Hand in what is overdue; whether it was."""
    with transaction(candidate.database) as db:
        return submit_if_overdue(db, candidate.learner_id, candidate.attempt_id, now=candidate.now)


def practice_of(candidate: Candidate) -> Practice:
    """The same learner at practice."""
    return Practice(candidate.database, candidate.learner_id, candidate.now)


def test_it_works(candidate: Candidate) -> None:
    candidate.later(minutes=3).answer(2, is_right=False, elapsed_ms=0)
    candidate.later(minutes=4).answer(1, confidence=Confidence.SURE)
    candidate.later(minutes=5).save(MULTIPLE, {"choice": ["a"]})

    candidate.later(minutes=30).submit()

    row = candidate.row()
    assert (row.submitted_by, row.submitted_at) == ("learner", candidate.later(minutes=30).now)
    assert row.score == 1 / 15
    items = candidate.items()
    assert {n: (item.answer, item.is_correct, item.score) for n, item in items.items()} == {
        1: (["b"], True, 1.0),
        2: (["a"], False, 0.0),
        MULTIPLE: (None, False, 0.0),
    }


def test_only_complete_answers_go_into_the_log_in_the_order_in_which_they_were_given(
    candidate: Candidate,
) -> None:
    candidate.later(minutes=3).answer(2, is_right=False, elapsed_ms=0)
    candidate.later(minutes=4).answer(1, confidence=Confidence.SURE, elapsed_ms=55_000)
    candidate.later(minutes=5).save(MULTIPLE, {"choice": ["a"]})
    candidate.later(minutes=6).save(5, {"value": ["about one"]})

    candidate.later(minutes=30).submit()

    first, second = candidate.log()
    assert [first.sequence, second.sequence] == [1, 2]
    assert [first.position, second.position] == [2, 1]
    assert [first.answered_at, second.answered_at] == [
        candidate.later(minutes=n).now for n in (3, 4)
    ]
    assert [first.elapsed_ms, second.elapsed_ms] == [None, 55_000]
    assert [first.confidence, second.confidence] == [None, "sure"]
    assert [first.is_correct, second.is_correct] == [False, True]
    assert first.misconceptions == ["belief-1"]
    for row in (first, second):
        assert (row.mode, row.reason, row.quiz_id) == ("mock", "mock", candidate.attempt_id)
        assert row.id == uuid5(candidate.attempt_id, str(row.position))
        assert row.is_first_exposure
        assert row.prediction_basis
        assert 0 < row.p_predicted < 1


def test_half_right_is_wrong_in_an_exam(candidate: Candidate) -> None:
    candidate.save(MULTIPLE, {"choice": ["a", "b"]})
    candidate.submit()
    (row,) = candidate.log()
    assert (row.is_correct, row.score) == (False, 0.0)
    assert candidate.items()[MULTIPLE].score == 0.0
    assert candidate.row().score == 0.0


def test_an_exam_without_answers_scores_nothing(candidate: Candidate) -> None:
    candidate.submit()
    assert (candidate.row().score, candidate.log()) == (0.0, [])


def test_handing_in_twice_changes_nothing(candidate: Candidate) -> None:
    candidate.answer(1)
    candidate.submit()
    candidate.later(minutes=1).submit()
    assert candidate.row().submitted_at == candidate.now
    assert len(candidate.log()) == 1


def test_handed_in_too_late_it_was_handed_in_at_the_deadline(candidate: Candidate) -> None:
    candidate.answer(1)
    candidate.later(minutes=75).submit()
    row = candidate.row()
    assert (row.submitted_by, row.submitted_at) == ("deadline", row.deadline_at)
    assert len(candidate.log()) == 1


@pytest.mark.parametrize(("minutes", "is_due"), [(59, False), (60, True), (600, True)])
def test_past_its_deadline_an_exam_is_handed_in(
    candidate: Candidate, minutes: int, is_due: bool
) -> None:
    candidate.answer(1)
    later = candidate.later(minutes=minutes)
    with candidate.database.reader() as db:
        found = needs_submitting(db, candidate.learner_id, candidate.attempt_id, now=later.now)
        listed = list_overdue(db, later.now)
    assert found == is_due
    assert listed == ([(candidate.learner_id, candidate.attempt_id)] if is_due else [])

    assert overdue(later) == is_due
    assert overdue(later) is False

    row = candidate.row()
    assert row.submitted_by == ("deadline" if is_due else None)
    assert row.submitted_at == (candidate.now + timedelta(hours=1) if is_due else None)


def test_two_who_hand_in_at_once_hand_in_once(candidate: Candidate) -> None:
    for position in range(1, 7):
        candidate.answer(position, is_right=position % 2 == 0)
    late = candidate.later(minutes=61)
    barrier = Barrier(3)

    def hand_in(how: str) -> None:
        barrier.wait()
        late.submit() if how == "learner" else overdue(late)

    with ThreadPoolExecutor(3) as pool:
        list(pool.map(hand_in, ("learner", "sweeper", "sweeper")))

    assert [row.sequence for row in candidate.log()] == [1, 2, 3, 4, 5, 6]
    assert candidate.row().score == 3 / 15
    with candidate.database.reader() as db:
        assert get_learner(db, candidate.learner_id).response_count == 6


def test_handing_in_is_undone_as_a_whole(candidate: Candidate) -> None:
    class Trouble(Exception):
        pass

    def hand_in_and_fail() -> None:
        with transaction(candidate.database) as db:
            submit_if_overdue(
                db, candidate.learner_id, candidate.attempt_id, now=candidate.later(hours=2).now
            )
            raise Trouble

    candidate.answer(1)
    with pytest.raises(Trouble):
        hand_in_and_fail()

    assert candidate.row().submitted_at is None
    assert candidate.items()[1].answer is None
    assert candidate.log() == []


def test_an_exam_of_somebody_else_cannot_be_handed_in(candidate: Candidate) -> None:
    other = enrolled(candidate.database).learner_id
    with pytest.raises(NotFound):
        Candidate(candidate.database, other, candidate.attempt_id, candidate.now).submit()


@pytest.mark.parametrize("seed", [2, 5])
def test_the_state_after_an_exam_equals_what_the_log_rebuilds(stocked: Database, seed: int) -> None:
    practice = random_history(enrolled(stocked), seed, quizzes=2)
    candidate = begun(stocked, practice.learner_id, now=practice.later(days=2).now)
    for position in (6, 1, 4, 2, 5, 3):
        candidate = candidate.later(minutes=1)
        candidate.answer(
            position,
            is_right=position % 3 > 0,
            confidence=Confidence.SURE if position % 2 else None,
            elapsed_ms=20_000 * position,
        )
    meanwhile = practice_of(candidate.later(minutes=2))
    quiz = meanwhile.custom(count=3)
    meanwhile.complete(quiz)  # practised during the exam, and logged before it
    candidate.later(minutes=9).submit()

    live = caches_of(practice)
    assert [row.mode for row in candidate.log()][-9:] == ["custom"] * 3 + ["mock"] * 6
    assert rebuilt(practice) == len(candidate.log())
    assert caches_of(practice) == live


def test_what_was_expected_takes_in_the_answers_before(stocked: Database) -> None:
    """Five right answers in a task raise what is expected of the next one there."""
    candidate = begun(stocked, enrolled(stocked).learner_id)
    for position in range(1, 6):
        candidate.later(minutes=position).answer(position)
    candidate.later(minutes=9).submit()
    log = candidate.log()
    assert all(row.is_first_exposure for row in log)
    assert log[1].p_predicted > log[0].p_predicted  # two of the same type and concept
