"""Bullets and stories: what is kept, where they begin, and what is refused."""

from dataclasses import replace
from uuid import UUID, uuid4

import pytest
from sqlalchemy import select

from prep.errors import Conflict, InvalidInput, NotFound
from prep.services.exercise_words import GAPS
from prep.services.portfolio import bullets, stories
from prep.services.portfolio.interview_questions import QUESTIONS
from prep.services.portfolio.workshop import (
    begin_bullet,
    begin_story,
    get_bench,
    questions_by_gap,
)
from prep.services.portfolio.written import Origin, parse_origin
from prep.storage.database import Database, transaction
from prep.storage.portfolio import BulletRow, StoryRow
from tests.evidence_rows import evidence_row
from tests.factories import MONDAY_NOON
from tests.portfolio import PortfolioIds, fill_portfolio
from tests.rows import stored_learner

BULLET = bullets.BulletEntry("Moved mail.", "Led a move of 1,400 mailboxes. 🎉", Origin())
STORY = stories.StoryEntry(
    "The night", "risk", {"situation": "S", "task": "T", "action": "A", "result": "R"}, Origin()
)


@pytest.fixture
def learner_id(stocked: Database) -> int:
    with transaction(stocked) as db:
        return stored_learner(db)


@pytest.fixture
def ids(stocked: Database, learner_id: int) -> PortfolioIds:
    with transaction(stocked) as db:
        return fill_portfolio(db, learner_id)


def save(database: Database, learner_id: int, entry: bullets.BulletEntry, id: UUID) -> BulletRow:
    with transaction(database) as db:
        bullets.save_bullet(db, learner_id, id, entry, now=MONDAY_NOON)
    with database.reader() as db:
        return db.get_one(BulletRow, (learner_id, id))


def test_a_bullet_comes_back_as_it_was_written(stocked: Database, learner_id: int) -> None:
    id = uuid4()
    row = save(stocked, learner_id, BULLET, id)

    assert not row.is_exported
    with stocked.reader() as db:
        assert bullets.get_entry(db, learner_id, id) == BULLET


def test_one_of_the_two_wordings_may_wait(stocked: Database, learner_id: int) -> None:
    assert save(stocked, learner_id, replace(BULLET, project_wording=""), uuid4()).it_wording
    assert save(stocked, learner_id, replace(BULLET, it_wording=" "), uuid4()).it_wording == ""


@pytest.mark.parametrize(
    ("changes", "field", "says"),
    [
        ({"it_wording": " ", "project_wording": ""}, "it_wording", "Write one of the two"),
        ({"it_wording": "x" * 2_001}, "it_wording", "at most 2000"),
        ({"project_wording": "x" * 1_001}, "project_wording", "at most 1000"),
        ({"project_wording": "ع" * 10_000}, "project_wording", "at most 1000"),
        ({"project_wording": "a\0b"}, "project_wording", "cannot be kept"),
        ({"origin": Origin(evidence_id=UUID(int=1))}, "origin", "gone"),
        ({"origin": Origin(project_id=UUID(int=1))}, "origin", "gone"),
    ],
)
def test_a_bullet_that_is_wrong_is_refused_by_its_field(
    stocked: Database, learner_id: int, changes: dict[str, object], field: str, says: str
) -> None:
    with pytest.raises(InvalidInput) as error:
        save(stocked, learner_id, replace(BULLET, **changes), uuid4())

    assert (error.value.field, says in error.value.message) == (field, True)
    with stocked.reader() as db:
        assert db.scalar(select(BulletRow)) is None


def test_only_a_bullet_with_its_wording_is_marked(stocked: Database, learner_id: int) -> None:
    id = uuid4()
    save(stocked, learner_id, replace(BULLET, project_wording=""), id)
    with transaction(stocked) as db, pytest.raises(Conflict, match="no project wording"):
        bullets.mark_bullet(db, learner_id, id, is_exported=True)

    save(stocked, learner_id, BULLET, id)
    with transaction(stocked) as db:
        bullets.mark_bullet(db, learner_id, id, is_exported=True)
    assert save(stocked, learner_id, BULLET, id).is_exported
    assert not save(stocked, learner_id, replace(BULLET, project_wording=""), id).is_exported


