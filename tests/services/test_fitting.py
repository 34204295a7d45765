"""Fitting: figures from before each answer, kept only if they help, and true to the log after."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta
from itertools import count
from uuid import uuid4

import numpy as np
import pytest
from sqlalchemy import insert, select, update

from prep.content.loader import Loaded
from prep.learning.cross_fitting import Answers
from prep.learning.prediction_features import CORE, NAMES
from prep.services import fitting
from prep.services.banks import sync_banks
from prep.services.fitting import FittingStudy, Trial
from prep.services.learners import create_learner, list_learner_ids
from prep.storage.banks import ItemVersionRow, list_served_versions
from prep.storage.database import Database, transaction
from prep.storage.practice import ResponseRow
from tests.factories import MONDAY_NOON
from tests.practising import enrolled, random_history

CROWD = 22
ITEMS = 35
ROUNDS = 3


def add_crowd(database: Database, *, learners: int = CROWD, is_stubborn: bool = True) -> None:
    """Learners who answer the same items three times, a day apart.

    The stubborn ones never get right what they had wrong before: that is not what the core expects.
    """
    rng = np.random.default_rng(11)
    with transaction(database) as db:
        versions = list_served_versions(db, "pmp", "practice")[:ITEMS]
        rows = [
            row
            for _ in range(learners)
            for row in _log(create_learner(db, "C", now=MONDAY_NOON), versions, rng, is_stubborn)
        ]
        db.execute(insert(ResponseRow), rows)


def _log(
    learner_id: int, versions: list[ItemVersionRow], rng: np.random.Generator, is_stubborn: bool
) -> Iterable[dict[str, object]]:
    missed: set[str] = set()
    sequence = count(1)
    for day in range(ROUNDS):
        for version in versions:
            is_right = rng.random() < 0.6 and not (is_stubborn and version.item_id in missed)
            if not is_right:
                missed.add(version.item_id)
            n = next(sequence)
            yield {
                "learner_id": learner_id,
                "sequence": n,
                "id": uuid4(),
                "certification_id": "pmp",
                "quiz_id": uuid4(),
                "position": 1,
                "item_id": version.item_id,
                "item_version": version.version,
                "mode": "daily",
                "reason": "due",
                "answer": [],
                "is_correct": is_right,
                "score": float(is_right),
                "misconceptions": [],
                "is_first_exposure": day == 0,
                "p_predicted": 0.5,
                "answered_at": MONDAY_NOON + timedelta(days=day, seconds=n),
            }


def studied(database: Database) -> FittingStudy:
    study = FittingStudy()
    with database.reader() as db:
        for learner_id in list_learner_ids(db):
            study.read(db, learner_id)
    return study


def tried(database: Database) -> Trial:
    return studied(database).trial(now=MONDAY_NOON + timedelta(days=30))


def column(answers: Answers, name: str) -> np.ndarray:
    return np.asarray(answers.features[:, NAMES.index(name)])


def test_a_layer_that_helps_unseen_learners_is_fitted_and_named(stocked: Database) -> None:
    add_crowd(stocked)
    trial = tried(stocked)
    assert (trial.learners, trial.responses) == (CROWD, CROWD * ITEMS * ROUNDS)
    assert trial.held_out is not None
    assert trial.held_out.improves
    assert trial.fitted is not None
    data = trial.fitted.training_data
    assert data.certifications == ("pmp",)
    assert (data.learners, data.responses) == (trial.learners, trial.responses)
    assert (data.first_on, data.last_on) == (
        MONDAY_NOON.date(),
        (MONDAY_NOON + timedelta(days=2)).date(),
    )
    assert trial.fitted.held_out == trial.held_out
    after = trial.fitted.layer.curves["last_answer"]
    assert after(-1.0) < after(0.0) < after(1.0)


def test_the_figures_are_from_before_each_answer(stocked: Database) -> None:
    """What comes later, and the answer itself, change nothing before it."""
    add_crowd(stocked, learners=1)
    before = studied(stocked).answers()
    changed = ITEMS + 3
    with transaction(stocked) as db:
        row = db.scalars(select(ResponseRow).where(ResponseRow.sequence == changed + 1)).one()
        row.is_correct = not row.is_correct
    after = studied(stocked).answers()
    assert (after.features[: changed + 1] == before.features[: changed + 1]).all()
    assert (after.features[changed + 1 :] != before.features[changed + 1 :]).any()
    assert after.is_correct[changed] != before.is_correct[changed]


def test_the_first_day_shows_nothing_seen_and_the_others_do(stocked: Database) -> None:
    add_crowd(stocked, learners=1)
    answers = studied(stocked).answers()
    first, later = slice(0, ITEMS), slice(ITEMS, None)
    assert not column(answers, "last_answer")[first].any()
    assert (np.abs(column(answers, "last_answer")[later]) == 1).all()
    last = answers.is_correct[:-ITEMS] * 2 - 1
    assert (column(answers, "last_answer")[later] == last).all()
    assert column(answers, "answers")[0] == 0


def test_predictions_are_the_cores_whatever_layer_was_in_force(stocked: Database) -> None:
    practice = random_history(enrolled(stocked), 2, quizzes=1)
    logged = studied(stocked).answers()
    with stocked.reader() as db:
        stored = [row.p_predicted for row in db.scalars(select(ResponseRow))]
    probabilities = 1 / (1 + np.exp(-column(logged, CORE)))
    assert probabilities == pytest.approx(stored)  # there was no layer
    with transaction(practice.database) as db:
        db.execute(update(ResponseRow).values(p_predicted=ResponseRow.p_predicted / 2))
    again = studied(stocked).answers()
    is_new = column(logged, "recall") == 0  # the stored figure has a say in memory, as it lived
    assert is_new.any()
    assert (column(again, CORE)[is_new] == column(logged, CORE)[is_new]).all()
    assert column(again, CORE) == pytest.approx(column(logged, CORE), abs=0.2)


def test_with_too_few_learners_or_answers_nothing_is_tried(
    stocked_sqlite: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    add_crowd(stocked_sqlite, learners=2)
    assert tried(stocked_sqlite) == Trial(2, 2 * ITEMS * ROUNDS, None, None)
    monkeypatch.setattr(fitting, "FEWEST_LEARNERS", 2)
    assert tried(stocked_sqlite).held_out is None


def test_nobodys_answers_fit_nothing(stocked_sqlite: Database) -> None:
    enrolled(stocked_sqlite)
    assert tried(stocked_sqlite) == Trial(0, 0, None, None)


def test_answers_of_an_older_outline_are_passed_over(database: Database, loaded: Loaded) -> None:
    with transaction(database) as db:
        sync_banks(db, loaded, now=MONDAY_NOON)
    add_crowd(database, learners=1)
    with transaction(database) as db:
        item_id = list_served_versions(db, "pmp", "practice")[0].item_id
        gone = update(ItemVersionRow).where(ItemVersionRow.item_id == item_id)
        db.execute(gone.values(task_id="people.gone"))
    assert len(studied(database).answers().is_correct) == (ITEMS - 1) * ROUNDS


def test_a_layer_within_the_noise_is_not_fitted(
    stocked_sqlite: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    add_crowd(stocked_sqlite)
    found = tried(stocked_sqlite).held_out
    assert found is not None
    monkeypatch.setattr(fitting, "held_out", lambda _: replace(found, low=-1e-6))
    assert tried(stocked_sqlite).fitted is None
