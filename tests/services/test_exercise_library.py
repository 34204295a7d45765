"""The library and one exercise of it, as pages get them."""

import pytest

from prep.content import bank, exercise
from prep.errors import NotFound
from prep.services.catalogue import get_catalogue
from prep.services.exercise_library import (
    ExercisePage,
    Wish,
    get_exercise_page,
    list_library,
)
from prep.services.exercise_words import GAPS, SETTINGS
from prep.services.progress import get_dashboard
from prep.storage.database import Database, transaction
from tests.banks import TASKS
from tests.evidence_rows import action_row
from tests.practising import Practice, counted_statements, enrolled, random_history


def page(practice: Practice, exercise_id: str = "risk-1", **wanted: str | None) -> ExercisePage:
    with practice.database.reader() as db:
        return get_exercise_page(
            db,
            practice.learner_id,
            "pmp",
            exercise_id,
            now=practice.now,
            **({"task_id": None, "role": None} | wanted),
        )


def test_every_gap_and_setting_has_words() -> None:
    assert set(GAPS) == set(bank.GAPS)
    assert tuple(SETTINGS) == exercise.SETTINGS


def test_figures_of_tasks_are_those_of_the_dashboard(stocked: Database) -> None:
    practice = random_history(enrolled(stocked), 4)
    with stocked.reader() as db:
        lines = get_dashboard(db, practice.learner_id, "pmp", now=practice.now).tasks
    found = page(practice).needs
    assert [task.id for task, _ in found] == list(TASKS)
    assert [(need.mastery, need.is_measured) for _, need in found] == [
        (line.mastery, line.is_measured) for line in lines
    ]


def test_a_belief_names_lessons_whose_questions_offer_it(stocked_sqlite: Database) -> None:
    practice = enrolled(stocked_sqlite)
    beliefs = page(practice).beliefs
    assert [belief.belief for belief in beliefs] == [f"belief-{n} is true." for n in range(1, 5)]
    with stocked_sqlite.reader() as db:
        catalogue = get_catalogue(db, "pmp")
    assert len(catalogue.beliefs["belief-1"]) == 12
    assert len(beliefs[0].lessons) == 3
    assert {lesson.id for lesson in beliefs[0].lessons} <= set(catalogue.beliefs["belief-1"])
    assert page(practice, "risk-7").beliefs[0].lessons == ()  # no question offers belief-25


def test_lessons_on_the_tasks_of_the_exercise_come_first(stocked_sqlite: Database) -> None:
    [belief] = page(enrolled(stocked_sqlite), "risk-7").beliefs
    assert belief.instead == "It is not."
    for belief in page(enrolled(stocked_sqlite), "risk-3").beliefs:
        assert {lesson.task_id for lesson in belief.lessons} <= {"people.1"}


def test_open_and_done_are_told_apart(stocked_sqlite: Database) -> None:
    practice = enrolled(stocked_sqlite)
    old = action_row(practice.learner_id, "risk-1", documented_at=practice.now)
    dropped = action_row(practice.learner_id, "risk-2", dropped_at=practice.now)
    now_open = action_row(practice.learner_id, "risk-3", started_at=practice.now)
    wanted = now_open.id
    with transaction(stocked_sqlite) as db:
        db.add_all([old, dropped, now_open])
    with stocked_sqlite.reader() as db:
        [shelf] = list_library(db, practice.learner_id, "pmp", Wish(), role=None)
    found = {card.exercise.id: card.history for card in shelf.cards}
    assert (found["risk-1"].open_id, found["risk-1"].done_on) == (None, practice.now.date())
    assert (found["risk-2"].open_id, found["risk-2"].done_on) == (None, None)
    assert (found["risk-3"].open_id, found["risk-3"].done_on) == (wanted, None)


@pytest.mark.parametrize("exercise_id", ["nothing", "risk-1\0"])
def test_an_unknown_exercise_is_not_found(stocked: Database, exercise_id: str) -> None:
    with pytest.raises(NotFound):
        page(enrolled(stocked), exercise_id)


def test_the_statements_are_few(stocked_sqlite: Database) -> None:
    practice = random_history(enrolled(stocked_sqlite), 3)
    with counted_statements(stocked_sqlite) as sent, stocked_sqlite.writer() as db:
        list_library(db, practice.learner_id, "pmp", Wish(), role=None)
    assert len([s for s in sent if not s.startswith("BEGIN")]) <= 4
