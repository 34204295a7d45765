"""Letting a policy teach simulated learners until the exam."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

import numpy as np

from prep.learning.memory_arrays import Flags, Floats, Whole
from prep.learning.simulation.actr_world import ActrWorld
from prep.learning.simulation.dash_world import DashWorld
from prep.learning.simulation.fsrs_world import FsrsWorld
from prep.learning.simulation.setting import (
    CHANCE_UNSURE,
    GUESSING,
    SECONDS_RIGHT,
    SECONDS_WRONG,
    Population,
    Setting,
    draw_population,
)


class World(Protocol):
    """How simulated learners remember."""

    def recall(self, learners: Whole, concepts: Whole, day: float) -> Floats:
        """Chance of recall of each learner's concept on a day."""

    def study(self, learners: Whole, concepts: Whole, recalled: Flags, day: float) -> None:
        """What a study on a day does to memory."""

    def recall_if_studied(
        self, learners: Whole, concepts: Whole, recalled: Flags, day: float, *, later: float
    ) -> Floats:
        """Chance of recall on a later day after one study on `day` that went so."""


@dataclass(frozen=True, slots=True)
class Answers:
    """One day's answers, all of equal length. sure: None where nobody taps."""

    day: int
    learners: Whole
    concepts: Whole
    right: Flags
    sure: Flags | None


class Policy(Protocol):
    """Decides what to ask next."""

    def priorities(self, day: int) -> Floats:
        """Learners × concepts: the highest is asked first, minus infinity not at all."""

    def learn(self, answers: Answers) -> None:
        """See the answers of a day."""


@dataclass(frozen=True, slots=True)
class Scenario:
    """What a policy may know when it starts, and chance of its own.

    domains, weights: of each concept. world: for reference policies that may look into it.
    """

    setting: Setting
    domains: Whole
    weights: Floats
    world: World
    rng: np.random.Generator

    @property
    def shape(self) -> tuple[int, int]:
        """Learners and concepts."""
        return self.setting.learners, len(self.domains)


WORLDS: dict[str, Callable[[Population, np.random.Generator], World]] = {
    "fsrs": FsrsWorld,
    "actr": ActrWorld,
    "dash": DashWorld,
}


def exam_scores(
    world_name: str,
    make_policy: Callable[[Scenario], Policy],
    setting: Setting,
    rng: np.random.Generator,
    on_day: Callable[[], None] = lambda: None,
) -> Floats:
    """Each learner's expected score on exam day, 0 to 1: recall weighted by the blueprint.

    Generators of the same seed give every policy the same learners and the same luck. `on_day`
    is called after each day.
    """
    population = draw_population(setting.learners, rng)
    world = WORLDS[world_name](population, rng)
    [own_rng] = rng.spawn(1)
    policy = make_policy(Scenario(setting, population.domains, population.weights, world, own_rng))
    for day in range(setting.days):
        _study_day(world, policy, setting, day, rng)
        on_day()
    learners, concepts = np.indices(population.shape)
    return np.asarray(world.recall(learners, concepts, setting.days) @ population.weights)


def _study_day(
    world: World, policy: Policy, setting: Setting, day: int, rng: np.random.Generator
) -> None:
    priorities = policy.priorities(day)
    studies = rng.random(len(priorities)) >= setting.missed
    luck = rng.random((3, *priorities.shape))
    asked = _first(priorities, int(setting.minutes * 60 // SECONDS_RIGHT))
    learners = np.broadcast_to(np.arange(len(asked))[:, None], asked.shape)
    recall_luck, guess_luck, tap_luck = luck[:, learners, asked]
    recalled = recall_luck < world.recall(learners, asked, day)
    right = recalled | (guess_luck < GUESSING)
    seconds = np.where(right, SECONDS_RIGHT, SECONDS_WRONG)
    begun_at = np.cumsum(seconds, axis=1) - seconds
    done = (begun_at + seconds <= setting.minutes * 60) & studies[:, None]
    done &= np.isfinite(priorities[learners, asked])
    world.study(learners[done], asked[done], recalled[done], day)
    sure = _taps(setting, recalled[done], tap_luck[done])
    policy.learn(Answers(day, learners[done], asked[done], right[done], sure))


def _first(priorities: Floats, count: int) -> Whole:
    """The concepts of highest priority of each learner, in order."""
    count = min(count, priorities.shape[1])
    some = np.argpartition(-priorities, count - 1, axis=1)[:, :count]
    order = np.argsort(-np.take_along_axis(priorities, some, axis=1), axis=1, kind="stable")
    return np.take_along_axis(some, order, axis=1)


def _taps(setting: Setting, recalled: Flags, luck: Floats) -> Flags | None:
    if setting.taps not in CHANCE_UNSURE:
        return None
    known, guessed = CHANCE_UNSURE[setting.taps]
    return np.asarray(luck >= np.where(recalled, known, guessed))
