"""Asking and marking: the question page and its answer."""

from datetime import datetime
from uuid import UUID, uuid4

import pytest
from flask import Flask

from prep.content.loader import load_banks
from prep.services.banks import sync_banks
from prep.storage.database import Database, transaction
from prep.storage.practice import ResponseRow, list_quiz_responses
from prep.web import fitted
from tests.banks import item, write_banks
from tests.factories import wide_documents
from tests.services.test_predicting import DOUBTING
from tests.sittings import serve_quiz
from tests.web.visiting import Fields, Visitor, text_of

SINGLE, MULTIPLE, NUMERIC = "pmp-people-1-001", "pmp-people-1-003", "pmp-people-1-005"
RIGHT: dict[str, Fields] = {
    SINGLE: {"choice": "b"},
    MULTIPLE: {"choice": ["a", "d"]},
    NUMERIC: {"value": "1.2"},
}
WRONG: dict[str, Fields] = {
    SINGLE: {"choice": "a"},
    MULTIPLE: {"choice": ["a", "b"]},
    NUMERIC: {"value": "0.8"},
}

NUMBERED = list(enumerate(RIGHT, start=1))


@pytest.fixture
def quiz(local_database: Database, learner_id: int, now: datetime) -> str:
    """The path of a quiz with a question of each type."""
    return f"/quiz/{serve_quiz(local_database, learner_id, list(RIGHT), now=now)}"


def responses(database: Database, learner_id: int, quiz: str) -> list[ResponseRow]:
    with database.reader() as db:
        return list_quiz_responses(db, learner_id, UUID(quiz.rpartition("/")[2]))


@pytest.mark.parametrize(("position", "item_id"), NUMBERED)
def test_a_question_holds_nothing_of_its_answer(
    me: Visitor, quiz: str, position: int, item_id: str
) -> None:
    response = me.get(f"{quiz}/{position}")

    assert response.status_code == 200
    assert item_id in text_of(response.text)  # the stem names it
    for giveaway in ("Way 0 the", "belief", "correct", "rationale", "principle", "1.2", "0.8"):
        assert giveaway not in response.text.replace("aria-described", "")
    assert "Why this question" not in response.text


@pytest.mark.parametrize(("position", "item_id"), NUMBERED)
@pytest.mark.parametrize("is_right", [True, False])
def test_an_answer_is_stored_and_explained(
    me: Visitor,
    local_database: Database,
    learner_id: int,
    quiz: str,
    position: int,
    item_id: str,
    is_right: bool,
) -> None:
    page = f"{quiz}/{position}"
    given = (RIGHT if is_right else WRONG)[item_id]

    response = me.submit(page, f"{page}/answer", given | {"confidence": "sure"})

    assert response.status_code == 303
    assert response.location == page
    text = text_of(me.get(page).text)
    assert ("Right" if is_right else "Wrong") in text
    assert ("belief" in text) != is_right
    stored = responses(local_database, learner_id, quiz)
    assert [(r.position, r.is_correct, r.confidence) for r in stored] == [
        (position, is_right, "sure")
    ]


@pytest.mark.parametrize(
    ("position", "field", "given"),
    [
        (1, "choice", {}),
        (1, "choice", {"choice": ["a", "b"]}),
        (1, "choice", {"choice": "z"}),
        (2, "choice", {"choice": "a"}),
        (2, "choice", {"choice": ["a", "b", "c"]}),
        (3, "value", {"value": ""}),
        (3, "value", {"value": "about two"}),
        (3, "value", {"value": "1,2,3"}),
        (3, "value", {"value": "nan"}),
        (3, "value", {"value": "1e999"}),
    ],
)
def test_wrong_input_names_the_field_and_stores_nothing(
    me: Visitor,
    local_database: Database,
    learner_id: int,
    quiz: str,
    position: int,
    field: str,
    given: Fields,
) -> None:
    page = f"{quiz}/{position}"

    response = me.submit(page, f"{page}/answer", given)

    assert response.status_code == 422
    assert f'href="#{field}"' in response.text
    assert f'id="{field}-error"' in response.text
    assert "Why" not in text_of(response.text)
    assert responses(local_database, learner_id, quiz) == []


