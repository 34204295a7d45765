"""A fitted layer in use: its probability is stored and shown, the core's figures stay beside it."""

from dataclasses import replace

import numpy as np
import pytest

from prep.learning.layer import Curve, Layer
from prep.learning.prediction_features import CORE, NAMES
from prep.services.explaining import explanation_from
from prep.services.fitting import FittingStudy
from prep.services.questions import FeedbackView
from prep.storage.database import Database
from prep.storage.practice import ResponseRow, iterate_responses
from tests.practising import Practice, enrolled, random_history
from tests.services.test_states import caches_of, rebuilt

DOUBTING = Layer(
    -0.2,
    {name: Curve((0.0,), (0.0,)) for name in NAMES}
    | {CORE: Curve((-20.0, 20.0), (-20.0, 20.0)), "last_answer": Curve((-1.0, 0.0), (-1.5, 0.0))},
)
"""Lowers every prediction a little, and far more for questions that were answered wrong before."""


def practised(database: Database, layer: Layer | None) -> Practice:
    return random_history(replace(enrolled(database), layer=layer), 3)


def log_of(practice: Practice) -> list[ResponseRow]:
    with practice.database.reader() as db:
        return list(iterate_responses(db, practice.learner_id))


def logit(p: float) -> float:
    return float(np.log(p / (1 - p)))


def test_the_layers_probability_is_stored_beside_the_cores_figures(stocked: Database) -> None:
    wrong_before: set[str] = set()
    doubted = 0
    for row in log_of(practised(stocked, DOUBTING)):
        assert row.prediction_basis is not None
        basis = explanation_from(row.prediction_basis)
        assert row.p_predicted == basis.p_predicted
        move = -1.7 if row.item_id in wrong_before else -0.2
        assert logit(row.p_predicted) == pytest.approx(logit(basis.probability) + move)
        (wrong_before.discard if row.is_correct else wrong_before.add)(row.item_id)
        doubted += move == -1.7
    assert doubted > 3


def test_without_a_layer_the_core_predicts(stocked_sqlite: Database) -> None:
    for row in log_of(practised(stocked_sqlite, None)):
        assert row.prediction_basis is not None
        assert row.prediction_basis["adjustment"] is None
        assert row.p_predicted == row.prediction_basis["probability"]


def test_the_rebuilt_state_equals_the_live_one_with_a_layer_too(stocked: Database) -> None:
    before = practised(stocked, None)
    practice = random_history(replace(before.later(days=1), layer=DOUBTING), 4)
    live = caches_of(practice)
    rebuilt(practice)
    assert caches_of(practice) == live


def test_a_fit_sees_what_the_core_said_live_whatever_layer_was_in_force(stocked: Database) -> None:
    practice = practised(stocked, DOUBTING)
    study = FittingStudy()
    with stocked.reader() as db:
        study.read(db, practice.learner_id)
    found = study.answers()
    stored = [row.prediction_basis["probability"] for row in log_of(practice)]  # type: ignore[index]
    assert found.features[:, NAMES.index(CORE)] == pytest.approx([logit(p) for p in stored])


def test_the_page_says_the_layers_chance_and_why(stocked_sqlite: Database) -> None:
    practice = practised(stocked_sqlite, DOUBTING)
    said = 0
    for row in log_of(practice):
        view = practice.question(row.quiz_id, row.position)
        assert isinstance(view, FeedbackView)
        assert f"right about {round(row.p_predicted * 10)} times in 10" in view.expected
        assert row.prediction_basis is not None
        is_far = row.prediction_basis["probability"] - row.p_predicted >= 0.1
        why = "past answers lowered it, for questions answered wrong last time turned out right"
        assert (why in view.expected) is is_far
        said += is_far
    assert said > 3
