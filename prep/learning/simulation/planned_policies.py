"""The product's planner as a policy, and its short-sighted rival."""

import numpy as np

from prep.learning.memory_arrays import Floats, Whole
from prep.learning.memory_presets import PRESETS, STANDARD
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
        self._memory = AnswerMemory(scenario, PRESETS)
        self._price = np.zeros(scenario.setting.learners)

    def learn(self, answers: Answers) -> None:
        """Take in a day's answers."""
        self._memory.learn(answers)

    def priorities(self, day: int) -> Floats:
        """Share of the exam that a review adds per second."""
        gains = np.empty(self._scenario.shape)
        chosen = self._memory.preset
        for n in np.unique(chosen):
            learners = np.nonzero(chosen == n)[0]
            gains[learners] = self._gains(day, int(n), learners)
        return gains

    def _gains(self, day: int, preset: int, learners: Whole) -> Floats:
        setting = self._scenario.setting
        whose, which = np.nonzero(~np.isnan(self._memory.last_day[learners]))
        met = whose, which
        concepts = self._concepts(day, preset, learners, met)
        table = value_table(setting.days, TIME, PRESETS[preset])
        ahead = outlook(concepts, setting.days - day, table)
        if day % REPLAN_DAYS == 0:
            a_day = setting.minutes * 60 * (1 - setting.missed)
            self._price[learners] = fitting_price(ahead, a_day, len(learners))
        gain = gain_per_second(ahead, self._price[learners])
        domains = len(DOMAIN_WEIGHTS)
        new = gain[: len(learners) * domains].reshape(len(learners), domains)
        gains = new[:, self._scenario.domains]
        gains[met] = gain[new.size :]
        return gains

    def _concepts(
        self, day: int, preset: int, learners: Whole, met: tuple[Whole, Whole]
    ) -> Concepts:
        """One never-met concept for each learner and domain, then the concepts that were met."""
        memory, scenario = self._memory, self._scenario
        never = np.isnan(memory.last_day[learners])
        new = [never[:, scenario.domains == n].sum(axis=1) for n in range(len(DOMAIN_WEIGHTS))]
        new_weights = [w / np.sum(scenario.domains == n) for n, w in enumerate(DOMAIN_WEIGHTS)]
        unknown = np.full(len(learners) * len(DOMAIN_WEIGHTS), np.nan)
        at = learners[met[0]], met[1]
        return Concepts(
            stability=np.concatenate([unknown, memory.stability[preset][at]]),
            difficulty=np.concatenate([unknown, memory.difficulty[preset][at]]),
            elapsed_days=np.concatenate([unknown, day - memory.last_day[at]]),
            chance_known=np.concatenate(
                [memory.chance_known[learners].ravel(), np.full(len(met[0]), np.nan)]
            ),
            weight=np.concatenate([np.tile(new_weights, len(learners)), scenario.weights[met[1]]]),
            alike=np.concatenate([np.stack(new, axis=1).ravel(), np.ones(len(met[0]))]),
            learner=np.concatenate(
                [np.repeat(np.arange(len(learners)), len(DOMAIN_WEIGHTS)), met[0]]
            ),
        )


class Greedy:
    """What one review today adds to recall on exam day, per second, by FSRS-6 as it comes."""

    def __init__(self, scenario: Scenario) -> None:
        self._scenario = scenario
        self._memory = AnswerMemory(scenario, (STANDARD,))

    def learn(self, answers: Answers) -> None:
        """Take in a day's answers."""
        self._memory.learn(answers)

    def priorities(self, day: int) -> Floats:
        """Gain in recall on exam day, weighted by the blueprint, per expected second."""
        memory, standard = self._memory, STANDARD
        left = self._scenario.setting.days - day
        stability, elapsed = memory.stability[0], day - memory.last_day
        is_new = np.isnan(elapsed)
        known = memory.chance_known[:, self._scenario.domains]
        recall = np.where(is_new, known, standard.recall(stability, elapsed))
        after = [
            standard.recall(standard.after(stability, memory.difficulty[0], elapsed, how)[0], left)
            for how in (np.ones(recall.shape), np.zeros(recall.shape))
        ]
        unreviewed = np.where(
            is_new,
            known * standard.recall(standard.known_stability, KNOWN_ELAPSED_DAYS + left),
            standard.recall(stability, elapsed + left),
        )
        gain = recall * after[0] + (1 - recall) * after[1] - unreviewed
        return np.asarray(self._scenario.weights * gain / TIME.expected_seconds(recall))
