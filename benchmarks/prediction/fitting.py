"""Everything that is fitted, from training learners alone."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import groupby
from math import log

import numpy as np

from benchmarks.prediction.companions import Answer, Companions, company_of
from benchmarks.prediction.data import Log
from benchmarks.prediction.features import History, ItemFacts
from benchmarks.prediction.measures import log_loss
from benchmarks.prediction.tracing import Difficulty, Habits, Trace, probability
from prep.learning import layer
from prep.learning.layer import Layer

ITEM_VARIANCE = 1.0
SKILL_VARIANCE = 0.6
"""Prior variances of an item's difficulty within its skill, and of skills, logits squared."""

ROUNDS, NEWTON_STEPS, LONGEST_STEP = 3, 3, 1.5
GROUPS = 5
"""Cross-fitting: what the layer is fitted on, was predicted from other learners' items."""

PENALTIES = (3.0, 30.0, 300.0, 3000.0)
SEARCH_RESPONSES = 12_000
"""Habits and the layer's penalty are chosen on so many training responses, or somewhat more."""

SWEEPS = 5
LEAST_GAIN = 1e-6
SEED = 20261122


@dataclass(frozen=True, slots=True)
class Model:
    """All that is fitted: habits of abilities, facts by (item, skill), companions, and a layer."""

    habits: Habits
    facts: dict[tuple[int, int], ItemFacts]
    of_skill: dict[int, ItemFacts]
    unknown: ItemFacts
    companions: Companions

    def about(self, item: int, skill: int) -> ItemFacts:
        """Facts of an item; of its skill's average one if no training learner met it."""
        return self.facts.get((item, skill)) or self.of_skill.get(skill, self.unknown)


def learners(log_: Log) -> Iterator[Iterator[tuple[int, int, int]]]:
    """For each learner, in order of time: skill, item, correct."""
    columns = (log_.learner, log_.skill, log_.item, log_.correct)
    rows = zip(*(column.tolist() for column in columns), strict=True)
    for _, group in groupby(rows, key=lambda row: row[0]):
        yield ((skill, item, correct) for _, skill, item, correct in group)


def traced(log_: Log, model: Model) -> np.ndarray:
    """For every response, before it: logit, mean and variance of ability minus difficulty."""
    found = []
    for answers in learners(log_):
        trace = Trace(model.habits)
        for skill, item, correct in answers:
            outlook = trace.outlook(skill, item, model.about(item, skill).difficulty)
            found.append((outlook.logit, outlook.mean, outlook.variance))
            trace.absorb(skill, item, outlook, is_correct=correct == 1)
    return np.array(found)


def featured(log_: Log, model: Model) -> tuple[np.ndarray, list[str]]:
    """Features (n, m) of every response, before it, and their names."""
    rows, features = [], {}
    for answers in learners(log_):
        history = History(Trace(model.habits))
        for skill, item, correct in answers:
            facts = model.about(item, skill)
            outlook = history.trace.outlook(skill, item, facts.difficulty)
            features = history.features(skill, item, facts, outlook, model.companions)
            rows.append(np.fromiter(features.values(), float, len(features)))
            history.note(skill, item, facts, outlook, is_correct=correct == 1)
    return np.array(rows), list(features)


def with_companions(model: Model, log_: Log) -> Model:
    """The model with effects of company in the log that its items were fitted on."""
    p = iter([probability(logit) for logit in traced(log_, model)[:, 0].tolist()])
    answers = (
        ((Answer(skill, item, correct == 1), next(p)) for skill, item, correct in one)
        for one in learners(log_)
    )
    return replace(model, companions=company_of(answers))


