"""The course of a quiz: whose it is, leaving, ending, its result; bookmark, note and report."""

from datetime import datetime
from uuid import UUID, uuid4

import pytest
from sqlalchemy import select

from prep.storage.database import Database
from prep.storage.notes import ItemNoteRow, ProblemReportRow
from prep.storage.practice import list_quiz_responses
from tests.sittings import give_answer, serve_quiz
from tests.web.visiting import Visitor, text_of

ITEMS = ["pmp-people-1-001", "pmp-people-2-001", "pmp-process-1-001"]
POSTS = ("1/answer", "1/bookmark", "1/note", "1/report", "finish")


@pytest.fixture
def quiz_id(local_database: Database, learner_id: int, now: datetime) -> UUID:
    return serve_quiz(local_database, learner_id, ITEMS, now=now)


@pytest.fixture
def quiz(quiz_id: UUID) -> str:
    return f"/quiz/{quiz_id}"


@pytest.fixture
def answered(
    quiz: str, quiz_id: UUID, local_database: Database, learner_id: int, now: datetime
) -> str:
    """The quiz after a right answer to its first question."""
    give_answer(local_database, learner_id, quiz_id, 1, is_right=True, now=now)
    return quiz


def test_resuming_leads_to_the_first_open_question(me: Visitor, answered: str) -> None:
    assert me.get(answered).location == f"{answered}/2"


def test_the_feedback_leads_to_the_next_question(me: Visitor, answered: str) -> None:
    assert f'href="{answered}/2"' in me.get(f"{answered}/1").text


def test_the_last_answer_ends_the_quiz(
    me: Visitor, answered: str, quiz_id: UUID, local_database: Database, learner_id: int,
    now: datetime,
) -> None:  # fmt: skip
    for position in (2, 3):
        give_answer(local_database, learner_id, quiz_id, position, is_right=False, now=now)

    assert me.get(answered).location == f"{answered}/result"
    assert "1 of 3 right" in text_of(me.get(f"{answered}/result").text)


def test_ending_early_keeps_what_was_answered(me: Visitor, answered: str) -> None:
    response = me.submit(f"{answered}/2", f"{answered}/finish")

    assert response.status_code == 303
    assert "1 of 1 right" in text_of(me.get(response.location).text)
    assert me.get(f"{answered}/1").status_code == 200


def test_a_finished_quiz_takes_no_answer(
    me: Visitor, answered: str, local_database: Database, learner_id: int, quiz_id: UUID
) -> None:
    form = me.form(f"{answered}/2", f"{answered}/2/answer")
    me.submit(f"{answered}/2", f"{answered}/finish")

    response = me.post(f"{answered}/2/answer", {**form.fields, "choice": "b"})

    assert response.status_code == 404
    with local_database.reader() as db:
        assert len(list_quiz_responses(db, learner_id, quiz_id)) == 1


def test_a_result_waits_for_the_end(me: Visitor, answered: str) -> None:
    assert me.get(f"{answered}/result").status_code == 404


def test_a_quiz_that_explains_at_the_end_says_nothing_before(
    me: Visitor, local_database: Database, learner_id: int, now: datetime
) -> None:
    ids = ITEMS[:2]
    quiz = f"/quiz/{serve_quiz(local_database, learner_id, ids, now=now, feedback='end')}"

    first = me.submit(f"{quiz}/1", f"{quiz}/1/answer", {"choice": "a"})
    assert me.get(first.location).location == f"{quiz}/2"
    assert "belief" not in me.get(f"{quiz}/1").text
    last = me.submit(f"{quiz}/2", f"{quiz}/2/answer", {"choice": "b"})

    assert "1 of 2 right" in text_of(me.get(last.location, follow_redirects=True).text)
    assert "belief" in me.get(f"{quiz}/1").text


def test_a_bookmark_goes_on_and_off(me: Visitor, quiz: str) -> None:
    for pressed in ("true", "false"):
        response = me.submit(f"{quiz}/1", f"{quiz}/1/bookmark")
        assert response.status_code == 303
        assert f'aria-pressed="{pressed}"' in me.get(f"{quiz}/1").text


