from datetime import datetime
from uuid import UUID

from sqlalchemy import update

from prep.storage.database import Database, transaction
from prep.storage.practice import QuizRow
from tests.sittings import give_answer, serve_quiz
from tests.web.visiting import Visitor, text_of


def test_it_offers_todays_quiz_and_the_days_to_the_exam(me: Visitor) -> None:
    response = me.get("/today")

    assert response.status_code == 200
    text = text_of(response.text)
    assert "10 questions, about 15 minutes" in text
    assert "42 days to 4 January 2027" in text


def test_a_start_leads_to_the_first_question(me: Visitor) -> None:
    response = me.submit("/today", "/today/start")

    assert response.status_code == 303
    question = me.get(response.location, follow_redirects=True)
    assert "Question 1 of 10" in text_of(question.text)


def test_a_start_sent_twice_makes_one_quiz(me: Visitor) -> None:
    form = me.form("/today", "/today/start")

    first = me.post("/today/start", form.fields)
    again = me.post("/today/start", form.fields)

    assert first.location == again.location


def test_an_open_quiz_is_offered_instead_of_another(
    me: Visitor, local_database: Database, learner_id: int, now: datetime
) -> None:
    quiz = me.submit("/today", "/today/start").location
    give_answer(
        local_database, learner_id, UUID(quiz.rpartition("/")[2]), 1, is_right=True, now=now
    )

    page = me.get("/today").text

    assert f'href="{quiz}"' in page
    assert "9 of 10 questions left" in text_of(page)
    assert "Start quiz" not in page


def test_an_open_diagnostic_goes_first_and_todays_quiz_can_still_be_started(
    me: Visitor, local_database: Database, learner_id: int, now: datetime
) -> None:
    quiz_id = serve_quiz(local_database, learner_id, ["pmp-people-1-001"], now=now)
    with transaction(local_database) as db:
        db.execute(update(QuizRow).values(kind="diagnostic"))

    page = me.get("/today")

    text = text_of(page.text)
    assert text.index("The diagnostic is open") < text.index("Today’s quiz · 10 questions")
    assert f'<a class="button button--primary" href="/quiz/{quiz_id}"' in page.text
    assert me.submit("/today", "/today/start").status_code == 303
    text = text_of(me.get("/today").text)
    assert text.index("The diagnostic is open") < text.index("Today’s quiz is open")


def test_an_open_quiz_of_another_kind_can_be_resumed(
    me: Visitor, local_database: Database, learner_id: int, now: datetime
) -> None:
    quiz_id = serve_quiz(local_database, learner_id, ["pmp-people-1-001"], now=now)

    assert f'href="/quiz/{quiz_id}"' in me.get("/today").text


def test_after_answers_it_names_the_weakest_tasks(
    me: Visitor, local_database: Database, learner_id: int, now: datetime
) -> None:
    quiz_id = serve_quiz(local_database, learner_id, ["pmp-people-1-001"], now=now)
    give_answer(local_database, learner_id, quiz_id, 1, is_right=False, now=now)

    page = me.get("/today").text

    assert "too early to say (1 answer)" in text_of(page)
    assert "/practice?task=people.1" in page


def test_a_start_without_an_id_is_refused(me: Visitor) -> None:
    response = me.submit("/today", "/today/start", {"quiz_id": ""})

    assert response.status_code == 422
    assert "Start quiz" in me.get("/today").text


def test_before_set_up_it_leads_there(newcomer: Visitor) -> None:
    assert newcomer.get("/today").location == "/setup"


def test_strangers_are_sent_to_log_in(anonymous: Visitor) -> None:
    assert anonymous.get("/today").location == "/account/login?next=/today"


def test_a_start_without_its_token_is_refused(me: Visitor) -> None:
    assert me.post("/today/start").status_code == 400


def test_a_start_by_address_is_refused(me: Visitor) -> None:
    assert me.get("/today/start").status_code == 405


def test_others_have_their_own_day(owner: Visitor, other: Visitor) -> None:
    quiz = owner.submit("/today", "/today/start").location

    assert other.get("/today").location == "/setup"
    assert other.get(quiz).status_code == 404


def test_an_idea_missed_again_and_again_is_offered_another_way(
    me: Visitor, local_database: Database, learner_id: int, now: datetime
) -> None:
    item_ids = [f"pmp-people-1-00{number}" for number in range(1, 5)]
    quiz_id = serve_quiz(local_database, learner_id, item_ids, now=now)
    for position in range(1, 5):
        assert "Try these another way" not in me.get("/today").text
        give_answer(local_database, learner_id, quiz_id, position, is_right=False, now=now)

    page = me.get("/today").text

    assert "The idea of people.1 Missed 4 times in 4 answers" in text_of(page)
    assert 'href="/library/pmp-people-1-idea"' in page
    assert 'href="/practice?task=people.1"' in page
    feedback = me.get(f"/quiz/{quiz_id}/4").text
    assert feedback.index("Take a minute for its lesson") < feedback.index("The principle")
    assert '<details class="disclosure" open>' in feedback
