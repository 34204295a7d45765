from uuid import UUID

import pytest
from sqlalchemy import select
from werkzeug.test import TestResponse

from prep.services.actions.views import Stage
from prep.storage.database import Database
from prep.storage.evidence import EvidenceRow
from tests.acting import UNDATED, document, drafted, page, plan, save
from tests.practising import Practice
from tests.web.visiting import Fields, Visitor, forms_in, text_of

WHOLE: Fields = {
    "title": "Risk register",
    "situation": "Two cutovers\r\nhad failed.",
    "action": "I kept a register.",
    "result": "The third went well.",
    "number": "9 of 11 risks answered",
    "artefact_url": "https://wiki.example.org/register",
    "people": "Network lead",
    "hours": "2,5",
    "began_on": "2026-11-20",
    "ended_on": "2026-11-23",
    "confidentiality": "redacted",
    "redacted-result": "It went well.",
    "rubric-1": "yes",
    "rubric-2": "partly",
    "rubric-3": "no",
    "rubric-4": "yes",
    "reflection-1": "The late lorry.",
}


@pytest.fixture
def action_id(mine: Practice) -> UUID:
    """An action that is planned."""
    return plan(mine)


def send(me: Visitor, action_id: UUID, step: str = "evidence", **changes: str) -> TestResponse:
    address = f"/at-work/{action_id}/document"
    return me.submit(address, address, WHOLE | changes | {"as": step})


def evidence(database: Database) -> EvidenceRow | None:
    with database.reader() as db:
        return db.scalar(select(EvidenceRow))


def test_the_form_holds_the_exercise_s_template_points_and_questions(
    me: Visitor, mine: Practice, action_id: UUID
) -> None:
    response = me.get(f"/at-work/{action_id}/document")

    assert response.status_code == 200
    form = me.form(f"/at-work/{action_id}/document", f"/at-work/{action_id}/document")
    exercise = page(mine, action_id).action.exercise
    assert form.fields["artefact_text"] == [exercise.produce.template]
    assert form.fields["confidentiality"] == ["private"]
    for point in (*exercise.rubric, *exercise.reflection, *exercise.confidentiality):
        assert point in response.text


def test_documenting_leads_to_the_action_and_keeps_all(
    me: Visitor, mine: Practice, action_id: UUID
) -> None:
    response = send(me, action_id)

    assert response.location == f"/at-work/{action_id}"
    row = evidence(mine.database)
    assert row is not None
    assert (row.situation, row.hours) == ("Two cutovers\nhad failed.", 2.5)
    assert row.redacted == {"result": "It went well."}
    text = text_of(me.get(response.location).text)
    assert "9 of 11 risks answered" in text
    assert "Leaves as: It went well." in text
    assert "Check 1 of 3 is for Tuesday, 24 November" in text
    assert "Write the bullet" in text


def test_a_draft_is_kept_as_it_is_and_shown_again(
    me: Visitor, mine: Practice, action_id: UUID
) -> None:
    response = send(me, action_id, "draft", result="", **{"rubric-3": ""})

    assert response.location == f"/at-work/{action_id}/document?saved=1"
    again = me.get(response.location)
    assert "Your draft is saved" in again.text
    form = me.form(response.location, f"/at-work/{action_id}/document")
    assert form.fields["number"] == ["9 of 11 risks answered"]
    assert form.fields["rubric-2"] == ["partly"]
    assert form.fields["redacted-result"] == ["It went well."]
    assert form.fields["hours"] == ["2.5"]
    assert "rubric-3" not in form.fields
    assert page(mine, action_id).action.stage is Stage.DOING


@pytest.mark.parametrize(
    ("field", "value", "step"),
    [
        ("situation", "", "evidence"),
        ("result", "  ", "evidence"),
        ("rubric-2", "", "evidence"),
        ("rubric-1", "maybe", "draft"),
        ("artefact_url", "javascript:alert(1)", "draft"),
        ("redacted-artefact_url", "register", "draft"),
        ("hours", "many", "draft"),
        ("hours", "nan", "draft"),
        ("hours", "-2", "draft"),
        ("began_on", "yesterday", "draft"),
        ("ended_on", "2026-11-24", "evidence"),
        ("ended_on", "2026-11-01", "evidence"),
        ("confidentiality", "public", "draft"),
        ("people", "x" * 501, "draft"),
        ("redacted-title", "x" * 201, "draft"),
        ("reflection-2", "x" * 3001, "draft"),
    ],
)
def test_wrong_input_names_the_field_and_loses_nothing(
    me: Visitor, mine: Practice, action_id: UUID, field: str, value: str, step: str
) -> None:
    response = send(me, action_id, step, **{field: value})

    assert response.status_code == 422
    assert f'href="#{field}"' in response.text
    assert f'id="{field}-error"' in response.text
    assert f'id="{field}"' in response.text
    for name in ("number", "title", "people"):
        if name != field:
            assert str(WHOLE[name]) in response.text
    if value.strip() and not field.startswith(("rubric", "confid")):
        assert value in response.text
    assert evidence(mine.database) is None


def test_markup_in_what_was_written_stays_text(me: Visitor, action_id: UUID) -> None:
    hostile = "<script>alert(1)</script>"
    location = send(me, action_id, situation=hostile, artefact_text=hostile).location
    for path in (location, location + "/document"):
        assert "<script>alert" not in me.get(path).text


