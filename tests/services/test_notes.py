"""Bookmarks, notes and reports: each learner's own."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from uuid import UUID, uuid4

import pytest
from sqlalchemy import select

from prep.errors import InvalidInput, NotFound
from prep.services.notes import (
    LONGEST_NOTE,
    LONGEST_REPORT,
    ProblemReport,
    report_problem,
    save_note,
    set_bookmark,
)
from prep.services.questions import QuestionView
from prep.storage.database import Database, transaction
from prep.storage.notes import ItemNoteRow, ProblemReportRow
from tests.practising import Practice, enrolled


def bookmark(practice: Practice, quiz_id: UUID, *, is_on: bool = True, position: int = 1) -> None:
    with transaction(practice.database) as db:
        set_bookmark(
            db,
            learner_id=practice.learner_id,
            quiz_id=quiz_id,
            position=position,
            is_on=is_on,
            now=practice.now,
        )


def note(practice: Practice, quiz_id: UUID, text: str, *, position: int = 1) -> None:
    with transaction(practice.database) as db:
        save_note(
            db,
            learner_id=practice.learner_id,
            quiz_id=quiz_id,
            position=position,
            note=text,
            now=practice.now,
        )


def report(practice: Practice, quiz_id: UUID, given: ProblemReport, *, position: int = 1) -> None:
    with transaction(practice.database) as db:
        report_problem(
            db,
            learner_id=practice.learner_id,
            quiz_id=quiz_id,
            position=position,
            report=given,
            now=practice.now,
        )


def shown(practice: Practice, quiz_id: UUID) -> QuestionView:
    view = practice.question(quiz_id, 1)
    assert isinstance(view, QuestionView)
    return view


def reports(database: Database) -> list[ProblemReportRow]:
    with database.reader() as db:
        return list(db.scalars(select(ProblemReportRow)))


def test_a_bookmark_goes_on_and_off_and_keeps_the_note(stocked: Database) -> None:
    practice = enrolled(stocked)
    quiz_id = practice.daily().id
    bookmark(practice, quiz_id)
    note(practice, quiz_id, "  Ask first. ")
    assert (shown(practice, quiz_id).is_bookmarked, shown(practice, quiz_id).note) == (
        True,
        "Ask first.",
    )
    bookmark(practice, quiz_id, is_on=False)
    note(practice, quiz_id, "")
    assert not shown(practice, quiz_id).is_bookmarked
    assert shown(practice, quiz_id).note == ""


def test_eight_bookmarks_at_once_are_one(stocked: Database) -> None:
    practice, barrier = enrolled(stocked), Barrier(8)
    quiz_id = practice.daily().id

    def press(_number: int) -> None:
        barrier.wait()
        bookmark(practice, quiz_id)

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(press, range(8)))
    with stocked.reader() as db:
        assert len(db.scalars(select(ItemNoteRow)).all()) == 1


def test_notes_hold_any_text_that_a_browser_can_send(stocked: Database) -> None:
    practice = enrolled(stocked)
    quiz_id = practice.daily().id
    text = "a\0b <b>é</b> 漢字 🙂 ' \" \\ %s\n" + "x" * 100
    note(practice, quiz_id, text)
    assert shown(practice, quiz_id).note == text.replace("\0", "")


def test_a_note_that_is_too_long_is_refused_and_the_old_one_stays(stocked_sqlite: Database) -> None:
    practice = enrolled(stocked_sqlite)
    quiz_id = practice.daily().id
    note(practice, quiz_id, "n" * LONGEST_NOTE)
    with pytest.raises(InvalidInput) as caught:
        note(practice, quiz_id, "m" * (LONGEST_NOTE + 1))
    assert caught.value.field == "note"
    assert shown(practice, quiz_id).note == "n" * LONGEST_NOTE


def test_the_same_report_twice_is_stored_once(stocked: Database) -> None:
    practice, given = enrolled(stocked), ProblemReport(uuid4(), "typo", " A\0 letter ")
    quiz_id = practice.daily().id
    for _ in range(2):
        report(practice, quiz_id, given)
    (stored,) = reports(stocked)
    assert (stored.kind, stored.text, stored.item_version) == ("typo", "A letter", 1)
    assert stored.item_id == shown(practice, quiz_id).item_id


@pytest.mark.parametrize(
    ("kind", "text", "field"),
    [
        ("rude", "x", "kind"),
        ("", "x", "kind"),
        ("other", "", "text"),
        ("other", " \0\n", "text"),
        ("typo", "x" * (LONGEST_REPORT + 1), "text"),
    ],
)
def test_a_report_that_says_nothing_is_refused(
    stocked_sqlite: Database, kind: str, text: str, field: str
) -> None:
    practice = enrolled(stocked_sqlite)
    quiz_id = practice.daily().id
    with pytest.raises(InvalidInput) as caught:
        report(practice, quiz_id, ProblemReport(uuid4(), kind, text))
    assert caught.value.field == field
    assert reports(stocked_sqlite) == []


def test_the_longest_report_fits(stocked: Database) -> None:
    practice = enrolled(stocked)
    given = ProblemReport(uuid4(), "other", "é" * LONGEST_REPORT)
    report(practice, practice.daily().id, given)
    assert reports(stocked)[0].text == given.text


@pytest.mark.parametrize("position", [1, 11, 10**30])
def test_nothing_can_be_kept_on_a_question_that_is_not_there(
    stocked_sqlite: Database, position: int
) -> None:
    practice, other = enrolled(stocked_sqlite), enrolled(stocked_sqlite)
    quiz_id = other.daily().id
    given = ProblemReport(uuid4(), "typo", "")
    with pytest.raises(NotFound):
        bookmark(practice, quiz_id, position=position)
    with pytest.raises(NotFound):
        note(practice, quiz_id, "x", position=position)
    with pytest.raises(NotFound):
        report(practice, quiz_id, given, position=position)


def test_a_note_follows_its_item_into_other_quizzes_of_its_learner_only(
    stocked_sqlite: Database,
) -> None:
    practice, other = enrolled(stocked_sqlite), enrolled(stocked_sqlite)
    quiz_id = practice.custom(count=60).id
    note(practice, quiz_id, "Mine")
    item_id = shown(practice, quiz_id).item_id
    for who, expected in ((practice, "Mine"), (other, "")):
        again = who.custom(count=60)
        views = [who.question(again.id, n) for n in range(1, 61)]
        found = [v.note for v in views if isinstance(v, QuestionView) and v.item_id == item_id]
        assert found == [expected]
