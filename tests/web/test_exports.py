"""The export pages: what would leave, what stays, and files that leave at a click alone."""

import csv
import io
import json
from uuid import uuid4

import docx
import pytest
from markdown_it import MarkdownIt

from prep.services.exports.document import PARTS
from prep.storage.database import Database, transaction
from tests.evidence_rows import (
    bullet_row,
    evidence_row,
    experience_row,
    profile_row,
    project_row,
    story_row,
    training_row,
)
from tests.web.visiting import Visitor, forms_in, text_of

EXPORT = "/portfolio/export"
FILES = ("portfolio.md", "portfolio.docx", "portfolio.json")
TABLES = ("projects", "evidence", "periods", "training")
SECRET = "Zweigstelle"


def fill(database: Database, learner_id: int) -> None:
    """A shareable project, a redacted one, private evidence, and what is made of them."""
    project, hidden = uuid4(), uuid4()
    secret = dict.fromkeys(("organisation", "my_role", "team", "reason", "risks", "result"), SECRET)
    rows = (
        profile_row(learner_id),
        project_row(learner_id, id=project, name="Mail <b>move"),
        project_row(
            learner_id,
            id=hidden,
            name=SECRET,
            public_name="A move",
            confidentiality="redacted",
            **secret,
        ),
        evidence_row(learner_id, title="Secret notes", confidentiality="private"),
        evidence_row(learner_id, title="Open list", situation="Ask bob@example.com."),
        experience_row(learner_id, project, hours={"people": 40.0}),
        bullet_row(learner_id, project_id=project),
        bullet_row(learner_id, project_id=hidden, project_wording=f"Led it at {SECRET}."),
        story_row(learner_id, is_exported=False),
        training_row(learner_id, name="=1+1"),
    )
    with transaction(database) as db:
        for row in rows:
            db.add(row)
            db.flush()


@pytest.fixture
def filled(me: Visitor, local_database: Database, learner_id: int) -> Visitor:
    """The learner of local mode with a portfolio."""
    fill(local_database, learner_id)
    return me


def preview_of(page: str) -> str:
    """What the page says would leave."""
    told = text_of(page)
    return told[told.index("What leaves") : told.index("What stays:")]


def test_an_empty_portfolio_says_that_nothing_would_leave(me: Visitor) -> None:
    page = me.get(EXPORT).text
    assert "Nothing would leave" in page
    assert "portfolio.docx" not in page
    assert "Download everything" in page


def test_the_preview_is_what_leaves_and_names_what_stays(filled: Visitor) -> None:
    page = filled.get(EXPORT).text
    preview = preview_of(page)
    assert "Mail <b>move" in preview
    assert "A move" in preview
    assert "Open list" in preview
    assert SECRET not in preview
    assert "Secret notes" not in preview
    told = text_of(page)
    assert "What stays: 4" in told
    assert "Secret notes Evidence. It is private." in told
    assert "It repeats a wording that stays (name)." in told
    assert "A risk that came Story. It is not marked for export." in told
    assert "bob@example.com" in told[told.index("Look at these again") : told.index("What leaves")]


def test_the_parts_are_the_learners_choice(filled: Visitor) -> None:
    assert set(forms_in(filled.get(EXPORT).text)[EXPORT].fields["part"]) == set(PARTS)
    page = filled.get(f"{EXPORT}?chosen=1&part=training&part=nonsense").text
    assert forms_in(page)[EXPORT].fields["part"] == ["training"]
    assert "=1+1" in preview_of(page)
    assert "Open list" not in page
    assert "chosen=1&amp;part=training" in page
    assert "Choose at least one part" in filled.get(f"{EXPORT}?chosen=1").text


@pytest.mark.parametrize("name", FILES)
def test_a_file_is_named_by_its_date_and_is_not_stored_on_the_way(
    filled: Visitor, name: str
) -> None:
    response = filled.get(f"{EXPORT}/{name}")
    dated = name.replace("portfolio", "portfolio-2026-11-23")
    assert response.headers["Content-Disposition"] == f"attachment; filename={dated}"
    assert response.headers["Cache-Control"] == "no-store"


