"""What a policy may infer from answers: memory states, what was known before, taps, the preset."""

from collections.abc import Sequence

import numpy as np

from prep.learning.memory_arrays import Flags, Floats, Whole
from prep.learning.memory_presets import HEAD_START, MemoryPreset, chance_recalled
from prep.learning.simulation.running import Answers, Scenario
from prep.learning.simulation.setting import DOMAIN_WEIGHTS, GUESSING
from prep.learning.tap_trust import FIRST_SUMS, tap_ratio, tap_sums

KNOWN_BEFORE = (3.5, 10.0)
"""Belief about each domain at first: so many concepts known in so many."""


class AnswerMemory:
    """Memory of all learners under each preset, presets × learners × concepts."""

    def __init__(self, scenario: Scenario, presets: Sequence[MemoryPreset]) -> None:
        learners = scenario.setting.learners
        self.presets = presets
        self.stability = np.full((len(presets), *scenario.shape), np.nan)
        self.difficulty = self.stability.copy()
        self.last_day = np.full(scenario.shape, np.nan)
        self._domains = scenario.domains
        self._known = np.full((learners, len(DOMAIN_WEIGHTS)), KNOWN_BEFORE[0])
        self._first_answers = np.full(self._known.shape, KNOWN_BEFORE[1])
        self._taps = np.tile(FIRST_SUMS, (learners, 1, 1))
        self._fit = np.zeros((len(presets), learners))
        self._fit[0] = HEAD_START

    @property
    def chance_known(self) -> Floats:
        """Learners × domains: that a concept never met is known already."""
        return np.asarray(self._known / self._first_answers)

    @property
    def preset(self) -> Whole:
        """The preset that predicts each learner's answers best."""
        return np.asarray(np.argmax(self._fit, axis=0))

    def learn(self, answers: Answers) -> None:
        """Take in a day's answers, each at most one a concept."""
        at = answers.learners, answers.concepts
        domains = self._domains[answers.concepts]
        ratio = self._tap_ratio(answers)
        chosen = self.preset[answers.learners]
        known = self.chance_known[answers.learners, domains]
        is_first = np.isnan(self.last_day[at])
        recalls = [self._learn_as(n, answers, known, ratio) for n in range(len(self.presets))]
        recall = np.stack(recalls)[chosen, np.arange(len(chosen))]
        recalled = chance_recalled(recall, answers.right, ratio, GUESSING)
        firsts = answers.learners[is_first], domains[is_first]
        np.add.at(self._first_answers, firsts, 1)
        np.add.at(self._known, firsts, recalled[is_first])
        self._count_taps(answers, recall)
        self.last_day[at] = answers.day

    def _learn_as(self, n: int, answers: Answers, known: Floats, ratio: Floats) -> Floats:
        """Update the memory under one preset; the chance of recall before each answer."""
        at = n, answers.learners, answers.concepts
        preset, elapsed = self.presets[n], answers.day - self.last_day[at[1:]]
        before = preset.recall(self.stability[at], elapsed)
        is_first = np.isnan(before)
        recall = np.where(is_first, known, before)
        right = recall + GUESSING * (1 - recall)
        surprise = np.log(np.where(answers.right, right, 1 - right))
        self._fit[n] += np.bincount(
            answers.learners, np.where(is_first, 0, surprise), len(self._taps)
        )
        recalled = chance_recalled(recall, answers.right, ratio, GUESSING)
        self.stability[at], self.difficulty[at] = preset.after(
            self.stability[at], self.difficulty[at], elapsed, recalled
        )
        return recall

    def _tap_ratio(self, answers: Answers) -> Floats:
        if answers.sure is None:
            return np.ones(len(answers.right))
        return tap_ratio(self._taps[answers.learners], answers.sure)

    def _count_taps(self, answers: Answers, recall: Floats) -> None:
        if answers.sure is None:
            return
        right: Flags = answers.right
        recalled = chance_recalled(recall[right], right[right], 1.0, GUESSING)
        added = tap_sums(answers.sure[right], recalled)
        np.add.at(self._taps, answers.learners[right], added)
