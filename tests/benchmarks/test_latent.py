import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.prediction.latent import (
    LatentItem,
    LatentState,
    average_learner,
    latent_item,
    p_correct,
    projected,
    updated,
)
from benchmarks.prediction.latent_fitting import fitted_items

LOADING = st.floats(-2, 2)
ITEM = st.builds(
    lambda loadings, easiness, guessing: latent_item(
        np.array(loadings), easiness=easiness, guessing=guessing
    ),
    st.tuples(LOADING, LOADING, LOADING),
    st.floats(-3, 3),
    st.floats(0, 0.3),
)
HISTORY = st.lists(st.tuples(ITEM, st.booleans()), max_size=30)


def answered(history: list[tuple[LatentItem, bool]]) -> LatentState:
    state = average_learner(3)
    for item, is_correct in history:
        state = updated(state, item, projected(state, item), is_correct=is_correct)
    return state


def chance(state: LatentState, item: LatentItem) -> float:
    return p_correct(projected(state, item), item)


@given(HISTORY, ITEM)
def test_a_right_answer_never_lowers_and_a_wrong_one_never_raises_the_ability_it_measures(
    history, item
):
    state = answered(history)
    before = item.loadings @ state.mean
    right = updated(state, item, projected(state, item), is_correct=True)
    wrong = updated(state, item, projected(state, item), is_correct=False)
    assert item.loadings @ right.mean >= before - 1e-9
    assert item.loadings @ wrong.mean <= before + 1e-9


@given(HISTORY)
def test_the_covariance_stays_one(history):
    covariance = answered(history).covariance
    np.testing.assert_allclose(covariance, covariance.T, atol=1e-9)
    assert np.linalg.eigvalsh(covariance).min() > 0


@given(HISTORY, ITEM)
def test_no_chance_lies_below_the_guessing_floor(history, item):
    assert item.curve.guessing <= chance(answered(history), item) <= 1


def test_one_response_gives_the_exact_posterior_of_the_items_logit():
    item = latent_item(np.array([1.2, -0.7]), easiness=0.4, guessing=0.2)
    state = updated(average_learner(2), item, projected(average_learner(2), item), is_correct=True)
    deviation = np.linalg.norm(item.loadings)
    logit = 0.4 + deviation * np.linspace(-8, 8, 20001)
    weight = np.exp(-(((logit - 0.4) / deviation) ** 2) / 2) * (0.2 + 0.8 / (1 + np.exp(-logit)))
    mean = np.average(logit, weights=weight)
    after = projected(state, item)
    assert after.logit == pytest.approx(mean, abs=1e-3)
    assert after.variance == pytest.approx(
        np.average((logit - mean) ** 2, weights=weight), abs=1e-3
    )


def test_what_an_item_does_not_load_on_is_not_learnt():
    item = latent_item(np.array([1.0, 0.0]), easiness=0.0, guessing=0.0)
    state = updated(average_learner(2), item, projected(average_learner(2), item), is_correct=True)
    assert state.mean[1] == 0
    assert state.covariance[1, 1] == 1


def test_an_item_without_loadings_teaches_nothing():
    item = latent_item(np.zeros(2), easiness=0.0, guessing=0.0)
    before = average_learner(2)
    assert updated(before, item, projected(before, item), is_correct=True) is before


def test_a_state_is_not_changed_by_an_update():
    item = latent_item(np.array([1.0, 0.5]), easiness=0.0, guessing=0.0)
    before = average_learner(2)
    updated(before, item, projected(before, item), is_correct=False)
    np.testing.assert_array_equal(before.moments, average_learner(2).moments)


def exam(candidates: int = 800) -> tuple[np.ndarray, np.ndarray]:
    """Answers to 12 items on two dimensions, and the chances that they were drawn from."""
    rng = np.random.default_rng(5)
    loadings = np.zeros((12, 2))
    loadings[:, 0] = 1.2
    loadings[:, 1] = np.repeat([1.0, -1.0], 6)
    logit = rng.normal(size=(candidates, 2)) @ loadings.T + np.linspace(-1.5, 1.5, 12)
    chances = 0.15 + 0.85 / (1 + np.exp(-logit))
    return (rng.random(chances.shape) < chances).astype(float), chances


def predictions(items: tuple[LatentItem, ...], answers: np.ndarray) -> np.ndarray:
    found = []
    for candidate in answers:
        state = average_learner(len(items[0].loadings))
        for item, answer in zip(items, candidate, strict=True):
            projection = projected(state, item)
            found.append(p_correct(projection, item))
            state = updated(state, item, projection, is_correct=answer == 1)
    return np.array(found).reshape(answers.shape)


def test_no_prediction_knows_a_later_answer():
    answers, _ = exam(200)
    items = fitted_items(answers, dimensions=2)
    for turn in range(12):
        flipped = answers[:20].copy()
        flipped[:, turn:] = 1 - flipped[:, turn:]
        np.testing.assert_array_equal(
            predictions(items, answers[:20])[:, : turn + 1],
            predictions(items, flipped)[:, : turn + 1],
        )


def test_fitting_finds_the_second_dimension():
    answers, chances = exam()
    training, held_out, true = answers[:600], answers[600:], chances[600:]

    def error(dimensions: int) -> float:
        p = predictions(fitted_items(training, dimensions=dimensions), held_out)
        return float(((p - true) ** 2).mean())

    assert error(2) < 0.9 * error(1)


def test_fitting_recovers_the_items_of_one_ability():
    rng = np.random.default_rng(6)
    loadings, easiness = np.repeat([0.8, 1.6], 8), np.tile(np.linspace(-1, 1, 8), 2)
    logit = rng.normal(size=(1500, 1)) * loadings + easiness
    answers = (rng.random(logit.shape) < 1 / (1 + np.exp(-logit))).astype(float)
    items = fitted_items(answers, dimensions=1)
    np.testing.assert_allclose([item.loadings[0] for item in items], loadings, atol=0.35)
    np.testing.assert_allclose([item.easiness for item in items], easiness, atol=0.35)


def test_a_missing_answer_says_nothing():
    answers, _ = exam(300)
    unanswered = np.vstack([answers, np.full((50, 12), np.nan)])
    for with_them, without in zip(
        fitted_items(unanswered, dimensions=1), fitted_items(answers, dimensions=1), strict=True
    ):
        assert with_them.loadings[0] == pytest.approx(without.loadings[0], rel=0.05)
        assert with_them.easiness == pytest.approx(without.easiness, abs=0.05)
