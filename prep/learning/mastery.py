"""What a learner can do: a Gaussian posterior over a tree of abilities.

General ability, then domains, tasks and concepts, each a normal deviation from the one above it.
A node holds the evidence of all answers below it, so that a response, which tells about its
concept and through the tree about everything else, changes the four nodes on its path alone: its
cost does not depend on what came before. The messages along the tree are exact for Gaussian
evidence (Pearl 1988, Probabilistic Reasoning in Intelligent Systems, section 7.2).

Learners change. A right answer is expected to have brought all abilities up a little; beyond
that, certainty wears off with every answer and every day.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from math import sqrt
from typing import NamedTuple

from prep.learning.abilities import Belief
from prep.learning.blueprint import ExamBlueprint
from prep.learning.irt import response_evidence, response_probability
from prep.learning.items import ItemParameters

GENERAL_VARIANCE = 0.7
DOMAIN_VARIANCE = 0.3
"""Learners differ in a domain by 1 logit (standard deviation), and domains correlate 0.7."""

TASK_VARIANCE = 0.15
CONCEPT_VARIANCE = 0.15
"""Within one learner the tasks of a domain, and the concepts of a task, differ by 0.4 logits."""

DRIFT_PER_DAY = 0.004
"""Share of all evidence that wears off in a day, so that half of it is left after 173 days."""

LARGEST_PRECISION = 3.0
"""Most evidence that a node can hold: an answer wears off the more of the earlier evidence, the
more there is. A state that held more could not follow a learner who improves steadily."""

GAIN_PER_RIGHT_ANSWER = 0.005
LARGEST_GAIN = 3.0
"""Logits that a right answer is expected to add to all abilities at first, and that practice
adds at most: half-way between learners who do not improve at all and those who gain 0.8 logits
in 160 answers."""

Node = tuple[float, float, int, int]
"""What the first answers below a node tell of it: precision, information (precision times mean),
how many answers there were, and the day up to which wear has been taken off."""

UNTOUCHED: Node = (0.0, 0.0, 0, 0)
Step = tuple[str, float]
"""A node on a path from the root: its name, and the prior variance of its own deviation."""

_Passed = tuple[str, float, float, float, int, float, float]
"""A node on the way down: name, own variance, kept precision and information, answers, the share
of its parent's ability that it passes on, and mean."""

GENERAL = ""
"""The name of the root; others are named by their ids from the domain down, as in "d/t/c"."""


class MasteryState(NamedTuple):
    """Posterior over all abilities, as evidence on the tree.

    nodes: by name, those with answers below them. gained: logits that practice is expected to
    have added to all abilities. began_at: the first answer's moment; `day` counts from there.
    """

    nodes: Mapping[str, Node]
    gained: float
    began_at: datetime | None
    day: int


class Descent(NamedTuple):
    """The way down to what an answer is about, just before it: it predicts the answer, and takes
    it in afterwards.

    state: at that moment. passed: the nodes on the way. ability: of the last one, given all
    evidence in the tree.
    """

    state: MasteryState
    passed: Sequence[_Passed]
    ability: Belief


class Source(NamedTuple):
    """Answers below one node, and their weight, 0 to 1, in an estimate further down."""

    answers: int
    weight: float


@dataclass(frozen=True, slots=True)
class Estimate:
    """An ability on the logit scale (0 = half of the typical items) with its uncertainty."""

    value: float
    standard_error: float


@dataclass(frozen=True, slots=True)
class MasteryLayout:
    """Where the tasks of a blueprint stand: its ids in order, and each task's domain by index.

    paths: for each task the steps down to it.
    """

    domain_ids: tuple[str, ...]
    task_ids: tuple[str, ...]
    parents: tuple[int, ...]
    paths: Mapping[str, tuple[Step, ...]] = field(repr=False)

    def path(self, task_id: str, concept_id: str | None = None) -> tuple[Step, ...]:
        """The steps down to a task, or to a concept of it.

        Raises KeyError for a task of another blueprint.
        """
        path = self.paths[task_id]
        if concept_id is None:
            return path
        return (*path, (f"{path[-1][0]}/{concept_id}", CONCEPT_VARIANCE))


def layout_of(blueprint: ExamBlueprint) -> MasteryLayout:
    """The layout for a blueprint."""
    placed = [(n, d.id, t.id) for n, d in enumerate(blueprint.domains) for t in d.tasks]
    return MasteryLayout(
        domain_ids=tuple(domain.id for domain in blueprint.domains),
        task_ids=tuple(task_id for _, _, task_id in placed),
        parents=tuple(n for n, _, _ in placed),
        paths={
            task_id: (
                (GENERAL, GENERAL_VARIANCE),
                (domain_id, DOMAIN_VARIANCE),
                (f"{domain_id}/{task_id}", TASK_VARIANCE),
            )
            for _, domain_id, task_id in placed
        },
    )


