"""Simulated learners, item banks, and rules by which an adaptive test asks.

Beliefs are the core's: items are judged by prep.learning.information, and answers are absorbed
by prep.learning.irt.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from prep.learning.abilities import Belief
from prep.learning.information import JointAbilities, MeasuredItems, variance_reductions
from prep.learning.irt import response_evidence
from prep.learning.items import ItemParameters

SHARES = np.array([0.36, 0.17, 0.20, 0.27])
"""Blueprint weights: CAPM's, the exam with four domains."""
DOMAINS = len(SHARES)
WANTED_ERROR = 0.3

Choose = Callable[[JointAbilities, MeasuredItems, Sequence[int]], int]
"""The next item, by the belief, what is known of the bank, and the items asked so far."""


@dataclass(frozen=True, slots=True)
class Learner:
    """True abilities (4,), a bank with its true parameters, and the luck of each item (m,)."""

    abilities: np.ndarray
    bank: MeasuredItems
    luck: np.ndarray

    def is_right(self, item: int) -> bool:
        """Whether the item is answered right: the same under every rule."""
        gap = self.abilities[self.bank.measures[item]] - self.bank.difficulty[item]
        logistic = 1 / (1 + np.exp(-self.bank.discrimination[item] * gap))
        guessing = self.bank.guessing[item]
        return bool(self.luck[item] < guessing + (1 - guessing) * logistic)


@dataclass(frozen=True, slots=True)
class Sitting:
    """How many items it took, the composite's error at the end, and what was believed of it."""

    items: int
    error: float
    standard_error: float


def make_learner(seed: int, *, items: int, correlation: float, guessing: float) -> Learner:
    """A learner and a bank of so many items."""
    rng = np.random.default_rng(seed)
    bank = MeasuredItems(
        measures=np.arange(items) % DOMAINS,
        difficulty=rng.normal(size=items),
        own_variance=np.zeros(items),
        discrimination=np.exp(rng.normal(0, 0.3, items)),
        guessing=np.full(items, guessing),
    )
    own = np.sqrt(1 - correlation) * rng.normal(size=DOMAINS)
    return Learner(np.sqrt(correlation) * rng.normal() + own, bank, rng.random(items))


def prior(correlation: float) -> JointAbilities:
    """What is believed before the first answer: variance 1, and this correlation."""
    shared = np.full((DOMAINS, DOMAINS), correlation)
    return JointAbilities(np.zeros(DOMAINS), shared + (1 - correlation) * np.eye(DOMAINS))


def sit(
    learner: Learner,
    known: MeasuredItems,
    belief: JointAbilities,
    choose: Choose,
    is_enough: Callable[[JointAbilities, int], bool],
) -> Sitting:
    """Ask until it is enough or all is asked. `known` is the bank as the asking side knows it."""
    asked: list[int] = []
    while len(asked) < len(known.measures) and not is_enough(belief, len(asked)):
        item = choose(belief, known, asked)
        belief = absorbed(belief, known, item, is_correct=learner.is_right(item))
        asked.append(item)
    error = float(SHARES @ (belief.mean - learner.abilities))
    return Sitting(len(asked), error, belief.standard_error(SHARES))


def absorbed(
    belief: JointAbilities, bank: MeasuredItems, item: int, *, is_correct: bool
) -> JointAbilities:
    """The belief after an answer: the core's evidence about one ability, carried to all."""
    one = bank.measures[item]
    parameters = ItemParameters(
        difficulty=float(bank.difficulty[item]),
        difficulty_sd=float(np.sqrt(bank.own_variance[item])),
        discrimination=float(bank.discrimination[item]),
        guessing=float(bank.guessing[item]),
    )
    before = Belief(float(belief.mean[one]), float(belief.covariance[one, one]))
    evidence = response_evidence(before, parameters, is_correct=is_correct)
    column = belief.covariance[:, one]
    share = 1 / (1 + evidence.precision * before.variance)
    surprise = evidence.information - evidence.precision * before.mean
    return JointAbilities(
        belief.mean + column * surprise * share,
        belief.covariance - np.outer(column, column) * evidence.precision * share,
    )


def at_random(_: JointAbilities, bank: MeasuredItems, asked: Sequence[int]) -> int:
    """The next in the bank, whose order is random but for the domains, which take turns."""
    return len(asked)


def balanced(belief: JointAbilities, bank: MeasuredItems, asked: Sequence[int]) -> int:
    """The product's rule: the domain that lags most, in it what tells most of the composite."""
    counts = np.bincount(bank.measures[list(asked)], minlength=DOMAINS)
    lagging = int(np.argmin(counts - SHARES * (len(asked) + 1)))
    worth = variance_reductions(belief, bank, SHARES)
    return _best(np.where(bank.measures == lagging, worth, 0.0), asked)


def for_the_worst(belief: JointAbilities, bank: MeasuredItems, asked: Sequence[int]) -> int:
    """What tells most of the least certain domain, from whichever domain it comes."""
    worst = np.eye(DOMAINS)[int(np.argmax(np.diag(belief.covariance)))]
    return _best(variance_reductions(belief, bank, worst), asked)


def composite_is_known(belief: JointAbilities, _: int) -> bool:
    """Whether the composite is as certain as wanted."""
    return belief.standard_error(SHARES) < WANTED_ERROR


def all_are_known(belief: JointAbilities, _: int) -> bool:
    """Whether every domain is as certain as wanted."""
    return float(np.diag(belief.covariance).max()) < WANTED_ERROR**2


def _best(worth: np.ndarray, asked: Sequence[int]) -> int:
    worth[list(asked)] = -1.0
    return int(np.argmax(worth))
