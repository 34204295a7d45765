"""The exercise library's pages."""

import re
from datetime import datetime

import pytest

from prep.storage.database import Database, transaction
from prep.storage.exercises import ExerciseRow
from tests.evidence_rows import action_row
from tests.exercises import exercise, make_known
from tests.web.visiting import Visitor, forms_in, text_of

LIBRARY = "/at-work/exercises"
ONE = f"{LIBRARY}/risk-1"


def names(page: str) -> list[str]:
    """The exercises that a page of the library lists."""
    return re.findall(rf'href="{LIBRARY}/(risk-\d)\?', page)


@pytest.fixture
def changed(local_database: Database) -> ExerciseRow:
    """risk-1 as ninety minutes for a vendor, served by no task but process.1."""
    with transaction(local_database) as db:
        row = db.get_one(ExerciseRow, "risk-1")
        row.document = row.document | {
            "minutes": 90,
            "settings": ["vendor"],
            "tasks": {"pmp": ["process.1"]},
        }
        make_known(db)
        return row


def test_the_library_lists_every_exercise_under_its_gap(me: Visitor) -> None:
    response = me.get(LIBRARY)

    assert response.status_code == 200
    assert names(response.text) == [f"risk-{n}" for n in range(1, 8)]
    assert '<details class="disclosure shelf" id="risk" open>' in response.text
    text = text_of(response.text)
    assert "7 exercises, told for software development" in text
    assert "As developer, take" in text
    assert "60 minutes · Tracking action items · Running a small rollout" in text


@pytest.mark.parametrize(
    ("query", "is_left"),
    [
        ("task=process.1", True),
        ("task=people.2", False),
        ("minutes=90", True),
        ("minutes=60", False),
        ("setting=vendor", True),
        ("setting=rollout", False),
        ("setting=vendor&minutes=60", False),
        ("role=qa", True),
        ("task=&minutes=&setting=", True),
    ],
)
@pytest.mark.usefixtures("changed")
def test_filters_narrow_the_library(me: Visitor, query: str, is_left: bool) -> None:
    response = me.get(f"{LIBRARY}?{query}")

    assert response.status_code == 200
    assert ("risk-1" in names(response.text)) is is_left


def test_filters_that_nothing_fits_say_so_and_lead_back(me: Visitor) -> None:
    response = me.get(f"{LIBRARY}?minutes=30")

    assert names(response.text) == []
    assert "Nothing fits all of that" in response.text
    assert f'<a class="button button--primary" href="{LIBRARY}">' in response.text


@pytest.mark.parametrize(
    "query", ["task=xyz", "minutes=-1", "minutes=1e9", "setting=%00", "role=<b>", "q=" + "x" * 5000]
)
def test_filters_that_are_not_on_offer_are_left_out(me: Visitor, query: str) -> None:
    response = me.get(f"{LIBRARY}?{query}")

    assert response.status_code == 200
    assert len(names(response.text)) == 7
    assert "<b>" not in response.text


def test_a_library_without_exercises_says_where_they_come_from(
    me: Visitor, local_database: Database, now: datetime
) -> None:
    with transaction(local_database) as db:
        for row in db.query(ExerciseRow):
            row.retired_at = now
        make_known(db)
    assert "No exercises yet" in me.get(LIBRARY).text


def test_an_exercise_shows_all_that_its_file_says(me: Visitor) -> None:
    response = me.get(ONE)
    text = text_of(response.text)
    written = exercise("risk-1")

    assert response.status_code == 200
    for field in ("preparation", "steps", "done_when", "rubric", "reflection", "confidentiality"):
        for entry in written[field]:
            assert entry in text, field
    for field in ("name", "summary", "ask"):
        assert written[field] in text, field
    assert written["roles"]["developer"] in text
    assert written["bullet"]["pattern"] in text
    assert "belief-1 is true." in text
    assert "The idea of people.1" in text
    assert "too early to say" in text


def test_the_template_stands_as_it_is_and_the_example_is_laid_out(me: Visitor) -> None:
    page = me.get(ONE).text

    assert "# Risks of &lt;change&gt;" in page
    assert "<h1>Risks of the move</h1>" in page


