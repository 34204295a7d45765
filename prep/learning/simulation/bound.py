"""What no policy can beat in the FSRS world: an upper bound by Lagrangian duality.

Let every second of study on day d cost `price[d]` >= 0 instead of being limited. Then concepts no
longer compete, and each has a best schedule of its own (`Schedules`), by one who knows the
learner's true parameters, what was known before, and after every answer whether it was recalled
or guessed; who knows no luck in advance. For any prices, what these schedules are expected to
earn less what they pay, plus the price of all seconds that there are, is at least the expected
score of every policy that keeps to each day's seconds, be it only in expectation (weak duality;
Bertsekas, "Nonlinear Programming", chapter 6). The prices are then changed to make that sum small;
how well this goes decides how tight the bound is, not whether it holds.

A question has to be begun before its answer is known. The seconds that there are include those
by which a wrong answer may overrun at the end of a day. `exam_scores` lets nothing overrun: it
leaves out the last question of a day where only a right answer would fit, and so looks at one
answer a day; what that could add is not bounded here. Expected scores are bounded: the luck of a
few learners may lie above.

There is none here for the other worlds: their state is the list of all studies, and in ACT-R the
same trace helps now and makes the next one decay faster. No order of states tells which way
to round when the lists are put on a grid, and without one the figure would be no bound.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from prep.learning.memory_arrays import Floats, Whole
from prep.learning.simulation.fsrs_world import FsrsWorld
from prep.learning.simulation.schedules import COARSE, FINE, Grid, Plan, Schedules
from prep.learning.simulation.setting import (
    CONCEPTS_PER_DOMAIN,
    DOMAIN_WEIGHTS,
    SECONDS_RIGHT,
    SECONDS_WRONG,
    Population,
    Setting,
    draw_population,
    expected_seconds,
)

MOST_DAYS = 120
"""Beyond them the schedules of one learner take too much storage."""

FIRST_PRICE = 2.5e-3 / 600
"""Of a second on the last day, in score: where the search begins; it falls as days left ** -0.4."""

ROUNDS = 14
FIRST_STEP, LONGER, SHORTER = 0.2, 1.3, 0.5
"""Steps of the logarithm of a price: first, and by what they change (Riedmiller, Braun 1993)."""

_LEVELS = np.asarray(DOMAIN_WEIGHTS) / CONCEPTS_PER_DOMAIN


def score_bounds(
    setting: Setting, rng: np.random.Generator, on_learner: Callable[[], None] = lambda: None
) -> Floats:
    """Each learner's upper bound on the expected score, 0 to 1, of any policy in the FSRS world.

    A generator of the same seed gives the same learners as `exam_scores`. Takes some seconds a
    learner; `on_learner` is called after each. Raises ValueError above MOST_DAYS days.
    """
    if setting.days > MOST_DAYS:
        raise ValueError(f"a bound needs at most {MOST_DAYS} days, not {setting.days}")
    population = draw_population(setting.learners, rng)
    world = FsrsWorld(population, rng)
    search = _Search(setting)
    bounds = np.empty(setting.learners)
    for learner in range(setting.learners):
        coarse, fine = (Dual(world, population, learner, setting, grid) for grid in (COARSE, FINE))
        bounds[learner], _ = fine(search.best_price(coarse))
        on_learner()
    return bounds


@dataclass(frozen=True, slots=True)
class _FirstReviews:
    """The first review in the study days: arrays days × concepts, but `unreviewed` concepts.

    recall: chance of it. recalled, failed: the state after either. unreviewed: recall on exam day
    without any review.
    """

    recall: Floats
    recalled: Whole
    failed: Whole
    unreviewed: Floats


class Dual:
    """The dual function of one learner."""

    def __init__(
        self,
        world: FsrsWorld,
        population: Population,
        learner: int,
        setting: Setting,
        grid: Grid,
    ) -> None:
        self._levels = population.domains
        self._schedules = Schedules(world.parameters(np.array([learner])), setting.days, grid)
        self._firsts = _first_reviews(world, self._schedules, learner, setting.days)
        most_seconds = setting.minutes * 60 + SECONDS_WRONG - SECONDS_RIGHT
        self._seconds_a_day = most_seconds * (1 - setting.missed)

    def __call__(self, price: Floats) -> tuple[float, Floats]:
        """The bound at these prices, and its slope in each day's price."""
        plan = self._schedules.plan(price[:, None] / _LEVELS)
        firsts, weights = self._firsts, _LEVELS[self._levels]
        day = np.arange(len(price))[:, None]
        recalled = plan.values[day, firsts.recalled, self._levels]
        failed = plan.values[day, firsts.failed, self._levels]
        net = firsts.recall * recalled + (1 - firsts.recall) * failed
        net -= price[:, None] / weights * expected_seconds(firsts.recall)
        best = np.maximum(net.max(axis=0), firsts.unreviewed)
        concepts = np.nonzero(best > firsts.unreviewed)[0]
        used = self._seconds_used(plan, net.argmax(axis=0)[concepts], concepts)
        bound = weights @ best + self._seconds_a_day * price.sum()
        return float(bound), self._seconds_a_day - used

    def _seconds_used(self, plan: Plan, days: Whole, concepts: Whole) -> Floats:
        """Expected seconds on each day when these concepts are first reviewed on these days."""
        recall, levels = self._firsts.recall[days, concepts], self._levels[concepts]
        reviewed = np.zeros(plan.values.shape)
        recalled, failed = (
            states[days, concepts] for states in (self._firsts.recalled, self._firsts.failed)
        )
        np.add.at(reviewed, (days, recalled, levels), recall)
        np.add.at(reviewed, (days, failed, levels), 1 - recall)
        first = np.bincount(days, expected_seconds(recall), minlength=len(plan.values))
        return np.asarray(first + self._schedules.seconds_used(plan, reviewed))


