"""Drafts of descriptions: only what the learner wrote, and only what may leave."""

from hypothesis import given
from hypothesis import strategies as st

from prep.services.ledger.drafts import BLANKS, draft_description
from tests.evidence_rows import evidence_row, project_row


def test_a_draft_has_what_an_application_asks_for_in_order() -> None:
    draft = draft_description(project_row(1), [evidence_row(1)])
    assert draft is not None
    assert draft.text.splitlines() == [
        "Objective: The old system ran out of support.",
        "My role: Coordinator.",
        "Team: Four teams.",
        "What I did: Kept a register.",
        "Outcome: 1,400 mailboxes moved. The third went well (9 of 11 risks answered).",
    ]
    assert (draft.blanks, draft.evidence_used, draft.evidence_left_out) == ((), 1, 0)


def test_what_is_missing_is_a_bracket_to_fill_and_is_named() -> None:
    draft = draft_description(project_row(1, reason="", my_role="", team="", result=""), [])
    assert draft is not None
    assert draft.blanks == tuple(BLANKS)
    assert draft.text.splitlines() == [f"{name}: {blank}" for name, blank in BLANKS.items()]


def test_a_private_project_has_no_draft() -> None:
    assert draft_description(project_row(1, confidentiality="private"), [evidence_row(1)]) is None


def test_a_redacted_project_has_a_draft_of_its_redacted_wording() -> None:
    row = project_row(1, confidentiality="redacted", redacted={"reason": "An old system."})
    draft = draft_description(row, [])
    assert draft is not None
    assert "Objective: An old system." in draft.text
    assert "out of support" not in draft.text
    assert "Coordinator" not in draft.text


def test_private_evidence_adds_nothing_and_is_counted() -> None:
    evidence = [
        evidence_row(1, confidentiality="private", action="Secret."),
        evidence_row(1, confidentiality="redacted", redacted={"action": "Kept a list"}),
    ]
    draft = draft_description(project_row(1), evidence)
    assert draft is not None
    assert "What I did: Kept a list." in draft.text
    assert "Secret" not in draft.text
    assert (draft.evidence_used, draft.evidence_left_out) == (1, 1)


def test_evidence_that_repeats_what_stays_of_its_project_is_left_out() -> None:
    row = project_row(
        1, confidentiality="redacted", organisation="North Harbour", redacted={"reason": "Age."}
    )
    draft = draft_description(row, [evidence_row(1, action="Asked North Harbour.")])
    assert draft is not None
    assert "North Harbour" not in draft.text
    assert "The third went well" in draft.text


words = st.text(st.characters(categories=["L"]), min_size=3, max_size=8)


@given(reason=words, action=words, result=words, number=words)
def test_a_draft_holds_no_word_that_nobody_wrote(reason, action, result, number) -> None:
    project = project_row(1, reason=reason, result="", my_role="", team="")
    draft = draft_description(
        project, [evidence_row(1, action=action, result=result, number=number)]
    )
    assert draft is not None
    told = draft.text
    for blank in (*BLANKS, *BLANKS.values()):
        told = told.replace(blank, "", 1)
    assert set(
        told.replace("(", " ").replace(")", " ").replace(".", " ").replace(":", " ").split()
    ) <= {
        reason,
        action,
        result,
        number,
    }