def test_what_leaves_its_origin_loses_its_mark(
    stocked: Database, learner_id: int, ids: PortfolioIds
) -> None:
    def with_origin(origin: Origin) -> bool:
        return save(stocked, learner_id, replace(BULLET, origin=origin), ids.bullet).is_exported

    assert with_origin(Origin(evidence_id=ids.evidence))
    assert not with_origin(Origin())
    with transaction(stocked) as db:
        bullets.mark_bullet(db, learner_id, ids.bullet, is_exported=True)
    assert with_origin(Origin(project_id=ids.bare))
    assert not with_origin(Origin(project_id=ids.project))


def test_a_bullet_begins_with_the_words_of_its_evidence(
    stocked: Database, learner_id: int, ids: PortfolioIds
) -> None:
    with stocked.reader() as db:
        begun = begin_bullet(db, learner_id, Origin(evidence_id=ids.evidence))
        bench = get_bench(db, learner_id, begun.origin)

    assert begun.it_wording == "Kept a register.\nThe third went well.\n9 of 11 risks answered"
    assert begun.project_wording == ""
    assert bench.pattern is not None
    assert bench.pattern.pattern == "Listed <number> risks with <who>."
    assert bench.confidentiality == "shareable"
    assert bench.examples[0].kind == "migration"


def test_long_evidence_is_cut_at_a_word_to_what_the_bench_holds() -> None:
    row = evidence_row(1, action="word " * 1_000)

    text = bullets.it_wording_of(row)

    assert len(text) <= bullets.LONGEST_IT
    assert text.endswith("word…")


def test_the_bench_offers_evidence_and_projects(
    stocked: Database, learner_id: int, ids: PortfolioIds
) -> None:
    with stocked.reader() as db:
        bench = get_bench(db, learner_id, Origin(project_id=ids.bare))
        empty = get_bench(db, learner_id, Origin())

    assert {value for value, _ in bench.origins["Evidence"]} == {
        f"evidence:{ids.evidence}",
        f"evidence:{ids.loose}",
    }
    assert len(bench.origins["Projects"]) == 2
    assert (bench.confidentiality, bench.pattern) == ("private", None)
    assert bench.examples[0].kind == "vendor"
    assert (empty.confidentiality, empty.pattern) == (None, None)


@pytest.mark.parametrize(
    "text", ["evidence", "evidence:", "evidence:x", "bullet:" + str(UUID(int=1)), "x" * 5_000]
)
def test_an_origin_that_is_none_is_refused(text: str) -> None:
    with pytest.raises(InvalidInput):
        parse_origin(text)


@pytest.mark.parametrize(
    "origin", [Origin(), Origin(evidence_id=UUID(int=1)), Origin(project_id=UUID(int=2))]
)
def test_an_origin_comes_back_from_its_form(origin: Origin) -> None:
    assert parse_origin(str(origin)) == origin


def tell(database: Database, learner_id: int, entry: stories.StoryEntry, id: UUID) -> StoryRow:
    with transaction(database) as db:
        stories.save_story(db, learner_id, id, entry, now=MONDAY_NOON)
    with database.reader() as db:
        return db.get_one(StoryRow, (learner_id, id))


def test_a_story_comes_back_as_it_was_written(stocked: Database, learner_id: int) -> None:
    id = uuid4()

    assert not tell(stocked, learner_id, STORY, id).is_exported
    with stocked.reader() as db:
        assert stories.get_entry(db, learner_id, id) == STORY


