"""The track record: what was shown counts, every outcome stands, learners stay apart."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy.orm import Session

from prep.services.track_record import TrackRecord, own_record, track_record
from prep.storage.database import Database, transaction
from prep.storage.forms import FormRow
from tests.factories import MONDAY_NOON
from tests.rows import attempt_row, forecast_row, form_row, stored_learner


def judged(
    db: Session,
    learner_id: int,
    score: float | None,
    form: FormRow | None = None,
    **forecast: Any,
) -> None:
    """An attempt with its forecast, handed in if there is a score."""
    form = form or form_row()
    attempt = attempt_row(
        learner_id,
        form.id,
        score=score,
        submitted_at=None if score is None else MONDAY_NOON + timedelta(hours=1),
        submitted_by=None if score is None else "learner",
    )
    db.add(form)
    db.flush()
    db.add(attempt)
    db.flush()
    db.add(forecast_row(learner_id, attempt.id, **forecast))


def record(database: Database, learner_id: int | None) -> TrackRecord:
    with database.reader() as db:
        return track_record(db, learner_id)


def test_it_works(stocked: Database) -> None:
    with transaction(stocked) as db:
        learner_id = stored_learner(db)
        judged(db, learner_id, 0.62, target=0.6, p_target=0.55)
        judged(db, learner_id, 0.75, made_at=MONDAY_NOON + timedelta(days=1))
        judged(db, learner_id, 0.55, made_at=MONDAY_NOON - timedelta(days=1))
    found = record(stocked, learner_id)
    assert [point.score for point in found.outcomes] == [0.55, 0.62, 0.75]
    assert found.withheld == 0
    assert found.coverage is not None
    assert (found.coverage.share, found.coverage.n) == (pytest.approx(2 / 3), 3)
    assert found.error is not None
    assert found.error.mean == pytest.approx(0.04)
    assert [(b.low, b.reached.share) for b in found.bins] == [(0.4, 1.0)]
    assert found.summary == (
        "2 of 3 scores came inside their 90 % intervals; 9 in 10 should. They came out 4 points "
        "higher than expected in the mean, and 7 points off on average."
    )


def test_open_attempts_and_withheld_forecasts_are_not_judged(stocked: Database) -> None:
    with transaction(stocked) as db:
        learner_id = stored_learner(db)
        judged(db, learner_id, None)
        judged(db, learner_id, 0.9, is_sufficient=False)
    found = record(stocked, learner_id)
    assert found.outcomes == found.bins == ()
    assert found.withheld == 1
    assert found.coverage is found.error is None
    assert found.summary.startswith("No mock exam with a forecast has been handed in yet.")


def test_learners_stay_apart_and_the_instance_has_all(stocked: Database) -> None:
    with transaction(stocked) as db:
        alice, bob = stored_learner(db), stored_learner(db, name="Bob")
        judged(db, alice, 0.6)
        judged(db, bob, 0.9)
    assert [point.score for point in record(stocked, alice).outcomes] == [0.6]
    assert [point.score for point in record(stocked, bob).outcomes] == [0.9]
    assert [point.score for point in record(stocked, None).outcomes] == [0.6, 0.9]


def test_exams_are_named_and_stand_as_the_outcomes_do(stocked: Database) -> None:
    with transaction(stocked) as db:
        alice, bob = stored_learner(db), stored_learner(db, name="Bob")
        judged(db, alice, 0.6, form_row(kind="domain:people"))
        judged(db, alice, 0.7, form_row(name="b"), made_at=MONDAY_NOON - timedelta(days=1))
        judged(db, alice, 0.8, is_sufficient=False)
        judged(db, alice, None)
        judged(db, bob, 0.9)
    with stocked.reader() as db:
        found, exams = own_record(db, alice)
    assert [(exam.kind_name, exam.form_name) for exam in exams] == [
        ("Full mock exam", "Form B"),
        ("Domain: People", ""),
    ]
    assert found == record(stocked, alice)
    assert tuple(exam.outcome for exam in exams) == found.outcomes
    assert {exam.started_at for exam in exams} == {MONDAY_NOON}


@pytest.mark.parametrize(
    ("score", "summary"),
    [
        (0.6, "The one score so far came inside its 90 % interval."),
        (0.2, "The one score so far came outside its 90 % interval."),
    ],
)
def test_one_outcome_has_no_mean(stocked_sqlite: Database, score: float, summary: str) -> None:
    with transaction(stocked_sqlite) as db:
        learner_id = stored_learner(db)
        judged(db, learner_id, score)
    assert record(stocked_sqlite, learner_id).summary == summary


@pytest.mark.parametrize(
    ("scores", "sentence"),
    [
        ((0.6, 0.58), "They came out 1 point lower than expected in the mean, and 1 point off"),
        ((0.6, 0.6), "They came out as expected in the mean, and 0 points off on average."),
    ],
)
def test_the_mean_error_is_said_in_points(
    stocked_sqlite: Database, scores: tuple[float, float], sentence: str
) -> None:
    with transaction(stocked_sqlite) as db:
        learner_id = stored_learner(db)
        for score in scores:
            judged(db, learner_id, score)
    assert sentence in record(stocked_sqlite, learner_id).summary
