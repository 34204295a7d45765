"""What a result says: every form of it."""

import dataclasses
from typing import Any

import pytest

from prep.learning.blueprint import ExamBlueprint
from prep.learning.exam_analysis import Change, ConfidenceMatrix, Trend
from prep.learning.track_record import proportion
from prep.services.exam_results import sentences
from tests.factories import make_blueprint

NOTHING = dict.fromkeys(Change, 0)
LEVELS = ("Above Target", "Target", "Below Target", "Needs Improvement")


def issuing(**result: Any) -> ExamBlueprint:
    return dataclasses.replace(make_blueprint(), details={"result": result})


def test_an_issuer_with_levels_publishes_no_percentage() -> None:
    assert sentences.issuer_sentence(issuing(domain_levels=["A", "B", "C", "D"])) == (
        "Test Institute gives pass or fail and a level for each domain. It publishes neither a "
        "percentage nor a pass mark."
    )


def test_an_issuer_with_a_scale_does_not_publish_its_table() -> None:
    scale = {"low": 100, "high": 900, "pass": 710}
    said = sentences.issuer_sentence(issuing(scale=scale, domain_levels=[]))
    assert said == (
        "Test Institute gives a scaled score from 100 to 900, with 710 to pass. It does not "
        "publish how right answers become points, so this share cannot be turned into them."
    )


def test_any_other_issuer_gives_pass_or_fail() -> None:
    assert sentences.issuer_sentence(issuing()) == "Test Institute gives pass or fail."


def test_a_score_says_what_its_interval_means() -> None:
    assert sentences.score_sentence(proportion(114, 180)) == (
        "The 180 questions are a sample. Over all questions of this kind your share of right "
        "answers lies from 57 to 69 %, at 9 in 10."
    )


@pytest.mark.parametrize(
    ("right", "n", "said"),
    [
        (6, 13, "Needs Improvement to Target"),
        (40, 60, "Below Target to Target"),
        (0, 1, "Needs Improvement to Target"),
        (1, 20, "Needs Improvement"),
        (440, 600, "Target"),
        (60, 60, "Above Target"),
    ],
)
def test_a_domain_has_every_level_that_its_interval_reaches(right: int, n: int, said: str) -> None:
    assert sentences.level_range(proportion(right, n), LEVELS) == said


def test_an_issuer_without_levels_gives_a_domain_none() -> None:
    assert sentences.level_range(proportion(6, 13), ()) is None


def test_levels_say_whose_thresholds_they_have_and_why_there_are_several() -> None:
    said = sentences.level_range_sentence("The issuer", LEVELS)
    assert "The thresholds are ours: Above Target from 80 %" in said
    assert said.endswith(
        "Where the interval crosses one, the lowest and the highest level inside it are given: "
        "the answers do not tell them apart."
    )


@pytest.mark.parametrize(
    ("score", "where"), [(0.4, "below"), (0.5, "inside"), (0.7, "inside"), (0.71, "above")]
)
def test_an_outcome_is_below_inside_or_above(score: float, where: str) -> None:
    assert sentences.outcome_sentence(score, 0.5, 0.7) == (
        f"Your score came out {where} that interval."
    )


def test_a_target_that_is_just_met_is_reached() -> None:
    assert sentences.target_sentence(0.7, 0.1 * 7) == "You reached your target of 70 %."
    assert sentences.target_sentence(0.69, 0.7) == "You did not reach your target of 70 %."


@pytest.mark.parametrize("trend", Trend)
def test_a_short_exam_says_nothing_of_tiring(trend: Trend) -> None:
    assert "too short" in sentences.tiring_sentence(trend, 1)


def test_every_trend_has_its_own_sentence() -> None:
    said = {sentences.tiring_sentence(trend, 9) for trend in Trend}
    assert len(said) == len(Trend)
    assert "chance" in sentences.tiring_sentence(Trend.NOISE, 9)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({}, "You changed no answer once it was complete."),
        ({Change.WRONG_TO_WRONG: 2}, "Changing answers neither gained nor cost you questions."),
        (
            {Change.WRONG_TO_RIGHT: 5, Change.RIGHT_TO_WRONG: 2},
            "Changing answers gained you 3 questions.",
        ),
        ({Change.RIGHT_TO_WRONG: 1}, "Changing answers cost you 1 question."),
    ],
)
def test_changes_say_what_they_were_worth(changes: dict[Change, int], said: str) -> None:
    assert sentences.changes_sentence(NOTHING | changes) == said


def test_confidence_says_how_often_it_was_right() -> None:
    matrix = ConfidenceMatrix(sure=proportion(48, 60), unsure=proportion(22, 40))
    assert sentences.confidence_sentence(matrix) == (
        "48 of the 60 that you were sure of were right; 22 of the 40 that you were unsure of "
        "were right."
    )


@pytest.mark.parametrize(
    ("latest", "is_beyond", "said"),
    [
        (0.66, True, "8 points more. That is more than chance makes likely."),
        (0.57, False, "1 point less. Chance alone can make such a difference."),
        (0.58, False, "no difference."),
    ],
)
def test_a_trend_says_whether_chance_can_make_it(latest: float, is_beyond: bool, said: str) -> None:
    assert sentences.trend_sentence(0.58, latest, is_beyond_chance=is_beyond) == (
        f"From the first to the latest: {said}"
    )


def test_a_pace_stands_beside_what_the_exam_allows() -> None:
    assert sentences.pace_sentence(68.4, 76.7) == (
        "You took 68 seconds a question on average; the exam allows 77."
    )
