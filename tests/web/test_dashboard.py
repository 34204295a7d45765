import re
from datetime import datetime

import pytest

from prep.storage.database import Database
from tests.sittings import give_answer, serve_quiz
from tests.web.visiting import Visitor, text_of

TASKS = ("people.1", "people.2", "process.1")
PEOPLE = [f"pmp-people-1{concept}-00{n}" for concept in ("", "-b") for n in range(1, 6)]


@pytest.fixture
def measured(local_database: Database, learner_id: int, now: datetime) -> None:
    """Ten answers on one task: enough for a figure there."""
    quiz_id = serve_quiz(local_database, learner_id, PEOPLE, now=now)
    for position in range(1, len(PEOPLE) + 1):
        give_answer(
            local_database, learner_id, quiz_id, position, is_right=position % 2 == 0, now=now
        )


def answers_by_task(page: str) -> dict[str, int]:
    rows = re.findall(r'id="task-([^"]+)" data-responses="(\d+)"', page)
    return {task: int(count) for task, count in rows}


def test_before_any_answer_it_teaches_and_offers_the_diagnostic(me: Visitor) -> None:
    response = me.get("/dashboard")

    assert response.status_code == 200
    assert "Nothing measured yet" in response.text
    assert answers_by_task(response.text) == dict.fromkeys(TASKS, 0)


@pytest.mark.usefixtures("measured")
def test_a_figure_comes_with_its_interval_and_count(me: Visitor) -> None:
    page = me.get("/dashboard").text

    assert re.search(r"\d+ % ± \d+ · 10.answers", text_of(page))
    assert "too early to say (0 answers)" in text_of(page).replace("\xa0", " ")
    assert answers_by_task(page) == {"people.1": 10, "people.2": 0, "process.1": 0}


@pytest.mark.usefixtures("measured")
def test_a_row_says_what_was_seen_and_leads_to_a_drill(me: Visitor) -> None:
    page = me.get("/dashboard").text

    assert "10 of 20 questions seen" in text_of(page)
    assert "last seen today" in text_of(page)
    assert 'href="/practice?task=people.1"' in page


@pytest.mark.usefixtures("measured")
def test_the_chart_has_a_title_and_a_table_beside_it(me: Visitor) -> None:
    page = me.get("/dashboard").text

    assert "<svg" in page
    assert re.search(r"<title[^>]*>\S", page.partition("<svg")[2])
    assert "Mastery by domain with its 90 % interval" in page


def test_others_see_only_their_own_figures(
    owner: Visitor, owner_id: int, other: Visitor, server_database: Database, now: datetime
) -> None:
    quiz_id = serve_quiz(server_database, owner_id, PEOPLE, now=now)
    give_answer(server_database, owner_id, quiz_id, 1, is_right=True, now=now)

    assert answers_by_task(owner.get("/dashboard").text)["people.1"] == 1
    other.submit("/setup/plan", "/setup/plan", {"certification": "pmp", "job_role": "qa"})
    assert answers_by_task(other.get("/dashboard").text)["people.1"] == 0


def test_before_set_up_it_leads_there(newcomer: Visitor) -> None:
    assert newcomer.get("/dashboard").location == "/setup"


def test_strangers_are_sent_to_log_in(anonymous: Visitor) -> None:
    assert anonymous.get("/dashboard").location == "/account/login?next=/dashboard"


def test_it_cannot_be_posted_to(me: Visitor) -> None:
    response = me.post("/dashboard", {"csrf_token": me.token("/practice")})

    assert response.status_code == 405
