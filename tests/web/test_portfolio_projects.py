"""Writing projects down, changing them, and asking before one goes."""

from uuid import UUID

import pytest
from sqlalchemy import delete, select

from prep.storage.database import Database, transaction
from prep.storage.portfolio import ExperienceRow, ProjectRow
from tests.portfolio import MARK_UP, PortfolioIds, fill_portfolio
from tests.web.visiting import Fields, Visitor, text_of

NEW = "/portfolio/projects/new"
PROJECT: Fields = {
    "name": "Mail migration",
    "public_name": "Mail of a city",
    "kind": "migration",
    "approach": "hybrid",
    "began_on": "2026-03-02",
    "ended_on": "2026-06-26",
    "deadline_on": "",
    "confidentiality": "redacted",
    "organisation": "City of Example",
    "redacted-organisation": "A city",
    "reason": "Support\r\nended.",
}


@pytest.fixture
def ids(local_database: Database, learner_id: int) -> PortfolioIds:
    with transaction(local_database) as db:
        return fill_portfolio(db, learner_id)


def projects(database: Database) -> list[ProjectRow]:
    with database.reader() as db:
        return list(db.scalars(select(ProjectRow)))


def test_the_new_page_says_what_counts_and_helps_to_remember(me: Visitor) -> None:
    told = text_of(me.get(NEW).text)

    assert "It need not have been called a project." in told
    assert "14 questions that bring forgotten projects back" in told
    assert "Which system did you replace, and who had to be told?" in told
    assert "Something moved from the old to the new" in told
    assert me.form(NEW, NEW).fields["confidentiality"] == ["private"]


def test_a_project_is_written_down_and_shown(me: Visitor, local_database: Database) -> None:
    response = me.submit(NEW, NEW, PROJECT)

    (row,) = projects(local_database)
    assert response.location == f"/portfolio/projects/{row.id}?saved=project"
    assert (row.reason, row.redacted) == ("Support\nended.", {"organisation": "A city"})
    told = text_of(me.get(response.location).text)
    assert "The project is saved." in told
    assert "Organisation City of Example" in told
    assert "Name Mail of a city Organisation A city" in told


def test_sent_twice_it_is_kept_once(me: Visitor, local_database: Database) -> None:
    form = me.form(NEW, NEW)
    for _ in range(2):
        me.post(NEW, {**form.fields, **PROJECT})

    assert len(projects(local_database)) == 1


@pytest.mark.parametrize(
    ("changes", "field", "message"),
    [
        ({"name": ""}, "name", "Name: write it."),
        ({"name": "x" * 10_000}, "name", "Name: at most 200 characters; shorten it."),
        ({"kind": "party"}, "kind", "Choose one of deployment"),
        ({"approach": ""}, "approach", "Choose one of predictive, agile, hybrid."),
        ({"began_on": ""}, "began_on", "First day: choose a date."),
        ({"began_on": "soon"}, "began_on", "First day: write the date as year-month-day."),
        ({"began_on": "2030-01-01"}, "began_on", "First day: that is in the future."),
        ({"ended_on": "2026-01-01"}, "ended_on", "Last day: it lies before the first day."),
        ({"deadline_on": "9999-12-31"}, "deadline_on", "Deadline: choose a year before 2100."),
        ({"confidentiality": "x"}, "confidentiality", "Choose one of private"),
        ({"redacted-result": "🎉" * 10_000}, "redacted-result", "at most 3000 characters"),
    ],
)
def test_what_is_wrong_is_named_at_its_field_and_what_was_typed_is_kept(
    me: Visitor, local_database: Database, changes: Fields, field: str, message: str
) -> None:
    response = me.submit(NEW, NEW, PROJECT | {"team": MARK_UP} | changes)

    assert response.status_code == 422
    assert f'href="#{field}"' in response.text
    assert f'id="{field}"' in response.text
    assert f'id="{field}-error"' in response.text
    told = text_of(response.text)
    assert message in told
    assert MARK_UP.split("&")[1] in told or "&amp; “quotes”&lt;/b&gt; 🎉" in response.text
    assert projects(local_database) == []


