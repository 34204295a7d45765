"""The bullet workshop: hints with and without a script, what is kept, marked and taken out."""

from uuid import UUID

import pytest
from sqlalchemy import select

from prep.storage.database import Database, transaction
from prep.storage.portfolio import BulletRow
from tests.portfolio import PortfolioIds, fill_portfolio
from tests.web.visiting import Fields, Visitor, text_of

NEW = "/portfolio/bullets/new"
CHECK = "/portfolio/bullets/check"
GOOD = (
    "Led the move of 1,400 mailboxes for 14 sites with four teams, agreed the order with "
    "each manager and finished on time."
)
BULLET: Fields = {"it_wording": "Moved mail.", "project_wording": GOOD}


@pytest.fixture
def ids(local_database: Database, learner_id: int) -> PortfolioIds:
    with transaction(local_database) as db:
        return fill_portfolio(db, learner_id)


def bullets(database: Database) -> dict[UUID, BulletRow]:
    with database.reader() as db:
        return {row.id: row for row in db.scalars(select(BulletRow))}


def check(me: Visitor, wording: str) -> str:
    response = me.post(CHECK, {"csrf_token": me.token(NEW), "project_wording": wording})
    assert response.status_code == 200
    return response.text


def test_an_empty_bench_waits_for_words_and_shows_examples(me: Visitor) -> None:
    told = text_of(me.get(NEW).text)

    assert "Write the project wording, and this list fills in." in told
    assert "12 made-up examples" in told
    assert "They cannot know the name of a customer" in told


def test_the_hints_are_a_part_of_a_page(me: Visitor) -> None:
    part = check(me, GOOD)

    assert "<html" not in part
    assert "8 of 8 present" in text_of(part)
    assert "Begins with what you did: yes It begins with “Led”." in text_of(part)


def test_the_hints_quote_what_they_saw_and_escape_it(me: Visitor) -> None:
    part = check(me, "Responsible for various <b>things</b> on srv01 and SQL Server 2019")
    told = text_of(part)

    assert "“Responsible for” says where you stood, not what you did." in told
    assert "“srv01” looks like a host name." in told
    assert "“SQL Server 2019” is a date, a version or a label; it counts nothing." in told
    assert "“<b>” is still a blank." in told
    assert "<b>" not in part


@pytest.mark.parametrize("wording", ["", "   ", "🎉"])
def test_without_words_the_hints_wait(me: Visitor, wording: str) -> None:
    assert "this list fills in" in check(me, wording)


@pytest.mark.parametrize("wording", ["قاد فريقا من أربعة", "项目管理 40", "Led 🎉", "\u202eabc"])
def test_any_script_is_reviewed(me: Visitor, wording: str) -> None:
    assert "of 8 present" in check(me, wording)


def test_a_wording_that_is_too_long_is_named(me: Visitor) -> None:
    sent = {"csrf_token": me.token(NEW), "project_wording": "x" * 10_000}
    response = me.post(CHECK, sent)

    assert response.status_code == 422
    assert "Project wording: at most 1000 characters; shorten it." in text_of(response.text)


def test_checking_keeps_nothing(me: Visitor, local_database: Database) -> None:
    check(me, GOOD)

    assert bullets(local_database) == {}


def test_without_a_script_a_button_checks_and_keeps_what_was_typed(
    me: Visitor, local_database: Database
) -> None:
    response = me.submit(NEW, NEW, BULLET | {"as": "check"})

    assert response.status_code == 200
    assert "8 of 8 present" in text_of(response.text)
    assert "Moved mail." in response.text
    assert bullets(local_database) == {}


def test_a_bullet_is_saved(me: Visitor, local_database: Database) -> None:
    response = me.submit(NEW, NEW, BULLET | {"as": "bullet"})

    assert response.location == "/portfolio?saved=bullet"
    assert "The bullet is saved." in text_of(me.get(response.location).text)
    (row,) = bullets(local_database).values()
    assert (row.it_wording, row.project_wording, row.is_exported) == ("Moved mail.", GOOD, False)
    assert (row.evidence_id, row.project_id) == (None, None)


def test_sent_twice_it_is_kept_once(me: Visitor, local_database: Database) -> None:
    form = me.form(NEW, NEW)
    for _ in range(2):
        me.post(NEW, {**form.fields, **BULLET, "as": "bullet"})

    assert len(bullets(local_database)) == 1


