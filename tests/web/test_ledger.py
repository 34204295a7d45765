"""The ledger's pages: what they show, what they keep, and whose they are."""

from datetime import date
from uuid import UUID, uuid4

import pytest
from sqlalchemy import select

from prep.storage.database import Database, transaction
from prep.storage.portfolio import ExperienceRow, ProfileRow, TrainingRow
from tests.evidence_rows import (
    evidence_row,
    experience_row,
    profile_row,
    project_row,
    training_row,
)
from tests.web.visiting import Fields, Visitor, text_of

LEDGER = "/portfolio/ledger"


def store(database: Database, *rows) -> None:
    with transaction(database) as db:
        for row in rows:
            db.add(row)
            db.flush()


def all_of(database: Database, row) -> list:
    with database.reader() as db:
        return list(db.scalars(select(row)))


@pytest.fixture
def project_id() -> UUID:
    return uuid4()


@pytest.fixture
def with_project(local_database: Database, learner_id: int, project_id: UUID) -> UUID:
    """The id of the learner's one project."""
    store(local_database, project_row(learner_id, id=project_id, name="Mail & calendar"))
    return project_id


PERIOD: Fields = {
    "began_on": "2026-03-01",
    "ended_on": "2026-06-30",
    "hours-people": "12,5",
    "description": "Led it.",
}
COURSE: Fields = {
    "name": "Basics",
    "provider": "College",
    "delivery": "live",
    "hours": "21.5",
    "ended_on": "2026-06-30",
    "certificate": "Folder 3",
}


def test_an_empty_ledger_teaches_and_asks_for_the_education(me: Visitor) -> None:
    told = text_of(me.get(LEDGER).text)
    assert "depends on your education" in told
    assert "Say your education" in told
    assert "No periods yet" in told
    assert "0 hours of 35 for PMP · 35 hours to go" in told


def test_it_works_before_set_up(newcomer: Visitor) -> None:
    assert newcomer.get(LEDGER).status_code == 200
    assert newcomer.get(f"{LEDGER}/training").status_code == 200


def test_the_ledger_shows_months_gaps_source_and_date(
    me: Visitor, local_database: Database, learner_id: int, with_project: UUID
) -> None:
    store(
        local_database,
        profile_row(learner_id),
        evidence_row(learner_id, project_id=with_project),
        experience_row(
            learner_id,
            with_project,
            began_on=date(2025, 11, 24),
            ended_on=None,
            hours={"people": 12.5},
        ),
        experience_row(
            learner_id, with_project, began_on=date(2005, 1, 1), ended_on=date(2005, 2, 1)
        ),
    )
    told = text_of(me.get(LEDGER).text)
    assert "Months that count 12 of 36" in told
    assert "Still missing 24" in told
    assert "Would be met 23 November 2028" in told
    assert "To the day 12 months, in 13 calendar months" in told
    assert "1 January 2005 to 1 February 2005 outside the window" in told
    assert "24 November 2025 to today, going on 12 months · People 12.5 hours" in told
    assert "Source: Test outline" in told
    assert "read on 2026-11-22" in told
    assert "not affiliated" in told
    assert "diploma 60 12 48" in told
    assert "What I did: Kept a register." in told
    assert "How a part of a month counts is not published" in told


def test_a_private_project_shows_no_draft(
    me: Visitor, local_database: Database, learner_id: int, project_id: UUID
) -> None:
    store(
        local_database,
        project_row(learner_id, id=project_id, confidentiality="private", reason="A secret."),
        experience_row(learner_id, project_id),
    )
    told = text_of(me.get(LEDGER).text)
    assert "This project is private, so no draft is made of it." in told
    assert "A secret." not in told


def test_a_period_is_written_down(
    me: Visitor, local_database: Database, with_project: UUID
) -> None:
    response = me.submit(f"{LEDGER}/periods/new", f"{LEDGER}/periods/new", PERIOD)
    assert response.location == f"{LEDGER}?saved=period"
    assert "The period is saved." in me.get(response.location).text
    (row,) = all_of(local_database, ExperienceRow)
    assert (row.project_id, row.began_on, row.ended_on) == (
        with_project,
        date(2026, 3, 1),
        date(2026, 6, 30),
    )
    assert (row.hours, row.description) == ({"people": 12.5}, "Led it.")


def test_a_period_that_is_sent_twice_is_kept_once(
    me: Visitor, local_database: Database, with_project: UUID
) -> None:
    form = me.form(f"{LEDGER}/periods/new", f"{LEDGER}/periods/new")
    for _ in range(2):
        assert me.post(form.action, {**form.fields, **PERIOD}).status_code == 303
    assert len(all_of(local_database, ExperienceRow)) == 1


