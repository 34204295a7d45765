"""The page of mock exams, and starting one. For the day of the next: `test_exams_day`."""

from dataclasses import replace
from datetime import timedelta
from uuid import UUID, uuid4

import pytest

from prep.learning.assembly import outline
from prep.services.custom_quizzes import Status
from prep.storage.database import Database, transaction
from prep.storage.exams import AttemptRow, list_attempts
from prep.storage.forecasts import find_forecast
from tests.examining import begun, stored_form
from tests.factories import MONDAY_NOON
from tests.practising import Practice
from tests.web.sitting import Hands, Room, counted_statements
from tests.web.visiting import Visitor, forms_in, text_of


@pytest.fixture(autouse=True)
def shipped(local_database: Database) -> None:
    """A form that ships."""
    with transaction(local_database) as db:
        stored_form(db, name="a")


@pytest.fixture
def visitor(room_app, learner_id: int) -> Visitor:
    """The learner, with no exam open."""
    return Visitor(room_app.test_client())


def attempts(database: Database, learner_id: int) -> list[AttemptRow]:
    with database.reader() as db:
        return list_attempts(db, learner_id, "pmp")


def test_it_works(visitor: Visitor, local_database: Database, learner_id: int) -> None:
    assert visitor.get("/mock").status_code == 200

    response = visitor.submit(
        "/mock/start?kind=full", "/mock/start", {"extra_time": "1.5", "target": "75"}
    )

    (row,) = attempts(local_database, learner_id)
    assert (response.status_code, response.location) == (303, f"/mock/{row.id}/")
    assert (row.extra_time, row.target) == (1.5, 0.75)
    with local_database.reader() as db:
        assert find_forecast(db, learner_id, row.id)
    assert visitor.get(response.location).location == f"/mock/{row.id}/1"
    assert text_of(visitor.get("/mock").text).count("Full mock exam is open") == 1


def test_sent_twice_it_starts_once(
    visitor: Visitor, local_database: Database, learner_id: int
) -> None:
    form = visitor.form("/mock/start?kind=full", "/mock/start")
    first, second = (visitor.post("/mock/start", {**form.fields}) for _ in range(2))
    assert first.location == second.location
    assert len(attempts(local_database, learner_id)) == 1


def test_while_one_is_open_every_way_leads_to_it(room: Room) -> None:
    before = room.visitor.get("/mock/start?kind=full")
    fields = {"csrf_token": room.token, "attempt_id": str(uuid4()), "kind": "full"}
    started = room.visitor.post("/mock/start", {**fields, "extra_time": "1.0"})
    assert before.location == started.location == f"{room.base}/"


def test_an_exam_whose_time_is_up_is_handed_in_before_another_starts(
    room: Room, hands: Hands, local_database: Database, learner_id: int
) -> None:
    hands.on(hours=3)
    fields = {"csrf_token": room.token, "attempt_id": str(uuid4()), "kind": "full"}
    started = room.visitor.post("/mock/start", {**fields, "extra_time": "1.0"})
    assert UUID(started.location.split("/")[2]) != room.candidate.attempt_id
    newest, oldest = attempts(local_database, learner_id)
    assert (newest.submitted_by, oldest.submitted_by) == (None, "deadline")


def test_the_page_hands_in_what_is_overdue(room: Room, hands: Hands) -> None:
    hands.on(hours=3)
    page = text_of(room.visitor.get("/mock").text)
    assert "is open" not in page
    assert "handed in when time was up" in page
    assert room.candidate.row().submitted_by == "deadline"


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"extra_time": "3.0"}, "extra_time"),
        ({"extra_time": "nan"}, "extra_time"),
        ({"target": "high"}, "target"),
        ({"target": "0"}, "target"),
        ({"target": "101"}, "target"),
        ({"target": "9" * 400}, "target"),
        ({"attempt_id": "7"}, "attempt_id"),
    ],
)
def test_wrong_input_names_the_field_and_starts_nothing(
    visitor: Visitor,
    local_database: Database,
    learner_id: int,
    changes: dict[str, str],
    field: str,
) -> None:
    response = visitor.submit("/mock/start?kind=full", "/mock/start", {**changes})
    assert response.status_code == 422
    if field != "attempt_id":
        assert f'href="#{field}"' in response.text
    assert attempts(local_database, learner_id) == []


def test_a_target_is_filled_in_again_until_its_field_is_emptied(
    visitor: Visitor, local_database: Database, learner_id: int
) -> None:
    def offered() -> list[str]:
        return visitor.form("/mock/start?kind=full", "/mock/start").fields["target"]

    assert offered() == [""]
    begun(local_database, learner_id, target=0.72, submitted_at=MONDAY_NOON, submitted_by="learner")
    assert offered() == ["72"]
    sent = {"target": "", "extra_time": "3.0"}
    refused = visitor.submit("/mock/start?kind=full", "/mock/start", sent)
    assert forms_in(refused.text)["/mock/start"].fields["target"] == [""]
    assert offered() == ["72"]
    later = MONDAY_NOON + timedelta(days=1)
    begun(local_database, learner_id, now=later, submitted_at=later, submitted_by="learner")
    assert offered() == [""]


