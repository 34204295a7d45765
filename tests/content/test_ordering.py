"""Ordering: marking, guessing, what is shown, and what parsing and the format refuse."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from marshmallow import ValidationError

from prep.content.item_types import ITEM_TYPES
from prep.content.schema import check_item
from prep.errors import InvalidInput
from prep.learning.items import Mark
from tests.banks import ordering

KIND = ITEM_TYPES["ordering"]
RIGHT = ["s2", "s4", "s1", "s3"]


def raw(*places: str) -> dict[str, list[str]]:
    return {f"order-s{n}": [place] for n, place in enumerate(places, start=1)}


def test_parses_the_steps_by_their_places():
    assert KIND.parse(ordering(), raw("3", "1", "4", "2")) == RIGHT


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({}, "Give every step a place; 4 of 4 have none."),
        (raw("1", "2", "", "4"), "Give every step a place; 1 of 4 have none."),
        (raw("1", "2", "3", "5"), "'5' is not a place; use the numbers from 1 to 4."),
        (raw("1", "2", "3", "x"), "'x' is not a place; use the numbers from 1 to 4."),
        (raw("1", "2", "2", "4"), "Two steps have the same place and nothing is in place 3."),
    ],
)
def test_refuses_what_is_no_order_and_says_the_fix(given, message):
    with pytest.raises(InvalidInput) as refusal:
        KIND.parse(ordering(), given)
    assert (refusal.value.field, refusal.value.message) == ("order", message)


@pytest.mark.parametrize(
    ("answer", "score"),
    [
        (RIGHT, 1),
        (["s4", "s1", "s3", "s2"], 2 / 3),
        (["s2", "s4", "s3", "s1"], 1 / 3),
        (["s3", "s1", "s4", "s2"], 0),
    ],
)
def test_the_score_is_the_share_of_neighbours_in_the_right_order(answer, score):
    assert KIND.mark(ordering(), answer) == Mark(answer == RIGHT, pytest.approx(score))


@given(st.permutations(RIGHT))
def test_the_full_score_means_the_right_order(answer):
    mark = KIND.mark(ordering(), answer)
    assert mark.is_correct == (answer == RIGHT) == (mark.score == 1)


def test_a_blind_guess_is_one_of_all_orders():
    assert KIND.guessing(ordering()) == 1 / 24


def test_the_order_shown_is_drawn_and_never_the_right_one():
    generator = np.random.default_rng(7)
    shown = [KIND.shown(ordering(), generator)["steps"] for _ in range(200)]
    orders = {tuple(step["id"] for step in steps) for steps in shown}
    assert tuple(RIGHT) not in orders
    assert len(orders) == 23
    assert set(shown[0][0]) == {"id", "text"}


def test_who_can_repeat_the_draw_does_not_get_to_the_key_by_it():
    keys = (RIGHT, list(reversed(RIGHT)))
    first, second = (KIND.shown(ordering(key=key), np.random.default_rng(7)) for key in keys)
    assert first == second


def test_a_wrong_order_points_to_no_belief():
    assert KIND.misconceptions(ordering()) == []


@pytest.mark.parametrize("key", [["s2", "s4", "s1"], [*RIGHT, "s3"], ["s2", "s4", "s1", "s9"]])
def test_a_key_orders_every_step_once(key):
    with pytest.raises(ValidationError, match="must name every step once: s1, s2, s3, s4"):
        check_item(ordering(key=key))


def test_two_steps_that_read_the_same_are_refused():
    steps = ordering()["steps"]
    steps[1]["text"] = steps[0]["text"].upper() + "!"
    with pytest.raises(ValidationError, match="two steps say the same"):
        check_item(ordering(steps=steps))


def test_lint_reports_an_order_that_the_file_gives_away_and_short_reasons():
    assert KIND.lint(ordering(), "") == []
    document = ordering(key=["s1", "s2", "s3", "s4"], rationale="Because.")
    document["steps"][2]["text"] = "step " * 23
    assert [field for field, _ in KIND.lint(document, "")] == [
        "steps[s3].text",
        "steps",
        "rationale",
    ]
