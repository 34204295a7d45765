"""Policies at work: the budget, fairness, and what must beat what."""

import numpy as np
import pytest

from prep.learning.memory_arrays import Floats
from prep.learning.simulation.comparing import estimate, paired
from prep.learning.simulation.policies import OURS, POLICIES, fixed_retention_grid
from prep.learning.simulation.running import Answers, Scenario, exam_scores
from prep.learning.simulation.setting import Setting, Taps

SMALL = Setting(learners=4, days=8, minutes=10)


class Watching:
    """Round-robin that keeps what it sees."""

    def __init__(self, scenario: Scenario) -> None:
        self.days: list[Answers] = []
        self._shape = scenario.shape

    def priorities(self, day: int) -> Floats:
        return np.roll(np.tile(-np.arange(self._shape[1], dtype=float), (4, 1)), 30 * day, axis=1)

    def learn(self, answers: Answers) -> None:
        self.days.append(answers)


def watched(setting: Setting) -> list[Answers]:
    seen: list[Watching] = []

    def make(scenario: Scenario) -> Watching:
        seen.append(Watching(scenario))
        return seen[0]

    exam_scores("fsrs", make, setting, np.random.default_rng(1))
    return seen[0].days


def test_no_day_takes_more_than_its_minutes() -> None:
    for answers in watched(SMALL):
        seconds = np.bincount(answers.learners, np.where(answers.right, 25, 50), 4)
        assert np.all(seconds <= 600)
        assert np.all(seconds > 600 - 50)


def test_nothing_is_studied_on_missed_days() -> None:
    days = watched(Setting(learners=4, days=40, minutes=5, missed=0.5))
    studied = np.mean([len(np.unique(day.learners)) / 4 for day in days])
    assert 0.3 < studied < 0.7


def test_taps_are_seen_only_where_learners_tap() -> None:
    assert watched(SMALL)[0].sure is None
    tapping = watched(Setting(learners=4, days=8, minutes=10, taps=Taps.PERFECT))
    assert tapping[0].sure is not None


def test_the_same_seed_gives_the_same_scores() -> None:
    first, again = (
        exam_scores("actr", POLICIES["round-robin"], SMALL, np.random.default_rng(9))
        for _ in range(2)
    )
    assert np.array_equal(first, again)


@pytest.mark.parametrize("name", POLICIES)
def test_every_policy_gets_through(name: str) -> None:
    setting = Setting(learners=2, days=4, minutes=5, taps=Taps.NOISY)
    scores = exam_scores("dash", POLICIES[name], setting, np.random.default_rng(1))
    assert scores.shape == (2,)
    assert np.all((scores > 0) & (scores < 1))


def test_planning_beats_chance_learner_by_learner() -> None:
    setting = Setting(learners=6, days=20)
    ours, chance = (
        exam_scores("fsrs", POLICIES[name], setting, np.random.default_rng(3))
        for name in (OURS, "random")
    )
    assert paired(ours, chance).mean > 0.05


def test_hindsight_has_sixty_settings() -> None:
    assert len(fixed_retention_grid()) == 60


def test_an_interval_is_that_of_the_mean() -> None:
    scores = np.array([0.4, 0.5, 0.6, 0.7])
    found = estimate(scores)
    assert found.mean == pytest.approx(0.55)
    assert found.half_width == pytest.approx(1.96 * scores.std(ddof=1) / 2)
    assert found.n == 4
