"""Every shipped bank loads, lints clean and holds the facts that its exam is known by."""

import json
from pathlib import Path

import pytest

from prep.content.bank import GAPS, Bank, BankSet, item_hash
from prep.content.exercise import SETTINGS
from prep.content.exercises.coverage import coverage_problems
from prep.content.item_types import item_type
from prep.content.lint import lint_banks
from prep.content.loader import load_banks
from prep.learning.choosing import ChoiceAnswers, Education, Horizon, candidate, recommend
from prep.learning.items import Mark
from tests.sittings import right_fields

FOLDER = Path(__file__).parents[1] / "question_banks"


@pytest.fixture(scope="module")
def banks() -> BankSet:
    loaded = load_banks(FOLDER)
    assert [str(problem) for problem in loaded.problems] == []
    return loaded.banks


@pytest.fixture
def bank(banks, request) -> Bank:
    return next(b for b in banks.banks if b.certification.id == request.param)


def test_all_banks_lint_clean(banks):
    assert [str(problem) for problem in lint_banks(banks)] == []


def test_exercises_serve_every_task_twice_and_cure_every_misconception(banks):
    assert len(banks.exercises) >= 60
    assert [str(problem) for problem in coverage_problems(banks)] == []


def test_exercises_train_every_gap_in_every_setting(banks):
    assert {exercise.gap for exercise in banks.exercises} == set(GAPS)
    assert {s for exercise in banks.exercises for s in exercise.settings} == set(SETTINGS)


def test_exercises_say_different_things(banks):
    for field in ("name", "summary", "ask", "produce", "steps", "rubric", "bullet"):
        said = [getattr(exercise, field) for exercise in banks.exercises]
        assert len(set(said)) == len(said), field
    variants = [text for exercise in banks.exercises for text in exercise.roles.values()]
    assert len(set(variants)) == len(variants)


def test_there_are_three_banks(banks):
    assert [b.certification.id for b in banks.banks] == ["capm", "pmp", "projectplus"]


@pytest.mark.parametrize(
    ("bank", "tasks", "questions", "scored", "minutes", "weights"),
    [
        ("pmp", 26, 180, 170, 240, (33, 41, 26)),
        ("capm", 19, 150, 135, 180, (36, 17, 20, 27)),
        ("projectplus", 24, 90, None, 90, (33, 30, 19, 18)),
    ],
    indirect=["bank"],
)
def test_blueprints_hold_the_published_figures(bank, tasks, questions, scored, minutes, weights):
    blueprint = bank.blueprint
    assert len(blueprint.tasks) == tasks
    assert (blueprint.questions_total, blueprint.questions_scored) == (questions, scored)
    assert blueprint.minutes == minutes
    assert tuple(domain.weight for domain in blueprint.domains) == weights
    assert bank.certification.seconds_per_item == blueprint.seconds_per_question


def test_every_blueprint_can_be_stored_as_json(banks):
    for bank in banks.banks:
        assert json.loads(json.dumps(bank.blueprint.details)) == bank.blueprint.details


def test_every_right_answer_can_be_given_and_is_correct(banks):
    for _, _, item in banks.placed_items():
        kind = item_type(item.type)
        answer = kind.parse(item.body, right_fields(item.type, item.body))
        assert kind.mark(item.body, answer) == Mark(is_correct=True, score=1.0), item.id


def test_every_wrong_choice_names_a_belief(banks):
    for _, _, item in banks.placed_items():
        kind = item_type(item.type)
        for choice in kind.choices(item.body):
            if not choice.is_key:
                assert len(kind.mark(item.body, [choice.id]).misconceptions) == 1, item.id
        for trap in item.body.get("traps", ()):
            mark = kind.mark(item.body, trap["value"])
            assert trap["misconception"] in mark.misconceptions, item.id


def test_no_two_items_are_the_same(banks):
    hashes = [item_hash(item) for _, _, item in banks.placed_items()]
    assert len(set(hashes)) == len(hashes)


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        (ChoiceAnswers(36, Education.BACHELOR, 35, False, Horizon.NOW), "pmp"),
        (ChoiceAnswers(40, Education.SECONDARY, 35, False, Horizon.NOW), "capm"),
        (ChoiceAnswers(0, Education.SECONDARY, 23, True, Horizon.NOW), "capm"),
        (ChoiceAnswers(0, Education.BACHELOR, 0, False, Horizon.LATER), "capm"),
        (ChoiceAnswers(0, Education.BACHELOR, 0, True, Horizon.WITHIN_A_YEAR), "projectplus"),
        (ChoiceAnswers(60, Education.NONE, 35, False, Horizon.NOW), "projectplus"),
    ],
)
def test_help_me_choose_works_on_the_shipped_data(banks, answers, expected):
    candidates = [
        candidate(
            bank.certification.id,
            bank.certification.short_name,
            fits=bank.certification.fits,
            facts=bank.blueprint.details["eligibility"],
            text=bank.certification.eligibility.text,
            source=bank.certification.eligibility.source,
        )
        for bank in banks.banks
    ]
    assert recommend(answers, candidates).certification_id == expected


def test_every_folder_says_that_prep_is_not_affiliated():
    texts = [FOLDER / "README.md", *FOLDER.glob("*/blueprints/*.yaml")]
    for path in [*texts, *FOLDER.glob("*/certification.yaml")]:
        assert "not affiliated with" in " ".join(path.read_text().split()), path