def test_what_was_documented_can_be_edited_and_is_checked_once(
    me: Visitor, mine: Practice, action_id: UUID
) -> None:
    document(mine, action_id, UNDATED)
    checks = page(mine, action_id).action.checks
    address = f"/at-work/{action_id}/document"
    assert "Save draft" not in me.get(address).text

    assert me.submit(address, address, {"result": "Better.", "as": "evidence"}).status_code == 303

    found = page(mine, action_id)
    assert found.evidence is not None
    assert found.evidence.wordings["result"] == "Better."
    assert found.action.checks == checks


def test_it_warns_of_what_may_be_confidential_and_blocks_nothing(
    me: Visitor, action_id: UUID
) -> None:
    changes = {"confidentiality": "shareable", "result": "Ask bob@example.com about 10.1.2.3."}
    response = send(me, action_id, **changes)

    assert response.status_code == 303
    page = me.get(response.location).text
    assert "email address: <code>bob@example.com</code>" in page
    assert "IP address: <code>10.1.2.3</code>" in page


def test_private_words_raise_no_warning(me: Visitor, action_id: UUID) -> None:
    changes = {"confidentiality": "private", "result": "Ask bob@example.com about 10.1.2.3."}
    assert "may hold what should stay" not in me.get(send(me, action_id, **changes).location).text


def test_without_a_number_it_hints_at_one(me: Visitor, action_id: UUID) -> None:
    page = me.get(send(me, action_id, number="").location).text
    assert "One figure makes the bullet" in page


def test_the_page_of_a_draft_leads_on_writing(me: Visitor, mine: Practice, action_id: UUID) -> None:
    save(mine, action_id, drafted(result=""))
    text = text_of(me.get(f"/at-work/{action_id}").text)
    assert "Draft: Risk register" in text
    assert "Go on writing" in text


def test_too_much_at_once_is_refused_with_a_page(me: Visitor, action_id: UUID) -> None:
    assert send(me, action_id, artefact_text="x" * 300_000).status_code == 413


def test_a_draft_sent_after_another_tab_documented_it_loses_nothing(
    me: Visitor, mine: Practice, action_id: UUID
) -> None:
    address = f"/at-work/{action_id}/document"
    form = me.form(address, address)
    document(mine, action_id, UNDATED)

    response = me.post(address, form.fields | WHOLE | {"as": "draft", "situation": "Typed since."})

    assert response.status_code == 409
    assert "documented already" in response.text
    assert "Typed since." in response.text
    assert 'value="draft"' not in response.text


def test_an_old_tab_does_not_write_over_what_another_saved_since(
    me: Visitor, mine: Practice, action_id: UUID
) -> None:
    address = f"/at-work/{action_id}/document"
    old = me.form(address, address).fields | WHOLE
    send(me, action_id, result="Saved in the other tab.")

    wrong = me.post(address, old | {"as": "evidence", "hours": "many"})
    old = forms_in(wrong.text)[address].fields | {"hours": "2"}
    refused = me.post(address, old | {"as": "evidence", "result": "Typed in the old tab."})

    assert refused.status_code == 409
    assert "Typed in the old tab." in refused.text
    kept = evidence(mine.database)
    assert kept is not None
    assert kept.result == "Saved in the other tab."
    again = forms_in(refused.text)[address].fields | {"as": "evidence"}
    assert me.post(address, again).status_code == 303  # knowing that it replaces the other
    kept = evidence(mine.database)
    assert kept is not None
    assert kept.result == "Typed in the old tab."


@pytest.mark.parametrize("step", ["draft", "evidence"])
def test_a_double_click_saves_once_and_finds_nothing_wrong(
    me: Visitor, action_id: UUID, step: str
) -> None:
    address = f"/at-work/{action_id}/document"
    fields = me.form(address, address).fields | WHOLE | {"as": step}
    first, second = me.post(address, fields), me.post(address, fields)
    assert (first.status_code, first.location) == (second.status_code, second.location)
    assert first.status_code == 303


def test_what_is_sent_after_another_tab_dropped_it_comes_back_as_typed(
    me: Visitor, mine: Practice, action_id: UUID
) -> None:
    address = f"/at-work/{action_id}/document"
    form = me.form(address, address)
    me.submit(f"/at-work/{action_id}/drop", f"/at-work/{action_id}/drop")

    response = me.post(address, form.fields | WHOLE | {"as": "draft", "situation": "Typed since."})

    assert response.status_code == 409
    assert "dropped" in response.text
    assert "Typed since." in response.text
    assert evidence(mine.database) is None


def test_an_unfilled_template_is_no_artefact(me: Visitor, mine: Practice, action_id: UUID) -> None:
    template = page(mine, action_id).action.exercise.produce.template
    address = f"/at-work/{action_id}/document"

    send(me, action_id, "draft", artefact_text=template.replace("\n", "\r\n"))
    kept = evidence(mine.database)
    assert kept is not None
    assert kept.artefact_text == ""
    assert me.form(address, address).fields["artefact_text"] == [template]

    send(me, action_id, artefact_text=template)
    kept = evidence(mine.database)
    assert kept is not None
    assert kept.artefact_text == ""
