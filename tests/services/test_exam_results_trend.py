"""Two mock exams or more on the scale of one typical form."""

import pytest

from prep.services.exam_results.trend import LEAST_QUESTIONS, ExamTrend, exam_trend
from prep.storage.database import Database
from tests.examining import Candidate, begun
from tests.factories import MONDAY_NOON
from tests.practising import Practice, enrolled


@pytest.fixture
def learner(stocked: Database) -> Practice:
    """Somebody who sits mock exams."""
    return enrolled(stocked)


def sat(learner: Practice, right: int, *, days: int = 0, questions: int = 40) -> Candidate:
    """An exam of the first questions of the bank, handed in with so many right."""
    now = learner.later(days=days).now
    form = {"sizes": (questions,)}
    candidate = begun(learner.database, learner.learner_id, now=now, form=form)
    for position in range(1, right + 1):
        candidate.answer(position)
    candidate.submit()
    return candidate


def trend_of(learner: Practice) -> ExamTrend | None:
    with learner.database.reader() as db:
        return exam_trend(db, learner.learner_id, "pmp", now=MONDAY_NOON)


def test_it_works(learner: Practice) -> None:
    first = sat(learner, 12)
    second = sat(learner, 36, days=7)

    trend = trend_of(learner)

    assert trend is not None
    assert [point.id for point in trend.points] == [first.attempt_id, second.attempt_id]
    assert [point.score for point in trend.points] == [0.3, 0.9]
    before, after = trend.points
    assert before.low < before.expected < before.high < after.low < after.expected < after.high
    points = round(after.expected * 100) - round(before.expected * 100)
    assert trend.summary == (
        f"From the first to the latest: {points} points more. That is more than chance makes "
        "likely."
    )


def test_one_exam_makes_no_trend(learner: Practice) -> None:
    sat(learner, 12)
    assert trend_of(learner) is None


def test_an_open_exam_is_not_in_it(learner: Practice) -> None:
    sat(learner, 12)
    later = learner.later(days=1).now
    begun(learner.database, learner.learner_id, now=later, form={"sizes": (40,)})
    assert trend_of(learner) is None


def test_short_exams_are_left_out(learner: Practice) -> None:
    sat(learner, 12)
    sat(learner, 12, days=1, questions=LEAST_QUESTIONS - 1)
    assert trend_of(learner) is None


def test_exams_of_somebody_else_are_left_out(learner: Practice) -> None:
    sat(learner, 12)
    sat(enrolled(learner.database), 20)
    assert trend_of(learner) is None


def test_a_small_difference_can_be_chance(learner: Practice) -> None:
    sat(learner, 24)
    sat(learner, 25, days=7)
    trend = trend_of(learner)
    assert trend is not None
    assert "Chance alone can make" in trend.summary or "no difference" in trend.summary


def test_less_is_said_as_plainly_as_more(learner: Practice) -> None:
    sat(learner, 36)
    sat(learner, 12, days=7)
    trend = trend_of(learner)
    assert trend is not None
    assert "points less" in trend.summary
