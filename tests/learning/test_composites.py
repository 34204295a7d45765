"""Composites: the tree against plain linear algebra, and what pages read."""

from collections.abc import Sequence
from dataclasses import astuple

import numpy as np
import pytest
from hypothesis import given

from prep.learning import ability_tree, mastery
from prep.learning.abilities import Evidence
from prep.learning.ability_tree import (
    CONCEPT_VARIANCE,
    DOMAIN_VARIANCE,
    GENERAL_VARIANCE,
    GROWTH_VARIANCE,
    TASK_VARIANCE,
    MasteryState,
)
from prep.learning.composites import (
    answers,
    concept_abilities,
    domain_mastery,
    group_mastery,
    joint_task_abilities,
    masteries,
    overall_mastery,
    task_mastery,
)
from prep.learning.mastery import MasteryLayout, descent, layout_of, prior
from tests.factories import MONDAY_NOON, after_answer, make_blueprint, make_parameters
from tests.learning.test_mastery import ANSWERS, CONCEPTS, LAYOUT, Answer, after

WEIGHTS = make_blueprint().task_weights()


def random_tree(rng: np.random.Generator) -> tuple[MasteryLayout, list[tuple[str, str]]]:
    """One to four domains with one to five tasks with one to four concepts each."""
    sizes = [int(rng.integers(1, 6)) for _ in range(int(rng.integers(1, 5)))]
    domains = [
        (f"d{n}", 100 / len(sizes), tuple(f"t{n}.{k}" for k in range(size)))
        for n, size in enumerate(sizes)
    ]
    layout = layout_of(make_blueprint(domains))
    concepts = [(task, f"c{k}") for task in layout.task_ids for k in range(int(rng.integers(1, 5)))]
    return layout, concepts


