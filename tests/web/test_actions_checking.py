from datetime import UTC, datetime
from uuid import UUID

import pytest
from werkzeug.test import TestResponse

from prep.config import Settings
from prep.services.learners import set_time_zone
from prep.services.quizzes import finish_quiz
from prep.storage.actions import list_checks
from prep.storage.banks import get_item_version
from prep.storage.database import Database, transaction
from prep.storage.practice import get_quiz_item
from tests.acting import UNDATED, begin, document, page, plan, sit, sit_all
from tests.practising import Practice
from tests.sittings import right_answer
from tests.web.conftest import MakeLocal
from tests.web.sitting import Hands
from tests.web.visiting import Visitor, text_of


@pytest.fixture
def due(mine: Practice) -> UUID:
    """An action that was documented yesterday; its first check is due."""
    yesterday = mine.later(days=-1)
    action_id = plan(yesterday)
    document(yesterday, action_id, UNDATED)
    with transaction(mine.database) as db:  # Sunday evening was no day of study
        list_checks(db, mine.learner_id, action_id)[0].due_on = mine.now.date()
    return action_id


def start(me: Visitor, action_id: UUID) -> TestResponse:
    address = f"/at-work/{action_id}"
    return me.submit(address, f"{address}/checks/1")


def test_a_due_check_is_begun_by_its_button_and_asks_questions(me: Visitor, due: UUID) -> None:
    response = start(me, due)

    assert response.status_code == 303
    question = me.get(response.location, follow_redirects=True)
    assert "Question 1 of 3" in text_of(question.text)


def test_after_it_the_result_leads_back_to_before_and_after(
    me: Visitor, mine: Practice, due: UUID
) -> None:
    quiz = sit(mine, due, 1)

    result = me.get(f"/quiz/{quiz.id}/result").text

    assert "Check: 3 of 3 right" in text_of(result)
    assert f'href="/at-work/{due}"' in result
    assert "See before and after" in result
    text = text_of(me.get(f"/at-work/{due}").text)
    assert "3 of 3 fresh questions right" in text
    assert "Check 2 of 3 is for" in text


def test_the_result_of_another_quiz_leads_to_no_action(me: Visitor, mine: Practice) -> None:
    quiz = mine.custom(count=1)
    mine.complete(quiz)
    assert "See before and after" not in me.get(f"/quiz/{quiz.id}/result").text


def test_a_question_says_that_it_is_part_of_a_check(me: Visitor, mine: Practice, due: UUID) -> None:
    quiz = begin(mine, due, 1)
    mine.answer(quiz.id, 1)
    assert "It checks what stayed of your work on" in me.get(f"/quiz/{quiz.id}/1").text


def test_before_its_day_it_says_when(me: Visitor, mine: Practice) -> None:
    action_id = plan(mine)
    document(mine, action_id, UNDATED)
    fields = me.form("/today", "/today/start").fields

    response = me.post(f"/at-work/{action_id}/checks/1", fields)

    assert response.status_code == 409
    assert "This check is for Tuesday, 24 November" in text_of(response.text)


def test_a_check_without_an_id_is_refused(me: Visitor, due: UUID) -> None:
    address = f"/at-work/{due}"
    response = me.submit(address, f"{address}/checks/1", {"quiz_id": ""})
    assert response.status_code == 422


def test_somebody_else_s_check_is_not_begun(
    owner: Visitor, other: Visitor, owner_id: int, server_database: Database, now: datetime
) -> None:
    early = Practice(server_database, owner_id, now).later(days=-10)
    action_id = plan(early)
    document(early, action_id, UNDATED)
    address = f"/at-work/{action_id}/checks/1"
    fields = {"csrf_token": other.token("/settings"), "quiz_id": str(UUID(int=7))}

    assert other.post(address, fields).status_code == 404
    assert start(owner, action_id).status_code == 303


def test_there_is_no_fourth_check(me: Visitor, due: UUID) -> None:
    fields = me.form("/today", "/today/start").fields
    assert me.post(f"/at-work/{due}/checks/4", fields).status_code == 404


def test_the_day_begins_in_the_learner_s_time_zone(
    mine: Practice, make_local: MakeLocal, local_settings: Settings, local_database: Database
) -> None:
    action_id = plan(mine)
    document(mine, action_id, UNDATED)  # due on Tuesday
    monday_evening = Hands(datetime(2026, 11, 23, 12, tzinfo=UTC))
    me = Visitor(make_local(local_settings, monday_evening, local_database).test_client())
    assert "is for Tuesday" in text_of(me.get(f"/at-work/{action_id}").text)

    with transaction(local_database) as db:
        set_time_zone(db, mine.learner_id, "Pacific/Auckland")

    assert "Start check" in me.get(f"/at-work/{action_id}").text


def test_once_all_are_done_the_figures_stand_with_a_chart_and_a_table(
    me: Visitor, mine: Practice
) -> None:
    early = mine.later(days=-40)
    early.complete(early.custom(task_id="people.1"))
    action_id = plan(early)
    document(early, action_id, UNDATED)
    sit_all(early, action_id)

    response = me.get(f"/at-work/{action_id}").text

    found = page(mine, action_id).comparison
    assert found is not None
    text = text_of(response)
    assert found.sentence in text
    assert "9 of 9 fresh questions right" in text
    assert response.count('<svg class="chart') == 2  # a wide one and a narrow one
    for standing in (found.before, found.after):
        known = standing.mastery
        figure = f"{round(known.share * 100)} % ± {round(known.half_width * 100)}"
        assert f"{figure} · {known.responses} answers" in text
        between = f"{round(known.low * 100)}–{round(known.high * 100)} %"
        assert f'<td class="num nowrap">{between}</td>' in response


def test_a_check_without_an_answer_says_so_and_claims_nothing(me: Visitor, mine: Practice) -> None:
    early = mine.later(days=-40)
    action_id = plan(early)
    document(early, action_id, UNDATED)
    for number in (1, 2, 3):
        later = early.later(days=10 * number)
        quiz = begin(later, action_id, number)
        with transaction(mine.database) as db:
            finish_quiz(db, mine.learner_id, quiz.id, now=later.now)

    text = text_of(me.get(f"/at-work/{action_id}").text)

    assert "No fresh question was answered in the check" in text
    assert "its checks are over" in text
    assert "would tell" not in text


def test_too_few_answers_draw_no_chart(me: Visitor, mine: Practice, due: UUID) -> None:
    response = me.get(f"/at-work/{due}").text
    assert "too early to say (0 answers)" in text_of(response)
    assert '<svg class="chart' not in response


def test_answers_reach_the_check_through_the_quiz_pages(
    me: Visitor, mine: Practice, due: UUID
) -> None:
    quiz = start(me, due).location
    for position in (1, 2, 3):
        with mine.database.reader() as db:
            served = get_quiz_item(db, mine.learner_id, UUID(quiz.rpartition("/")[2]), position)
            fields = right_answer(get_item_version(db, served.item_id, served.item_version))
        me.submit(f"{quiz}/{position}", f"{quiz}/{position}/answer", dict(fields))

    assert me.get(quiz).location == f"{quiz}/result"
    assert page(mine, due).action.checks[0].is_finished
