"""What is simulated: how many learners, for how long, with how many minutes and which taps."""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from prep.learning.memory_arrays import Flags, Floats, Whole

DOMAIN_WEIGHTS = (0.33, 0.41, 0.26)
CONCEPTS_PER_DOMAIN = 200
CONCEPTS = CONCEPTS_PER_DOMAIN * len(DOMAIN_WEIGHTS)
SECONDS_RIGHT = 25.0
SECONDS_WRONG = 50.0
GUESSING = 0.25
KNOWN_BEFORE_LOGIT = float(np.log(0.35 / 0.65))


class Taps(StrEnum):
    """How simulated learners use the tap of confidence after a right answer."""

    NONE = "none"
    PERFECT = "perfect"
    NOISY = "noisy"
    RANDOM = "random"


CHANCE_UNSURE = {Taps.PERFECT: (0.0, 1.0), Taps.NOISY: (0.1, 0.7), Taps.RANDOM: (0.5, 0.5)}
"""Chance that a known answer, and that a lucky guess, is called unsure."""


@dataclass(frozen=True, slots=True)
class Setting:
    """A scenario. missed: share of days on which a learner does not study, 0 to 1."""

    learners: int = 300
    days: int = 60
    minutes: float = 20.0
    taps: Taps = Taps.NONE
    missed: float = 0.0


@dataclass(frozen=True, slots=True)
class Population:
    """Learners and what they bring. Arrays are learners × concepts, abilities too.

    domains: the domain of each concept, shuffled, the same for all learners.
    ability, difficulty: on the logit scale. known: whether a concept was known before.
    """

    domains: Whole
    ability: Floats
    difficulty: Floats
    known: Flags

    @property
    def shape(self) -> tuple[int, int]:
        """Learners and concepts."""
        return self.known.shape[0], self.known.shape[1]

    @property
    def weights(self) -> Floats:
        """Share of the exam of each concept; they sum to 1."""
        return np.asarray(DOMAIN_WEIGHTS)[self.domains] / CONCEPTS_PER_DOMAIN


def draw_population(learners: int, rng: np.random.Generator) -> Population:
    """Learners with an ability in each domain, and whether they know each concept already."""
    domains = rng.permutation(np.repeat(np.arange(len(DOMAIN_WEIGHTS)), CONCEPTS_PER_DOMAIN))
    by_domain = KNOWN_BEFORE_LOGIT + rng.normal(0, 0.6, (learners, len(DOMAIN_WEIGHTS)))
    ability = by_domain[:, domains]
    difficulty = rng.normal(0, 1, (learners, CONCEPTS))
    known = rng.random((learners, CONCEPTS)) < logistic(ability - difficulty)
    return Population(domains, ability, difficulty, known)


def expected_seconds(recall: Floats) -> Floats:
    """How long an answer is expected to take at such a chance of recall, guesses included."""
    wrong = (1 - recall) * (1 - GUESSING)
    return SECONDS_RIGHT + (SECONDS_WRONG - SECONDS_RIGHT) * wrong


def logistic(logit: Floats) -> Floats:
    """1 / (1 + exp(-logit))."""
    return np.asarray(1 / (1 + np.exp(-logit)))
