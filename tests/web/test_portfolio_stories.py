"""Stories for an interview: written, changed, marked and taken out."""

from uuid import UUID

import pytest
from sqlalchemy import select

from prep.storage.database import Database, transaction
from prep.storage.portfolio import StoryRow
from tests.portfolio import PortfolioIds, fill_portfolio
from tests.web.visiting import Fields, Visitor, text_of

NEW = "/portfolio/stories/new"
STORY: Fields = {
    "title": "The night of the switch 🎉",
    "question": "late",
    "situation": "Two switches\r\nhad failed.",
    "task": "Hold the date.",
    "action": "word " * 260,
    "result": "It held.",
}


@pytest.fixture
def ids(local_database: Database, learner_id: int) -> PortfolioIds:
    with transaction(local_database) as db:
        return fill_portfolio(db, learner_id)


def stories(database: Database) -> dict[UUID, StoryRow]:
    with database.reader() as db:
        return {row.id: row for row in db.scalars(select(StoryRow))}


def test_a_new_story_offers_questions_by_gap(me: Visitor) -> None:
    page = me.get(NEW).text

    assert '<optgroup label="Conflict">' in page
    assert "When did two people or teams disagree, and what was your part?" in page
    assert "To tell: nothing to tell yet, at 130 words a minute" in text_of(page)


def test_a_question_in_the_address_is_chosen(me: Visitor) -> None:
    assert me.form(f"{NEW}?question=risk", NEW).fields["question"] == ["risk"]
    assert me.form(f"{NEW}?question=nonsense", NEW).fields["question"] == [""]


def test_a_story_is_saved_with_its_time(me: Visitor, local_database: Database) -> None:
    response = me.submit(NEW, NEW, STORY)

    assert response.location == "/portfolio?saved=story"
    told = text_of(me.get(response.location).text)
    assert "The story is saved." in told
    assert "Answers: When did work fall behind" in told
    assert "To tell: about 2 minutes" in told
    (row,) = stories(local_database).values()
    assert (row.situation, row.is_exported) == ("Two switches\nhad failed.", False)


def test_sent_twice_it_is_kept_once(me: Visitor, local_database: Database) -> None:
    form = me.form(NEW, NEW)
    for _ in range(2):
        me.post(NEW, {**form.fields, **STORY})

    assert len(stories(local_database)) == 1


def test_from_evidence_it_begins_with_its_words(me: Visitor, ids: PortfolioIds) -> None:
    fields = me.form(f"{NEW}?evidence={ids.evidence}", NEW).fields

    assert fields["title"] == ["Risk register"]
    assert fields["situation"] == ["Two cutovers had failed."]
    assert fields["task"] == [""]
    assert fields["action"] == ["Kept a register."]
    assert fields["result"] == ["The third went well.\n9 of 11 risks answered"]
    assert fields["origin"] == [f"evidence:{ids.evidence}"]


def test_the_gap_of_its_exercise_comes_first(me: Visitor, ids: PortfolioIds) -> None:
    page = me.get(f"{NEW}?evidence={ids.evidence}").text

    assert page.index('label="Risk"') < page.index('label="Scheduling"')


@pytest.mark.parametrize(
    ("changes", "field", "message"),
    [
        ({"title": ""}, "title", "Title: write it."),
        ({"title": "🎉" * 201}, "title", "Title: at most 200 characters"),
        ({"question": "x"}, "question", "Choose a question from the list, or none."),
        ({"action": "x" * 10_000}, "action", "Action: at most 5000 characters"),
        ({"origin": "x"}, "origin", "Choose from the list"),
        ({"origin": f"evidence:{UUID(int=9)}"}, "origin", "That is gone."),
    ],
)
def test_what_is_wrong_is_named_and_what_was_typed_is_kept(
    me: Visitor,
    ids: PortfolioIds,
    local_database: Database,
    changes: Fields,
    field: str,
    message: str,
) -> None:
    response = me.submit(NEW, NEW, STORY | changes)

    assert response.status_code == 422
    assert f'href="#{field}"' in response.text
    assert f'id="{field}"' in response.text
    assert message in text_of(response.text)
    assert "Hold the date." in response.text
    assert set(stories(local_database)) == {ids.story}


def test_a_story_is_changed(me: Visitor, ids: PortfolioIds, local_database: Database) -> None:
    address = f"/portfolio/stories/{ids.story}"
    response = me.submit(address, address, {"title": "Another", "question": ""})

    assert response.location == "/portfolio?saved=story"
    row = stories(local_database)[ids.story]
    assert (row.title, row.question, row.action) == ("Another", "", "A")
    assert row.project_id == ids.project


def test_a_wrong_change_leaves_the_story_as_it_was(
    me: Visitor, ids: PortfolioIds, local_database: Database
) -> None:
    address = f"/portfolio/stories/{ids.story}"

    assert me.submit(address, address, {"title": " "}).status_code == 422
    assert stories(local_database)[ids.story].title == "A risk that came"


def test_the_mark_for_export_is_set_and_taken_away(
    me: Visitor, ids: PortfolioIds, local_database: Database
) -> None:
    address = f"/portfolio/stories/{ids.story}/export"
    for expected in (False, True):
        response = me.submit("/portfolio", address)
        assert response.location == "/portfolio#stories"
        assert stories(local_database)[ids.story].is_exported is expected


def test_a_story_is_taken_out(me: Visitor, ids: PortfolioIds, local_database: Database) -> None:
    page = f"/portfolio/stories/{ids.story}"
    response = me.submit(page, f"{page}/delete")

    assert response.location == "/portfolio?saved=story-deleted"
    assert stories(local_database) == {}
