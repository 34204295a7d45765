"""The three worlds: what must hold in each, and what only in one."""

import numpy as np
import pytest

from prep.learning.simulation.running import WORLDS, World
from prep.learning.simulation.setting import CONCEPTS, Population, draw_population

LEARNERS = 4
EVERYTHING = np.indices((LEARNERS, CONCEPTS))


def population(seed: int = 1) -> Population:
    return draw_population(LEARNERS, np.random.default_rng(seed))


def new_world(name: str, drawn: Population) -> World:
    return WORLDS[name](drawn, np.random.default_rng(2))


@pytest.mark.parametrize("name", WORLDS)
def test_recall_is_a_chance_and_falls_with_time(name: str) -> None:
    world = new_world(name, population())
    learners, concepts = EVERYTHING
    world.study(learners, concepts, np.ones(learners.shape, bool), 0)
    soon, late = (world.recall(learners, concepts, day) for day in (1, 90))
    assert np.all((late >= 0) & (soon <= 1))
    assert np.all(late <= soon + 1e-12)
    assert late.mean() < soon.mean()


@pytest.mark.parametrize("name", WORLDS)
def test_looking_ahead_agrees_with_what_happens(name: str) -> None:
    world = new_world(name, population())
    learners, concepts = EVERYTHING
    recalled = np.random.default_rng(3).random(learners.shape) < 0.5
    world.study(learners, concepts, ~recalled, 0)
    expected = world.recall_if_studied(learners, concepts, recalled, 4, later=30)
    world.study(learners, concepts, recalled, 4)
    assert world.recall(learners, concepts, 30) == pytest.approx(expected, abs=1e-6)


@pytest.mark.parametrize("name", WORLDS)
def test_more_studies_than_there_was_room_for(name: str) -> None:
    world = new_world(name, population())
    one = np.array([0]), np.array([0])
    for day in range(20):
        world.study(*one, np.array([True]), day)
    assert world.recall(*one, 20)[0] > 0.9


@pytest.mark.parametrize("name", ["fsrs", "actr"])
def test_what_was_never_met_is_not_recalled_and_what_was_known_is(name: str) -> None:
    drawn = population()
    recall = new_world(name, drawn).recall(*EVERYTHING, 0)
    assert np.all(recall[~drawn.known] == 0)
    assert recall[drawn.known].mean() > 0.8


def test_recall_before_any_study_in_the_dash_world_is_ability_against_difficulty() -> None:
    drawn = population()
    recall = new_world("dash", drawn).recall(*EVERYTHING, 0)
    logit = np.log(recall / (1 - recall))
    assert logit == pytest.approx(drawn.ability - drawn.difficulty)


def test_about_a_third_is_known_before_and_weights_sum_to_one() -> None:
    drawn = draw_population(50, np.random.default_rng(5))
    assert drawn.known.mean() == pytest.approx(0.38, abs=0.03)
    assert drawn.weights.sum() == pytest.approx(1)