def test_the_files_open_and_hold_no_secret(filled: Visitor) -> None:
    markdown = filled.get(f"{EXPORT}/portfolio.md")
    assert markdown.content_type == "text/markdown; charset=utf-8"
    assert "Mail &lt;b&gt;move" in MarkdownIt().render(markdown.text)
    resume = filled.get(f"{EXPORT}/portfolio.json").get_json()
    assert {project["name"] for project in resume["projects"]} == {
        "Mail <b>move",
        "A move",
        "Open list",
    }
    paper = docx.Document(io.BytesIO(filled.get(f"{EXPORT}/portfolio.docx").data))
    told = "\n".join(paragraph.text for paragraph in paper.paragraphs)
    assert "Mail <b>move" in told
    for text in (markdown.text, json.dumps(resume), told):
        assert SECRET not in text
        assert "Secret notes" not in text


def test_a_file_holds_the_chosen_parts_only(filled: Visitor) -> None:
    text = filled.get(f"{EXPORT}/portfolio.md?chosen=1&part=evidence").text
    assert "Open list" in text
    assert "Mail" not in text
    assert "Alice" not in text


@pytest.mark.parametrize("name", TABLES)
def test_a_table_leaves_as_csv(filled: Visitor, name: str) -> None:
    response = filled.get(f"{EXPORT}/tables/{name}.csv")
    assert response.content_type == "text/csv; charset=utf-8"
    assert response.headers["Content-Disposition"] == f"attachment; filename={name}-2026-11-23.csv"
    assert len(list(csv.DictReader(io.StringIO(response.text)))) >= 1
    assert SECRET not in response.text


def test_a_formula_in_a_table_is_text(filled: Visitor) -> None:
    assert "'=1+1" in filled.get(f"{EXPORT}/tables/training.csv").text


def test_the_printed_page_holds_what_leaves(filled: Visitor) -> None:
    told = text_of(filled.get(f"{EXPORT}/print").text)
    assert "Mail <b>move" in told
    assert "Leading it from 2 March 2026 to 26 June 2026 People 40 hours" in told
    assert SECRET not in told
    assert "Open list" not in text_of(filled.get(f"{EXPORT}/print?chosen=1&part=training").text)


def test_everything_is_one_click_away(filled: Visitor) -> None:
    assert "/settings/export.json" in filled.get(EXPORT).text
    export = filled.get("/settings/export.json").get_json()
    assert SECRET in {project["name"] for project in export["project"]}


PATHS = ("", "/print", *(f"/{name}" for name in FILES), *(f"/tables/{name}.csv" for name in TABLES))


@pytest.mark.parametrize("path", PATHS)
def test_nothing_of_another_learner_leaves(
    owner: Visitor, other: Visitor, server_database: Database, owner_id: int, path: str
) -> None:
    fill(server_database, owner_id)
    response = other.get(EXPORT + path)
    assert response.status_code == 200
    for word in (b"Alice", b"Open list", b"A move", b"Basics"):
        assert word not in response.data


@pytest.mark.parametrize("path", PATHS)
def test_strangers_are_sent_to_log_in(anonymous: Visitor, path: str) -> None:
    assert anonymous.get(EXPORT + path).location == f"/account/login?next={EXPORT}{path}"


@pytest.mark.parametrize("path", PATHS)
def test_nothing_is_sent_to_an_export(me: Visitor, path: str) -> None:
    assert me.post(EXPORT + path).status_code == 405


@pytest.mark.parametrize("path", ["/portfolio.pdf", "/portfolio.", "/tables/answers.csv", "/x"])
def test_what_is_not_there_is_not_found(me: Visitor, path: str) -> None:
    assert me.get(EXPORT + path).status_code == 404
