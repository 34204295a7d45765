"""Mastery days: how a learner stood at the end of each day with answers, stored once a day."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from prep.services.answering import log_answer
from prep.services.catalogue import get_catalogue
from prep.services.mastery_days import OVERALL, StandingOn, list_course, standing_on
from prep.services.progress import Dashboard, get_dashboard
from prep.services.states import load_answer_rows, rebuild_learner
from prep.storage.banks import get_item_version
from prep.storage.database import Database, transaction
from prep.storage.learners import lock_learner
from prep.storage.progress import MasteryRow
from tests.practising import Practice, counted_statements, enrolled, fields
from tests.rows import response_row

MONDAY = date(2026, 11, 23)
LONG_AGO = date(2020, 1, 1)


def standings(practice: Practice) -> list[StandingOn]:
    with practice.database.reader() as db:
        catalogue = get_catalogue(db, "pmp")
        days = [on for on, _ in list_course(db, practice.learner_id, catalogue, OVERALL, LONG_AGO)]
        found = [standing_on(db, practice.learner_id, catalogue, on) for on in days]
    return [one for one in found if one]


def dashboard(practice: Practice, moment: datetime) -> Dashboard:
    with practice.database.reader() as db:
        return get_dashboard(db, practice.learner_id, "pmp", now=moment)


def answered(practice: Practice, days: int, count: int = 10) -> Practice:
    """Ten questions some days later."""
    later = practice.later(days=days)
    later.complete(later.custom(count=count))
    return later


def test_the_first_answer_of_a_day_stores_how_the_day_before_ended(stocked: Database) -> None:
    practice = answered(enrolled(stocked), 0)
    midnight = datetime(2026, 11, 24, tzinfo=UTC)
    shown = dashboard(practice, midnight)
    assert standings(practice) == []
    answered(practice, 3)
    (found,) = standings(practice)
    assert found.on == MONDAY
    assert found.figures[OVERALL] == shown.overall
    assert {d.id: found.figures[d.id] for d in shown.domains} == {
        d.id: d.mastery for d in shown.domains
    }
    assert {t.id: found.figures[t.id] for t in shown.tasks} == {
        t.id: t.mastery for t in shown.tasks
    }


def test_a_day_is_one_of_utc(stocked_sqlite: Database) -> None:
    late = replace(enrolled(stocked_sqlite), now=datetime(2026, 11, 23, 23, 59, tzinfo=UTC))
    quiz = late.custom(count=10)
    late.answer(quiz.id, 1)
    late.later(seconds=50).answer(quiz.id, 2)
    assert standings(late) == []
    late.later(minutes=2).answer(quiz.id, 3)
    assert [day.on for day in standings(late)] == [MONDAY]


def test_it_takes_one_statement_more_once_a_day(stocked: Database) -> None:
    practice = enrolled(stocked)
    quiz = practice.custom(count=10)
    practice.answer(quiz.id, 1)
    sent = []
    later = practice.later(days=1)
    for position in (2, 3):
        with stocked.reader() as db:
            raw = fields(db, practice.learner_id, quiz.id, position, is_correct=True)
        with counted_statements(stocked) as statements:
            later.answer(quiz.id, position, raw=raw)
        sent.append(len([one for one in statements if "mastery_day" in one]))
    assert sent == [1, 0]


def test_a_learner_stands_as_on_the_last_day_with_answers(stocked_sqlite: Database) -> None:
    practice = answered(answered(enrolled(stocked_sqlite), 0), 4)
    answered(practice, 1)
    wanted = [MONDAY - timedelta(days=1), MONDAY, MONDAY + timedelta(days=3)]
    with stocked_sqlite.reader() as db:
        catalogue = get_catalogue(db, "pmp")
        for on in wanted:
            found = standing_on(db, practice.learner_id, catalogue, on)
            assert found
            assert found.on == MONDAY
        newest = standing_on(db, practice.learner_id, catalogue, date(2030, 1, 1))
    assert newest
    assert newest.on == MONDAY + timedelta(days=4)


def test_an_answer_that_comes_late_to_the_log_reopens_no_day(stocked: Database) -> None:
    """As those of a mock exam may: they are dated with the moment of saving."""
    practice = answered(answered(enrolled(stocked), 0), 2)
    with transaction(stocked) as db:
        catalogue = get_catalogue(db, "pmp")
        learner = lock_learner(db, practice.learner_id)
        for days in (1, 2, 0):
            version = get_item_version(db, f"pmp-process-1-00{days + 1}", 1)
            row = response_row(
                practice.learner_id,
                item_id=version.item_id,
                position=days + 1,
                mode="mock",
                answered_at=enrolled_at(practice) + timedelta(days=days),
            )
            rows = load_answer_rows(db, practice.learner_id, catalogue, version)
            log_answer(db, learner, row, version, rows, catalogue, None)
            db.flush()
    assert [day.on for day in standings(practice)] == [MONDAY]
    live = standings(answered(practice, 1))
    assert [day.on for day in live] == [MONDAY, MONDAY + timedelta(days=2)]
    with transaction(stocked) as db:
        rebuild_learner(db, practice.learner_id)
    assert standings(practice) == live


def enrolled_at(practice: Practice) -> datetime:
    return practice.now - timedelta(days=2)


def test_after_an_upgrade_earlier_days_are_absent_until_a_rebuild(stocked: Database) -> None:
    practice = answered(answered(enrolled(stocked), 0), 1)
    with transaction(stocked) as db:
        rebuild_learner(db, practice.learner_id)
        row = db.get_one(MasteryRow, (practice.learner_id, "pmp"))
        row.answered_on = None  # as a database has it that is older than the column
        db.flush()
    practice = answered(answered(practice, 1), 1)
    assert [day.on.day for day in standings(practice)] == [23, 25]
    with transaction(stocked) as db:
        rebuild_learner(db, practice.learner_id)
    assert [day.on.day for day in standings(practice)] == [23, 24, 25]


def test_days_are_the_learner_s_own(stocked_sqlite: Database) -> None:
    mine, yours = enrolled(stocked_sqlite), enrolled(stocked_sqlite)
    answered(answered(mine, 0), 1)
    assert len(standings(mine)) == 1
    assert standings(yours) == []
