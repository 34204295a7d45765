"""Pull-down lists: marking, guessing, what is shown, and what parsing and the format refuse."""

import numpy as np
import pytest
from marshmallow import ValidationError

from prep.content.item_types import ITEM_TYPES
from prep.content.schema import check_item
from prep.errors import InvalidInput
from prep.learning.items import Mark
from tests.banks import pulldown

KIND = ITEM_TYPES["pulldown"]
RIGHT = {"g1": "b", "g2": "a"}


def raw(g1: str, g2: str) -> dict[str, list[str]]:
    return {"blank-g1": [g1], "blank-g2": [g2]}


def refusal_of(document) -> str:
    with pytest.raises(ValidationError) as refusal:
        check_item(document)
    return str(refusal.value.normalized_messages())


def test_parses_the_option_of_every_gap():
    assert KIND.parse(pulldown(), raw("b", "a")) == RIGHT


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({}, "Choose from every list; 2 of 2 are still open."),
        (raw("b", ""), "Choose from every list; 1 of 2 are still open."),
        (raw("z", ""), "'z' is not an option here; choose from a, b, c."),
    ],
)
def test_refuses_what_is_no_answer_and_says_the_fix(given, message):
    with pytest.raises(InvalidInput) as refusal:
        KIND.parse(pulldown(), given)
    assert (refusal.value.field, refusal.value.message) == ("blank", message)


@pytest.mark.parametrize(
    ("answer", "mark"),
    [
        (RIGHT, Mark(True, 1.0, ())),
        ({"g1": "b", "g2": "c"}, Mark(False, 0.5, ("belief-9",))),
        ({"g1": "a", "g2": "b"}, Mark(False, 0.0, ("belief-7", "belief-8"))),
    ],
)
def test_every_gap_counts_and_names_its_misconception(answer, mark):
    assert KIND.mark(pulldown(), answer) == mark


def test_a_blind_guess_is_one_of_all_ways_to_fill_the_gaps():
    assert KIND.guessing(pulldown()) == 1 / 9


def test_shows_the_sentence_around_each_gap_and_options_in_every_order():
    generator = np.random.default_rng(7)
    shown = [KIND.shown(pulldown(), generator)["blanks"][0] for _ in range(60)]
    assert {blank["options"][0]["id"] for blank in shown} == {"a", "b", "c"}
    assert (shown[0]["before"], shown[0]["after"]) == ("The g1 holds", ".")
    assert set(shown[0]) == {"id", "before", "after", "options"}
    assert set(shown[0]["options"][0]) == {"id", "text"}


def test_lists_the_misconceptions_of_its_distractors():
    assert KIND.misconceptions(pulldown()) == [
        ("blanks[g1].options[a].misconception", "belief-7"),
        ("blanks[g1].options[c].misconception", "belief-9"),
        ("blanks[g2].options[b].misconception", "belief-8"),
        ("blanks[g2].options[c].misconception", "belief-9"),
    ]


@pytest.mark.parametrize("label", ["No gap.", "Two ____ of ____.", "A long _____ one.", "A __ one"])
def test_a_label_holds_one_gap(label):
    document = pulldown()
    document["blanks"][0]["label"] = label
    assert "must hold the gap once, written as ____" in refusal_of(document)


def test_a_key_is_one_of_its_gap_s_options():
    document = pulldown()
    document["blanks"][1]["key"] = "e"
    assert "'e' is not an option; use one of a, b, c" in refusal_of(document)


def test_two_gaps_with_one_id_are_refused():
    document = pulldown()
    document["blanks"][1]["id"] = "g1"
    assert "two gaps have the same id; give each its own" in refusal_of(document)


class TestLint:
    def test_a_usual_item_is_clean(self):
        assert KIND.lint(pulldown(), "") == []

    def test_a_key_that_stands_out_by_length_is_reported(self):
        document = pulldown()
        document["blanks"][0]["options"][1]["text"] = "a word that is longer"
        [(field, message)] = KIND.lint(document, "")
        assert field == "blanks[g1].options[b].text"
        assert "over 1.25 x the longest distractor" in message

    def test_options_are_checked_like_those_of_single_choice(self):
        document = pulldown()
        option = document["blanks"][0]["options"][0]
        del option["misconception"]
        option |= {"text": "always " * 6, "rationale": "Short."}
        document["blanks"][0]["label"] = "word " * 40 + "____."
        assert [field for field, _ in KIND.lint(document, "")] == [
            "blanks[g1].label",
            "blanks[g1].options[a].text",
            "blanks[g1].options[a].rationale",
            "blanks[g1].options[a].misconception",
            "blanks[g1].options[a].text",
        ]