def items_fitted(log_: Log, habits: Habits) -> Model:
    """Difficulties by maximum posterior: item within skill, abilities as traced, in turns."""
    pairs, number = np.unique(np.stack([log_.item, log_.skill]), axis=1, return_inverse=True)
    answers, skill = np.bincount(number), pairs[1]
    found = _Difficulties(
        np.zeros(len(answers)),
        np.full(len(answers), ITEM_VARIANCE),
        np.zeros(int(skill.max()) + 1),
        0.0,
    )
    model = Model(habits, {}, {}, _facts(0.0, ITEM_VARIANCE + SKILL_VARIANCE, 0.0, 0), _NOBODY)
    for _ in range(ROUNDS):
        seen = traced(log_, model)
        is_first = not model.facts
        ability = seen[:, 1] + (0.0 if is_first else found.mean[number])
        spread = 1 / np.sqrt(1 + np.pi / 8 * np.maximum(0, seen[:, 2] - found.variance[number]))
        for _ in range(NEWTON_STEPS):
            found = _improved(found, ability, spread, log_.correct, number, skill)
        model = _with_difficulties(model, found, pairs, answers)
    return model


def habits_fitted(log_: Log) -> Habits:
    """Coordinate search for the least log loss, each half's items fitted on the other half.

    Each habit moves on in growing steps while that helps; its step is halved where none does.
    """
    log_ = some_learners(log_, SEARCH_RESPONSES)
    half = group_of(log_, 2)
    halves = [log_.rows(half == n) for n in (0, 1)]
    habits, steps = Habits(), dict.fromkeys(_GROWING, 0.15) | dict.fromkeys(_POSITIVE, 0.7)
    for _ in range(SWEEPS):
        models = [items_fitted(part, habits) for part in reversed(halves)]
        least = _loss(halves, models, habits)
        for name in steps:
            before = least
            for sign in (1, -1):
                habits, least = _walked(halves, models, habits, name, sign * steps[name], least)
                if least < before:
                    break
            steps[name] *= 1.3 if least < before else 0.5
    return habits


def layer_fitted(log_: Log, habits: Habits) -> tuple[Layer, float]:
    """The layer, and its penalty, chosen on training learners too."""
    group = group_of(log_, GROUPS)
    columns: list[np.ndarray] = []
    names: list[str] = []
    for n in range(GROUPS):
        others = log_.rows(group != n)
        model = with_companions(items_fitted(others, habits), others)
        values, names = featured(log_.rows(group == n), model)
        columns.append(values)
    features = np.empty((len(log_.item), len(names)))
    for n, values in enumerate(columns):
        features[group == n] = values
    penalty = _best_penalty(features, log_, names)
    return layer.fitted(features, log_.correct, names, penalty=penalty, start="state"), penalty


def some_learners(log_: Log, responses: int) -> Log:
    """Random learners with about so many responses together, or all."""
    names, number = np.unique(log_.learner, return_inverse=True)
    order = np.random.default_rng(SEED).permutation(len(names))
    total = np.cumsum(np.bincount(number)[order])
    chosen = order[: int(np.searchsorted(total, responses)) + 1]
    return log_.rows(np.isin(number, chosen))


def group_of(log_: Log, groups: int) -> np.ndarray:
    """A group for every response, the same for all of one learner, by a fixed seed."""
    names, number = np.unique(log_.learner, return_inverse=True)
    order = np.random.default_rng(SEED + 1).permutation(len(names))
    return np.asarray((order % groups)[number])


_ABILITY = ("general", "skill", "item")
_FORGETTING = ("fade_general", "fade_skill", "wear_skill", "fade_item", "wear_item")
_POSITIVE = (*_ABILITY, *_FORGETTING)
_GROWING = ("practice", "skill_right", "skill_wrong", "item_right", "item_wrong")
_NOBODY = Companions({}, {}, {}, {})


@dataclass(frozen=True, slots=True, eq=False)
class _Difficulties:
    """mean, variance: of each item within a skill, (m,). skills: each one's mean. overall: mean."""

    mean: np.ndarray
    variance: np.ndarray
    skills: np.ndarray
    overall: float


