"""The rules for cases: kept by the default case, broken one by one."""

import pytest

from prep.content.lint import lint_banks
from prep.content.loader import load_banks
from tests.banks import CASE, case, documents, ordering, prose, single, write_banks


def problems(folder, document) -> list[str]:
    loaded = load_banks(write_banks(folder, documents() | {CASE: document}))
    assert loaded.problems == ()
    return [str(problem) for problem in lint_banks(loaded.banks)]


def test_the_default_case_is_clean(tmp_path):
    assert problems(tmp_path, case()) == []


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        (129, "the scenario has 129 words, wanted 130 to 220; write more"),
        (221, "the scenario has 221 words, wanted 130 to 220; shorten it"),
    ],
)
def test_a_scenario_has_its_length(tmp_path, words, complaint):
    document = case()
    document["case"]["scenario"] = prose(words)
    assert problems(tmp_path, document) == [f"{CASE}: case.scenario: {complaint}"]


def test_an_exhibit_can_be_read_in_an_exam(tmp_path):
    document = case()
    document["case"]["exhibits"][0]["text"] = prose(181)
    [found] = problems(tmp_path, document)
    assert found.startswith(f"{CASE}: case.exhibits[rules].text: has 181 words, at most 180")


def test_a_case_asks_about_several_tasks(tmp_path):
    document = case()
    for item in document["items"]:
        item["concept"] = "pmp-people-1-idea"
    [found] = problems(tmp_path, document)
    assert found == f"{CASE}: items: ask about one task; spread them over 2 or more"


def test_one_item_is_not_single_choice(tmp_path):
    document = case()
    document["items"][2] = single("pmp-harbour-3") | {"concept": "pmp-process-1-idea"}
    [found] = problems(tmp_path, document)
    assert found == f"{CASE}: items: are all single choice; ask one in another way"


@pytest.mark.parametrize(
    ("stem", "complaint"),
    [
        ("Which berth comes first today?", "the stem has 5 words, wanted 8 to 70; write more"),
        (prose(71) + "?", "the stem has 71 words, wanted 8 to 70; shorten it"),
    ],
)
def test_the_stem_of_an_item_in_a_case_may_be_short(tmp_path, stem, complaint):
    document = case()
    document["items"][0]["stem"] = "Which of the ships should be given the berth?"
    document["items"][1]["stem"] = stem
    assert problems(tmp_path, document) == [
        f"{CASE}: items[pmp-harbour-2].stem: {complaint}",
    ]


def test_items_of_a_case_are_held_to_the_rules_of_their_type(tmp_path):
    document = case()
    broken = ordering("pmp-harbour-3", rationale="Because.") | {"concept": "pmp-process-1-idea"}
    document["items"][2] = broken
    [found] = problems(tmp_path, document)
    assert found.startswith(f"{CASE}: items[pmp-harbour-3].rationale: the rationale has 1 words")
