"""Every item type: marking, guessing, what is shown, and what parsing refuses."""

import numpy as np
import pytest

from prep.content.item_types import ITEM_TYPES, item_type
from prep.errors import InvalidInput, NotFound
from prep.learning.items import Mark
from tests.banks import hotspot, matching, multiple, numeric, ordering, pulldown, single
from tests.sittings import right_fields, wrong_fields


def rng() -> np.random.Generator:
    return np.random.default_rng(7)


BODIES = {
    document["type"]: document
    for document in (
        single(), multiple(), numeric(), matching(), ordering(), pulldown(), hotspot()
    )
}  # fmt: skip


@pytest.mark.parametrize("document", BODIES.values(), ids=BODIES)
def test_every_type_is_found_by_the_word_that_files_use(document):
    assert item_type(document["type"]).name == document["type"]


def test_an_unknown_type_is_not_found():
    with pytest.raises(NotFound, match="no item type 'essay'; there are single, multiple"):
        item_type("essay")


def test_all_types_have_a_guessing_chance():
    chances = {name: kind.guessing(BODIES[name]) for name, kind in ITEM_TYPES.items()}
    assert chances == {
        "single": 1 / 4,
        "multiple": 1 / 10,
        "numeric": 0.0,
        "matching": 1 / 24,
        "ordering": 1 / 24,
        "pulldown": 1 / 9,
        "hotspot": 1 / 3,
    }


@pytest.mark.parametrize("name", ITEM_TYPES)
def test_the_right_answer_is_correct_and_the_wrong_one_is_not(name):
    kind, body = ITEM_TYPES[name], BODIES[name]
    assert kind.mark(body, kind.parse(body, right_fields(name, body))) == Mark(True, 1.0)
    assert not kind.mark(body, kind.parse(body, wrong_fields(name, body))).is_correct


@pytest.mark.parametrize("name", ITEM_TYPES)
def test_an_answer_picks_only_what_the_body_offers(name):
    kind, body = ITEM_TYPES[name], BODIES[name]
    picked = kind.picked(kind.parse(body, wrong_fields(name, body)))
    assert set(picked) <= {choice.id for choice in kind.choices(body)}


class TestSingle:
    kind = ITEM_TYPES["single"]

    def test_parses_the_chosen_option(self):
        assert self.kind.parse(single(), {"choice": ["b"]}) == ["b"]

    @pytest.mark.parametrize(
        ("raw", "message"),
        [
            ({}, "Choose one answer."),
            ({"choice": []}, "Choose one answer."),
            ({"choice": ["a", "b"]}, "Choose one answer; you chose two."),
            ({"choice": ["z"]}, "'z' is not an option here; choose from a, b, c, d."),
            ({"choice": [""]}, "'' is not an option here"),
            ({"value": ["b"]}, "Choose one answer."),
        ],
    )
    def test_refuses_what_is_no_answer_and_says_the_fix(self, raw, message):
        with pytest.raises(InvalidInput) as refusal:
            self.kind.parse(single(), raw)
        assert refusal.value.field == "choice"
        assert refusal.value.message.startswith(message)

    def test_the_key_is_correct(self):
        assert self.kind.mark(single(), ["b"]) == Mark(True, 1.0, ())

    def test_a_distractor_is_wrong_and_names_its_misconception(self):
        assert self.kind.mark(single(), ["c"]) == Mark(False, 0.0, ("belief-3",))

    def test_a_distractor_without_a_misconception_names_none(self):
        body = single()
        del body["options"][2]["misconception"]
        assert self.kind.mark(body, ["c"]).misconceptions == ()

    def test_shows_every_option_and_nothing_that_gives_the_answer_away(self):
        shown = self.kind.shown(single(), rng())
        assert sorted(option["id"] for option in shown["options"]) == ["a", "b", "c", "d"]
        assert shown["choose"] == 1
        assert all(set(option) == {"id", "text"} for option in shown["options"])
        assert set(shown) == {"options", "choose"}

    def test_the_same_generator_gives_the_same_order_and_leaves_the_body_alone(self):
        body = single()
        assert self.kind.shown(body, rng()) == self.kind.shown(body, rng())
        assert body == single()

    def test_options_are_shuffled_into_every_place(self):
        generator = rng()
        firsts = {self.kind.shown(single(), generator)["options"][0]["id"] for _ in range(60)}
        assert firsts == {"a", "b", "c", "d"}

    def test_a_pinned_order_stays(self):
        shown = self.kind.shown(single(shuffle=False), rng())
        assert [option["id"] for option in shown["options"]] == ["a", "b", "c", "d"]

    def test_lists_the_misconceptions_that_it_names(self):
        assert self.kind.misconceptions(single()) == [
            ("options[a].misconception", "belief-1"),
            ("options[c].misconception", "belief-3"),
            ("options[d].misconception", "belief-4"),
        ]


