"""What was thought against what was measured: the figures are the dashboard's, the words true."""

from collections.abc import Iterable
from dataclasses import asdict

import pytest

from prep.learning.self_rating import Verdict
from prep.services.progress import get_dashboard
from prep.services.self_assessment import save_ratings
from prep.services.self_comparison import RatedLine, compare_ratings
from prep.storage.database import Database, transaction
from tests.practising import Practice, counted_statements, enrolled, random_history


def rate(practice: Practice, **given: str) -> None:
    with transaction(practice.database) as db:
        save_ratings(db, practice.learner_id, given, now=practice.now)


def compared(practice: Practice) -> dict[str, RatedLine]:
    with practice.database.reader() as db:
        lines = compare_ratings(db, practice.learner_id, "pmp", now=practice.now)
    return {line.question.id: line for line in lines}


def answered(database: Database, tasks: Iterable[str], *, is_correct: bool) -> Practice:
    practice = enrolled(database)
    for task_id in tasks:
        quiz = practice.custom(task_id=task_id, count=20)
        for position in range(1, quiz.length + 1):
            practice.answer(quiz.id, position, is_correct=is_correct)
    return practice


def test_an_exam_that_asks_nothing_of_a_question_has_no_line_for_it(
    stocked_sqlite: Database,
) -> None:
    lines = compared(enrolled(stocked_sqlite))
    assert {name: [task.id for task in line.tasks] for name, line in lines.items()} == {
        "plan": ["process.1"],
        "align": ["people.1", "people.2"],
    }


def test_before_any_rating_and_answer_it_says_so(stocked_sqlite: Database) -> None:
    line = compared(enrolled(stocked_sqlite))["plan"]
    assert (line.rating, line.rated_at, line.verdict) == (None, None, Verdict.UNRATED)
    assert (line.is_measured, line.mastery.responses) == (False, 0)
    assert line.sentence == "You have not rated this yet."


def test_a_rating_without_answers_is_too_early_to_judge(stocked: Database) -> None:
    practice = enrolled(stocked)
    rate(practice, plan="4")
    line = compared(practice)["plan"]
    assert (line.verdict, line.rating_name) == (Verdict.TOO_EARLY, "Hard cases")
    assert "60 to 80 %" in line.sentence
    assert "too early" in line.sentence


@pytest.mark.parametrize(
    ("is_correct", "rating", "expected", "word"),
    [
        (False, "5", Verdict.HIGHER, "higher"),
        (False, "1", Verdict.AGREES, "agree"),
        (True, "1", Verdict.LOWER, "lower"),
        (True, "5", Verdict.AGREES, "agree"),
    ],
)
def test_the_sentence_says_how_the_two_stand(
    stocked_sqlite: Database, is_correct: bool, rating: str, expected: Verdict, word: str
) -> None:
    practice = answered(stocked_sqlite, ["process.1"], is_correct=is_correct)
    rate(practice, plan=rating)
    line = compared(practice)["plan"]
    assert line.is_measured
    assert line.verdict is expected
    assert word in line.sentence


def test_one_task_has_the_figure_of_the_dashboard(stocked: Database) -> None:
    practice = random_history(enrolled(stocked), 3)
    line = compared(practice)["plan"]
    with stocked.reader() as db:
        dashboard = get_dashboard(db, practice.learner_id, "pmp", now=practice.now)
    [task] = [task for task in dashboard.tasks if task.id == "process.1"]
    assert line.mastery is not None
    assert asdict(line.mastery) == pytest.approx(asdict(task.mastery), abs=1e-12)
    assert line.is_measured == task.is_measured


def test_all_tasks_of_a_domain_together_have_the_figure_of_the_domain(stocked: Database) -> None:
    practice = random_history(enrolled(stocked), 3)
    line = compared(practice)["align"]
    with stocked.reader() as db:
        dashboard = get_dashboard(db, practice.learner_id, "pmp", now=practice.now)
    [people] = [domain for domain in dashboard.domains if domain.id == "people"]
    assert line.mastery.responses == people.mastery.responses
    assert line.mastery.share == pytest.approx(people.mastery.share)
    assert line.mastery.half_width == pytest.approx(people.mastery.half_width)
    stakes = {task.id: task.at_stake for task in people.tasks}
    assert stakes[line.weakest.id] == max(stakes.values())


def test_the_statements_are_few_whatever_was_answered(stocked_sqlite: Database) -> None:
    practice = enrolled(stocked_sqlite)
    rate(practice, plan="3")
    for history in (practice, random_history(practice, 4)):
        with (
            counted_statements(stocked_sqlite) as sent,
            stocked_sqlite.reader() as db,
        ):
            compare_ratings(db, history.learner_id, "pmp", now=history.now)
        assert len(sent) <= 3