def prior() -> MasteryState:
    """What is believed of a learner who has not answered anything."""
    return MasteryState({}, 0.0, None, 0)


def descent(
    state: MasteryState,
    layout: MasteryLayout,
    *,
    task_id: str,
    concept_id: str | None = None,
    now: datetime,
) -> Descent:
    """Down the tree at `now`, just before an answer on a concept of a task.

    Without a concept the answer is about the task as a whole. Raises KeyError for a task of
    another blueprint.
    """
    state = drifted(state, now=now)
    passed, ability = _descended(state, layout.path(task_id, concept_id))
    return Descent(state, passed, ability)


def probability(before: Descent, parameters: ItemParameters) -> float:
    """Probability, 0 to 1, that an unseen item is answered right by ability."""
    mean, variance = before.ability
    gap_variance = variance + parameters.difficulty_sd * parameters.difficulty_sd
    return response_probability(mean - parameters.difficulty, gap_variance, parameters)


def updated(
    before: Descent, parameters: ItemParameters, *, is_correct: bool, is_explained: bool = True
) -> MasteryState:
    """The posterior after one first-exposure response.

    Practice is expected to have taught something only where answers are explained.
    """
    state = before.state
    precision, information = response_evidence(before.ability, parameters, is_correct=is_correct)
    # the tree holds abilities without what practice has added
    information -= precision * state.gained
    nodes = dict(state.nodes)
    _inform(nodes, before.passed, precision, information, state.day)
    gained = state.gained
    if is_correct and is_explained:
        gained += GAIN_PER_RIGHT_ANSWER * (1 - gained / LARGEST_GAIN)
    return MasteryState(nodes, gained, state.began_at, state.day)


def drifted(state: MasteryState, *, now: datetime) -> MasteryState:
    """The state at `now`: people learn and forget unseen, so all evidence wears off by days.

    Without any, the prior is believed again. A clock that goes back changes nothing.
    """
    if state.began_at is None:
        return MasteryState(state.nodes, state.gained, now, 0)
    day = (now - state.began_at).days
    if day <= state.day:
        return state
    return MasteryState(state.nodes, state.gained, state.began_at, day)


def task_ability(state: MasteryState, layout: MasteryLayout, task_id: str) -> Estimate:
    """Ability in one task."""
    mean, variance = _descended(state, layout.path(task_id))[1]
    return Estimate(mean, sqrt(variance))


def sources(before: Descent) -> tuple[Source, ...]:
    """What the ability that an answer is about rests on, root first.

    A node's mean is its parent's times the share that it passes on, plus what its own evidence
    says. The weights and the prior's sum to 1.
    """
    found: list[Source] = []
    weight = 1.0
    for _, _, _, _, answers, share, _ in reversed(before.passed):
        found.append(Source(answers, weight * (1 - share)))
        weight *= share
    return tuple(reversed(found))


def kept_evidence(state: MasteryState, name: str) -> tuple[float, float]:
    """What days have left of a node's precision and information."""
    precision, information, _, day = state.nodes.get(name, UNTOUCHED)
    kept = (1 - DRIFT_PER_DAY) ** (state.day - day)
    return precision * kept, information * kept


def _descended(state: MasteryState, path: Sequence[Step]) -> tuple[list[_Passed], Belief]:
    """Down a path: the nodes passed, and the ability of the last one.

    Given its parent, a node depends on nothing but the evidence below it, and the parent's mean
    and variance hold all the rest. Plain floats and one loop, for this runs with every question.
    """
    nodes, _, _, today = state
    mean = variance = 0.0
    passed = []
    for name, own_variance in path:
        precision, information, responses, day = nodes.get(name, UNTOUCHED)
        if day != today:
            kept = (1 - DRIFT_PER_DAY) ** (today - day)
            precision *= kept
            information *= kept
        share = 1 / (1 + precision * own_variance)
        mean = share * (mean + own_variance * information)
        variance = share * (share * variance + own_variance)
        passed.append((name, own_variance, precision, information, responses, share, mean))
    return passed, Belief(mean + state.gained, variance)


def _inform(
    nodes: dict[str, Node],
    passed: Sequence[_Passed],
    precision: float,
    information: float,
    day: int,
) -> None:
    """Up a path, with this evidence about the last of the nodes passed.

    What the answer wears off of the earlier evidence is taken at the mean of before, so that it
    moves no estimate; it is never more than what the answer brings.
    """
    for name, own_variance, old_precision, old_information, responses, old_share, mean in reversed(
        passed
    ):
        new_precision = old_precision + precision
        new_information = old_information + information
        lost = precision * old_precision / LARGEST_PRECISION
        nodes[name] = (new_precision - lost, new_information - lost * mean, responses + 1, day)
        # the parent hears by how much the node's message to it changes
        new_share = 1 / (1 + new_precision * own_variance)
        precision = new_precision * new_share - old_precision * old_share
        information = new_information * new_share - old_information * old_share