class _Search:
    """Prices that make the bound small: a power of days left between a few days.

    Prices of each day would gain little and take long: neighbouring days can stand in for each
    other. Every learner's search begins with the prices of the last.
    """

    def __init__(self, setting: Setting) -> None:
        left = setting.days - np.arange(setting.days)
        knots = 2.0 ** np.arange(np.ceil(np.log2(setting.days)) + 1)
        self._shares = np.stack(
            [np.interp(np.log(left), np.log(knots), one) for one in np.eye(len(knots))]
        )
        self._log_prices = np.log(FIRST_PRICE) - 0.4 * np.log(knots)

    def best_price(self, dual: Callable[[Floats], tuple[float, Floats]]) -> Floats:
        """Each day's price at the least bound found in so many rounds."""
        log_prices, step = self._log_prices, np.full(len(self._log_prices), FIRST_STEP)
        least, before = np.inf, np.zeros(len(step))
        for _ in range(ROUNDS):
            price = np.exp(log_prices @ self._shares)
            bound, slope = dual(price)
            if bound < least:
                least, self._log_prices = bound, log_prices
            uphill = np.sign(self._shares @ (price * slope))
            step = step * np.select(
                [uphill * before > 0, uphill * before < 0], [LONGER, SHORTER], 1
            )
            log_prices, before = log_prices - step * uphill, uphill
        return np.asarray(np.exp(self._log_prices @ self._shares))


def _first_reviews(
    world: FsrsWorld, schedules: Schedules, learner: int, days: int
) -> _FirstReviews:
    concepts = np.arange(world.stability.shape[1])
    learners = np.full(len(concepts), learner)
    yes = np.ones(len(concepts), bool)

    def after(recalled: bool) -> Whole:
        return np.stack(
            [
                schedules.state(*world.studied(learners, concepts, yes & recalled, day), day)
                for day in range(days)
            ]
        )

    return _FirstReviews(
        np.stack([world.recall(learners, concepts, day) for day in range(days)]),
        after(True),
        after(False),
        world.recall(learners, concepts, days),
    )
