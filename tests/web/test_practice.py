from datetime import datetime

import pytest
from sqlalchemy import func, select

from prep.storage.database import Database
from prep.storage.practice import QuizItemRow, QuizRow
from tests.sittings import give_answer, serve_quiz
from tests.web.visiting import Visitor, text_of


def served(database: Database, location: str) -> list[str]:
    """The items of the quiz at a path."""
    with database.reader() as db:
        rows = select(QuizItemRow).order_by(QuizItemRow.position)
        quiz_id = location.rpartition("/")[2]
        return [row.item_id for row in db.scalars(rows) if str(row.quiz_id) == quiz_id]


@pytest.fixture
def missed(local_database: Database, learner_id: int, now: datetime) -> list[str]:
    """Two of three answers were wrong; these are the items."""
    ids = ["pmp-people-1-001", "pmp-people-2-001", "pmp-process-1-001"]
    quiz_id = serve_quiz(local_database, learner_id, ids, now=now)
    for position, is_right in enumerate([True, False, False], start=1):
        give_answer(local_database, learner_id, quiz_id, position, is_right=is_right, now=now)
    return ids[1:]


def test_a_quiz_of_missed_items_holds_exactly_those(
    me: Visitor, local_database: Database, missed: list[str]
) -> None:
    response = me.submit("/practice", "/practice", {"status": "missed"})

    assert response.status_code == 303
    assert sorted(served(local_database, response.location)) == missed


@pytest.mark.parametrize(
    ("scope", "prefix"), [("task:people.2", "pmp-people-2-"), ("domain:process", "pmp-process-")]
)
def test_a_scope_narrows_the_quiz(
    me: Visitor, local_database: Database, scope: str, prefix: str
) -> None:
    response = me.submit("/practice", "/practice", {"scope": scope, "count": "5"})

    items = served(local_database, response.location)
    assert len(items) == 5
    assert all(item.startswith(prefix) for item in items)


@pytest.mark.parametrize(
    ("query", "scope"),
    [("?task=people.2", "task:people.2"), ("?domain=process", "domain:process"), ("", "")],
)
def test_the_address_preselects_the_scope(me: Visitor, query: str, scope: str) -> None:
    assert me.form("/practice" + query, "/practice").fields["scope"] == [scope]


def test_a_quiz_sent_twice_is_started_once(me: Visitor, local_database: Database) -> None:
    form = me.form("/practice", "/practice")

    assert me.post("/practice", form.fields).location == me.post("/practice", form.fields).location
    assert quiz_count(local_database) == 1


@pytest.mark.parametrize(
    ("field", "value", "target"),
    [
        ("scope", "task:people.99", "scope"),
        ("scope", "domain:nowhere", "scope"),
        ("status", "boring", "status"),
        ("status", "bookmarked", "status"),
        ("count", "0", "count"),
        ("count", "61", "count"),
        ("count", "-3", "count"),
        ("count", "a few", "count"),
        ("feedback", "never", "feedback"),
    ],
)
def test_wrong_input_names_the_field_and_starts_nothing(
    me: Visitor, local_database: Database, field: str, value: str, target: str
) -> None:
    response = me.submit("/practice", "/practice", {field: value})

    assert response.status_code == 422
    assert f'href="#{target}"' in response.text
    assert f'id="{target}-error"' in response.text
    assert quiz_count(local_database) == 0


def test_what_was_chosen_is_kept_beside_the_error(me: Visitor) -> None:
    wrong = {"scope": "task:people.2", "status": "unseen", "count": "0", "feedback": "end"}

    page = me.submit("/practice", "/practice", wrong).text

    assert '<option value="task:people.2" selected>' in page
    assert page.count(" checked>") == 2
    assert 'value="0"' in page


def test_open_quizzes_can_be_resumed_from_here(me: Visitor) -> None:
    quiz = me.submit("/practice", "/practice").location

    assert f'href="{quiz}"' in me.get("/practice").text
    assert "0 of 10 answered" in text_of(me.get("/practice").text)


def test_before_set_up_it_leads_there(newcomer: Visitor) -> None:
    assert newcomer.get("/practice").location == "/setup"


def test_strangers_are_sent_to_log_in(anonymous: Visitor) -> None:
    assert anonymous.get("/practice").location == "/account/login?next=/practice"


def test_a_form_without_its_token_is_refused(me: Visitor) -> None:
    assert me.post("/practice", {"count": "5"}).status_code == 400


def test_wrong_methods_are_refused(me: Visitor) -> None:
    assert me.client.delete("/practice", base_url=me.base_url).status_code in (400, 405)


def quiz_count(database: Database) -> int:
    with database.reader() as db:
        return db.scalar(select(func.count()).select_from(QuizRow)) or 0
