"""The formats of an export, each read back by a library that knows nothing of Prep."""

import csv
import io
import json
import re
import zipfile
from datetime import date
from xml.etree import ElementTree

import docx
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from marshmallow import RAISE, Schema, fields, validate

from prep.services.exports.document import (
    Course,
    Evidence,
    Period,
    Person,
    PortfolioDocument,
    Project,
    Story,
)
from prep.services.exports.json_resume import render_json_resume
from prep.services.exports.markdown import escaped, render_markdown
from prep.services.exports.tables import TABLES, render_table
from prep.services.exports.word import render_docx

TODAY = date(2026, 11, 23)
EMPTY = PortfolioDocument(TODAY)
PIECE = Evidence(
    {
        "title": "Risk list",
        "situation": "Two failures.",
        "result": "None since.",
        "number": "9 of 11",
        "artefact_text": "| Risk |\n|---|\n```\nlate\n```",
    },
    3.5,
    date(2026, 5, 4),
    date(2026, 5, 4),
)
FULL = PortfolioDocument(
    made_on=TODAY,
    person=Person(
        "Zoë Ångström",
        "Administrator",
        "zoe@example.org",
        "+44 20 7946 0000",
        "Leeds",
        "https://zoe.example.org",
        "First line.\nSecond line.",
    ),
    projects=(
        Project(
            wording={"name": "Move", "reason": "Age.", "my_role": "Lead", "organisation": "City"},
            kind="migration",
            approach="hybrid",
            began_on=date(2026, 1, 2),
            ended_on=None,
            bullets=("Led a move.", "* Cut <b>cost</b> by 40 %"),
            evidence=(PIECE,),
            periods=(Period(date(2026, 1, 2), None, {"People": 12.5}, "Led it."),),
        ),
    ),
    bullets=("Ran a workshop.",),
    evidence=(Evidence({"title": "Notes"}, None, None, None),),
    stories=(Story("A risk", "S 1", "T 1", "A 1", "R 1"),),
    training=(Course("Basics", "College", "Self-paced", 8.0, date(2026, 6, 30)),),
)


def headings(markdown: str) -> list[tuple[str, str]]:
    tokens = MarkdownIt().parse(markdown)
    return [
        (token.tag, tokens[n + 1].content)
        for n, token in enumerate(tokens)
        if token.type == "heading_open"
    ]


def test_markdown_has_every_part_under_its_heading() -> None:
    assert headings(render_markdown(FULL)) == [
        ("h1", "Zoë Ångström"),
        ("h2", "Selected results"),
        ("h2", "Projects"),
        ("h3", "Move"),
        ("h4", "Risk list"),
        ("h2", "Evidence"),
        ("h3", "Notes"),
        ("h2", "Stories"),
        ("h3", "A risk"),
        ("h2", "Training"),
    ]


def test_markdown_of_nothing_is_a_title_and_a_date() -> None:
    assert render_markdown(EMPTY) == "# Portfolio\n\nAs of 23 November 2026\n"


def test_markdown_keeps_an_artefact_as_it_stands() -> None:
    (fence,) = [t for t in MarkdownIt().parse(render_markdown(FULL)) if t.type == "fence"]
    assert fence.content == PIECE.wording["artefact_text"] + "\n"


def test_markdown_shows_marks_as_text() -> None:
    html = MarkdownIt().render(render_markdown(FULL))
    assert "<b>" not in html
    assert "* Cut &lt;b&gt;cost&lt;/b&gt; by 40 %" in html


@given(text=st.text(max_size=40))
@example("# not a heading")
@example("1. not a list")
@example("- not a list")
@example("--- no rule")
@example("=== no heading")
@example("[no](link) ![no](image) `no code` <b>no tag</b> &amp; a \\backslash\\ _no_ **stress**")
@example("> no quote")
@example("~~~ no fence")
def test_escaped_text_reads_as_it_was_written(text) -> None:
    tokens = MarkdownIt().parse(escaped(text))
    assert {token.type for token in tokens} <= {"paragraph_open", "inline", "paragraph_close"}
    told = [child for token in tokens for child in token.children or ()]
    assert {child.type for child in told} <= {"text", "text_special"}
    assert "".join(child.content for child in told) == " ".join(
        text.replace("\0", "\ufffd").split()
    )


def word_of(document: PortfolioDocument):
    return docx.Document(io.BytesIO(render_docx(document)))


def test_word_has_every_part_under_its_heading() -> None:
    paper = word_of(FULL)
    told = [(p.style.name, p.text) for p in paper.paragraphs]
    assert [text for style, text in told if style in ("Title", "Heading 1")] == [
        "Zoë Ångström",
        "Selected results",
        "Projects",
        "Evidence",
        "Stories",
        "Training",
    ]
    assert ("Heading 2", "Move") in told
    assert ("Heading 3", "Risk list") in told
    assert ("List Bullet", "* Cut <b>cost</b> by 40 %") in told
    assert ("Normal", "Leading it since 2 January 2026 People 12.5 hours") in told
    assert told[-1] == ("Normal", "As of 23 November 2026")


