"""The diagnostic's course and its result page: what was learned, and how sure it is."""

import re
from uuid import UUID, uuid4

import pytest

from prep.storage.database import Database
from tests.practising import Practice
from tests.web.visiting import Visitor, forms_in, text_of


@pytest.fixture
def practice(local_database: Database, learner_id: int) -> Practice:
    """The learner of local mode, answering without a browser."""
    return Practice(local_database, learner_id)


@pytest.fixture
def finished(practice: Practice) -> str:
    """The path of a diagnostic answered to its end, rightly."""
    quiz = practice.diagnostic()
    practice.complete(quiz)
    return f"/quiz/{quiz.id}"


def test_the_offer_says_how_long_it_may_be(me: Visitor) -> None:
    text = text_of(me.get("/setup/diagnostic").text)
    assert "At most 25 questions" in text


def test_the_bar_says_that_it_may_end_sooner(me: Visitor) -> None:
    quiz = me.submit("/setup/diagnostic", "/setup/diagnostic").location
    page = me.get(f"{quiz}/1").text
    assert "Question 1, at most 25" in text_of(page)
    assert 'max="25" value="0"' in page


def test_a_daily_quiz_still_counts_to_its_last(me: Visitor, practice: Practice) -> None:
    quiz = practice.daily()
    page = text_of(me.get(f"/quiz/{quiz.id}/1").text)
    assert f"Question 1 of {quiz.length}" in page
    assert "at most" not in page


def test_its_result_says_what_was_learned(me: Visitor, finished: str) -> None:
    response = me.get(f"{finished}/result")
    text = text_of(response.text)
    assert response.status_code == 200
    assert "Diagnostic: 25 of 25 right" in text
    assert "What Prep learned about you" in text
    assert re.search(r"It ended after 25 questions, the most that it asks\.", text)
    assert re.search(r"\d+ % ± \d+ · 25 answers", text)
    assert re.search(r"Least sure is .+: anything from \d+ to \d+ % would fit", text)
    assert "Prep expected about" in text
    assert response.text.count('class="chart chart--') == 2


def test_its_figures_are_those_of_the_dashboard(me: Visitor, finished: str) -> None:
    result, dashboard = (text_of(me.get(p).text) for p in (f"{finished}/result", "/dashboard"))
    figures = re.findall(r"\d+ % ± \d+ · \d+ answers", result)
    assert figures
    assert all(figure in dashboard for figure in figures)


def test_its_next_step_is_todays_quiz(me: Visitor, finished: str) -> None:
    page = me.get(f"{finished}/result").text
    assert page.count("button--primary") == 1
    assert "/today/start" in forms_in(page)
    started = me.submit(f"{finished}/result", "/today/start")
    assert started.status_code == 303
    assert started.location.startswith("/quiz/")


def test_ended_early_it_says_so(me: Visitor, practice: Practice) -> None:
    quiz = practice.diagnostic()
    practice.answer(quiz.id, 1)
    page = f"/quiz/{quiz.id}"
    assert me.submit(f"{page}/2", f"{page}/finish").status_code == 303
    text = text_of(me.get(f"{page}/result").text)
    assert "You ended it after 1 question of at most 25." in text
    assert "too early to say (1 answer)" in text


def test_ended_before_its_first_answer_it_learned_nothing(me: Visitor, practice: Practice) -> None:
    page = f"/quiz/{practice.diagnostic().id}"
    me.submit(f"{page}/1", f"{page}/finish")
    text = text_of(me.get(f"{page}/result").text)
    assert "Nothing was marked" in text
    assert "What Prep learned" not in text


def test_there_is_no_result_before_the_end(me: Visitor, practice: Practice) -> None:
    assert me.get(f"/quiz/{practice.diagnostic().id}/result").status_code == 404


def test_other_quizzes_have_the_result_that_they_had(me: Visitor, practice: Practice) -> None:
    quiz = practice.custom(count=3)
    practice.complete(quiz)
    text = text_of(me.get(f"/quiz/{quiz.id}/result").text)
    assert "What Prep learned" not in text
    assert "A single quiz says little" in text


def test_it_is_nobody_elses(
    owner: Visitor, owner_id: int, other: Visitor, server_database: Database
) -> None:
    mine = Practice(server_database, owner_id)
    quiz = mine.diagnostic()
    mine.complete(quiz)
    assert owner.get(f"/quiz/{quiz.id}/result").status_code == 200
    assert other.get(f"/quiz/{quiz.id}/result").status_code == 404


@pytest.mark.parametrize("quiz", [UUID(int=0), uuid4(), "seven"])
def test_an_unknown_one_has_no_result(me: Visitor, quiz: object) -> None:
    assert me.get(f"/quiz/{quiz}/result").status_code == 404


def test_strangers_are_sent_to_log_in(anonymous: Visitor) -> None:
    path = f"/quiz/{UUID(int=0)}/result"
    response = anonymous.get(path)
    assert response.status_code == 303
    assert response.location.startswith("/account/login")


def test_a_result_is_only_read(me: Visitor, finished: str) -> None:
    token = {"csrf_token": me.token("/setup/plan")}
    assert me.post(f"{finished}/result", token).status_code == 405
