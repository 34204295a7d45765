"""The self-assessment: what its questions cover, and what is kept."""

from datetime import timedelta
from pathlib import Path

import pytest

from prep.content.bank import GAPS
from prep.content.loader import load_banks
from prep.errors import InvalidInput
from prep.services.catalogue import get_catalogue
from prep.services.exercises import learner_needs
from prep.services.self_assessment import (
    QUESTIONS,
    SCALE,
    UNRATED_TASKS,
    get_ratings,
    ratings_by_gap,
    save_ratings,
)
from prep.storage.database import Database, transaction
from prep.storage.self_ratings import list_ratings
from tests.practising import Practice, enrolled

FOLDER = Path(__file__).parents[2] / "question_banks"


def rate(practice: Practice, **given: str) -> None:
    with transaction(practice.database) as db:
        save_ratings(db, practice.learner_id, given, now=practice.now)


def ratings(practice: Practice) -> dict[str, int]:
    with practice.database.reader() as db:
        return get_ratings(db, practice.learner_id)


def test_every_task_of_every_exam_is_in_one_question_or_in_none_by_decision() -> None:
    for bank in load_banks(FOLDER).banks.banks:
        name = bank.certification.id
        placed = [task for question in QUESTIONS for task in question.tasks[name]]
        placed += UNRATED_TASKS[name]
        assert sorted(placed) == sorted(task.id for task in bank.blueprint.tasks), name


def test_every_question_asks_something_in_every_exam() -> None:
    assert all(tasks for question in QUESTIONS for tasks in question.tasks.values())


def test_every_gap_is_in_one_question() -> None:
    assert sorted(gap for question in QUESTIONS for gap in question.gaps) == sorted(GAPS)


def test_the_scale_names_every_rating_once() -> None:
    assert [rating for rating, _, _ in SCALE] == [1, 2, 3, 4, 5]
    assert len({name for _, name, _ in SCALE}) == 5


def test_ratings_are_kept_and_can_be_changed_one_by_one(stocked: Database) -> None:
    practice = enrolled(stocked)
    rate(practice, plan="4", align="2")
    later = practice.later(days=3)
    rate(later, align="3", risk="")

    assert ratings(practice) == {"plan": 4, "align": 3}
    with stocked.reader() as db:
        rows = list_ratings(db, practice.learner_id)
        assert rows["plan"].rated_at == practice.now
        assert rows["align"].rated_at == practice.now + timedelta(days=3)


def test_ratings_reach_every_gap_of_their_question(stocked_sqlite: Database) -> None:
    practice = enrolled(stocked_sqlite)
    rate(practice, risk="2", decide="5")
    with stocked_sqlite.reader() as db:
        found = ratings_by_gap(db, practice.learner_id)
    assert found == {
        **dict.fromkeys(("risk", "status-reporting", "governance-compliance"), 2),
        **dict.fromkeys(("scope-change", "procurement", "value-benefits"), 5),
    }


def test_the_choice_of_exercises_knows_the_ratings(stocked_sqlite: Database) -> None:
    practice = enrolled(stocked_sqlite)
    rate(practice, risk="1")
    with stocked_sqlite.reader() as db:
        catalogue = get_catalogue(db, "pmp")
        needs = learner_needs(db, practice.learner_id, catalogue, now=practice.now)
    assert needs.ratings["risk"] == 1


def test_ratings_are_ones_own(stocked_sqlite: Database) -> None:
    practice, stranger = enrolled(stocked_sqlite), enrolled(stocked_sqlite)
    rate(practice, plan="5")
    assert ratings(stranger) == {}


@pytest.mark.parametrize("value", ["0", "6", "-1", "3.5", "three", "\0", "9" * 5000, "²", "٣"])
def test_a_rating_off_the_scale_is_refused_and_nothing_is_kept(
    stocked_sqlite: Database, value: str
) -> None:
    practice = enrolled(stocked_sqlite)
    with pytest.raises(InvalidInput) as caught:
        rate(practice, plan="4", risk=value)
    assert caught.value.field == "risk"
    assert ratings(practice) == {}


def test_no_rating_at_all_is_refused(stocked_sqlite: Database) -> None:
    practice = enrolled(stocked_sqlite)
    with pytest.raises(InvalidInput, match="skip"):
        rate(practice, plan="", unknown="3")
