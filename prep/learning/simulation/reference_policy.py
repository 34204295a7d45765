"""A policy that looks into the world: what perfect knowledge of memory would be worth today."""

import numpy as np

from prep.learning.memory_arrays import Floats
from prep.learning.simulation.running import Answers, Scenario
from prep.learning.simulation.setting import expected_seconds


class GreedyTrueState:
    """Exam-day gain per second, computed with the true state and the true parameters."""

    def __init__(self, scenario: Scenario) -> None:
        self._scenario = scenario
        self._everything = np.indices(scenario.shape)

    def priorities(self, day: int) -> Floats:
        """Expected gain of a study today, weighted by the blueprint, per expected second."""
        world, exam_day = self._scenario.world, self._scenario.setting.days
        learners, concepts = self._everything
        recall = world.recall(learners, concepts, day)
        yes = np.ones(recall.shape, bool)
        after = [
            world.recall_if_studied(learners, concepts, how, day, later=exam_day)
            for how in (yes, ~yes)
        ]
        expected = recall * after[0] + (1 - recall) * after[1]
        gain = expected - world.recall(learners, concepts, exam_day)
        return np.asarray(self._scenario.weights * gain / expected_seconds(recall))

    def learn(self, answers: Answers) -> None:
        """It knows already."""
