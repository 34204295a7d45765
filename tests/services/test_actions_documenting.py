from datetime import date
from typing import Any

import pytest
from sqlalchemy import select

from prep.errors import Conflict, InvalidInput
from prep.services.actions.views import NextStep, Stage
from prep.storage.database import Database, transaction
from prep.storage.evidence import EvidenceRow
from prep.storage.exercises import get_exercise
from tests.acting import DRAFT, document, drafted, page, plan, save
from tests.practising import Practice, enrolled


def evidence_rows(database: Database) -> list[EvidenceRow]:
    with database.reader() as db:
        return list(db.scalars(select(EvidenceRow)))


def test_a_draft_keeps_anything_and_whoever_writes_one_has_begun(stocked: Database) -> None:
    practice = enrolled(stocked)
    action_id = plan(practice)
    empty = drafted(situation="", action="", result="", number="", rubric=(), hours=None)

    save(practice, action_id, empty)

    found = page(practice, action_id)
    assert found.action.stage is Stage.DOING
    assert found.action.checks == ()
    assert found.evidence is not None
    assert found.evidence.wordings["title"] == "Risk register"
    assert {entry["said"] for entry in found.evidence.rubric} == {""}


def test_saving_again_changes_the_one_evidence(stocked: Database) -> None:
    practice = enrolled(stocked)
    action_id = plan(practice)
    save(practice, action_id, drafted(result=""))
    save(practice.later(hours=1), action_id)
    document(practice.later(hours=2), action_id)

    (row,) = evidence_rows(stocked)
    assert row.result == DRAFT.wordings["result"]
    assert row.created_at == practice.now
    assert row.updated_at == practice.later(hours=2).now


def test_documenting_keeps_everything_as_it_read(stocked: Database) -> None:
    practice = enrolled(stocked)
    action_id = plan(practice)
    document(practice, action_id, drafted(confidentiality="redacted", redacted={"result": "Fine."}))

    evidence = page(practice, action_id).evidence
    assert evidence is not None
    assert {name: text for name, text in evidence.wordings.items() if text} == DRAFT.wordings
    assert evidence.redacted == {"result": "Fine."}
    assert (evidence.hours, evidence.began_on, evidence.ended_on) == (
        2.5,
        date(2026, 11, 20),
        date(2026, 11, 23),
    )
    assert [entry["said"] for entry in evidence.rubric] == ["yes", "partly", "no", "yes"]
    assert [entry["answer"] for entry in evidence.reflection] == ["The late lorry.", ""]
    with stocked.reader() as db:
        exercise = get_exercise(db, "risk-1").document
    assert [entry["point"] for entry in evidence.rubric] == exercise["rubric"]


def test_points_stay_as_they_read_when_the_exercise_changes(stocked_sqlite: Database) -> None:
    practice = enrolled(stocked_sqlite)
    action_id = plan(practice)
    save(practice, action_id)
    before = page(practice, action_id).rubric
    with transaction(stocked_sqlite) as db:
        row = get_exercise(db, "risk-1")
        row.document = {**row.document, "rubric": ["Another point."]}

    document(practice, action_id)

    assert page(practice, action_id).rubric == before


def test_documenting_plans_three_checks_on_study_days(stocked: Database) -> None:
    practice = enrolled(stocked)
    action_id = plan(practice)
    document(practice, action_id)

    action = page(practice, action_id).action
    assert (action.stage, action.next_step) == (Stage.DOCUMENTED, NextStep.WAIT)
    assert [check.due_on for check in action.checks] == [
        date(2026, 11, 24),
        date(2026, 11, 26),
        date(2026, 11, 30),
    ]


def test_documenting_again_changes_the_evidence_and_nothing_else(stocked: Database) -> None:
    practice = enrolled(stocked)
    action_id = plan(practice)
    document(practice, action_id)
    before = page(practice, action_id).action
    later = practice.later(days=5)

    document(later, action_id, drafted(result="Better still."))

    after = page(practice, action_id)
    assert after.action == before
    assert after.evidence is not None
    assert after.evidence.wordings["result"] == "Better still."


def test_what_is_documented_stays_complete(stocked_sqlite: Database) -> None:
    practice = enrolled(stocked_sqlite)
    action_id = plan(practice)
    document(practice, action_id)
    with pytest.raises(Conflict, match="documented already"):
        save(practice, action_id, drafted(result=""))
    with pytest.raises(InvalidInput, match="Result"):
        document(practice, action_id, drafted(result=""))


