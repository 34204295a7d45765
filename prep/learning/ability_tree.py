"""The tree of abilities: evidence at its nodes, down a path and up again.

General ability, then domains, tasks and concepts, each a normal deviation from the one above it.
A node holds the evidence of all answers below it, so that a response, which tells about its
concept and through the tree about everything else, changes the four nodes on its path alone: its
cost does not depend on what came before. The messages along the tree are exact for Gaussian
evidence (Pearl 1988, Probabilistic Reasoning in Intelligent Systems, section 7.2).

Practice brings all abilities up, in one learner more than in another. How much, growth, is one
more unknown, which all evidence tells about: what an answer says of abilities without practice
depends on it.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from prep.learning.abilities import Belief

GENERAL_VARIANCE = 0.7
DOMAIN_VARIANCE = 0.3
"""Learners differ in a domain by 1 logit (standard deviation), and domains correlate 0.7."""

TASK_VARIANCE = 0.15
CONCEPT_VARIANCE = 0.15
"""Within one learner the tasks of a domain, and the concepts of a task, differ by 0.4 logits."""

DRIFT_PER_DAY = 0.004
"""Share of all evidence that wears off in a day, so that half of it is left after 173 days."""

LARGEST_PRECISION = 10.0
"""Most evidence that a node can hold: an answer wears off the more of the earlier evidence, the
more there is. A state that held more could not follow a learner who changes unevenly."""

GROWTH_VARIANCE = 0.8
"""Learners gain growth times as much as the average one, growth ~ N(1, 0.8): to improve not at all
and to improve twice as fast are both usual."""

Node = tuple[float, float, float, int, int]
"""What the first answers below a node tell of it: precision, information (precision times mean),
practice (precision times what practice had added by then), how many answers there were, and the
day up to which wear has been taken off.

It is evidence on abilities without what practice has added. That depends on the learner's growth:
information - practice * growth."""

UNTOUCHED: Node = (0.0, 0.0, 0.0, 0, 0)
Step = tuple[str, float]
"""A node on a path from the root: its name, and the prior variance of its own deviation."""

Passed = tuple[str, float, float, float, float, int, float, float]
"""A node on the way down: name, own variance, kept precision, information and practice, answers,
the share of its parent's ability that it passes on, and mean."""

GENERAL = ""
"""The name of the root; others are named by their ids from the domain down, as in "d/t/c"."""


class MasteryState(NamedTuple):
    """Posterior over all abilities, as evidence on the tree.

    nodes: by name, those with answers below them. growth: what they tell of the learner's growth,
    precision and information. gained: logits that practice has added to all abilities of an
    average learner. began_at: the first answer's moment; `day` counts from there.
    """

    nodes: Mapping[str, Node]
    growth: tuple[float, float]
    gained: float
    began_at: datetime | None
    day: int


class Root(NamedTuple):
    """General ability without what practice has added, and growth: their joint posterior."""

    ability: float
    growth: float
    variance: float
    covariance: float
    growth_variance: float


class Descent(NamedTuple):
    """The way down to what an answer is about, just before it: it predicts the answer, and takes
    it in afterwards.

    state: at that moment. passed: the nodes on the way. growth: its mean. growth_evidence: kept
    precision and information. ability: of the last node, given all evidence in the tree.
    """

    state: MasteryState
    passed: Sequence[Passed]
    growth: float
    growth_evidence: tuple[float, float]
    ability: Belief


def kept_evidence(state: MasteryState, name: str) -> tuple[float, float, float]:
    """What days have left of a node's precision, information and practice."""
    precision, information, practice, _, day = state.nodes.get(name, UNTOUCHED)
    kept = (1 - DRIFT_PER_DAY) ** (state.day - day)
    return precision * kept, information * kept, practice * kept


def root_of(state: MasteryState) -> Root:
    """What all evidence tells of general ability and growth."""
    return Root(*_solved(*kept_evidence(state, GENERAL), _kept_growth(state)))


def _kept_growth(state: MasteryState) -> tuple[float, float]:
    """What days have left of the evidence on growth, which every answer brings up to date."""
    *_, day = state.nodes.get(GENERAL, UNTOUCHED)
    kept = (1 - DRIFT_PER_DAY) ** (state.day - day)
    return state.growth[0] * kept, state.growth[1] * kept


