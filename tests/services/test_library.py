"""Lessons: listed in the order of the outline, found by their words."""

import pytest

from prep.errors import NotFound
from prep.services.library import get_lesson, list_lessons
from prep.storage.database import Database


@pytest.mark.parametrize(
    ("search", "count"),
    [
        ("", 12),
        ("   ", 12),
        ("process.1", 4),
        ("IDEA  People.1", 4),
        ("example release", 12),
        ("example zebra", 0),
        ("%", 0),
        ("_", 0),
        ("\0", 0),
        ("x" * 100_000, 0),
    ],
)
def test_a_search_finds_lessons_that_hold_all_its_words(
    stocked: Database, search: str, count: int
) -> None:
    with stocked.reader() as db:
        assert len(list_lessons(db, "pmp", search)) == count


def test_lessons_stand_in_the_order_of_the_outline(stocked_sqlite: Database) -> None:
    with stocked_sqlite.reader() as db:
        lines = list_lessons(db, "pmp")
    tasks = [line.task_id for line in lines]
    assert tasks == ["people.1"] * 4 + ["people.2"] * 4 + ["process.1"] * 4
    assert {line.domain_name for line in lines} == {"People", "Process"}
    assert all(line.words > 95 for line in lines)


def test_a_lesson_can_be_read(stocked_sqlite: Database) -> None:
    with stocked_sqlite.reader() as db:
        lesson = get_lesson(db, "pmp", "pmp-people-1-idea")
    assert lesson.name == "The idea of people.1"
    assert (lesson.task_name, lesson.domain_name) == ("Task people.1", "People")
    assert "**Example.**" in lesson.text


@pytest.mark.parametrize(
    ("certification_id", "concept_id"),
    [("pmp", "none"), ("capm", "pmp-people-1-idea"), ("pmp", ""), ("pmp", "\0")],
)
def test_a_lesson_that_is_not_there_is_not_found(
    stocked: Database, certification_id: str, concept_id: str
) -> None:
    with stocked.reader() as db, pytest.raises(NotFound):
        get_lesson(db, certification_id, concept_id)


def test_an_unknown_certification_has_no_lessons(stocked_sqlite: Database) -> None:
    with stocked_sqlite.reader() as db, pytest.raises(NotFound):
        list_lessons(db, "none")