@pytest.mark.parametrize(
    ("changes", "field", "says"),
    [
        ({"title": ""}, "title", "write it"),
        ({"title": "x" * 201}, "title", "at most 200"),
        ({"question": "why"}, "question", "from the list"),
        ({"parts": {"action": "x" * 5_001}}, "action", "at most 5000"),
        ({"parts": {"result": "🎉" * 10_000}}, "result", "at most 5000"),
        ({"parts": {"task": "a\0"}}, "task", "cannot be kept"),
        ({"origin": Origin(project_id=UUID(int=1))}, "origin", "gone"),
    ],
)
def test_a_story_that_is_wrong_is_refused_by_its_field(
    stocked: Database, learner_id: int, changes: dict[str, object], field: str, says: str
) -> None:
    with pytest.raises(InvalidInput) as error:
        tell(stocked, learner_id, replace(STORY, **changes), uuid4())

    assert (error.value.field, says in error.value.message) == (field, True)


def test_a_story_begins_with_the_words_of_its_evidence(
    stocked: Database, learner_id: int, ids: PortfolioIds
) -> None:
    with stocked.reader() as db:
        begun = begin_story(db, learner_id, Origin(evidence_id=ids.evidence), "risk")
        empty = begin_story(db, learner_id, Origin(), "no such question")

    assert begun == stories.StoryEntry(
        "Risk register",
        "risk",
        {
            "situation": "Two cutovers had failed.",
            "action": "Kept a register.",
            "result": "The third went well.\n9 of 11 risks answered",
        },
        Origin(evidence_id=ids.evidence),
    )
    assert (empty.title, empty.question) == ("", "")


@pytest.mark.parametrize(
    ("words", "time"),
    [
        (0, "nothing to tell yet"),
        (1, "under half a minute"),
        (48, "under half a minute"),
        (65, "about ½ minute"),
        (130, "about 1 minute"),
        (195, "about 1 ½ minutes"),
        (227, "about 1 ¾ minutes"),
        (260, "about 2 minutes"),
        (1_300, "about 10 minutes"),
    ],
)
def test_the_time_to_tell_follows_from_the_words(words: int, time: str) -> None:
    minutes = stories.minutes_to_tell({"action": "word " * words, "result": ""})

    assert stories.time_to_tell(minutes) == time


def test_every_gap_has_an_interview_question() -> None:
    assert {question.gap for question in QUESTIONS.values()} == set(GAPS)
    assert 20 <= len(QUESTIONS) <= 25
    assert len({question.text for question in QUESTIONS.values()}) == len(QUESTIONS)


def test_questions_of_the_exercise_s_gap_come_first() -> None:
    assert next(iter(questions_by_gap("conflict"))) == "Conflict"
    assert next(iter(questions_by_gap())) == "Scheduling"


def test_they_are_taken_out_one_by_one(
    stocked: Database, learner_id: int, ids: PortfolioIds
) -> None:
    with transaction(stocked) as db:
        bullets.delete_bullet(db, learner_id, ids.bullet)
        stories.delete_story(db, learner_id, ids.story)

    with stocked.reader() as db:
        assert len(list(db.scalars(select(BulletRow)))) == 2
        assert db.scalar(select(StoryRow)) is None


def test_other_people_s_writing_is_not_there(
    stocked: Database, learner_id: int, ids: PortfolioIds
) -> None:
    with transaction(stocked) as db:
        other = stored_learner(db)
    with transaction(stocked) as db:
        for refused in (
            lambda: bullets.get_entry(db, other, ids.bullet),
            lambda: bullets.delete_bullet(db, other, ids.bullet),
            lambda: bullets.mark_bullet(db, other, ids.bullet, is_exported=True),
            lambda: stories.get_entry(db, other, ids.story),
            lambda: stories.delete_story(db, other, ids.story),
            lambda: stories.mark_story(db, other, ids.story, is_exported=True),
            lambda: begin_bullet(db, other, Origin(evidence_id=ids.evidence)),
            lambda: begin_bullet(db, other, Origin(project_id=ids.project)),
            lambda: begin_story(db, other, Origin(evidence_id=ids.evidence), ""),
            lambda: begin_story(db, other, Origin(project_id=ids.project), ""),
        ):
            with pytest.raises(NotFound):
                refused()
        foreign = replace(BULLET, origin=Origin(evidence_id=ids.evidence))
        with pytest.raises(InvalidInput):
            bullets.save_bullet(db, other, uuid4(), foreign, now=MONDAY_NOON)