def test_a_note_comes_back_as_text(me: Visitor, answered: str) -> None:
    note = "<script>alert(1)</script> & more"

    response = me.submit(f"{answered}/1", f"{answered}/1/note", {"note": note})

    assert response.location == f"{answered}/1#note"
    page = me.get(f"{answered}/1").text
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; more" in page
    assert "<script>alert" not in page


def test_a_report_sent_twice_is_stored_once(
    me: Visitor, answered: str, local_database: Database
) -> None:
    form = me.form(f"{answered}/1", f"{answered}/1/report")
    fields = {**form.fields, "kind": "typo", "text": "Comma missing"}

    assert me.post(f"{answered}/1/report", fields).status_code == 303
    response = me.post(f"{answered}/1/report", fields)

    assert "Thank you" in me.get(response.location).text
    with local_database.reader() as db:
        assert [row.text for row in db.scalars(select(ProblemReportRow))] == ["Comma missing"]


@pytest.mark.parametrize(
    ("action", "fields"),
    [
        ("note", {"note": "x" * 4001}),
        ("report", {"kind": "boring", "text": ""}),
        ("report", {"kind": "other", "text": " "}),
        ("report", {"kind": "typo", "text": "x" * 2001}),
        ("report", {"kind": "typo", "report_id": "7"}),
    ],
)
def test_a_wrong_note_or_report_is_refused(
    me: Visitor, answered: str, local_database: Database, action: str, fields: dict[str, str]
) -> None:
    response = me.submit(f"{answered}/1", f"{answered}/1/{action}", fields)

    assert response.status_code == 422
    with local_database.reader() as db:
        assert db.scalars(select(ItemNoteRow)).all() == []
        assert db.scalars(select(ProblemReportRow)).all() == []


def test_what_does_not_exist_is_not_found(me: Visitor, quiz: str) -> None:
    for path in (f"{quiz}/4", f"{quiz}/0", f"{quiz}/{10**30}", f"/quiz/{uuid4()}", "/quiz/7"):
        assert me.get(path).status_code == 404, path
        assert "There is nothing here" in me.get(path).text


def test_the_quiz_of_somebody_else_looks_like_one_that_does_not_exist(
    owner: Visitor, owner_id: int, other: Visitor, server_database: Database, now: datetime
) -> None:
    own = f"/quiz/{serve_quiz(server_database, owner_id, ITEMS, now=now)}"
    token = {"csrf_token": other.token("/setup/plan")}
    unknown = f"/quiz/{uuid4()}"

    assert owner.get(f"{own}/1").status_code == 200
    for page in ("", "/1", "/result"):
        mine, nobodys = other.get(own + page), other.get(unknown + page)
        assert mine.status_code == nobodys.status_code == 404
        assert without_token(mine.text) == without_token(nobodys.text)
    for action in POSTS:
        fields = token | {"response_id": str(uuid4()), "report_id": str(uuid4())}
        fields |= {"choice": "b", "kind": "typo", "note": "mine", "on": "1"}
        assert other.post(f"{own}/{action}", fields).status_code == 404, action
    with server_database.reader() as db:
        assert db.scalars(select(ItemNoteRow)).all() == []
        assert db.scalars(select(ProblemReportRow)).all() == []


def test_strangers_are_sent_to_log_in(anonymous: Visitor, quiz: str) -> None:
    for page in ("", "/1", "/result"):
        response = anonymous.get(quiz + page)
        assert response.status_code == 303
        assert response.location.startswith("/account/login")


@pytest.mark.parametrize("action", POSTS)
def test_what_changes_something_needs_a_post_with_its_token(
    me: Visitor, quiz: str, action: str
) -> None:
    assert me.get(f"{quiz}/{action}").status_code in (404, 405)
    assert me.post(f"{quiz}/{action}").status_code == 400


def without_token(html: str) -> str:
    """The page without what differs from visit to visit."""
    return "\n".join(line for line in html.splitlines() if "csrf_token" not in line)
