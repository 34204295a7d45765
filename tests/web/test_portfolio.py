"""The portfolio's first page, and attaching evidence; whose pages they all are."""

from uuid import UUID, uuid4

import pytest

from prep.storage.database import Database, transaction
from prep.storage.evidence import EvidenceRow
from tests.portfolio import MARK_UP, PortfolioIds, fill_portfolio
from tests.web.visiting import Visitor, text_of

GETS = (
    "",
    "/projects/new",
    "/projects/{project}",
    "/projects/{project}/edit",
    "/projects/{project}/delete",
    "/bullets/new",
    "/bullets/{bullet}",
    "/stories/new",
    "/stories/{story}",
)
POSTS = (
    "/evidence",
    "/projects/new",
    "/projects/{project}/edit",
    "/projects/{bare}/delete",
    "/bullets/new",
    "/bullets/check",
    "/bullets/{bullet}",
    "/bullets/{bullet}/export",
    "/bullets/{bullet}/delete",
    "/stories/new",
    "/stories/{story}",
    "/stories/{story}/export",
    "/stories/{story}/delete",
)
OWNED = [path for path in (*GETS, *POSTS) if "{" in path]
NOBODY = PortfolioIds(*(UUID(int=n) for n in range(1, 7)))


def address(path: str, ids: PortfolioIds = NOBODY) -> str:
    return "/portfolio" + path.format(
        project=ids.project, bare=ids.bare, bullet=ids.bullet, story=ids.story
    )


@pytest.fixture
def ids(local_database: Database, learner_id: int) -> PortfolioIds:
    """The learner's portfolio."""
    with transaction(local_database) as db:
        return fill_portfolio(db, learner_id)


@pytest.fixture
def owned(server_database: Database, owner_id: int) -> PortfolioIds:
    """The portfolio of `owner`."""
    with transaction(server_database) as db:
        return fill_portfolio(db, owner_id)


def test_an_empty_portfolio_teaches_with_one_button(me: Visitor) -> None:
    page = me.get("/portfolio").text

    assert "You have led more than you think" in page
    assert "Add your first project" in text_of(page)
    assert page.count("button--primary") == 1
    for place in ("/portfolio/ledger", "/portfolio/ledger/training", "/portfolio/export", "/path"):
        assert f'href="{place}"' in page


def test_it_lists_projects_evidence_bullets_and_stories(me: Visitor, ids: PortfolioIds) -> None:
    page = me.get("/portfolio").text
    told = text_of(page)

    assert page.count("button--primary") == 1
    assert "Mail migration Migration · 2 March 2026 to 26 June 2026 · Coordinator" in told
    assert "1 piece of evidence · 1 bullet · 1 story" in told
    assert "Led a move of 1,400 mailboxes. From: Risk register Leaves with an export." in told
    assert "Marked for export, but it stays here. It is made from something that stays." in told
    assert "Fixed printers. Bullet without a project wording" in told
    assert "Answers: Which problem did you see coming" in told
    assert f"/portfolio/bullets/new?evidence={ids.loose}" in page


def test_what_was_typed_is_shown_as_it_is(me: Visitor, ids: PortfolioIds) -> None:
    page = me.get("/portfolio").text

    assert MARK_UP in text_of(page)
    assert "<b>&" not in page


def test_evidence_is_attached_from_the_list_and_detached_on_the_project(
    me: Visitor, ids: PortfolioIds, local_database: Database, learner_id: int
) -> None:
    def belongs_to() -> UUID | None:
        with local_database.reader() as db:
            return db.get_one(EvidenceRow, (learner_id, ids.loose)).project_id

    response = me.submit("/portfolio", "/portfolio/evidence", {"project_id": str(ids.bare)})
    assert response.location == f"/portfolio/projects/{ids.bare}?saved=attached"
    assert "The evidence is attached." in text_of(me.get(response.location).text)
    assert belongs_to() == ids.bare

    response = me.submit(f"/portfolio/projects/{ids.bare}", "/portfolio/evidence")
    assert response.location == f"/portfolio/projects/{ids.bare}?saved=detached"
    assert "belongs to no project now" in text_of(me.get(response.location).text)
    assert belongs_to() is None


def test_evidence_is_attached_on_the_page_of_a_project(me: Visitor, ids: PortfolioIds) -> None:
    response = me.submit(
        f"/portfolio/projects/{ids.bare}", "/portfolio/evidence", {"evidence_id": str(ids.loose)}
    )

    assert "Loose" in text_of(me.get(response.location).text)


