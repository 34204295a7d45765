"""Two dates side by side: stored days and now, and nothing made of noise."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from prep.errors import InvalidInput
from prep.learning.composites import Mastery
from prep.services.catalogue import get_catalogue
from prep.services.dashboard.comparing import Comparison, change_of, compare, course_of
from prep.services.dashboard.sentences import chance_sentence, change_words, comparison_sentence
from prep.services.learners import get_learner_view
from prep.services.progress import get_dashboard
from prep.storage.database import Database
from tests.practising import Practice, enrolled

MONDAY = date(2026, 11, 23)


def compared(practice: Practice, before: date, after: date) -> Comparison | None:
    with practice.database.reader() as db:
        learner = get_learner_view(db, practice.learner_id)
        return compare(db, learner, "pmp", before, after, now=practice.now)


def practised(practice: Practice, days: int, *, is_correct: bool) -> Practice:
    later = practice.later(days=days)
    quiz = later.custom(task_id="people.1", count=10)
    for position in range(1, 11):
        later.answer(quiz.id, position, is_correct=is_correct)
    return later


def test_a_newcomer_has_nothing_to_compare(stocked_sqlite: Database) -> None:
    practice = enrolled(stocked_sqlite)
    assert compared(practice, MONDAY - timedelta(days=30), MONDAY) is None


def test_now_is_what_the_dashboard_shows(stocked_sqlite: Database) -> None:
    practice = practised(enrolled(stocked_sqlite), 0, is_correct=False)
    practice = practised(practice, 10, is_correct=True)
    found = compared(practice, MONDAY, MONDAY + timedelta(days=10))
    with stocked_sqlite.reader() as db:
        shown = get_dashboard(db, practice.learner_id, "pmp", now=practice.now)
    assert found
    assert (found.before_on, found.after_on, found.is_now) == (MONDAY, practice.now.date(), True)
    assert found.overall.after == shown.overall
    lines = [task for domain in found.domains for task in domain.tasks]
    assert [line.after for line in lines] == [task.mastery for task in shown.tasks]
    assert [line.is_measured for line in lines] == [task.is_measured for task in shown.tasks]
    people = lines[0]
    assert people.before.share < 0.35
    assert people.before.responses == 10
    assert people.change
    assert people.change.share_change == people.after.share - people.before.share > 0.2
    untouched = lines[-1]
    assert (untouched.change, untouched.was_measured) == (None, False)


def test_a_date_stands_for_the_last_day_with_answers_before_it(stocked_sqlite: Database) -> None:
    practice = practised(enrolled(stocked_sqlite), 0, is_correct=True)
    practice = practised(practised(practice, 5, is_correct=True), 5, is_correct=False)
    found = compared(practice, MONDAY + timedelta(days=3), MONDAY + timedelta(days=7))
    assert found
    assert (found.before_on, found.after_on) == (MONDAY, MONDAY + timedelta(days=5))
    assert not found.is_now
    assert compared(practice, MONDAY + timedelta(days=6), MONDAY + timedelta(days=7)) is None
    early = compared(practice, date(2020, 1, 1), MONDAY + timedelta(days=10))
    assert early
    assert early.before_on == MONDAY


@pytest.mark.parametrize(
    ("before", "after", "field"),
    [
        (MONDAY, MONDAY, "before"),
        (MONDAY, MONDAY - timedelta(days=1), "before"),
        (MONDAY, MONDAY + timedelta(days=1), "after"),
    ],
)
def test_dates_in_the_wrong_order_or_to_come_are_refused(
    stocked_sqlite: Database, before: date, after: date, field: str
) -> None:
    with pytest.raises(InvalidInput) as caught:
        compared(enrolled(stocked_sqlite), before, after)
    assert caught.value.field == field


def test_a_course_has_a_point_a_week_and_ends_now(stocked_sqlite: Database) -> None:
    practice = enrolled(stocked_sqlite)
    for days in (0, 1, 7):
        practice = practised(practice, days, is_correct=True)
    with stocked_sqlite.reader() as db:
        catalogue = get_catalogue(db, "pmp")
        live = get_dashboard(db, practice.learner_id, "pmp", now=practice.now).tasks[0].mastery
        course = course_of(db, practice.learner_id, catalogue, "people.1", live, now=practice.now)
    assert [on for on, _ in course.points] == [MONDAY + timedelta(days=n) for n in (1, 8)]
    assert course.points[-1][1] == live


def test_the_day_is_the_learner_s_own_even_where_utc_is_ahead(stocked_sqlite: Database) -> None:
    practice = practised(enrolled(stocked_sqlite), 0, is_correct=True)
    late = replace(practice, now=datetime(2026, 11, 25, 1, tzinfo=UTC))
    quiz = late.custom(count=5)
    late.answer(quiz.id, 1)
    with stocked_sqlite.reader() as db:
        learner = replace(get_learner_view(db, late.learner_id), time_zone="America/New_York")
        found = compare(db, learner, "pmp", MONDAY, MONDAY + timedelta(days=1), now=late.now)
    assert found
    assert found.is_now
    assert found.overall.after.responses == 11


def mastery(share: float, half: float, responses: int = 20) -> Mastery:
    return Mastery(share, share - half, share + half, responses)


def test_what_is_not_measured_has_no_change() -> None:
    few, many = mastery(0.5, 0.2, 7), mastery(0.7, 0.1, 30)
    assert change_of(few, many, 20) is None
    assert change_of(None, many, 20) is None
    assert change_of(mastery(0.5, 0.2, 5), many, 5)  # as many as the bank has


def test_sentences_sell_no_noise_as_progress() -> None:
    rise = change_of(mastery(0.4, 0.05), mastery(0.6, 0.05), 20)
    fall = change_of(mastery(0.6, 0.05), mastery(0.4, 0.05), 20)
    noise = change_of(mastery(0.5, 0.2), mastery(0.53, 0.2), 20)
    same = change_of(mastery(0.5, 0.2), mastery(0.5, 0.2), 20)
    assert rise
    assert fall
    assert noise
    assert same
    assert change_words(rise) == "up 20 ± 5"
    assert change_words(fall) == "down 20 ± 5"
    assert change_words(noise) == "no clear change (+3 ± 20)"
    assert change_words(same) == "no clear change (0 ± 20)"
    assert "20 points higher" in comparison_sentence(rise, is_now=True)
    assert "more than noise explains" in comparison_sentence(rise, is_now=True)
    assert "20 points lower" in comparison_sentence(fall, is_now=True)
    assert "inside the noise" in comparison_sentence(noise, is_now=True)
    assert "where it was" in comparison_sentence(same, is_now=True)
    assert "More first answers would tell" in comparison_sentence(noise, is_now=True)
    assert "would tell" not in comparison_sentence(noise, is_now=False)  # the past stays as it is
    assert "too few answers" in comparison_sentence(None, is_now=True)
    assert chance_sentence(0) == ""
    assert "of 30 rows, about 3" in chance_sentence(30)
    assert "of 1 row, about 1" in chance_sentence(1)