@pytest.mark.parametrize(
    ("changes", "field", "named"),
    [
        ({"situation": ""}, "situation", "Situation"),
        ({"action": "", "result": ""}, "action", "What you did, Result"),
        ({"rubric": ("yes", "", "no", "")}, "rubric-2", "point 2 of the self-check, point 4"),
        ({"rubric": ()}, "rubric-1", "point 1"),
        ({"began_on": date(2026, 11, 24)}, "began_on", "still to come"),
        ({"ended_on": date(2026, 11, 19)}, "ended_on", "before it begins"),
    ],
)
def test_what_is_missing_is_named_and_nothing_is_documented(
    stocked_sqlite: Database, changes: dict[str, Any], field: str, named: str
) -> None:
    practice = enrolled(stocked_sqlite)
    action_id = plan(practice)
    with pytest.raises(InvalidInput) as caught:
        document(practice, action_id, drafted(**changes))
    assert caught.value.field == field
    assert named in caught.value.message
    assert evidence_rows(stocked_sqlite) == []
    assert page(practice, action_id).action.stage is Stage.PLANNED


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"artefact_url": "javascript:alert(1)"}, "artefact_url"),
        ({"artefact_url": "ftp://files/register"}, "artefact_url"),
        ({"redacted": {"artefact_url": "data:text/html,x"}}, "redacted-artefact_url"),
        ({"title": "x" * 201}, "title"),
        ({"result": "x" * 5_001}, "result"),
        ({"artefact_text": "x" * 10_001}, "artefact_text"),
        ({"redacted": {"people": "x" * 501}}, "redacted-people"),
        ({"situation": "half\0"}, "situation"),
        ({"reflection": ("", "x" * 3_001)}, "reflection-2"),
        ({"confidentiality": "public"}, "confidentiality"),
        ({"hours": -1.0}, "hours"),
        ({"hours": 1_001.0}, "hours"),
        ({"rubric": ("maybe",)}, "rubric-1"),
    ],
)
def test_what_cannot_be_kept_is_refused_in_a_draft_too(
    stocked_sqlite: Database, changes: dict[str, Any], field: str
) -> None:
    practice = enrolled(stocked_sqlite)
    action_id = plan(practice)
    for attempt in (save, document):
        with pytest.raises(InvalidInput) as caught:
            attempt(practice, action_id, drafted(**changes))
        assert caught.value.field == field
    assert evidence_rows(stocked_sqlite) == []


def test_without_a_title_it_has_the_name_of_what_the_exercise_makes(
    stocked_sqlite: Database,
) -> None:
    practice = enrolled(stocked_sqlite)
    action_id = plan(practice)
    save(practice, action_id, drafted(title=""))
    (row,) = evidence_rows(stocked_sqlite)
    assert row.title == "A list of six risks"


def written(practice: Practice, **changes: Any) -> Any:
    action_id = plan(practice)
    document(practice, action_id, drafted(**changes))
    return page(practice, action_id).evidence


def test_hints_look_at_what_would_leave_and_nothing_else(stocked_sqlite: Database) -> None:
    told = "Ask bob@example.com about 10.20.30.40."
    for level, redacted, expected in (
        ("private", {}, []),
        ("shareable", {}, ["bob@example.com", "10.20.30.40"]),
        ("redacted", {}, []),
        ("redacted", {"result": "Ask the lead at 10.20.30.40."}, ["10.20.30.40"]),
    ):
        practice = enrolled(stocked_sqlite)
        found = written(practice, result=told, confidentiality=level, redacted=redacted)
        assert [hint.text for hint in found.hints] == expected, (level, redacted)


def test_it_says_which_fields_stay_back(stocked_sqlite: Database) -> None:
    assert written(enrolled(stocked_sqlite)).staying is None
    found = written(
        enrolled(stocked_sqlite),
        confidentiality="redacted",
        redacted={"title": "A register", "action": "Kept it."},
    )
    assert found.staying == ("Situation", "Result", "A number", "People, by role")


@pytest.mark.parametrize(
    ("number", "has_number"), [("9 of 11", True), ("", False), ("fewer tickets", False)]
)
def test_a_number_is_noticed(stocked_sqlite: Database, number: str, has_number: bool) -> None:
    assert written(enrolled(stocked_sqlite), number=number).has_number is has_number