def _solved(
    precision: float, information: float, practice: float, growth: tuple[float, float]
) -> tuple[float, float, float, float, float]:
    """The fields of a `Root`, from the evidence at the root: two equations."""
    precision += 1 / GENERAL_VARIANCE
    growth_precision = growth[0] + 1 / GROWTH_VARIANCE
    growth_information = growth[1] + 1 / GROWTH_VARIANCE
    scale = 1 / (precision * growth_precision - practice * practice)
    return (
        scale * (growth_precision * information - practice * growth_information),
        scale * (precision * growth_information - practice * information),
        scale * growth_precision,
        -scale * practice,
        scale * precision,
    )


def descended(state: MasteryState, path: Sequence[Step]) -> Descent:
    """Down a path.

    Given its parent and growth, a node depends on nothing but the evidence below it, and their
    joint posterior holds all the rest. Plain floats and one loop, for this runs with every
    question.
    """
    nodes, growth_evidence, gained, _, today = state
    precision, information, practice, answers, day = nodes.get(GENERAL, UNTOUCHED)
    if day != today:
        precision, information, practice = kept_evidence(state, GENERAL)
        growth_evidence = _kept_growth(state)
    mean, growth, variance, covariance, growth_variance = _solved(
        precision, information, practice, growth_evidence
    )
    share = 1 / (1 + precision * GENERAL_VARIANCE)
    passed = [(GENERAL, GENERAL_VARIANCE, precision, information, practice, answers, share, mean)]
    for name, own_variance in path[1:]:
        precision, information, practice, answers, day = nodes.get(name, UNTOUCHED)
        if day != today:
            kept = (1 - DRIFT_PER_DAY) ** (today - day)
            precision *= kept
            information *= kept
            practice *= kept
        share = 1 / (1 + precision * own_variance)
        pull = share * own_variance
        # how much lower this ability must have been if growth was higher by 1
        slope = pull * practice
        mean = share * mean + pull * information - slope * growth
        covariance = share * covariance
        variance = share * share * variance - 2 * slope * covariance + pull
        variance += slope * slope * growth_variance
        covariance -= slope * growth_variance
        passed.append((name, own_variance, precision, information, practice, answers, share, mean))
    variance += gained * (2 * covariance + gained * growth_variance)
    return Descent(state, passed, growth, growth_evidence, Belief(mean + gained * growth, variance))


def inform(
    nodes: dict[str, Node], before: Descent, precision: float, information: float
) -> tuple[float, float]:
    """Up a path, with this evidence about the ability at its end; the growth's evidence then.

    What the answer wears off of the earlier evidence is taken at the means of before, so that it
    moves no estimate; it is never more than what the answer brings.
    """
    (_, _, gained, _, day), passed, growth, (squares, product), _ = before
    practice = precision * gained
    new_squares, new_product = practice * gained, information * gained
    for node in reversed(passed):
        name, own_variance, old_precision, old_information, old_practice, answers, share, mean = (
            node
        )
        precision_now = old_precision + precision
        information_now = old_information + information
        practice_now = old_practice + practice
        worn = precision * old_precision / LARGEST_PRECISION**2
        nodes[name] = (
            precision_now - worn * old_precision,
            information_now - worn * (old_precision * mean + old_practice * growth),
            practice_now - worn * old_practice,
            answers + 1,
            day,
        )
        if name == GENERAL:
            new_squares += squares - worn * squares
            new_product += product - worn * (old_practice * mean + squares * growth)
            break
        # the parent, and growth, hear by how much the node's message to them changes
        share_now = 1 / (1 + precision_now * own_variance)
        precision = share_now * precision_now - share * old_precision
        slope, slope_now = share * old_practice, share_now * practice_now
        new_squares -= own_variance * (slope_now * practice_now - slope * old_practice)
        new_product -= own_variance * (slope_now * information_now - slope * old_information)
        information = share_now * information_now - share * old_information
        practice = slope_now - slope
    return new_squares, new_product