def test_without_the_page_s_id_nothing_is_kept(me: Visitor, local_database: Database) -> None:
    response = me.submit(NEW, NEW, PROJECT | {"project_id": "x"})

    assert response.status_code == 422
    assert "Load the page again" in response.text
    assert projects(local_database) == []


def test_a_project_is_changed_from_what_stands_there(
    me: Visitor, local_database: Database, learner_id: int, ids: PortfolioIds
) -> None:
    address = f"/portfolio/projects/{ids.project}/edit"
    response = me.submit(address, address, {"my_role": "Lead", "ended_on": ""})

    assert response.location == f"/portfolio/projects/{ids.project}?saved=project"
    with local_database.reader() as db:
        row = db.get_one(ProjectRow, (learner_id, ids.project))
    assert (row.my_role, row.ended_on, row.team) == ("Lead", None, "Four teams")
    assert (row.kind, row.confidentiality) == ("migration", "shareable")


def test_a_wrong_change_leaves_the_project_as_it_was(
    me: Visitor, local_database: Database, learner_id: int, ids: PortfolioIds
) -> None:
    address = f"/portfolio/projects/{ids.project}/edit"
    response = me.submit(address, address, {"name": "", "my_role": "Lead"})

    assert response.status_code == 422
    assert 'value="Lead"' in response.text
    with local_database.reader() as db:
        assert db.get_one(ProjectRow, (learner_id, ids.project)).my_role == "Coordinator"


def test_a_private_project_says_that_nothing_leaves(me: Visitor, ids: PortfolioIds) -> None:
    told = text_of(me.get(f"/portfolio/projects/{ids.bare}").text)

    assert "Private: stays here Nothing leaves. What is written from it stays here too." in told


def test_what_looks_confidential_is_pointed_out(me: Visitor) -> None:
    told = text_of(
        me.get(me.submit(NEW, NEW, PROJECT | {"redacted-reason": "See 10.20.30.40."}).location).text
    )

    assert "It may hold what should stay confidential." in told
    assert "IP address: 10.20.30.40" in told


def test_before_it_goes_the_page_says_what_is_kept(me: Visitor, ids: PortfolioIds) -> None:
    told = text_of(me.get(f"/portfolio/projects/{ids.bare}/delete").text)

    assert "Delete this project?" in told
    assert "What belongs to it is kept, and belongs to no project then." in told
    assert "Bullets that are kept Led <who> on srv01." in told
    assert "Its confidentiality goes with it" in told


def test_a_project_goes_and_what_belonged_to_it_is_kept(
    me: Visitor, local_database: Database, ids: PortfolioIds
) -> None:
    address = f"/portfolio/projects/{ids.bare}/delete"
    response = me.submit(address, address)

    assert response.location == "/portfolio?saved=project-deleted"
    told = text_of(me.get(response.location).text)
    assert "What belonged to it is kept below." in told
    assert "Led <who> on srv01." in told
    assert [row.id for row in projects(local_database)] == [ids.project]


def test_a_project_with_periods_is_not_deleted(
    me: Visitor, local_database: Database, ids: PortfolioIds
) -> None:
    address = f"/portfolio/projects/{ids.project}/delete"
    page = me.get(address).text
    assert f'action="{address}"' not in page
    assert "1 period in the experience ledger" in text_of(page)

    response = me.post(address, {"csrf_token": me.token("/portfolio")})
    assert response.status_code == 409
    assert "Nothing was deleted" in text_of(response.text)
    assert len(projects(local_database)) == 2

    with transaction(local_database) as db:
        db.execute(delete(ExperienceRow))
    assert me.submit(address, address).location == "/portfolio?saved=project-deleted"


def test_a_page_of_a_project_leads_to_its_evidence_bullets_stories_and_ledger(
    me: Visitor, ids: PortfolioIds
) -> None:
    page = me.get(f"/portfolio/projects/{ids.project}").text

    for link in (
        f"/portfolio/bullets/new?project={ids.project}",
        f"/portfolio/bullets/new?evidence={ids.evidence}",
        f"/portfolio/bullets/{ids.bullet}",
        f"/portfolio/stories/{ids.story}",
        "/portfolio/ledger",
    ):
        assert f'href="{link}"' in page
    assert "/at-work/" in page
    assert f"/portfolio/bullets/{UUID(int=1)}" not in page
