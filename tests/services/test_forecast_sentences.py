"""Sentences of a forecast: right numbers, right grammar, no promise."""

from itertools import pairwise

import pytest

from prep.services.forecast_sentences import (
    levels_sentence,
    narrowing_sentence,
    score_sentence,
    shortage_sentence,
    target_sentence,
)


def test_a_score_has_its_interval_and_its_count() -> None:
    assert score_sentence(0.684, 0.611, 0.749, 212) == (
        "We expect 68 %, and 61 to 75 % in 9 of 10 such exams. This rests on 212 first answers."
    )


@pytest.mark.parametrize(
    ("answers", "missing", "in_domains", "sentence"),
    [
        (
            0,
            30,
            {},
            "It is too early for a forecast, after no first answers. "
            "About 30 more would be enough.",
        ),
        (
            1,
            21,
            {"Business Environment": 8},
            "It is too early for a forecast, after 1 first answer. "
            "About 25 more would be enough, among them 8 in Business Environment.",
        ),
        (
            29,
            4,
            {"People": 1, "Process": 2, "Business Environment": 1},
            "It is too early for a forecast, after 29 first answers. About 4 more would be "
            "enough, among them 1 in People, 2 in Process and 1 in Business Environment.",
        ),
    ],
)
def test_a_shortage_says_what_would_be_enough(
    answers: int, missing: int, in_domains: dict[str, int], sentence: str
) -> None:
    assert shortage_sentence(answers, missing, in_domains) == sentence


@pytest.mark.parametrize(
    ("chance", "words"),
    [
        (0.0, "less than once in 10 times"),
        (0.1, "about once in 10"),
        (0.26, "about 3 times in 10"),
        (0.94, "about 9 times in 10"),
        (1.0, "more than 9 times in 10"),
    ],
)
def test_a_target_has_its_chance_in_words(chance: float, words: str) -> None:
    assert target_sentence(0.75, chance) == (
        f"You would reach your target of 75 % {words}. That is a mock exam's score; it does not "
        "say whether you would pass the real exam."
    )


def test_levels_are_the_issuers_and_thresholds_ours() -> None:
    names = ("Above Target", "Target", "Below Target", "Needs Improvement")
    sentence = levels_sentence("The issuer", names)
    assert sentence == (
        "The issuer names the levels and does not publish where they begin. The thresholds are "
        "ours: Above Target from 80 %, Target from 65 % and Below Target from 50 %."
    )
    places = [sentence.index(name) for name in names[:3]]
    assert all(one < other for one, other in pairwise(places))


def test_what_would_narrow_it_is_named() -> None:
    assert narrowing_sentence("Process") == "New questions on Process would narrow this most."