def test_word_names_the_learner_and_no_program() -> None:
    properties = word_of(FULL).core_properties
    assert (properties.author, properties.title, properties.comments) == (
        "Zoë Ångström",
        "Portfolio",
        "",
    )
    assert properties.created.date() == TODAY


@pytest.mark.parametrize("document", [EMPTY, FULL])
def test_word_is_a_whole_archive_of_readable_parts(document) -> None:
    with zipfile.ZipFile(io.BytesIO(render_docx(document))) as packed:
        assert packed.testzip() is None
        for name in packed.namelist():
            if name.endswith((".xml", ".rels")):
                ElementTree.fromstring(packed.read(name))
        assert "word/document.xml" in packed.namelist()


class Strict(Schema):
    class Meta:
        unknown = RAISE


DAY = validate.Regexp(r"^[12]\d{3}-[01]\d-[0-3]\d$")
SOME = validate.Length(min=1)


class Location(Strict):
    city = fields.String()


class Basics(Strict):
    """The public schema's `basics`, as far as it is written here."""

    name = fields.String()
    label = fields.String()
    email = fields.Email()
    phone = fields.String()
    url = fields.Url()
    summary = fields.String()
    location = fields.Nested(Location)


class ResumeProject(Strict):
    """One of its `projects`."""

    name = fields.String(required=True, validate=SOME)
    description = fields.String()
    highlights = fields.List(fields.String(validate=SOME))
    keywords = fields.List(fields.String())
    startDate = fields.String(validate=DAY)  # noqa: N815 - the format's own name
    endDate = fields.String(validate=DAY)  # noqa: N815
    roles = fields.List(fields.String())
    entity = fields.String()
    type = fields.String()


class Certificate(Strict):
    """One of its `certificates`."""

    name = fields.String(required=True)
    date = fields.String(validate=DAY)
    issuer = fields.String()


class Meta(Strict):
    version = fields.String(validate=validate.Regexp(r"^v\d+\.\d+\.\d+$"))
    lastModified = fields.String(  # noqa: N815
        validate=validate.Regexp(r"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}$")
    )


class Resume(Strict):
    """What we write of JSON Résumé 1.0.0, and nothing else."""

    schema = fields.Url(data_key="$schema", required=True)
    basics = fields.Nested(Basics)
    projects = fields.List(fields.Nested(ResumeProject))
    certificates = fields.List(fields.Nested(Certificate))
    meta = fields.Nested(Meta, required=True)


@pytest.mark.parametrize("document", [EMPTY, FULL])
def test_a_json_resume_holds_what_its_format_knows(document) -> None:
    assert Resume().validate(json.loads(render_json_resume(document))) == {}


def test_a_json_resume_tells_projects_results_and_certificates() -> None:
    resume = json.loads(render_json_resume(FULL))
    assert resume["basics"]["name"] == "Zoë Ångström"
    loose, move, notes = resume["projects"]
    assert loose == {"name": "Selected results", "highlights": ["Ran a workshop."]}
    assert move["highlights"][2] == "None since. · 9 of 11"
    assert (move["roles"], move["entity"], move["startDate"]) == (["Lead"], "City", "2026-01-02")
    assert "endDate" not in move
    assert notes == {"name": "Notes"}
    assert resume["certificates"] == [
        {"name": "Basics (8 hours)", "date": "2026-06-30", "issuer": "College"}
    ]


def table_of(document: PortfolioDocument, name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(render_table(document, name), newline="")))


def test_tables_have_a_line_for_every_row() -> None:
    (project,) = table_of(FULL, "projects")
    assert (project["name"], project["began_on"], project["ended_on"]) == ("Move", "2026-01-02", "")
    assert project["lines"] == "Led a move.\n* Cut <b>cost</b> by 40 %"
    assert [(row["project"], row["title"]) for row in table_of(FULL, "evidence")] == [
        ("Move", "Risk list"),
        ("", "Notes"),
    ]
    (period,) = table_of(FULL, "periods")
    assert (period["hours"], period["hours_by_domain"]) == ("12.5", "People: 12.5")
    (course,) = table_of(FULL, "training")
    assert (course["hours"], course["ended_on"]) == ("8.0", "2026-06-30")


@pytest.mark.parametrize("name", TABLES)
def test_a_table_of_nothing_is_its_heading(name: str) -> None:
    assert len(render_table(EMPTY, name).splitlines()) == 1


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_a_cell_is_never_a_formula(start: str) -> None:
    bad = f"{start}HYPERLINK(1)"
    document = PortfolioDocument(
        TODAY,
        projects=(Project({"name": bad, "team": bad}, bad, bad, TODAY, None, bullets=(bad,)),),
        training=(Course(bad, bad, bad, 1.0, TODAY),),
    )
    for name in ("projects", "training"):
        (row,) = table_of(document, name)
        found = [value for value in row.values() if "HYPERLINK" in value]
        assert len(found) >= 3
        assert all(value == f"'{bad}" for value in found)


@given(text=st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"])))
def test_any_text_survives_a_table(text) -> None:
    document = PortfolioDocument(TODAY, training=(Course("A", text, "", 1.0, TODAY),))
    (row,) = table_of(document, "training")
    assert re.sub("^'(?=[=+\\-@\t\r])", "", row["provider"]) == text