def test_the_project_of_the_link_is_chosen(
    me: Visitor, local_database: Database, learner_id: int, with_project: UUID
) -> None:
    store(local_database, project_row(learner_id, name="Another", began_on=date(2026, 9, 1)))
    page = f"{LEDGER}/periods/new?project={with_project}"
    assert me.form(page, f"{LEDGER}/periods/new").fields["project_id"] == [str(with_project)]


def test_without_a_project_the_page_says_what_comes_first(me: Visitor) -> None:
    assert "No project yet" in me.get(f"{LEDGER}/periods/new").text


def test_a_period_can_be_changed_and_taken_out(
    me: Visitor, local_database: Database, learner_id: int, with_project: UUID
) -> None:
    row = experience_row(learner_id, with_project)
    page = f"{LEDGER}/periods/{row.id}"
    store(local_database, row)
    assert me.form(page, page).fields["began_on"] == ["2026-03-02"]
    assert me.form(page, page).fields["hours-people"] == ["40"]

    assert me.submit(page, page, {"ended_on": "", "hours-people": ""}).status_code == 303
    (changed,) = all_of(local_database, ExperienceRow)
    assert (changed.ended_on, changed.hours) == (None, {})

    response = me.submit(page, f"{page}/delete")
    assert "The period is taken out." in me.get(response.location).text
    assert all_of(local_database, ExperienceRow) == []
    assert me.get(page).status_code == 404


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"began_on": ""}, "began_on"),
        ({"began_on": "yesterday"}, "began_on"),
        ({"began_on": "2027-01-01"}, "began_on"),
        ({"ended_on": "2026-02-28"}, "ended_on"),
        ({"ended_on": "2026-12-01"}, "ended_on"),
        ({"hours-people": "many"}, "hours-people"),
        ({"hours-people": "-3"}, "hours-people"),
        ({"description": "x" * 4001}, "description"),
        ({"project_id": "mine"}, "project_id"),
    ],
)
def test_a_wrong_period_names_the_field_and_keeps_what_was_typed(
    me: Visitor, local_database: Database, with_project: UUID, changes: Fields, field: str
) -> None:
    typed = {**PERIOD, **changes}
    response = me.submit(f"{LEDGER}/periods/new", f"{LEDGER}/periods/new", typed)
    assert response.status_code == 422
    assert f'href="#{field}"' in response.text
    assert f'id="{field}-error"' in response.text
    assert 'value="12,5"' in response.text or field == "hours-people"
    assert all_of(local_database, ExperienceRow) == []


def test_a_wrong_change_leaves_the_period_as_it_was(
    me: Visitor, local_database: Database, learner_id: int, with_project: UUID
) -> None:
    row = experience_row(learner_id, with_project)
    page = f"{LEDGER}/periods/{row.id}"
    store(local_database, row)
    assert me.submit(page, page, {"ended_on": "2020-01-01"}).status_code == 422
    assert all_of(local_database, ExperienceRow)[0].ended_on == date(2026, 6, 26)


def test_a_course_is_added_changed_and_taken_out(me: Visitor, local_database: Database) -> None:
    page = f"{LEDGER}/training"
    assert me.submit(page, page, COURSE).location == f"{page}?saved=course"
    told = text_of(me.get(page).text)
    assert "21.5 hours of 35 for PMP · 13.5 hours to go" in told
    assert "Live class of another provider" in told
    (row,) = all_of(local_database, TrainingRow)

    one = f"{page}/{row.id}"
    assert me.form(one, one).fields["hours"] == ["21.5"]
    assert me.submit(one, one, {"hours": "40"}).status_code == 303
    assert "40 hours of 35 for PMP: enough" in text_of(me.get(page).text)

    me.submit(one, f"{one}/delete")
    assert all_of(local_database, TrainingRow) == []
    assert me.get(one).status_code == 404


def test_saving_again_changes_no_figure(
    me: Visitor, learner_id: int, with_project: UUID, local_database: Database
) -> None:
    row = experience_row(learner_id, with_project, hours={"people": 12345.25})
    page = f"{LEDGER}/periods/{row.id}"
    store(local_database, row)
    assert me.submit(page, page).status_code == 303
    assert all_of(local_database, ExperienceRow)[0].hours == {"people": 12345.25}


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"name": ""}, "name"),
        ({"provider": ""}, "provider"),
        ({"delivery": ""}, "delivery"),
        ({"hours": ""}, "hours"),
        ({"hours": "0"}, "hours"),
        ({"hours": "some"}, "hours"),
        ({"ended_on": "2027-01-01"}, "ended_on"),
        ({"certificate": "x" * 1001}, "certificate"),
    ],
)
def test_a_wrong_course_names_the_field(
    me: Visitor, local_database: Database, learner_id: int, changes: Fields, field: str
) -> None:
    page = f"{LEDGER}/training"
    response = me.submit(page, page, {**COURSE, **changes})
    assert response.status_code == 422
    assert f'id="{field}-error"' in response.text
    row = training_row(learner_id)
    one = f"{page}/{row.id}"
    store(local_database, row)
    changed = me.submit(one, one, {**COURSE, **changes})
    assert changed.status_code == 422
    assert f'id="{field}-error"' in changed.text
    assert [one.name for one in all_of(local_database, TrainingRow)] == ["Course"]