def test_from_evidence_it_begins_with_its_words_and_the_exercise_s_pattern(
    me: Visitor, ids: PortfolioIds, local_database: Database
) -> None:
    page = f"{NEW}?evidence={ids.evidence}"
    form = me.form(page, NEW)

    assert form.fields["it_wording"] == [
        "Kept a register.\nThe third went well.\n9 of 11 risks answered"
    ]
    assert form.fields["project_wording"] == [""]
    assert form.fields["origin"] == [f"evidence:{ids.evidence}"]
    assert "Listed <number> risks with <who>." in text_of(me.get(page).text)
    me.submit(page, NEW, {"as": "bullet"})
    assert ids.evidence in {row.evidence_id for row in bullets(local_database).values()}


def test_from_a_private_project_it_says_that_it_stays(me: Visitor, ids: PortfolioIds) -> None:
    page = me.get(f"{NEW}?project={ids.bare}")

    assert "What this belongs to is private." in text_of(page.text)
    assert me.form(f"{NEW}?project={ids.bare}", NEW).fields["origin"] == [f"project:{ids.bare}"]


@pytest.mark.parametrize("step", ["bullet", "check"])
@pytest.mark.parametrize(
    ("changes", "field", "message"),
    [
        ({"it_wording": "", "project_wording": ""}, "it_wording", "Write one of the two wordings"),
        ({"it_wording": "x" * 10_000}, "it_wording", "IT wording: at most 2000 characters"),
        ({"project_wording": "x" * 1_001}, "project_wording", "at most 1000 characters"),
        ({"origin": "x"}, "origin", "Choose from the list"),
        ({"origin": f"project:{UUID(int=9)}"}, "origin", "That is gone."),
    ],
)
def test_what_is_wrong_is_named_and_what_was_typed_is_kept(
    me: Visitor,
    ids: PortfolioIds,
    local_database: Database,
    step: str,
    changes: Fields,
    field: str,
    message: str,
) -> None:
    before = set(bullets(local_database))
    response = me.submit(NEW, NEW, BULLET | changes | {"as": step})

    if step == "check" and field == "it_wording":
        assert response.status_code == 200  # only the project wording is checked
    elif step == "check" and "gone" in message:
        assert response.status_code == 200
    else:
        assert response.status_code == 422
        assert f'href="#{field}"' in response.text
        assert f'id="{field}"' in response.text
        assert message in text_of(response.text)
    assert set(bullets(local_database)) == before


def test_a_bullet_is_changed(me: Visitor, ids: PortfolioIds, local_database: Database) -> None:
    address = f"/portfolio/bullets/{ids.bullet}"
    me.submit(address, address, {"project_wording": GOOD, "origin": "", "as": "bullet"})

    row = bullets(local_database)[ids.bullet]
    assert (row.project_wording, row.evidence_id, row.is_exported) == (GOOD, None, False)
    assert row.it_wording == "Moved mailboxes."


def test_a_wrong_change_leaves_the_bullet_as_it_was(
    me: Visitor, ids: PortfolioIds, local_database: Database
) -> None:
    address = f"/portfolio/bullets/{ids.bullet}"
    response = me.submit(address, address, {"project_wording": "y" * 1_001, "as": "bullet"})

    assert response.status_code == 422
    assert bullets(local_database)[ids.bullet].project_wording == "Led a move of 1,400 mailboxes."


def test_the_mark_for_export_is_set_and_taken_away(
    me: Visitor, ids: PortfolioIds, local_database: Database
) -> None:
    address = f"/portfolio/bullets/{ids.bullet}/export"
    for expected in (False, True):
        response = me.submit("/portfolio", address)
        assert response.location == "/portfolio#bullets"
        assert bullets(local_database)[ids.bullet].is_exported is expected


def test_an_unwritten_bullet_is_not_marked(
    me: Visitor, ids: PortfolioIds, local_database: Database
) -> None:
    unwritten = next(row.id for row in bullets(local_database).values() if not row.project_wording)
    sent = {"csrf_token": me.token("/portfolio"), "is_exported": "yes"}
    response = me.post(f"/portfolio/bullets/{unwritten}/export", sent)

    assert response.status_code == 409
    assert "Write it first" in text_of(response.text)
    assert not bullets(local_database)[unwritten].is_exported


def test_a_bullet_is_taken_out(me: Visitor, ids: PortfolioIds, local_database: Database) -> None:
    page = f"/portfolio/bullets/{ids.bullet}"
    response = me.submit(page, f"{page}/delete")

    assert response.location == "/portfolio?saved=bullet-deleted"
    assert ids.bullet not in bullets(local_database)
