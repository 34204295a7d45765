"""What a diagnostic showed: every sentence follows the figures."""

import re
from dataclasses import replace
from datetime import timedelta

import numpy as np
import pytest
from sqlalchemy import update

from prep.learning.composites import Mastery
from prep.learning.diagnostic import MOST_QUESTIONS, PRECISE_ENOUGH, DomainGap, Stop
from prep.services.findings import (
    AIM_POINTS,
    Findings,
    difference_sentences,
    end_sentence,
    get_findings,
    open_sentences,
)
from prep.services.quizzes import finish_quiz
from prep.services.serving import QuizView, quiz_view
from prep.storage.banks import CertificationRow
from prep.storage.calibrations import ItemCalibrationRow
from prep.storage.database import Database, transaction
from prep.storage.practice import get_quiz, list_quiz_items
from tests.practising import Practice, enrolled
from tests.services.test_diagnostics import retire

WIDE, NARROW = Mastery(0.6, 0.4, 0.78, 25), Mastery(0.6, 0.51, 0.69, 25)
NAMES = {"a": "Alpha", "b": "Beta", "c": "Gamma"}


def numbers(sentence: str) -> list[int]:
    """All numbers that a sentence names."""
    return [int(n) for n in re.findall(r"\d+", sentence)]


def quiz_of(practice: Practice) -> QuizView:
    """A diagnostic just started."""
    return practice.diagnostic()


def findings_of(practice: Practice, quiz: QuizView) -> Findings:
    """What its page shows."""
    with practice.database.reader() as db:
        now_so = quiz_view(db, get_quiz(db, practice.learner_id, quiz.id))
        return get_findings(db, practice.learner_id, now_so, now=practice.now)


@pytest.fixture
def quiz(stocked_sqlite: Database) -> QuizView:
    return replace(quiz_of(enrolled(stocked_sqlite)), answered=18)


def test_the_aim_is_what_its_standard_error_comes_to() -> None:
    reach = 1.645 * PRECISE_ENOUGH
    assert round(50 * np.tanh(reach / 2)) == AIM_POINTS


@pytest.mark.parametrize(
    ("stop", "named"),
    [
        (Stop.PRECISE, [18, AIM_POINTS]),
        (Stop.LONGEST, [18, AIM_POINTS, 19]),
        (Stop.USED_UP, [18, AIM_POINTS, 19]),
        (Stop.ENDED, [18, MOST_QUESTIONS, AIM_POINTS, 19]),
    ],
)
def test_why_it_ended(quiz: QuizView, stop: Stop, named: list[int]) -> None:
    assert numbers(end_sentence(stop, quiz, WIDE)) == named


def test_a_figure_that_is_sure_enough_is_not_called_wide(quiz: QuizView) -> None:
    assert numbers(end_sentence(Stop.LONGEST, quiz, NARROW)) == [18]
    assert "narrows" in end_sentence(Stop.LONGEST, quiz, WIDE)


def test_one_question_is_not_called_questions(quiz: QuizView) -> None:
    sentence = end_sentence(Stop.ENDED, replace(quiz, answered=1), WIDE)
    assert "after 1 question of" in sentence


def test_clear_differences_are_told_apart_from_chance() -> None:
    gaps = [DomainGap("a", "c", 0.998), DomainGap("b", "c", 0.951), DomainGap("a", "b", 0.72)]
    first, second, rest = difference_sentences(gaps, NAMES)
    assert first == "You are stronger in Alpha than in Gamma: 99 % sure."
    assert second == "You are stronger in Beta than in Gamma: 95 % sure."
    assert rest.startswith("No other two domains differ")
    assert "Alpha ahead of Beta, 72 % sure" in rest


def test_without_a_clear_difference_none_is_claimed() -> None:
    (only,) = difference_sentences([DomainGap("b", "a", 0.94), DomainGap("c", "a", 0.6)], NAMES)
    assert only.startswith("No two domains differ")
    assert "Beta ahead of Alpha, 94 % sure" in only


def test_one_domain_is_compared_with_nothing() -> None:
    assert difference_sentences([], NAMES) == ()


