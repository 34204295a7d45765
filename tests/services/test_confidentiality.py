"""What may leave of evidence and projects, and what stays whatever else is asked."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prep.services.confidentiality import (
    EVIDENCE_FIELDS,
    LEVELS,
    PROJECT_FIELDS,
    find_repeated,
    wording_that_may_leave,
)
from prep.storage import evidence
from tests.evidence_rows import evidence_row, project_row


def test_the_levels_are_those_that_are_stored():
    assert tuple(LEVELS) == evidence.LEVELS


@pytest.mark.parametrize("row", [evidence_row, project_row])
def test_nothing_of_a_private_row_leaves(row):
    redacted = {"title": "A list", "name": "A move", "result": "It worked."}
    assert wording_that_may_leave(row(1, confidentiality="private", redacted=redacted)) is None


def test_a_private_project_keeps_its_public_name_too():
    row = project_row(1, confidentiality="private", public_name="A mail project")
    assert wording_that_may_leave(row) is None


@pytest.mark.parametrize("row", [evidence_row, project_row])
def test_a_level_that_nobody_knows_counts_as_private(row):
    assert wording_that_may_leave(row(1, confidentiality="public")) is None


def test_shareable_evidence_leaves_as_it_is():
    row = evidence_row(1, redacted={"title": "Something else"})
    told = {name: getattr(row, name) for name in EVIDENCE_FIELDS}
    assert wording_that_may_leave(row) == {name: text for name, text in told.items() if text}


def test_a_shareable_project_leaves_as_it_is():
    row = project_row(1)
    assert wording_that_may_leave(row) == {name: getattr(row, name) for name in PROJECT_FIELDS}


def test_empty_wordings_are_left_out():
    told = wording_that_may_leave(evidence_row(1, people="", artefact_text="  \n"))
    assert told is not None
    assert set(told) == {"title", "situation", "action", "result", "number"}


def test_redacted_evidence_leaves_in_its_redacted_wording_alone():
    redacted = {"title": "A risk list", "result": " Fewer outages. ", "people": ""}
    row = evidence_row(1, confidentiality="redacted", redacted=redacted)
    assert wording_that_may_leave(row) == {"title": "A risk list", "result": "Fewer outages."}


def test_a_redacted_row_without_redacted_wording_does_not_leave():
    assert wording_that_may_leave(evidence_row(1, confidentiality="redacted")) is None
    assert wording_that_may_leave(project_row(1, confidentiality="redacted")) is None


def test_a_redacted_wording_that_is_no_text_does_not_leave():
    row = evidence_row(1, confidentiality="redacted", redacted={"title": ["a"], "result": None})
    assert wording_that_may_leave(row) is None


def test_a_redacted_wording_of_a_field_that_has_no_level_does_not_leave():
    row = evidence_row(1, confidentiality="redacted", redacted={"reflection": "Hard."})
    assert wording_that_may_leave(row) is None


@pytest.mark.parametrize("level", ["redacted", "shareable"])
def test_a_project_leaves_under_its_public_name(level):
    row = project_row(
        1, confidentiality=level, public_name="Mail for a retailer", redacted={"name": "Mail"}
    )
    told = wording_that_may_leave(row)
    assert told is not None
    assert told["name"] == "Mail for a retailer"


def test_a_redacted_project_without_a_public_name_takes_its_redacted_one():
    row = project_row(1, confidentiality="redacted", redacted={"name": "A mail project"})
    assert wording_that_may_leave(row) == {"name": "A mail project"}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Moved mail for North Harbour.", "organisation"),
        ("moved mail for NORTH\n  harbour, twice", "organisation"),
        ("(North-Harbour)", "organisation"),
        ("See plan_north_harbour_v2.xlsx", "organisation"),
        ("Moved mail for \uff2eorth Harbour.", "organisation"),
        ("Moved mail for a retailer.", None),
        ("Moved mail for the north.", None),
        ("", None),
    ],
)
def test_a_text_that_repeats_what_stays_is_found(text, found):
    redacted = {"name": "A mail project"}
    row = project_row(
        1, confidentiality="redacted", organisation="North Harbour", redacted=redacted
    )
    assert find_repeated(text, [row]) == found


def test_an_accent_typed_as_a_sign_of_its_own_hides_nothing():
    row = project_row(1, confidentiality="private", organisation="Café Noir")
    assert find_repeated("Tills for Cafe\u0301 Noir", [row]) == "organisation"


def test_a_wording_that_leaves_may_be_repeated():
    told = "Coordinator of the mail migration"
    assert find_repeated(told, [project_row(1)]) is None
    redacted = {"my_role": "coordinator", "name": "Mail migration"}
    assert (
        find_repeated(told, [project_row(1, confidentiality="redacted", redacted=redacted)]) is None
    )


def test_the_name_behind_a_public_name_must_not_be_repeated():
    row = project_row(1, public_name="Mail for a retailer")
    assert find_repeated("The mail migration", [row]) == "name"
    assert find_repeated("Mail for a retailer", [row]) is None


def test_the_short_wording_is_not_found_inside_a_word():
    row = evidence_row(1, confidentiality="private", title="IT")
    assert find_repeated("Worked with it.", [row]) == "title"
    assert find_repeated("Cited within limits.", [row]) is None


texts = st.text(max_size=20)


@given(
    level=st.sampled_from(["private", "redacted", "secret", ""]),
    private=st.fixed_dictionaries(dict.fromkeys(EVIDENCE_FIELDS, texts)),
    redacted=st.dictionaries(st.sampled_from(EVIDENCE_FIELDS), texts),
)
def test_no_private_wording_leaves_unless_the_learner_calls_it_shareable(level, private, redacted):
    row = evidence_row(1, confidentiality=level, redacted=redacted, **private)
    told = wording_that_may_leave(row) or {}
    assert all(text == redacted[name].strip() for name, text in told.items())
    assert not told or level == "redacted"