def test_the_variant_of_another_job_can_be_read(me: Visitor) -> None:
    assert "As qa, take" in text_of(me.get(f"{ONE}?role=qa").text)
    other = me.get(f"{ONE}?role=other").text
    assert "Take a piece of work from your own job" in other
    assert '<option value="other" selected>' in other


@pytest.mark.parametrize(
    ("query", "task"), [("", "process.1"), ("?task=people.2", "people.2"), ("?task=x", "process.1")]
)
def test_the_plan_form_has_the_task_chosen(me: Visitor, query: str, task: str) -> None:
    form = forms_in(me.get(ONE + query).text)["/at-work/plan"]

    assert form.fields["task_id"] == [task]
    assert form.fields["exercise_id"] == ["risk-1"]
    assert form.fields["setting"] == ["action-items"]
    assert form.names >= {"csrf_token", "place", "who", "due_on"}


def test_the_form_plans_the_exercise(me: Visitor) -> None:
    place = {"place": "The mail migration", "who": "Two teams"}
    response = me.submit(ONE, "/at-work/plan", place)

    assert response.status_code == 303
    assert re.fullmatch(r"/at-work/[0-9a-f-]{36}", response.location)
    again = me.get(ONE).text
    assert "You have this open" in again
    assert f'href="{response.location}"' in again
    assert "/at-work/plan" not in forms_in(again)
    assert '<span class="tag">Open</span>' in me.get(LIBRARY).text


def test_what_was_done_says_when_and_can_be_planned_again(
    me: Visitor, local_database: Database, learner_id: int, now: datetime
) -> None:
    with transaction(local_database) as db:
        db.add(action_row(learner_id, "risk-1", documented_at=now))

    assert "You documented this on 23 November 2026" in text_of(me.get(ONE).text)
    assert "/at-work/plan" in forms_in(me.get(ONE).text)
    assert "Done on 23 November 2026" in me.get(LIBRARY).text


def test_a_withdrawn_exercise_can_be_read_and_not_planned(
    me: Visitor, local_database: Database, now: datetime
) -> None:
    with transaction(local_database) as db:
        db.get_one(ExerciseRow, "risk-1").retired_at = now
        make_known(db)
    page = me.get(ONE)

    assert page.status_code == 200
    assert "No longer in the library" in page.text
    assert "/at-work/plan" not in forms_in(page.text)
    assert "risk-1" not in names(me.get(LIBRARY).text)


def test_an_exercise_for_other_certifications_is_not_found(
    me: Visitor, local_database: Database
) -> None:
    with transaction(local_database) as db:
        row = db.get_one(ExerciseRow, "risk-1")
        row.document = row.document | {"tasks": {"capm": ["people.1"]}}
        make_known(db)

    assert me.get(ONE).status_code == 404
    assert "risk-1" not in names(me.get(LIBRARY).text)


@pytest.mark.parametrize("name", ["nothing", "x" * 5000, "%00", "risk-1%20"])
def test_an_unknown_exercise_is_not_found(me: Visitor, name: str) -> None:
    assert me.get(f"{LIBRARY}/{name}").status_code == 404


def test_somebody_else_s_work_is_not_seen(
    owner: Visitor, owner_id: int, other: Visitor, server_database: Database, now: datetime
) -> None:
    with transaction(server_database) as db:
        db.add(action_row(owner_id, "risk-1"))

    assert "You have this open" in owner.get(ONE).text
    other.submit("/setup/plan", "/setup/plan", {"certification": "pmp", "job_role": "qa"})
    theirs = other.get(ONE)
    assert theirs.status_code == 200
    assert "You have this open" not in theirs.text


@pytest.mark.parametrize("path", [LIBRARY, ONE])
def test_before_set_up_it_leads_there(newcomer: Visitor, path: str) -> None:
    assert newcomer.get(path).location == "/setup"


@pytest.mark.parametrize("path", [LIBRARY, ONE])
def test_strangers_are_sent_to_log_in(anonymous: Visitor, path: str) -> None:
    assert anonymous.get(path).location == f"/account/login?next={path}"


@pytest.mark.parametrize("path", [LIBRARY, ONE])
def test_it_cannot_be_posted_to(me: Visitor, path: str) -> None:
    assert me.post(path, {"csrf_token": me.token("/practice")}).status_code == 405
