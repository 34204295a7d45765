"""Simulated learners who practise and then sit an exam."""

from dataclasses import dataclass
from datetime import UTC, datetime

import numpy as np

from benchmarks.adaptive import DOMAINS, SHARES
from benchmarks.crowd import make_blueprint
from prep.learning import ability_tree, mastery
from prep.learning.assembly.rules import largest_remainder
from prep.learning.information import MeasuredItems
from prep.learning.items import ItemParameters, PoolItem
from prep.learning.score_distribution import ScoreDistribution, distribution_of

MOST_ANSWERS = 320
EXAM_ITEMS = 80
ANSWERS_A_DAY = 20
TASKS, CONCEPTS = 5, 5
"""In each domain, and in each task."""
START = datetime(2026, 11, 23, 12, tzinfo=UTC)
LAYOUT = mastery.layout_of(make_blueprint(DOMAINS, TASKS))
TASK_SHARES = np.repeat(SHARES / TASKS, TASKS)
EXAM_DOMAINS = np.repeat(
    range(DOMAINS),
    list(largest_remainder(dict(zip(LAYOUT.domain_ids, SHARES, strict=True)), EXAM_ITEMS).values()),
)


@dataclass(frozen=True, slots=True)
class World:
    """How simulated learners differ from one case to the next.

    guessing: of every item. item_sd: error of the difficulties that forecasts are told; they know
    its size. learning: logits that every answer adds to all abilities. is_uneven: whether tasks
    and concepts differ within a domain, as the state assumes.
    """

    guessing: float
    item_sd: float = 0.0
    learning: float = 0.0
    is_uneven: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Learner:
    """One learner: items as told, practice first and then the exam, and how each was answered.

    tasks, concepts: index of each item's. known: the items by domain. is_right: of the practice
    items in their order. abilities: the tasks' true ones before practice. gap: true theta - b of
    the exam items before practice. luck: of the exam items.
    """

    world: World
    tasks: np.ndarray
    concepts: np.ndarray
    known: MeasuredItems
    is_right: np.ndarray
    abilities: np.ndarray
    gap: np.ndarray
    luck: np.ndarray

    def right_in_exam(self, answers: int) -> int:
        """How many exam items are right after so many practice answers."""
        return int((self.luck < self._chances(answers)).sum())

    def true_score(self, answers: int) -> ScoreDistribution:
        """What luck makes of the exam for somebody who knows the learner and the items."""
        return distribution_of(self._chances(answers)[:, None])

    def ability(self, answers: int) -> float:
        """The true exam-weighted ability after so many practice answers."""
        return float(TASK_SHARES @ self.abilities) + self.world.learning * answers

    def _chances(self, answers: int) -> np.ndarray:
        gap = self.gap + self.world.learning * answers
        return chance(gap, self.known.discrimination[MOST_ANSWERS:], self.world.guessing)


def make_learner(seed: int, world: World) -> Learner:
    """Four domains with variance 1, correlated 0.7; b ~ N(0, 1), ln a ~ N(0, 0.3)."""
    rng = np.random.default_rng((seed, 3))
    items = MOST_ANSWERS + EXAM_ITEMS
    domains = np.concatenate([rng.choice(DOMAINS, MOST_ANSWERS, p=SHARES), EXAM_DOMAINS])
    tasks = domains * TASKS + rng.integers(TASKS, size=items)
    concepts = rng.integers(CONCEPTS, size=items)
    own = np.sqrt(0.7) * rng.normal() + np.sqrt(0.3) * rng.normal(size=DOMAINS)
    uneven = rng.normal(size=DOMAINS * TASKS), rng.normal(size=(DOMAINS * TASKS, CONCEPTS))
    abilities, deviations = np.repeat(own, TASKS), np.zeros((DOMAINS * TASKS, CONCEPTS))
    if world.is_uneven:
        abilities = abilities + np.sqrt(ability_tree.TASK_VARIANCE) * uneven[0]
        deviations = np.sqrt(ability_tree.CONCEPT_VARIANCE) * uneven[1]
    difficulty, error, luck = rng.normal(size=items), rng.normal(size=items), rng.random(items)
    known = MeasuredItems(
        measures=domains,
        difficulty=difficulty + world.item_sd * error,
        own_variance=np.full(items, world.item_sd**2),
        discrimination=np.exp(0.3 * rng.normal(size=items)),
        guessing=np.full(items, world.guessing),
    )
    gap = abilities[tasks] + deviations[tasks, concepts] - difficulty
    practised = gap[:MOST_ANSWERS] + world.learning * np.arange(MOST_ANSWERS)
    p_right = chance(practised, known.discrimination[:MOST_ANSWERS], world.guessing)
    return Learner(
        world,
        tasks,
        concepts,
        known,
        luck[:MOST_ANSWERS] < p_right,
        abilities,
        gap[MOST_ANSWERS:],
        luck[MOST_ANSWERS:],
    )


def item(learner: Learner, number: int) -> PoolItem:
    """One of the learner's items, as the product is told of it."""
    bank = learner.known
    return PoolItem(
        id=f"item-{number}",
        concept_id=f"concept-{learner.concepts[number]}",
        task_id=LAYOUT.task_ids[learner.tasks[number]],
        parameters=ItemParameters(
            difficulty=float(bank.difficulty[number]),
            difficulty_sd=learner.world.item_sd,
            discrimination=float(bank.discrimination[number]),
            guessing=learner.world.guessing,
        ),
        seconds=0.0,
        type="single",
    )


def chance(gap: np.ndarray, discrimination: np.ndarray, guessing: np.ndarray | float) -> np.ndarray:
    """Probability of a right answer to each item, by its gap theta - b: the 3PL."""
    return np.asarray(guessing + (1 - guessing) / (1 + np.exp(-discrimination * gap)))