def test_where_all_differences_are_clear_nothing_is_left_over() -> None:
    assert len(difference_sentences([DomainGap("a", "b", 0.97)], NAMES)) == 1


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_the_sentences_name_the_figures_of_the_dashboard(
    stocked_sqlite: Database, seed: int
) -> None:
    practice = enrolled(stocked_sqlite)
    quiz = quiz_of(practice)
    practice.complete(quiz, rng=np.random.default_rng(seed))
    found = findings_of(practice, quiz)
    overall = found.dashboard.overall
    assert overall.responses == MOST_QUESTIONS
    assert numbers(found.why_ended) == [
        MOST_QUESTIONS,
        AIM_POINTS,
        round(100 * overall.half_width),
    ]
    widest = max(found.dashboard.domains, key=lambda d: d.mastery.half_width).mastery
    assert numbers(found.open_points[0]) == [
        round(100 * widest.low),
        round(100 * widest.high),
        widest.responses,
    ]
    assert numbers(found.open_points[-1]) == [MOST_QUESTIONS, MOST_QUESTIONS]


def test_all_right_in_one_domain_and_wrong_in_the_other_is_a_difference(
    stocked_sqlite: Database,
) -> None:
    practice = enrolled(stocked_sqlite)
    quiz = quiz_of(practice)
    while (position := practice.position(quiz.id)) is not None:
        question = practice.question(quiz.id, position)
        practice.answer(quiz.id, position, is_correct="people" in question.item_id)  # type: ignore[union-attr]
    (first, *_) = findings_of(practice, quiz).differences
    assert re.fullmatch(r"You are stronger in .+ than in .+: (9[5-9]) % sure\.", first)


def test_ended_by_the_learner(stocked_sqlite: Database) -> None:
    practice = enrolled(stocked_sqlite)
    quiz = quiz_of(practice)
    practice.answer(quiz.id, 1)
    with transaction(stocked_sqlite) as db:
        finish_quiz(db, practice.learner_id, quiz.id, now=practice.now)
    found = findings_of(practice, quiz)
    assert found.why_ended.startswith("You ended it after 1 question of at most 25.")
    assert any(re.match(r"\d+ of \d+ tasks ha(s|ve) no answer", s) for s in found.open_points)


def test_ended_because_enough_is_known(
    stocked_sqlite: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    practice = enrolled(stocked_sqlite)
    quiz = quiz_of(practice)
    monkeypatch.setattr("prep.learning.diagnostic.PRECISE_ENOUGH", 2.0)
    practice.answer(quiz.id, 1)
    assert findings_of(practice, quiz).why_ended.startswith(
        f"It ended after 1 question: your overall figure had come within ± {AIM_POINTS}"
    )


def test_ended_because_nothing_was_left(stocked_sqlite: Database) -> None:
    practice = enrolled(stocked_sqlite)
    quiz = quiz_of(practice)
    retire(practice, keep=3)
    practice.complete(quiz)
    assert "there was no new one left" in findings_of(practice, quiz).why_ended


def test_a_calibrated_question_is_not_called_untried(stocked_sqlite: Database) -> None:
    practice = enrolled(stocked_sqlite)
    quiz = quiz_of(practice)
    practice.complete(quiz)
    with transaction(stocked_sqlite) as db:
        one = list_quiz_items(db, practice.learner_id, quiz.id)[0]
        db.add(
            ItemCalibrationRow(
                item_id=one.item_id,
                item_version=one.item_version,
                calibrated_at=practice.now,
                difficulty=0.1,
                difficulty_sd=0.3,
                discrimination=1.0,
                responses=60,
            )
        )
        db.execute(update(CertificationRow).values(calibration_hash="one item"))
    assert numbers(findings_of(practice, quiz).open_points[-1]) == [24, 25]


def test_the_figures_are_those_of_now(stocked_sqlite: Database) -> None:
    practice = enrolled(stocked_sqlite)
    quiz = quiz_of(practice)
    practice.complete(quiz)
    later = replace(practice, now=practice.now + timedelta(days=200))
    before, after = (findings_of(p, quiz).dashboard.overall for p in (practice, later))
    assert after.half_width > before.half_width
    assert after.responses == before.responses


def test_open_points_of_a_domain_without_answers(stocked_sqlite: Database) -> None:
    practice = enrolled(stocked_sqlite)
    quiz = quiz_of(practice)
    practice.answer(quiz.id, 1)
    with transaction(stocked_sqlite) as db:
        finish_quiz(db, practice.learner_id, quiz.id, now=practice.now)
    domains = findings_of(practice, quiz).dashboard.domains
    low, high, count = numbers(open_sentences(domains)[0])
    assert low < high
    assert count == min(d.mastery.responses for d in domains)
