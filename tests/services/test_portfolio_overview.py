"""The portfolio's first page and a project's page: what they count and what they say leaves."""

from uuid import UUID, uuid4

import pytest

from prep.errors import NotFound
from prep.services.portfolio.overview import Portfolio, get_portfolio, get_project_page
from prep.storage.database import Database, transaction
from prep.storage.exercises import list_exercises
from tests.evidence_rows import action_row, bullet_row, evidence_row, project_row, story_row
from tests.portfolio import PortfolioIds, fill_portfolio
from tests.practising import counted_statements
from tests.rows import stored_learner


@pytest.fixture
def learner_id(stocked: Database) -> int:
    with transaction(stocked) as db:
        return stored_learner(db)


@pytest.fixture
def ids(stocked: Database, learner_id: int) -> PortfolioIds:
    with transaction(stocked) as db:
        return fill_portfolio(db, learner_id)


def portfolio(database: Database, learner_id: int) -> Portfolio:
    with database.reader() as db:
        return get_portfolio(db, learner_id)


def store(database: Database, *rows: object) -> None:
    with transaction(database) as db:
        for row in rows:
            db.add(row)
            db.flush()


def test_a_new_portfolio_is_empty(stocked: Database, learner_id: int) -> None:
    assert portfolio(stocked, learner_id).is_empty


def test_a_project_counts_what_belongs_to_it_also_by_its_evidence(
    stocked: Database, learner_id: int, ids: PortfolioIds
) -> None:
    found = portfolio(stocked, learner_id)
    lines = {line.id: line for line in found.projects}

    assert not found.is_empty
    full, bare = lines[ids.project], lines[ids.bare]
    assert (full.evidence, full.bullets, full.stories) == (1, 1, 1)
    assert (bare.evidence, bare.bullets, bare.stories) == (0, 1, 0)
    assert (full.kind, bare.kind) == ("Migration", "Work with a supplier")
    assert [one.id for one in found.loose_evidence] == [ids.loose]


def test_a_draft_of_evidence_is_not_listed(stocked: Database, learner_id: int) -> None:
    with transaction(stocked) as db:
        ids = fill_portfolio(db, learner_id)
        action = action_row(learner_id, list_exercises(db)[0].id)
        db.add(action)
        db.flush()
        db.add(evidence_row(learner_id, action_id=action.id))

    assert [one.id for one in portfolio(stocked, learner_id).loose_evidence] == [ids.loose]


def test_a_bullet_says_whether_it_leaves_and_why_not(
    stocked: Database, learner_id: int, ids: PortfolioIds
) -> None:
    lines = portfolio(stocked, learner_id).bullets
    by_text = {line.shown: line for line in lines}

    assert by_text["Led a move of 1,400 mailboxes."].kept_because is None
    assert by_text["Led a move of 1,400 mailboxes."].made_of == "Risk register"
    private = by_text["Led <who> on srv01."]
    assert private.kept_because == "It is made from something that stays."
    assert private.to_mind == (
        "“<who>” is still a blank.",
        "“srv01” looks like a host name.",
    )


def test_a_bullet_that_repeats_what_stays_says_so(stocked: Database, learner_id: int) -> None:
    project = project_row(
        learner_id,
        organisation="City of Example",
        confidentiality="redacted",
        redacted={"organisation": "A city"},
    )
    store(
        stocked,
        project,
        bullet_row(learner_id, project_id=project.id, project_wording="Led a city of example."),
        story_row(learner_id, project_id=project.id, action="For the City of Example."),
    )

    found = portfolio(stocked, learner_id)
    assert found.bullets[0].kept_because == "It repeats a wording that stays (organisation)."
    assert found.stories[0].kept_because == "It repeats a wording that stays (organisation)."


def test_a_project_s_page_shows_what_leaves(
    stocked: Database, learner_id: int, ids: PortfolioIds
) -> None:
    redacted_id = uuid4()
    redacted = project_row(
        learner_id,
        id=redacted_id,
        confidentiality="redacted",
        public_name="Mail of a city",
        redacted={"reason": "Ask bob@example.com."},
    )
    store(stocked, redacted)
    with stocked.reader() as db:
        open_page = get_project_page(db, learner_id, ids.project)
        private_page = get_project_page(db, learner_id, ids.bare)
        redacted_page = get_project_page(db, learner_id, redacted_id)

    assert open_page.leaving is not None
    assert open_page.leaving["Organisation"] == "A city"
    assert open_page.periods == 1
    assert [one.id for one in open_page.evidence] == [ids.evidence]
    assert [one.id for one in open_page.loose_evidence] == [ids.loose]
    assert [one.id for one in open_page.bullets] == [ids.bullet]
    assert [one.question for one in open_page.stories] == [
        "Which problem did you see coming, and what did you do then?"
    ]
    assert private_page.leaving is None
    assert redacted_page.leaving == {
        "Name": "Mail of a city",
        "Business reason": "Ask bob@example.com.",
    }
    assert [hint.text for hint in redacted_page.hints] == ["bob@example.com"]


@pytest.mark.parametrize("project_id", [uuid4(), UUID(int=0)])
def test_an_unknown_project_has_no_page(
    stocked: Database, learner_id: int, project_id: UUID
) -> None:
    with stocked.reader() as db, pytest.raises(NotFound):
        get_project_page(db, learner_id, project_id)


def test_another_learner_s_portfolio_is_empty_and_its_pages_are_not_there(
    stocked: Database, learner_id: int, ids: PortfolioIds
) -> None:
    with transaction(stocked) as db:
        other = stored_learner(db)

    assert portfolio(stocked, other).is_empty
    with stocked.reader() as db, pytest.raises(NotFound):
        get_project_page(db, other, ids.project)


def test_the_statements_stay_few_however_much_there_is(stocked: Database, learner_id: int) -> None:
    counts = []
    for _ in range(2):
        with transaction(stocked) as db:
            for _ in range(5):
                ids = fill_portfolio(db, learner_id)
        with counted_statements(stocked) as sent, transaction(stocked) as db:
            get_portfolio(db, learner_id)
            get_project_page(db, learner_id, ids.project)
        counts.append(len(sent))

    assert counts[0] == counts[1] <= 20