def test_the_head_is_kept_and_the_education_decides(me: Visitor, local_database: Database) -> None:
    page = f"{LEDGER}/profile"
    given: Fields = {"name": "Zoë <b>", "email": "zoe@example.org", "education": "bachelor"}
    assert me.submit(page, page, given).location == f"{LEDGER}?saved=profile"
    assert "Months that count 0 of 36" in text_of(me.get(LEDGER).text)
    assert me.form(page, page).fields["name"] == ["Zoë <b>"]
    (row,) = all_of(local_database, ProfileRow)
    assert (row.email, row.education) == ("zoe@example.org", "bachelor")


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"email": "zoe"}, "email"),
        ({"url": "zoe.example.org"}, "url"),
        ({"summary": "x" * 2001}, "summary"),
        ({"education": "doctor"}, "education"),
    ],
)
def test_a_wrong_head_names_the_field(
    me: Visitor, local_database: Database, changes: Fields, field: str
) -> None:
    page = f"{LEDGER}/profile"
    response = me.submit(page, page, {"name": "Zoë", **changes})
    assert response.status_code == 422
    assert f'id="{field}-error"' in response.text
    assert "Zoë" in response.text
    assert all_of(local_database, ProfileRow) == []


PAGES = ("", "/periods/new", "/training", "/profile")
OWN_PAGES = ("/periods/{period}", "/training/{course}")
ACTIONS = ("/periods/{period}/delete", "/training/{course}/delete")


@pytest.fixture
def owned(server_database: Database, owner_id: int) -> dict[str, UUID]:
    """A period and a course of the owner."""
    project = project_row(owner_id, name="Owner's project")
    period, course = experience_row(owner_id, project.id), training_row(owner_id, name="Owned")
    ids = {"period": period.id, "course": course.id, "project": project.id}
    store(server_database, project, period, course)
    return ids


@pytest.mark.parametrize("page", OWN_PAGES)
def test_another_finds_nothing_of_the_owner(
    owner: Visitor, other: Visitor, owned: dict[str, UUID], page: str
) -> None:
    path = LEDGER + page.format(**owned)
    assert owner.get(path).status_code == 200
    assert other.get(path).status_code == 404
    fields = {"csrf_token": other.token(f"{LEDGER}/profile")}
    assert other.post(path, {**fields, **PERIOD, **COURSE}).status_code == 404
    for listed in ("", "/training", "/periods/new"):
        assert "Own" not in text_of(other.get(LEDGER + listed).text)


@pytest.mark.parametrize("action", ACTIONS)
def test_another_takes_nothing_of_the_owner_out(
    other: Visitor, owned: dict[str, UUID], server_database: Database, action: str
) -> None:
    fields = {"csrf_token": other.token(f"{LEDGER}/profile")}
    assert other.post(LEDGER + action.format(**owned), fields).status_code == 404
    assert len(all_of(server_database, ExperienceRow)) == 1
    assert len(all_of(server_database, TrainingRow)) == 1


def test_another_cannot_write_a_period_on_the_owners_project(
    other: Visitor, owned: dict[str, UUID], server_database: Database
) -> None:
    fields = {
        "csrf_token": other.token(f"{LEDGER}/profile"),
        "period_id": str(uuid4()),
        "project_id": str(owned["project"]),
    }
    assert other.post(f"{LEDGER}/periods/new", {**PERIOD, **fields}).status_code == 404
    assert len(all_of(server_database, ExperienceRow)) == 1


@pytest.mark.parametrize("page", [*PAGES, *OWN_PAGES])
def test_strangers_are_sent_to_log_in(anonymous: Visitor, page: str) -> None:
    path = LEDGER + page.format(period=uuid4(), course=uuid4())
    assert anonymous.get(path).location == f"/account/login?next={path}"


@pytest.mark.parametrize("page", [*OWN_PAGES, *ACTIONS])
def test_what_is_not_there_is_not_found(me: Visitor, page: str) -> None:
    path = LEDGER + page.format(period=uuid4(), course=uuid4())
    fields = {"csrf_token": me.token(f"{LEDGER}/profile")}
    assert me.post(path, {**fields, **PERIOD, **COURSE}).status_code == 404


def test_wrong_methods_and_missing_tokens_are_refused(me: Visitor) -> None:
    assert me.post(LEDGER).status_code == 405
    for action in ACTIONS:
        path = LEDGER + action.format(period=uuid4(), course=uuid4())
        assert me.get(path).status_code == 405
        assert me.post(path).status_code == 400
    for page in ("/periods/new", "/training", "/profile"):
        assert me.post(LEDGER + page, {**PERIOD, **COURSE}).status_code == 400