@pytest.mark.parametrize(
    ("fields", "status"),
    [
        ({}, 422),
        ({"evidence_id": "x"}, 422),
        ({"evidence_id": str(UUID(int=9))}, 404),
        ({"evidence_id": "loose", "project_id": "x"}, 422),
        ({"evidence_id": "loose", "project_id": str(UUID(int=9))}, 404),
        ({"evidence_id": "loose", "project_id": "bare", "shown_on": "x"}, 422),
    ],
)
def test_attaching_what_is_not_there_changes_nothing(
    me: Visitor,
    ids: PortfolioIds,
    local_database: Database,
    learner_id: int,
    fields: dict[str, str],
    status: int,
) -> None:
    named = {"loose": str(ids.loose), "bare": str(ids.bare)}
    sent = {name: named.get(value, value) for name, value in fields.items()}
    sent["csrf_token"] = me.token("/portfolio")

    assert me.post("/portfolio/evidence", sent).status_code == status
    with local_database.reader() as db:
        assert db.get_one(EvidenceRow, (learner_id, ids.loose)).project_id is None


def test_somebody_else_s_project_takes_no_evidence(
    owner: Visitor, other: Visitor, owned: PortfolioIds
) -> None:
    for evidence, project in ((owned.loose, owned.bare), (uuid4(), owned.bare)):
        sent = {"evidence_id": str(evidence), "project_id": str(project)}
        sent["csrf_token"] = other.token("/portfolio/bullets/new")
        assert other.post("/portfolio/evidence", sent).status_code == 404


def test_it_is_in_the_menu_and_marked_there(me: Visitor, ids: PortfolioIds) -> None:
    assert 'href="/portfolio"' in me.get("/today").text
    for path in ("/portfolio", f"/portfolio/bullets/{ids.bullet}"):
        assert 'href="/portfolio" aria-current="page"' in me.get(path).text


@pytest.mark.parametrize("path", GETS)
def test_every_page_is_there_for_its_owner(owner: Visitor, owned: PortfolioIds, path: str) -> None:
    assert owner.get(address(path, owned)).status_code == 200


@pytest.mark.parametrize("path", GETS)
def test_strangers_are_sent_to_log_in(anonymous: Visitor, path: str) -> None:
    assert anonymous.get(address(path)).location == f"/account/login?next={address(path)}"


@pytest.mark.parametrize("path", POSTS)
def test_strangers_can_post_nothing(anonymous: Visitor, owned: PortfolioIds, path: str) -> None:
    token = anonymous.token("/account/login")
    response = anonymous.post(address(path, owned), {"csrf_token": token})

    assert response.location is not None
    assert response.location.startswith("/account/login")


@pytest.mark.parametrize("path", OWNED)
def test_what_is_somebody_else_s_is_not_found(
    owner: Visitor, other: Visitor, owned: PortfolioIds, path: str
) -> None:
    if path in GETS:
        assert other.get(address(path, owned)).status_code == 404
    if path in POSTS:
        token = other.token("/portfolio/bullets/new")
        assert other.post(address(path, owned), {"csrf_token": token}).status_code == 404
        assert owner.get(address("/projects/{bare}", owned)).status_code == 200


@pytest.mark.parametrize("path", OWNED)
def test_what_does_not_exist_is_not_found(me: Visitor, path: str) -> None:
    if path in GETS:
        assert me.get(address(path)).status_code == 404
    else:
        token = me.token("/portfolio/bullets/new")
        assert me.post(address(path), {"csrf_token": token}).status_code == 404


@pytest.mark.parametrize("path", ["/bullets/new", "/stories/new"])
@pytest.mark.parametrize("query", ["evidence", "project"])
@pytest.mark.parametrize("value", [str(UUID(int=9)), "x", "x" * 3_000, "\0"])
def test_beginning_from_what_is_not_there_is_not_found(
    me: Visitor, path: str, query: str, value: str
) -> None:
    assert me.get("/portfolio" + path, query_string={query: value}).status_code == 404


@pytest.mark.parametrize("query", ["evidence", "project"])
def test_beginning_from_somebody_else_s_is_not_found(
    other: Visitor, owned: PortfolioIds, query: str
) -> None:
    value = owned.evidence if query == "evidence" else owned.project
    for path in ("/bullets/new", "/stories/new"):
        response = other.get("/portfolio" + path, query_string={query: str(value)})
        assert response.status_code == 404


@pytest.mark.parametrize("path", [path for path in POSTS if path not in GETS])
def test_what_only_takes_a_form_cannot_be_loaded(me: Visitor, ids: PortfolioIds, path: str) -> None:
    if "delete" in path and "projects" in path:
        assert me.get(address(path, ids)).status_code == 200  # it asks first
    elif path == "/bullets/check":
        assert me.get(address(path, ids)).status_code in (404, 405)
    else:
        assert me.get(address(path, ids)).status_code == 405


@pytest.mark.parametrize("path", ["", "/projects/{project}"])
def test_what_only_shows_cannot_be_posted_to(me: Visitor, ids: PortfolioIds, path: str) -> None:
    token = me.token("/portfolio")

    assert me.post(address(path, ids), {"csrf_token": token}).status_code == 405


@pytest.mark.parametrize("path", POSTS)
def test_without_its_token_nothing_is_taken(me: Visitor, ids: PortfolioIds, path: str) -> None:
    assert me.post(address(path, ids)).status_code == 400