def _improved(
    before: _Difficulties,
    ability: np.ndarray,
    spread: np.ndarray,
    correct: np.ndarray,
    number: np.ndarray,
    skill: np.ndarray,
) -> _Difficulties:
    """One Newton step of all difficulties.

    ability, spread, correct, number: of every response, its item's number (within a skill) last.
    skill: of every number.
    """
    p = 1 / (1 + np.exp(-spread * (ability - before.mean[number])))
    slope = np.bincount(number, spread * (p - correct))
    information = np.bincount(number, spread**2 * p * (1 - p)) + 1e-9
    skills, overall = _skill_means(before.mean + slope / information, information, skill)
    precision = information + 1 / ITEM_VARIANCE
    target = information * before.mean + slope + skills[skill] / ITEM_VARIANCE
    step = np.clip(target / precision - before.mean, -LONGEST_STEP, LONGEST_STEP)
    return _Difficulties(before.mean + step, 1 / precision, skills, overall)


def _with_difficulties(
    model: Model, found: _Difficulties, pairs: np.ndarray, answers: np.ndarray
) -> Model:
    """The model with facts of every (item, skill) pair, of every skill, and of unknown items."""
    columns = (*pairs, found.mean, found.variance, found.skills[pairs[1]], answers)
    rows = zip(*(column.tolist() for column in columns), strict=True)
    return replace(
        model,
        facts={(item, skill): _facts(*rest) for item, skill, *rest in rows},
        of_skill={
            skill: _facts(mean, ITEM_VARIANCE, mean, 0)
            for skill, mean in enumerate(found.skills.tolist())
        },
        unknown=_facts(found.overall, ITEM_VARIANCE + SKILL_VARIANCE, found.overall, 0),
    )


def _facts(mean: float, variance: float, skill_mean: float, answers: int) -> ItemFacts:
    return ItemFacts(Difficulty(mean, variance), skill_mean, answers)


def _skill_means(
    estimate: np.ndarray, information: np.ndarray, skill: np.ndarray
) -> tuple[np.ndarray, float]:
    """Shrunk mean difficulty by skill, and over all skills."""
    weight = 1 / (1 / information + ITEM_VARIANCE)
    precision = np.bincount(skill, weight)
    total = np.bincount(skill, weight * estimate)
    met = precision > 0
    share = 1 / (1 / precision[met] + SKILL_VARIANCE)
    overall = float(share @ (total[met] / precision[met]) / share.sum())
    return (total + overall / SKILL_VARIANCE) / (precision + 1 / SKILL_VARIANCE), overall


def _moved(habits: Habits, name: str, step: float) -> Habits:
    value = getattr(habits, name)
    moved = value + step if name in _GROWING else float(np.exp(log(value) + step))
    return replace(habits, **{name: moved})


def _walked(
    halves: list[Log],
    models: list[Model],
    habits: Habits,
    name: str,
    step: float,
    least: float,
) -> tuple[Habits, float]:
    """Habits and their loss after growing steps of one habit, as long as each one helps."""
    while (loss := _loss(halves, models, trial := _moved(habits, name, step))) < least - LEAST_GAIN:
        habits, least = trial, loss
        step *= 1.5
    return habits, least


def _loss(halves: list[Log], models: list[Model], habits: Habits) -> float:
    logits = [
        traced(part, replace(model, habits=habits))[:, 0]
        for part, model in zip(halves, models, strict=True)
    ]
    return _log_loss(np.concatenate(logits), np.concatenate([part.correct for part in halves]))


def _best_penalty(features: np.ndarray, log_: Log, names: list[str]) -> float:
    """The penalty of least log loss on a quarter of (some) training learners."""
    chosen = np.isin(log_.learner, some_learners(log_, 4 * SEARCH_RESPONSES).learner)
    features, log_ = features[chosen], log_.rows(chosen)
    quarter = group_of(log_, 4) == 0

    def loss(penalty: float) -> float:
        rest = features[~quarter], log_.correct[~quarter]
        found = layer.fitted(*rest, names, penalty=penalty, start="state")
        return _log_loss(layer.logits(found, features[quarter]), log_.correct[quarter])

    return min(PENALTIES, key=loss)


def _log_loss(logits: np.ndarray, correct: np.ndarray) -> float:
    return log_loss(1 / (1 + np.exp(-logits)), correct, np.ones(len(logits)))
