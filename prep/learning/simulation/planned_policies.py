"""The product's planner as a policy, and its short-sighted rival."""

import numpy as np

from prep.learning.memory_arrays import (
    KNOWN_STABILITY_DAYS,
    Floats,
    Whole,
    memory_outcomes,
    retrievability,
)
from prep.learning.planning import (
    KNOWN_ELAPSED_DAYS,
    Concepts,
    fitting_price,
    gain_per_second,
    outlook,
)
from prep.learning.simulation.answer_memory import AnswerMemory
from prep.learning.simulation.running import Answers, Scenario
from prep.learning.simulation.setting import DOMAIN_WEIGHTS, GUESSING, SECONDS_RIGHT, SECONDS_WRONG
from prep.learning.value_table import StudyTime, value_table

REPLAN_DAYS = 7
TIME = StudyTime(SECONDS_RIGHT, SECONDS_WRONG, GUESSING)


class Planned:
    """Today's reviews by the gain per second that the planner sees; a new price every week."""

    def __init__(self, scenario: Scenario) -> None:
        self._scenario = scenario
        self._memory = AnswerMemory(scenario)
        self._price: Floats = np.zeros(scenario.setting.learners)

    def learn(self, answers: Answers) -> None:
        """Take in a day's answers."""
        self._memory.learn(answers)

    def priorities(self, day: int) -> Floats:
        """Share of the exam that a review adds per second."""
        setting, domains = self._scenario.setting, len(DOMAIN_WEIGHTS)
        met = np.nonzero(~np.isnan(self._memory.last_day))
        ahead = outlook(
            self._concepts(day, met), setting.days - day, value_table(setting.days, TIME)
        )
        if day % REPLAN_DAYS == 0:
            a_day = setting.minutes * 60 * (1 - setting.missed)
            self._price = fitting_price(ahead, a_day, setting.learners)
        gain = gain_per_second(ahead, self._price)
        new = gain[: setting.learners * domains].reshape(setting.learners, domains)
        gains = new[:, self._scenario.domains]
        gains[met] = gain[new.size :]
        return gains

    def _concepts(self, day: int, met: tuple[Whole, ...]) -> Concepts:
        """One never-met concept for each learner and domain, then the concepts that were met."""
        memory, scenario = self._memory, self._scenario
        learners, domains = scenario.setting.learners, len(DOMAIN_WEIGHTS)
        never = np.isnan(memory.last_day)
        new = [never[:, scenario.domains == n].sum(axis=1) for n in range(domains)]
        new_weights = [w / np.sum(scenario.domains == n) for n, w in enumerate(DOMAIN_WEIGHTS)]
        unknown = np.full(learners * domains, np.nan)
        return Concepts(
            stability=np.concatenate([unknown, memory.stability[met]]),
            difficulty=np.concatenate([unknown, memory.difficulty[met]]),
            elapsed_days=np.concatenate([unknown, day - memory.last_day[met]]),
            chance_known=np.concatenate(
                [memory.chance_known.ravel(), np.full(len(met[0]), np.nan)]
            ),
            weight=np.concatenate([np.tile(new_weights, learners), scenario.weights[met[1]]]),
            alike=np.concatenate([np.stack(new, axis=1).ravel(), np.ones(len(met[0]))]),
            learner=np.concatenate([np.repeat(np.arange(learners), domains), met[0]]),
        )


class Greedy:
    """What one review today adds to recall on exam day, per second."""

    def __init__(self, scenario: Scenario) -> None:
        self._scenario = scenario
        self._memory = AnswerMemory(scenario)

    def learn(self, answers: Answers) -> None:
        """Take in a day's answers."""
        self._memory.learn(answers)

    def priorities(self, day: int) -> Floats:
        """Gain in recall on exam day, weighted by the blueprint, per expected second."""
        memory, left = self._memory, self._scenario.setting.days - day
        elapsed = day - memory.last_day
        is_new = np.isnan(elapsed)
        known = memory.chance_known[:, self._scenario.domains]
        recall = np.where(is_new, known, retrievability(memory.stability, elapsed))
        outcomes = memory_outcomes(memory.stability, memory.difficulty, elapsed)
        recalled, failed = (retrievability(stability, left) for stability, _ in outcomes)
        unreviewed = np.where(
            is_new,
            known * retrievability(KNOWN_STABILITY_DAYS, KNOWN_ELAPSED_DAYS + left),
            retrievability(memory.stability, elapsed + left),
        )
        gain = recall * recalled + (1 - recall) * failed - unreviewed
        return np.asarray(self._scenario.weights * gain / TIME.expected_seconds(recall))