@pytest.mark.parametrize(
    "wrong", [{"response_id": "7"}, {"response_id": ""}, {"confidence": "very"}]
)
def test_a_form_that_the_page_did_not_make_is_refused(
    me: Visitor, local_database: Database, learner_id: int, quiz: str, wrong: Fields
) -> None:
    response = me.submit(f"{quiz}/1", f"{quiz}/1/answer", RIGHT[SINGLE] | wrong)

    assert response.status_code == 422
    assert responses(local_database, learner_id, quiz) == []


def test_what_was_chosen_is_kept_beside_the_error(me: Visitor, quiz: str) -> None:
    page = me.submit(f"{quiz}/2", f"{quiz}/2/answer", {"choice": "a", "confidence": "unsure"}).text

    assert page.count(" checked>") == 2 + page.count("data-shortcuts checked>")


def test_the_same_answer_sent_twice_is_stored_once(
    me: Visitor, local_database: Database, learner_id: int, quiz: str
) -> None:
    form = me.form(f"{quiz}/1", f"{quiz}/1/answer")

    first = me.post(f"{quiz}/1/answer", {**form.fields, **RIGHT[SINGLE]})
    feedback = text_of(me.get(first.location).text)
    again = me.post(f"{quiz}/1/answer", {**form.fields, **RIGHT[SINGLE]})

    assert first.location == again.location
    assert text_of(me.get(again.location).text) == feedback
    assert len(responses(local_database, learner_id, quiz)) == 1


def test_the_first_answer_stands_against_another(
    me: Visitor, local_database: Database, learner_id: int, quiz: str
) -> None:
    form = me.form(f"{quiz}/1", f"{quiz}/1/answer")
    me.post(f"{quiz}/1/answer", {**form.fields, **WRONG[SINGLE]})

    changed = {**form.fields, **RIGHT[SINGLE], "response_id": str(uuid4())}
    response = me.post(f"{quiz}/1/answer", changed)

    assert response.status_code == 303
    assert [r.is_correct for r in responses(local_database, learner_id, quiz)] == [False]


def test_the_id_of_another_answer_is_refused(
    me: Visitor, local_database: Database, learner_id: int, quiz: str
) -> None:
    form = me.form(f"{quiz}/1", f"{quiz}/1/answer")
    me.post(f"{quiz}/1/answer", {**form.fields, **RIGHT[SINGLE]})

    taken = {"response_id": form.fields["response_id"]}
    response = me.submit(f"{quiz}/3", f"{quiz}/3/answer", RIGHT[NUMERIC] | taken)

    assert response.status_code == 422
    assert len(responses(local_database, learner_id, quiz)) == 1


def test_an_answer_is_marked_against_the_version_that_was_served(
    me: Visitor, local_database: Database, quiz: str, tmp_path_factory: pytest.TempPathFactory,
    now: datetime,
) -> None:  # fmt: skip
    change_key(local_database, tmp_path_factory, now)

    me.submit(f"{quiz}/1", f"{quiz}/1/answer", RIGHT[SINGLE])

    assert "Right · your answer" in text_of(me.get(f"{quiz}/1").text)


def change_key(database: Database, folders: pytest.TempPathFactory, now: datetime) -> None:
    """A new version of the single-choice item: its key is now a."""
    files = wide_documents()
    changed = item(files, SINGLE)
    rationales = {o["id"]: o for o in changed["options"]}
    changed["key"] = ["a"]
    old, new = rationales["b"], rationales["a"]
    old["rationale"], new["rationale"] = new["rationale"], old["rationale"]
    old["misconception"] = new.pop("misconception")
    with transaction(database) as db:
        sync_banks(db, load_banks(write_banks(folders.mktemp("changed"), files)), now=now)


def test_predictions_go_through_the_layer_that_the_application_started_with(
    me: Visitor, local: Flask, local_database: Database, learner_id: int, quiz: str
) -> None:
    fitted.init_app(local, DOUBTING)
    page = f"{quiz}/1"
    me.submit(page, f"{page}/answer", RIGHT[SINGLE])
    (stored,) = responses(local_database, learner_id, quiz)
    assert stored.prediction_basis is not None
    assert stored.p_predicted == stored.prediction_basis["adjustment"]["probability"]
    assert stored.p_predicted < stored.prediction_basis["probability"]
