"""What pages read of the log: steps of study time, the latest answers."""

from datetime import timedelta

from prep.storage.answer_log import list_latest_answers, list_study_times
from prep.storage.database import Database, transaction
from tests.factories import MONDAY_NOON
from tests.rows import response_row, stored_learner


def test_responses_since_a_moment_are_those_of_the_certification(stocked: Database) -> None:
    with transaction(stocked) as db:
        learner_id = stored_learner(db)
        for n in range(4):
            at = MONDAY_NOON + timedelta(days=n)
            db.add(response_row(learner_id, sequence=n + 1, answered_at=at, elapsed_ms=n))
    with stocked.reader() as db:
        since = MONDAY_NOON + timedelta(days=2)
        found = list_study_times(db, learner_id, "pmp", since, longest_ms=300)
        assert found == [(since, 1, 2), (since + timedelta(days=1), 1, 3)]
        assert list_study_times(db, learner_id, "capm", since, longest_ms=300) == []


def test_study_times_come_in_steps_of_five_minutes(stocked: Database) -> None:
    seconds = (0, 299, 300, 599, 1500)
    with transaction(stocked) as db:
        learner_id = stored_learner(db)
        for n, elapsed in enumerate((100, 999, None, 50, 7), start=1):
            at = MONDAY_NOON + timedelta(seconds=seconds[n - 1])
            db.add(response_row(learner_id, sequence=n, answered_at=at, elapsed_ms=elapsed))
    with stocked.reader() as db:
        found = list_study_times(db, learner_id, "pmp", MONDAY_NOON, longest_ms=300)
    minutes = [(one.since - MONDAY_NOON).total_seconds() / 60 for one in found]
    assert minutes == [0, 5, 25]
    assert [(one.answers, one.milliseconds) for one in found] == [(2, 400), (2, 50), (1, 7)]


def test_the_latest_answers_come_first(stocked: Database) -> None:
    with transaction(stocked) as db:
        learner_id, other = (stored_learner(db) for _ in range(2))
        for n in range(1, 5):
            at = MONDAY_NOON + timedelta(days=n // 2)
            row = response_row(learner_id, sequence=n, answered_at=at, answer=[f"{n}"])
            db.add(row)
        db.add(response_row(other))
    with stocked.reader() as db:
        found = list_latest_answers(db, learner_id, "pmp", 3)
        assert [one.answer for one in found] == [["4"], ["3"], ["2"]]
        assert list_latest_answers(db, learner_id, "capm", 3) == []
