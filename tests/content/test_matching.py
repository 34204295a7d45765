"""Matching: marking, guessing, what is shown, and what parsing and the format refuse."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from marshmallow import ValidationError

from prep.content.item_types import ITEM_TYPES
from prep.content.schema import check_item
from prep.errors import InvalidInput
from prep.learning.items import Mark
from tests.banks import matching

KIND = ITEM_TYPES["matching"]
RIGHT = {"p1": "a1", "p2": "a3", "p3": "a2"}


def raw(**pairs: str) -> dict[str, list[str]]:
    return {f"match-{prompt}": [answer] for prompt, answer in pairs.items()}


def test_parses_the_answer_of_every_prompt():
    assert KIND.parse(matching(), raw(p3="a2", p1="a1", p2="a3")) == RIGHT


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({}, "Choose an answer in every row; 3 of 3 are still open."),
        (raw(p1="a1", p2="", p3="a3"), "Choose an answer in every row; 1 of 3 are still open."),
        (raw(p1="a1", p2="z", p3=""), "'z' is not an answer here; choose from a1, a2, a3, a4."),
        (raw(p1="a1", p2="a1", p3="a3"), "“Reply 1” stands in 2 rows; each answer fits only one."),
    ],
)
def test_refuses_what_is_no_answer_and_says_the_fix(given, message):
    with pytest.raises(InvalidInput) as refusal:
        KIND.parse(matching(), given)
    assert (refusal.value.field, refusal.value.message) == ("match", message)


def test_categories_take_several_prompts():
    body = matching(reuse=True, key={"p1": "a1", "p2": "a1", "p3": "a2"})
    answer = KIND.parse(body, raw(p1="a1", p2="a1", p3="a2"))
    assert KIND.mark(body, answer) == Mark(True, 1.0)


def test_all_pairs_right_is_correct():
    assert KIND.mark(matching(), RIGHT) == Mark(True, 1.0, ())


def test_a_wrong_pair_costs_its_share_and_names_its_misconception():
    mark = KIND.mark(matching(), RIGHT | {"p1": "a2", "p2": "a4"})
    assert mark == Mark(False, pytest.approx(1 / 3), ("belief-2",))


@given(st.permutations(["a1", "a2", "a3", "a4"]))
def test_the_score_is_the_share_of_right_pairs(answers):
    answer = dict(zip(RIGHT, answers, strict=False))
    right = sum(RIGHT[prompt] == given for prompt, given in answer.items())
    mark = KIND.mark(matching(), answer)
    assert mark.score == pytest.approx(right / 3)
    assert mark.is_correct == (right == 3)


def test_a_blind_guess_is_one_of_all_ways_to_fill_the_rows():
    assert KIND.guessing(matching()) == 1 / (4 * 3 * 2)
    assert KIND.guessing(matching(reuse=True)) == 1 / 4**3


def test_shows_prompts_in_order_and_answers_in_every_order_and_no_key():
    generator = np.random.default_rng(7)
    shown = [KIND.shown(matching(), generator) for _ in range(60)]
    assert {one["answers"][0]["id"] for one in shown} == {"a1", "a2", "a3", "a4"}
    assert [prompt["id"] for prompt in shown[0]["prompts"]] == ["p1", "p2", "p3"]
    assert set(shown[0]) == {"prompts", "answers", "reuse"}
    for entry in (*shown[0]["prompts"], *shown[0]["answers"]):
        assert set(entry) == {"id", "text"}


def test_lists_the_misconceptions_of_its_pairs():
    assert KIND.misconceptions(matching()) == [("prompts[p1].misconceptions", "belief-2")]


@pytest.mark.parametrize(
    ("changes", "field", "message"),
    [
        ({"key": {"p1": "a1"}}, "key", "must name every prompt once: p1, p2, p3"),
        ({"key": RIGHT | {"p3": "a9"}}, "key", "'a9' is not an answer; use one of a1, a2, a3, a4"),
        ({"key": RIGHT | {"p3": "a1"}}, "key", "uses an answer twice; use each once, or write"),
        ({"answers": matching()["answers"][:3]}, "answers", "must be more than the prompts"),
        ({"answers": [{"id": "a", "text": "One"}] * 4}, "answers", "two answers have the same id"),
        ({"prompts": matching()["prompts"][:2]}, "prompts", "has 2; list at least 3"),
    ],
)
def test_a_body_that_cannot_be_marked_is_refused(changes, field, message):
    with pytest.raises(ValidationError) as refusal:
        check_item(matching(**changes))
    assert refusal.value.normalized_messages()[field][0].startswith(message)


def test_a_misconception_belongs_to_a_wrong_answer():
    document = matching()
    document["prompts"][0]["misconceptions"] = {"a1": "belief-2"}
    with pytest.raises(ValidationError, match="'a1' is no wrong answer of this prompt"):
        check_item(document)


def test_categories_need_no_extra_answer():
    key = {"p1": "a1", "p2": "a1", "p3": "a2"}
    answers = matching()["answers"][:2]
    _, body = check_item(matching(reuse=True, key=key, answers=answers))
    assert body["reuse"] is True


class TestLint:
    def test_a_usual_item_is_clean(self):
        assert KIND.lint(matching(), "") == []

    def test_ids_that_follow_the_key_are_reported(self):
        document = matching(key={"p1": "a1", "p2": "a2", "p3": "a4"})
        assert KIND.lint(document, "") == [
            ("key", "follows the ids of the answers, which pages hold; mix them")
        ]

    def test_categories_may_follow_their_ids(self):
        key = {"p1": "a1", "p2": "a1", "p3": "a2"}
        assert KIND.lint(matching(reuse=True, key=key), "") == []

    def test_words_that_a_pair_shares_are_reported(self):
        document = matching()
        document["prompts"][1]["text"] = "A harbour with many ships"
        document["answers"][2]["text"] = "Build a harbour"
        assert KIND.lint(document, "") == [
            ("prompts[p2].text", "shares 'harbour' with its answer; reword one")
        ]

    def test_words_that_all_answers_share_give_nothing_away(self):
        assert "reply" in matching()["answers"][0]["text"].lower()
        document = matching()
        document["prompts"][1]["text"] = "What the reply should be"
        assert KIND.lint(document, "") == []

    def test_long_texts_and_short_rationales_are_reported(self):
        document = matching()
        document["prompts"][0] |= {"text": "word " * 30, "rationale": "Too short."}
        document["answers"][3]["text"] = "word " * 13
        assert [field for field, _ in KIND.lint(document, "")] == [
            "prompts[p1].text",
            "prompts[p1].rationale",
            "answers[a4].text",
        ]