@pytest.fixture
def only_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing wears off, practice adds nothing, and an answer tells what its item says:
    its discrimination is the precision, its difficulty the information."""
    monkeypatch.setattr(ability_tree, "LARGEST_PRECISION", np.inf)
    monkeypatch.setattr(mastery, "LARGEST_GAIN", np.inf)
    monkeypatch.setattr(mastery, "GAIN_PER_ANSWER", 0.0)
    monkeypatch.setattr(
        mastery,
        "response_evidence",
        lambda _belief, item, *, is_correct: Evidence(item.discrimination, item.difficulty),
    )


def told(
    layout: MasteryLayout, news: Sequence[tuple[tuple[str, str], float, float]]
) -> MasteryState:
    """The state after news about concepts: precision and information of each."""
    state = prior()
    for (task_id, concept_id), precision, information in news:
        state = after_answer(
            state,
            layout,
            task_id=task_id,
            concept_id=concept_id,
            parameters=make_parameters(discrimination=precision, difficulty=information),
            is_correct=True,
            now=MONDAY_NOON,
        )
    return state


def random_news(
    rng: np.random.Generator, concepts: list[tuple[str, str]]
) -> list[tuple[tuple[str, str], float, float]]:
    """Thirty pieces of news about some of the concepts."""
    return [
        (concepts[int(rng.integers(len(concepts)))], float(rng.gamma(0.7)), float(rng.normal()))
        for _ in range(30)
    ]


def dense(
    layout: MasteryLayout,
    concepts: list[tuple[str, str]],
    news: Sequence[tuple[tuple[str, str], float, float]],
    gain: float = 0.0,
) -> tuple[np.ndarray, np.ndarray]:
    """Mean and covariance of tasks, then concepts, by one solve over growth and all deviations.

    gain: of the average learner with each piece of news.
    """
    tasks = [layout.path(task) for task in layout.task_ids]
    paths = [dict(path) for path in [*tasks, *(layout.path(*place) for place in concepts)]]
    variances = {name: variance for path in paths for name, variance in path.items()}
    reach = np.array([[0.0, *(float(name in path) for name in variances)] for path in paths])
    inverse = np.diag([1 / variance for variance in (GROWTH_VARIANCE, *variances.values())])
    information = np.zeros(len(variances) + 1)
    information[0] = 1 / GROWTH_VARIANCE
    for place, precision, told in news:
        row = reach[len(tasks) + concepts.index(place)]
        inverse += precision * np.outer(row, row)
        information += told * row
        reach[:, 0] += gain
    covariance = np.linalg.inv(inverse)
    return reach @ covariance @ information, reach @ covariance @ reach.T


@pytest.mark.parametrize("gain", [0.0, 0.2])
@pytest.mark.parametrize("seed", range(12))
@pytest.mark.usefixtures("only_told")
def test_the_tree_is_the_dense_solution(
    seed: int, gain: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(mastery, "GAIN_PER_ANSWER", gain)
    rng = np.random.default_rng(seed)
    layout, concepts = random_tree(rng)
    news = random_news(rng, concepts)
    state = told(layout, news)
    mean, covariance = dense(layout, concepts, news, gain)
    size = len(layout.task_ids)
    each = concept_abilities(state, layout, concepts)
    joint_mean, joint_covariance = joint_task_abilities(state, layout)
    assert np.allclose(joint_covariance, covariance[:size, :size], atol=1e-9, rtol=0)
    assert np.allclose(joint_mean, mean[:size], atol=1e-9, rtol=0)
    assert np.allclose(each.mean, mean[size:], atol=1e-9, rtol=0)
    assert np.allclose(each.variance, np.diag(covariance)[size:], atol=1e-9, rtol=0)
    before = descent(
        state, layout, task_id=concepts[-1][0], concept_id=concepts[-1][1], now=MONDAY_NOON
    )
    assert before.ability == pytest.approx((mean[-1], covariance[-1, -1]), abs=1e-9)


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.usefixtures("only_told")
def test_without_wear_the_order_of_evidence_does_not_matter(seed: int) -> None:
    rng = np.random.default_rng(seed)
    news = random_news(rng, CONCEPTS)
    one = told(LAYOUT, news)
    other = told(LAYOUT, [news[int(n)] for n in rng.permutation(len(news))])
    first, second = (concept_abilities(state, LAYOUT, CONCEPTS) for state in (one, other))
    assert np.allclose(first.mean, second.mean, atol=1e-9, rtol=0)
    assert np.allclose(first.variance, second.variance, atol=1e-9, rtol=0)


def test_before_any_answer_the_joint_belief_is_the_prior() -> None:
    mean, covariance = joint_task_abilities(prior(), LAYOUT)
    assert (mean == 0).all()
    own = GENERAL_VARIANCE + DOMAIN_VARIANCE + TASK_VARIANCE
    assert np.diag(covariance) == pytest.approx(own)
    people, business = LAYOUT.task_ids.index("people.1"), LAYOUT.task_ids.index("business.1")
    assert covariance[people, people + 1] == pytest.approx(GENERAL_VARIANCE + DOMAIN_VARIANCE)
    assert covariance[people, business] == pytest.approx(GENERAL_VARIANCE)
    concept = concept_abilities(prior(), LAYOUT, CONCEPTS[:1])
    assert concept.variance == pytest.approx(own + CONCEPT_VARIANCE)


@given(ANSWERS)
def test_the_joint_belief_is_symmetric_and_positive_definite(log: list[Answer]) -> None:
    _, covariance = joint_task_abilities(after(log), LAYOUT)
    assert covariance == pytest.approx(covariance.T)
    assert np.linalg.eigvalsh(covariance).min() > 1e-3


def test_answers_are_counted_by_task_domain_and_in_all() -> None:
    item = make_parameters()
    state = after(
        [(("people.1", "one"), item, True, 0.0)] * 3 + [(("process.1", "one"), item, False, 0.0)]
    )
    assert task_mastery(state, LAYOUT, "people.1").responses == 3
    assert task_mastery(state, LAYOUT, "people.2").responses == 0
    assert domain_mastery(state, LAYOUT, "people").responses == 3
    assert overall_mastery(state, LAYOUT, WEIGHTS).responses == answers(state) == 4


@given(ANSWERS)
def test_a_mastery_lies_within_its_interval(log: list[Answer]) -> None:
    state = after(log)
    found = [
        overall_mastery(state, LAYOUT, WEIGHTS),
        *(domain_mastery(state, LAYOUT, i) for i in LAYOUT.domain_ids),
        *(task_mastery(state, LAYOUT, i) for i in LAYOUT.task_ids),
    ]
    for one in found:
        assert 0 < one.low < one.share < one.high < 1
        assert one.half_width == pytest.approx((one.high - one.low) / 2)


def test_a_task_of_another_outline_is_refused() -> None:
    with pytest.raises(KeyError, match="elsewhere"):
        task_mastery(prior(), LAYOUT, "elsewhere")


@given(ANSWERS)
def test_all_figures_at_once_are_those_of_each_by_itself(given_answers: list[Answer]) -> None:
    state = after(given_answers)
    found = masteries(state, LAYOUT, WEIGHTS)
    assert found.overall == overall_mastery(state, LAYOUT, WEIGHTS)
    assert found.domains == {d: domain_mastery(state, LAYOUT, d) for d in LAYOUT.domain_ids}
    assert found.tasks == {t: task_mastery(state, LAYOUT, t) for t in LAYOUT.task_ids}


@given(ANSWERS)
def test_a_group_is_the_task_the_domain_or_the_exam_that_its_tasks_make_up(
    log: list[Answer],
) -> None:
    state = after(log)
    people = [task for task in LAYOUT.task_ids if task.startswith("people.")]
    for tasks, expected in (
        (people[:1], task_mastery(state, LAYOUT, people[0])),
        (people, domain_mastery(state, LAYOUT, "people")),
        (LAYOUT.task_ids, overall_mastery(state, LAYOUT, WEIGHTS)),
    ):
        found = group_mastery(state, LAYOUT, WEIGHTS, tasks)
        assert astuple(found) == pytest.approx(astuple(expected))


def test_a_group_without_tasks_has_no_mastery() -> None:
    with pytest.raises(ValueError, match="no tasks"):
        group_mastery(prior(), LAYOUT, WEIGHTS, ())