class TestMultiple:
    kind = ITEM_TYPES["multiple"]

    def test_parses_in_the_order_of_the_file(self):
        assert self.kind.parse(multiple(), {"choice": ["d", "a"]}) == ["a", "d"]

    @pytest.mark.parametrize(
        ("chosen", "message"),
        [
            ([], "Choose two answers."),
            (["a"], "Choose two answers; you chose one."),
            (["a", "a"], "Choose two answers; you chose one."),
            (["a", "b", "c"], "Choose two answers; you chose three."),
            (["a", "x"], "'x' is not an option here; choose from a, b, c, d, e."),
        ],
    )
    def test_refuses_the_wrong_number_and_says_the_fix(self, chosen, message):
        with pytest.raises(InvalidInput) as refusal:
            self.kind.parse(multiple(), {"choice": chosen})
        assert (refusal.value.field, refusal.value.message) == ("choice", message)

    def test_exactly_the_key_is_correct(self):
        assert self.kind.mark(multiple(), ["a", "d"]) == Mark(True, 1.0, ())

    def test_one_hit_of_two_scores_half_and_names_the_wrong_pick(self):
        assert self.kind.mark(multiple(), ["a", "c"]) == Mark(False, 0.5, ("belief-3",))

    def test_no_hit_scores_nothing(self):
        assert self.kind.mark(multiple(), ["b", "c"]) == Mark(False, 0.0, ("belief-2", "belief-3"))

    def test_shows_how_many_to_choose(self):
        assert self.kind.shown(multiple(), rng())["choose"] == 2


class TestNumeric:
    kind = ITEM_TYPES["numeric"]

    @pytest.mark.parametrize(
        ("typed", "value"),
        [
            ("1200.5", 1200.5),
            ("1,200.5", 1200.5),
            ("1 200", 1200),
            ("1\u202f200\u00a0000", 1_200_000),
            ("1,200,300", 1_200_300),
            ("$1,200", 1200),
            ("-$3", -3),
            ("$-3", -3),
            ("12 %", 12),
            ("−3", -3),
            ("+3", 3),
            ("  .5 ", 0.5),
            ("3.", 3),
            ("1.2 index", 1.2),
            ("1.2 INDEX", 1.2),
            ("Index 1.2", 1.2),
            ("0012", 12),
        ],
    )
    def test_reads_numbers_the_way_people_type_them(self, typed, value):
        assert self.kind.parse(numeric(), {"value": [typed]}) == value

    @pytest.mark.parametrize(
        "typed",
        [
            "", " ", "abc", "1,2,3", "1,5", "1.200,5", "12 00", "1 2", "1,200 300", "--3", "1e3",
            "1.2.3", "nan", "inf", "1" * 41, "$", "%", "1/2", "3 days",
        ],
    )  # fmt: skip
    def test_refuses_everything_else_with_an_example(self, typed):
        with pytest.raises(InvalidInput) as refusal:
            self.kind.parse(numeric(), {"value": [typed]})
        assert refusal.value.field == "value"
        assert "such as 1200.5" in refusal.value.message

    def test_refuses_a_missing_value(self):
        with pytest.raises(InvalidInput, match="such as 1200"):
            self.kind.parse(numeric(), {})

    @pytest.mark.parametrize("answer", [1.2, 1.195, 1.205])
    def test_is_correct_up_to_the_edge_of_the_tolerance(self, answer):
        assert self.kind.mark(numeric(), answer) == Mark(True, 1.0, ())

    def test_a_trap_is_wrong_and_names_its_misconception(self):
        assert self.kind.mark(numeric(), 0.804) == Mark(False, 0.0, ("belief-4",))

    @pytest.mark.parametrize("answer", [1.206, 0, -1.2, 7])
    def test_any_other_number_is_wrong_and_names_nothing(self, answer):
        assert self.kind.mark(numeric(), answer) == Mark(False, 0.0, ())

    def test_shows_only_the_unit(self):
        assert self.kind.shown(numeric(), rng()) == {"unit": "index"}

    def test_lists_the_misconceptions_of_its_traps(self):
        assert self.kind.misconceptions(numeric()) == [
            ("traps[#1].misconception", "belief-4"),
            ("traps[#2].misconception", "belief-5"),
        ]
