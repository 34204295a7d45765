"""The benchmark of predictions: splits, measures, and the traps that flatter them."""

import numpy as np
import pytest

from benchmarks.missing import Missing
from benchmarks.prediction import data, measures
from benchmarks.prediction.data import Log, collapsed
from benchmarks.prediction.fitting import group_of, items_fitted, some_learners, traced
from benchmarks.prediction.tracing import Habits


def draw(learners: int = 60, answers: int = 30) -> Log:
    rng = np.random.default_rng(5)
    learner = np.repeat(np.arange(learners), answers)
    item = rng.integers(0, 20, size=len(learner))
    ability = rng.normal(size=learners)[learner]
    difficulty = np.linspace(-2, 2, 20)[item]
    correct = rng.random(len(learner)) < 1 / (1 + np.exp(difficulty - ability))
    return Log(learner, item, item % 4, correct.astype(int), learner % 5)


def test_no_learner_is_on_both_sides_of_a_split() -> None:
    for _, train, test in draw().splits():
        assert not set(train.learner) & set(test.learner)


def test_difficulties_come_out_in_their_order() -> None:
    model = items_fitted(draw(200), Habits())
    found = [model.about(item, item % 4).difficulty.mean for item in range(20)]
    assert np.corrcoef(found, np.linspace(-2, 2, 20))[0, 1] > 0.95


def test_trap_1_predictions_before_a_flip_stay_as_they_were() -> None:
    log = draw()
    model = items_fitted(log, Habits())
    cut = 17
    flipped = Log(
        log.learner,
        log.item,
        log.skill,
        np.where(np.arange(len(log.item)) < cut, log.correct, 1 - log.correct),
        log.fold,
    )
    before, after = traced(log, model), traced(flipped, model)
    np.testing.assert_array_equal(before[: cut + 1], after[: cut + 1])
    assert (before[cut + 1 :] != after[cut + 1 :]).any()


def test_trap_3_groups_for_cross_fitting_part_learners() -> None:
    log = draw()
    group = group_of(log, 5)
    assert all(len(set(group[log.learner == learner])) == 1 for learner in range(60))
    assert len(np.unique(group)) == 5
    some = some_learners(log, 100)
    assert all((some.learner == learner).sum() == 30 for learner in set(some.learner))


def test_trap_5_a_response_repeated_for_each_skill_is_one_response() -> None:
    learner, item = np.array([0, 0, 0, 1]), np.array([3, 3, 4, 4])
    log = Log(learner, item, np.array([1, 2, 1, 1]), np.array([1, 1, 0, 1]), np.zeros(4, int))
    once = collapsed(log)
    assert once.item.tolist() == [3, 4, 4]
    assert once.skill[0] != once.skill[1] == once.skill[2]


def test_trap_9_true_probabilities_stay_under_their_sampling_floor() -> None:
    rng = np.random.default_rng(1)
    p = rng.uniform(0.2, 0.9, size=1500)
    correct = (rng.random(1500) < p).astype(int)
    floor = measures.calibration_floor(p, rng=rng)
    assert 0.02 < measures.calibration_error(p, correct) <= floor
    assert measures.calibration_error(np.sqrt(p), correct) > floor


def test_auc_counts_ties_one_half() -> None:
    p, correct = np.array([0.1, 0.5, 0.5, 0.9]), np.array([0, 0, 1, 1])
    assert measures.auc(p, correct, np.ones(4)) == pytest.approx(3.5 / 4)
    doubled = measures.auc(np.repeat(p, 2), np.repeat(correct, 2), np.ones(8))
    assert measures.auc(p, correct, np.full(4, 2.0)) == pytest.approx(doubled)


def test_the_interval_holds_the_value() -> None:
    log = draw()
    p = np.full(len(log.item), 0.5) + 0.01 * (log.correct - 0.5) * (log.item % 3)
    parts = p, log.correct, log.fold
    low, high = measures.interval(measures.auc, *parts, log.learner, rng=np.random.default_rng(2))
    assert low < measures.mean_over_folds(measures.auc, *parts) < high


def test_missing_data_are_named_with_their_source(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(data.VARIABLE, raising=False)
    with pytest.raises(Missing, match="PREP_BENCH_DATA"):
        data.ednet164()
    monkeypatch.setenv(data.VARIABLE, "/nowhere")
    with pytest.raises(Missing, match="OptionTracing"):
        data.ednet164()
