"""Which exam is for me: the issuers' figures decide, by rank, with reasons in sentences."""

from dataclasses import replace
from itertools import product

import pytest

from prep.errors import InvalidInput
from prep.learning.choosing import (
    Candidate,
    ChoiceAnswers,
    Education,
    Horizon,
    candidate,
    recommend,
)

ALL = tuple(Horizon)
PMP = Candidate(
    certification_id="pmp",
    short_name="PMP",
    rank=1,
    because="It recognises your experience.",
    months_by_level={Education.SECONDARY: 60, Education.ASSOCIATE: 48, Education.BACHELOR: 36},
    training_hours=35,
    training_can_follow_projects=ALL,
    training_can_follow_operations=ALL,
    eligibility="36 months and 35 hours.",
    source="PMP outline",
)
CAPM = Candidate(
    certification_id="capm",
    short_name="CAPM",
    rank=2,
    because="It asks for no experience.",
    months_by_level={Education.SECONDARY: 0},
    training_hours=23,
    training_can_follow_projects=(Horizon.WITHIN_A_YEAR, Horizon.LATER),
    training_can_follow_operations=(),
    eligibility="A diploma and 23 hours.",
    source="CAPM outline",
)
PROJECTPLUS = Candidate(
    certification_id="projectplus",
    short_name="Project+",
    rank=3,
    because="It can be booked today.",
    months_by_level={Education.NONE: 0},
    training_hours=0,
    training_can_follow_projects=ALL,
    training_can_follow_operations=ALL,
    eligibility="Nothing is required.",
    source="Project+ objectives",
)
CANDIDATES = (PROJECTPLUS, PMP, CAPM)

EXPERIENCED = ChoiceAnswers(
    months_leading=36,
    education=Education.BACHELOR,
    training_hours=35,
    in_it_operations=False,
    horizon=Horizon.NOW,
)
BEGINNER = replace(EXPERIENCED, months_leading=0, training_hours=23)


def chosen(answers: ChoiceAnswers) -> str:
    return recommend(answers, CANDIDATES).certification_id


@pytest.mark.parametrize(
    ("education", "months"),
    [(Education.BACHELOR, 36), (Education.ASSOCIATE, 48), (Education.SECONDARY, 60)],
)
def test_pmp_from_the_month_that_the_education_asks_for(education, months):
    answers = replace(EXPERIENCED, education=education, months_leading=months)
    assert chosen(answers) == "pmp"
    assert chosen(replace(answers, months_leading=months - 1)) == "capm"


def test_pmp_though_hours_are_missing_and_the_reasons_say_how_many():
    found = recommend(replace(EXPERIENCED, training_hours=20), CANDIDATES)
    assert found.certification_id == "pmp"
    assert found.because == (
        "It recognises your experience.",
        "Before you apply for PMP you need 15 more hours of training in project management.",
    )
    assert (found.eligibility, found.source) == ("36 months and 35 hours.", "PMP outline")


def test_capm_with_a_diploma_and_23_hours_and_the_reasons_say_why_not_pmp():
    found = recommend(replace(BEGINNER, months_leading=12), CANDIDATES)
    assert found.certification_id == "capm"
    assert found.because == (
        "It asks for no experience.",
        "PMP asks for 36 months of leading projects with a bachelor's degree; you have 12.",
    )


@pytest.mark.parametrize(
    ("in_it_operations", "horizon", "expected"),
    [
        (False, Horizon.NOW, "projectplus"),
        (False, Horizon.WITHIN_A_YEAR, "capm"),
        (False, Horizon.LATER, "capm"),
        (True, Horizon.NOW, "projectplus"),
        (True, Horizon.WITHIN_A_YEAR, "projectplus"),
        (True, Horizon.LATER, "projectplus"),
    ],
)
def test_without_hours_it_depends_on_the_work_and_the_haste(in_it_operations, horizon, expected):
    answers = replace(
        BEGINNER, training_hours=22, in_it_operations=in_it_operations, horizon=horizon
    )
    assert chosen(answers) == expected


def test_operations_people_with_the_hours_are_not_held_back():
    assert chosen(replace(BEGINNER, in_it_operations=True)) == "capm"


def test_without_a_diploma_only_the_exam_that_asks_for_nothing():
    found = recommend(replace(EXPERIENCED, education=Education.NONE), CANDIDATES)
    assert found.certification_id == "projectplus"
    assert found.because == (
        "It can be booked today.",
        "PMP asks for a diploma that you do not hold yet.",
        "CAPM asks for a diploma that you do not hold yet.",
    )


def test_missing_hours_that_rule_an_exam_out_are_named():
    answers = replace(BEGINNER, training_hours=5, in_it_operations=True)
    assert recommend(answers, CANDIDATES).because[2] == (
        "CAPM asks for 23 hours of training first; you have 5."
    )


def test_every_combination_gets_one_recommendation_with_reasons_and_a_source():
    for months, education, hours, operations, horizon in product(
        (0, 6, 12, 36, 60), Education, (0, 12, 23, 35), (True, False), Horizon
    ):
        answers = ChoiceAnswers(months, education, hours, operations, horizon)
        found = recommend(answers, CANDIDATES)
        assert found.because
        assert found.source


def test_the_last_by_rank_is_recommended_even_when_none_fits():
    found = recommend(BEGINNER, (PMP,))
    assert found.certification_id == "pmp"
    assert found.because == (
        "It recognises your experience.",
        "PMP asks for 36 months of leading projects with a bachelor's degree; you have 0.",
        "Before you apply for PMP you need 12 more hours of training in project management.",
    )


@pytest.mark.parametrize(
    ("answers", "field"),
    [
        (replace(BEGINNER, months_leading=-1), "months_leading"),
        (replace(BEGINNER, training_hours=-1), "training_hours"),
    ],
)
def test_negative_answers_are_refused(answers, field):
    with pytest.raises(InvalidInput) as refusal:
        recommend(answers, CANDIDATES)
    assert refusal.value.field == field


def test_no_certification_to_choose_from_is_refused():
    with pytest.raises(InvalidInput, match="There is no certification to choose from"):
        recommend(BEGINNER, ())


def test_a_candidate_is_made_of_the_data_of_certification_and_blueprint():
    made = candidate(
        "pmp",
        "PMP",
        fits={
            "rank": 1,
            "because": "It recognises your experience.",
            "training_can_follow": {
                "projects": ["now", "within_a_year", "later"],
                "it_operations": ["now", "within_a_year", "later"],
            },
        },
        facts={
            "any_of": [
                {"level": "secondary", "months": 60},
                {"level": "associate", "months": 48},
                {"level": "bachelor", "months": 36},
                {"level": "accredited", "months": 24},
            ],
            "training_hours": 35,
        },
        text="36 months and 35 hours.",
        source="PMP outline",
    )
    assert made == PMP
