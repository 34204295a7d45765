"""Starting a mock exam: once, on a form, forecast before its first question."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from threading import Barrier
from uuid import UUID, uuid4

import pytest

from prep.errors import Conflict, InvalidInput, ShortPool
from prep.services.exams.listing import find_open, get_exams
from prep.services.exams.starting import WantedExam, start_attempt
from prep.services.exams.views import ExamsView
from prep.services.quizzes import start_daily
from prep.storage.database import Database, transaction
from prep.storage.exams import AttemptRow, list_attempts
from prep.storage.forecasts import find_forecast
from tests.examining import MINUTES, Candidate, begun, stock_exam_bank, stored_form
from tests.practising import Practice, enrolled, random_history

WANTED = WantedExam(kind="full", extra_time=1.0, target=None)


@pytest.fixture
def practice(stocked: Database) -> Practice:
    """A learner, and a form that ships."""
    with transaction(stocked) as db:
        stored_form(db, name="a")
    return enrolled(stocked)


def start(practice: Practice, wanted: WantedExam = WANTED, attempt_id: UUID | None = None) -> UUID:
    """Start an exam."""
    with transaction(practice.database) as db:
        return start_attempt(
            db,
            practice.learner_id,
            "pmp",
            wanted,
            attempt_id=attempt_id or uuid4(),
            now=practice.now,
        )


def candidate(practice: Practice, attempt_id: UUID) -> Candidate:
    return Candidate(practice.database, practice.learner_id, attempt_id, practice.now)


def attempts(practice: Practice) -> list[AttemptRow]:
    with practice.database.reader() as db:
        return list_attempts(db, practice.learner_id, "pmp")


def test_a_quiz_and_an_exam_never_share_an_id(practice: Practice) -> None:
    def daily(quiz_id: UUID) -> None:
        today, now = practice.now.date(), practice.now
        with transaction(practice.database) as db:
            start_daily(db, practice.learner_id, "pmp", quiz_id=quiz_id, today=today, now=now)

    exam_id = start(practice)
    with pytest.raises(Conflict, match="old"):
        daily(exam_id)
    daily(quiz_id := uuid4())
    candidate(practice, exam_id).submit()
    with pytest.raises(Conflict, match="old"):
        start(practice, attempt_id=quiz_id)


def test_it_works(practice: Practice) -> None:
    attempt_id = uuid4()

    assert start(practice, replace(WANTED, target=0.75), attempt_id) == attempt_id

    (row,) = attempts(practice)
    assert (row.id, row.extra_time, row.target) == (attempt_id, 1.0, 0.75)
    assert (row.started_at, row.section, row.break_ends_at) == (practice.now, 0, None)
    assert row.deadline_at == practice.now + timedelta(minutes=MINUTES)
    view = candidate(practice, attempt_id).view()
    assert (view.kind_name, view.form_name, view.questions) == ("Full mock exam", "Form A", 15)


def test_a_forecast_is_stored_before_the_first_question(practice: Practice) -> None:
    practice = random_history(practice, seed=4, quizzes=1)
    attempt_id = start(practice, replace(WANTED, target=0.6))
    with practice.database.reader() as db:
        forecast = find_forecast(db, practice.learner_id, attempt_id)
    assert forecast is not None
    assert forecast.made_at == practice.now
    assert forecast.target == 0.6
    assert 0 <= forecast.low <= forecast.expected <= forecast.high <= 1


@pytest.mark.parametrize(("factor", "minutes"), [(1.0, 60), (1.25, 75), (1.5, 90), (2.0, 120)])
def test_extra_time_moves_the_deadline(practice: Practice, factor: float, minutes: int) -> None:
    start(practice, replace(WANTED, extra_time=factor))
    (row,) = attempts(practice)
    assert row.deadline_at == practice.now + timedelta(minutes=minutes)


def test_extra_time_does_not_lengthen_a_break(practice: Practice) -> None:
    found = candidate(practice, start(practice, replace(WANTED, extra_time=2.0)))
    found.leave(1, takes_break=True)
    assert found.view().break_seconds_left == 10 * 60
    assert found.view().seconds_left == 120 * 60


@pytest.mark.parametrize(
    ("wanted", "field"),
    [
        (replace(WANTED, extra_time=0.0), "extra_time"),
        (replace(WANTED, extra_time=3.0), "extra_time"),
        (replace(WANTED, target=0.0), "target"),
        (replace(WANTED, target=1.01), "target"),
        (replace(WANTED, target=-1.0), "target"),
        (replace(WANTED, kind="double"), "kind"),
    ],
)
def test_what_cannot_be_asked_for_is_refused(
    practice: Practice, wanted: WantedExam, field: str
) -> None:
    with pytest.raises(InvalidInput) as refusal:
        start(practice, wanted)
    assert refusal.value.field == field
    assert attempts(practice) == []


def test_sent_twice_it_starts_once(practice: Practice) -> None:
    attempt_id = uuid4()
    assert start(practice, attempt_id=attempt_id) == attempt_id
    assert start(practice.later(minutes=1), attempt_id=attempt_id) == attempt_id
    assert len(attempts(practice)) == 1


def test_while_one_is_open_another_start_leads_to_it(practice: Practice) -> None:
    first = start(practice)
    assert start(practice) == first
    assert len(attempts(practice)) == 1


def test_of_two_starts_at_once_one_wins(practice: Practice) -> None:
    barrier = Barrier(2)

    def begin(_number: int) -> UUID:
        barrier.wait()
        return start(practice)

    with ThreadPoolExecutor(2) as pool:
        first, second = pool.map(begin, range(2))
    assert first == second
    assert len(attempts(practice)) == 1


def test_a_form_is_not_given_twice_and_a_pool_without_another_says_so(
    database: Database, tmp_path: Path
) -> None:
    item_ids = stock_exam_bank(database, tmp_path)
    with transaction(database) as db:
        stored_form(db, name="a", item_ids=item_ids)
    practice = enrolled(database)
    candidate(practice, start(practice)).submit()
    with pytest.raises(ShortPool) as refusal:
        start(practice)
    assert refusal.value.shortages
    assert len(attempts(practice)) == 1


def test_nothing_is_stored_where_the_pool_is_short(stocked: Database) -> None:
    practice = enrolled(stocked)
    with pytest.raises(ShortPool):
        start(practice)
    assert attempts(practice) == []


def test_the_page_lists_what_can_be_sat_what_is_open_and_what_was(
    database: Database, tmp_path: Path
) -> None:
    item_ids = stock_exam_bank(database, tmp_path)
    with transaction(database) as db:
        stored_form(db, name="a", item_ids=item_ids)
    practice = random_history(enrolled(database), seed=4, quizzes=1)
    before = listed(practice)
    assert (before.short_name, before.open_attempt, before.history) == ("PMP", None, ())
    kinds = {kind.kind: kind for kind in before.kinds}
    assert kinds["full"].is_available
    assert not kinds["half"].is_available
    assert kinds["half"].shortages
    assert kinds["full"].sections[0].break_minutes == 10

    found = candidate(practice, start(practice))
    waiting = listed(practice).open_attempt
    assert waiting is not None
    assert waiting.id == found.attempt_id
    found.answer(1)
    found.later(minutes=9).submit()

    after = listed(practice)
    assert after.open_attempt is None
    (past,) = after.history
    assert (past.kind_name, past.form_name, past.questions) == ("Full mock exam", "Form A", 15)
    assert (past.score, past.submitted_by) == (1 / 15, "learner")
    assert past.submitted_at == practice.now + timedelta(minutes=9)
    assert not next(kind for kind in after.kinds if kind.kind == "full").is_available


def listed(practice: Practice) -> ExamsView:
    """The page as it is now."""
    with practice.database.reader() as db:
        return get_exams(db, practice.learner_id, "pmp", now=practice.now)


def test_the_open_attempt_is_found_for_its_learner_only(stocked: Database) -> None:
    practice, other = enrolled(stocked), enrolled(stocked)
    found = begun(stocked, practice.learner_id)
    with stocked.reader() as db:
        assert find_open(db, practice.learner_id, "pmp") == found.attempt_id
        assert find_open(db, other.learner_id, "pmp") is None
        assert find_open(db, practice.learner_id, "capm") is None
