"""Help me choose: answers checked one by one, one recommendation from the bank."""

import pytest

from prep.errors import InvalidInput
from prep.services.choosing import QUESTIONS, recommend_for
from prep.storage.database import Database

ANSWERS = {
    "months_leading": "40",
    "education": "bachelor",
    "training_hours": "35",
    "in_it_operations": "no",
    "horizon": "now",
}


def test_the_only_certification_is_recommended_with_its_rule(stocked_sqlite: Database) -> None:
    with stocked_sqlite.reader() as db:
        found = recommend_for(db, ANSWERS)
    assert (found.certification_id, found.short_name) == ("pmp", "PMP")
    assert found.because
    assert found.eligibility
    assert found.source


def test_the_example_answers_every_question() -> None:
    assert {question.name for question in QUESTIONS} == set(ANSWERS)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        *((name, "") for name in ANSWERS),
        ("months_leading", "-1"),
        ("months_leading", "601"),
        ("months_leading", "4.5"),
        ("months_leading", "9" * 5000),
        ("training_hours", "10001"),
        ("training_hours", "²"),
        ("education", "wizard"),
        ("in_it_operations", "maybe"),
        ("horizon", "\0"),
    ],
)
def test_an_answer_that_cannot_be_used_names_its_question(
    stocked_sqlite: Database, name: str, value: str
) -> None:
    with stocked_sqlite.reader() as db, pytest.raises(InvalidInput) as caught:
        recommend_for(db, ANSWERS | {name: value})
    assert caught.value.field == name


def test_a_question_left_out_is_named(stocked_sqlite: Database) -> None:
    with stocked_sqlite.reader() as db, pytest.raises(InvalidInput) as caught:
        recommend_for(db, {k: v for k, v in ANSWERS.items() if k != "horizon"})
    assert caught.value.field == "horizon"
