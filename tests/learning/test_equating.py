"""Scores of different forms on one scale: a hard form is not a bad day."""

from datetime import datetime

import numpy as np
import pytest

from prep.learning.equating import EquatedScore, equated_score, is_beyond_chance
from prep.learning.items import ItemParameters, PoolItem
from prep.learning.mastery import layout_of
from tests.factories import make_blueprint

LAYOUT = layout_of(make_blueprint())


def items(difficulty: float, count: int = 120) -> list[PoolItem]:
    """Questions alike, all tasks in turn, four concepts a task."""
    parameters = ItemParameters(difficulty, difficulty_sd=0.3, guessing=0.25)
    tasks = LAYOUT.task_ids
    return [
        PoolItem(
            f"i{n}", f"c{n // len(tasks) % 4}", tasks[n % len(tasks)], parameters, 60, "single"
        )
        for n in range(count)
    ]


def marked(form: list[PoolItem], share: float) -> list[tuple[PoolItem, bool]]:
    """The form with so many right ones, spread evenly."""
    return [(item, (n * 37 % 100) < share * 100) for n, item in enumerate(form)]


def test_more_right_answers_give_more(now: datetime) -> None:
    typical = items(0.0)
    low, middle, high = (
        equated_score(LAYOUT, marked(typical, share), typical, now=now) for share in (0.4, 0.6, 0.8)
    )
    assert low.expected < middle.expected < high.expected


def test_the_same_score_on_a_harder_form_is_worth_more(now: datetime) -> None:
    typical = items(0.0)
    easy = equated_score(LAYOUT, marked(items(-1.0), 0.6), typical, now=now)
    hard = equated_score(LAYOUT, marked(items(1.0), 0.6), typical, now=now)
    assert hard.expected - easy.expected > 0.15


def test_a_longer_exam_tells_more(now: datetime) -> None:
    typical = items(0.0)
    short, long = (
        equated_score(LAYOUT, marked(items(0.0, n), 0.6), typical, now=now) for n in (30, 180)
    )
    assert long.sd < short.sd


def test_the_interval_holds_the_truth_nine_times_in_ten(
    now: datetime, rng: np.random.Generator
) -> None:
    """Learners drawn from what is believed before any answer; the truth is known for each."""
    typical, form = items(0.0, 60), items(0.3, 180)
    errors, inside = [], 0
    for _ in range(150):
        ability = _drawn_abilities(rng)
        answers = [(item, bool(rng.random() < _chance(item, ability))) for item in form]
        score = equated_score(LAYOUT, answers, typical, now=now)
        truth = float(np.mean([_chance(item, ability) for item in typical]))
        low, high = score.interval
        inside += low <= truth <= high
        errors.append(score.expected - truth)
    assert 0.85 <= inside / 150 <= 0.97
    assert abs(np.mean(errors)) < 0.012


@pytest.mark.parametrize(("points", "beyond"), [(0.05, False), (0.2, True)])
def test_a_difference_is_held_against_both_errors(points: float, beyond: bool) -> None:
    before, after = EquatedScore(0.6, 0.04), EquatedScore(0.6 + points, 0.04)
    assert is_beyond_chance(before, after) is beyond
    assert is_beyond_chance(after, before) is beyond


def test_an_interval_stays_between_nothing_and_all() -> None:
    assert EquatedScore(0.02, 0.1).interval[0] == 0
    assert EquatedScore(0.98, 0.1).interval[1] == 1


def _drawn_abilities(rng: np.random.Generator) -> dict[tuple[str, str], float]:
    general = rng.normal(0, 0.7**0.5)
    domains = rng.normal(general, 0.3**0.5, len(LAYOUT.domain_ids))
    found = {}
    for task, parent in zip(LAYOUT.task_ids, LAYOUT.parents, strict=True):
        ability = rng.normal(domains[parent], 0.15**0.5)
        for n in range(4):
            found[task, f"c{n}"] = rng.normal(ability, 0.15**0.5)
    return found


def _chance(item: PoolItem, ability: dict[tuple[str, str], float]) -> float:
    gap = ability[item.task_id, item.concept_id] - item.parameters.difficulty
    return float(0.25 + 0.75 / (1 + np.exp(-gap)))
