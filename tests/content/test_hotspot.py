"""Hotspots: marking, guessing, what is shown, and what parsing and the format refuse."""

import numpy as np
import pytest
from marshmallow import ValidationError

from prep.content.item_types import ITEM_TYPES
from prep.content.item_types.base import Choice
from prep.content.schema import check_item
from prep.errors import InvalidInput
from prep.learning.items import Mark
from tests.banks import hotspot

KIND = ITEM_TYPES["hotspot"]


def refusal_of(document) -> dict:
    with pytest.raises(ValidationError) as refusal:
        check_item(document)
    return refusal.value.normalized_messages()


def test_parses_the_chosen_place():
    assert KIND.parse(hotspot(), {"choice": ["T2"]}) == ["T2"]


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({}, "Choose one place in the figure."),
        ({"choice": [""]}, "Choose one place in the figure."),
        ({"choice": ["z"]}, "'z' is not a place here; choose from T1, T2, T3."),
    ],
)
def test_refuses_what_is_no_place_and_says_the_fix(given, message):
    with pytest.raises(InvalidInput) as refusal:
        KIND.parse(hotspot(), given)
    assert (refusal.value.field, refusal.value.message) == ("choice", message)


def test_it_is_all_or_nothing():
    assert KIND.mark(hotspot(), ["T2"]) == Mark(True, 1.0, ())
    assert KIND.mark(hotspot(), ["T3"]) == Mark(False, 0.0, ("belief-3",))


def test_a_blind_guess_is_one_of_the_places():
    assert KIND.guessing(hotspot()) == 1 / 3


def test_shows_labels_in_every_order_and_nothing_of_the_key():
    generator = np.random.default_rng(7)
    shown = [KIND.shown(hotspot(), generator)["regions"] for _ in range(60)]
    assert {regions[0]["id"] for regions in shown} == {"T1", "T2", "T3"}
    assert set(shown[0][0]) == {"id", "text"}


def test_answers_pick_a_region_for_statistics():
    assert KIND.choices(hotspot())[1] == Choice("T2", "Task number 2", True)
    assert KIND.picked(["T2"]) == ["T2"]


def test_lists_the_misconceptions_of_wrong_places():
    assert KIND.misconceptions(hotspot()) == [
        ("regions[T1].misconception", "belief-1"),
        ("regions[T3].misconception", "belief-3"),
    ]


def test_regions_are_parts_of_the_figure():
    document = hotspot()
    document["regions"][0]["id"] = "T9"
    assert refusal_of(document) == {
        "regions[T9].id": ["is no part of the figure; use one of T1, T2, T3"]
    }


def test_a_hotspot_needs_a_figure():
    message = {"stimulus": ["has no figure; add the one whose parts the regions are"]}
    assert refusal_of(hotspot(stimulus={"text": "No picture."})) == message
    document = hotspot()
    del document["stimulus"]
    assert refusal_of(document) == message


@pytest.mark.parametrize(
    ("key", "message"),
    [
        (["T9"], "'T9' is not a region; use one of T1, T2, T3"),
        (["T1", "T2"], "has 2; list at most 1"),
        ([], "has 0; list at least 1"),
    ],
)
def test_the_key_is_one_region(key, message):
    assert refusal_of(hotspot(key=key)) == {"key": [message]}


def test_lint_reports_names_that_read_like_a_badge_and_missing_beliefs():
    assert KIND.lint(hotspot(), "") == []
    document = hotspot()
    document["regions"][0]["label"] = "B"
    document["regions"][2]["label"] = "word " * 9
    del document["regions"][2]["misconception"]
    assert KIND.lint(document, "") == [
        ("regions[T1].label", "reads like a letter in the figure; use a word"),
        ("regions[T3].misconception", "is missing; name the belief that makes this tempting"),
        ("regions[T3].label", "the label has 45 characters; use at most 40"),
    ]


def test_points_of_a_chart_may_be_named_by_number():
    document = hotspot()
    document["regions"][0]["id"] = "4"
    assert KIND.lint(document, "") == []