def test_what_a_forecast_lacks_is_said_before_the_exam(
    visitor: Visitor, mine: Practice, hands: Hands
) -> None:
    page = visitor.get("/mock/start?kind=full").text
    assert "too early for a forecast, after no first answers. About 30 more" in text_of(page)
    assert 'href="/practice?status=unseen"' in page
    for _ in range(4):
        mine.complete(mine.custom(count=10, status=Status.UNSEEN))
        mine, _ = mine.later(days=2), hands.on(days=2)
    page = visitor.get("/mock/start?kind=full").text
    assert "forecast" not in text_of(page)
    assert "Practise new questions" not in page


def test_before_an_exam_of_a_domain_its_questions_are_offered(
    visitor: Visitor, local_database: Database
) -> None:
    with transaction(local_database) as db:
        stored_form(db, kind="domain:people", name="p")
    page = visitor.get("/mock/start?kind=domain:people").text
    assert 'href="/practice?scope=domain:people&amp;status=unseen"' in page
    offered = visitor.get("/practice?scope=domain:people&status=unseen").text
    assert 'value="domain:people" selected' in offered


def test_the_page_before_an_exam_takes_as_many_statements_whatever_was_practised(
    visitor: Visitor, mine: Practice, local_database: Database
) -> None:
    sent = []
    visitor.get("/mock/start?kind=full")
    for _ in range(2):
        with counted_statements(local_database) as statements:
            visitor.get("/mock/start?kind=full")
        sent.append(len(statements))
        mine.complete(mine.custom(count=10))
    assert sent[1] <= sent[0] <= 16, statements


def test_a_kind_that_is_none_is_unknown(visitor: Visitor) -> None:
    assert visitor.get("/mock/start?kind=double").status_code == 404
    fields = {"csrf_token": visitor.token("/practice"), "attempt_id": str(uuid4())}
    response = visitor.post("/mock/start", {**fields, "kind": "double", "extra_time": "1.0"})
    assert response.status_code == 404


def test_a_pool_that_is_too_small_says_what_lacks(
    visitor: Visitor, local_database: Database, learner_id: int
) -> None:
    assert "Not possible: too few questions are new to you" in text_of(visitor.get("/mock").text)
    fields = {"csrf_token": visitor.token("/practice"), "attempt_id": str(uuid4())}
    response = visitor.post("/mock/start", {**fields, "kind": "half", "extra_time": "1.0"})
    assert response.status_code == 409
    assert "not enough questions" in text_of(response.text)
    assert attempts(local_database, learner_id) == []


@pytest.mark.parametrize(("is_published", "times"), [(True, 0), (False, 1)])
def test_sizes_are_called_an_estimate_where_those_of_the_full_exam_are(
    visitor: Visitor, monkeypatch: pytest.MonkeyPatch, *, is_published: bool, times: int
) -> None:
    found = outline._sections
    monkeypatch.setattr(
        outline,
        "_sections",
        lambda *of: tuple(replace(one, is_size_published=is_published) for one in found(*of)),
    )
    assert text_of(visitor.get("/mock").text).count("the sizes are our estimate") == times


def test_a_form_without_the_token_starts_nothing(
    visitor: Visitor, local_database: Database, learner_id: int
) -> None:
    fields = {"attempt_id": str(uuid4()), "kind": "full", "extra_time": "1.0"}
    assert visitor.post("/mock/start", {**fields}).status_code == 400
    assert attempts(local_database, learner_id) == []


@pytest.mark.parametrize("path", ["/mock", "/mock/start"])
def test_strangers_are_asked_to_log_in(anonymous: Visitor, path: str) -> None:
    assert anonymous.get(path).location.startswith("/account/login")


def test_set_up_comes_first(newcomer: Visitor) -> None:
    assert newcomer.get("/mock").location.startswith("/setup")


def test_the_exams_of_others_are_not_listed(
    other: Visitor, owner_id: int, server_database: Database
) -> None:
    begun(server_database, owner_id)
    page = other.get("/mock")
    assert page.status_code in (200, 302, 303)
    assert "is open" not in page.text


@pytest.mark.parametrize(("method", "path"), [("POST", "/mock"), ("DELETE", "/mock/start")])
def test_other_methods_are_refused(visitor: Visitor, method: str, path: str) -> None:
    response = visitor.client.open(
        path,
        method=method,
        base_url=visitor.base_url,
        headers={
            "Referer": visitor.base_url + "/",
            "X-CSRFToken": visitor.token("/practice"),
        },
    )
    assert response.status_code == 405
