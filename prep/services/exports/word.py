"""The portfolio as a Word document."""

import io
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, datetime, time
from typing import TypeVar

import docx
from docx.document import Document

from prep.services.exports.document import (
    EVIDENCE_LABELS,
    PROJECT_LABELS,
    STORY_LABELS,
    Evidence,
    Period,
    Person,
    PortfolioDocument,
    Project,
    Story,
)
from prep.services.exports.words import (
    course_line,
    dates,
    day,
    evidence_facts,
    period_line,
    project_facts,
)

BULLET = "List Bullet"

Part = TypeVar("Part")


def render_docx(document: PortfolioDocument) -> bytes:
    """The whole document as a .docx file."""
    paper = docx.Document()
    _describe(paper, document)
    paper.add_heading(document.person.name or "Portfolio", 0)
    _write_person(paper, document.person)
    if document.bullets:
        paper.add_heading("Selected results", 1)
        _write_lines(paper, document.bullets)
    _write_section(paper, "Projects", document.projects, _write_project)
    _write_section(paper, "Evidence", document.evidence, _write_loose_evidence)
    _write_section(paper, "Stories", document.stories, _write_story)
    if document.training:
        paper.add_heading("Training", 1)
        _write_lines(paper, map(course_line, document.training))
    paper.add_paragraph(f"As of {day(document.made_on)}")
    out = io.BytesIO()
    paper.save(out)
    return out.getvalue()


def _write_section(
    paper: Document, title: str, parts: Sequence[Part], write: Callable[[Document, Part], None]
) -> None:
    """A section, or nothing when it has no parts."""
    if parts:
        paper.add_heading(title, 1)
    for part in parts:
        write(paper, part)


def _describe(paper: Document, document: PortfolioDocument) -> None:
    """The file's own data: whose it is and of which day, not which program wrote it."""
    made_at = datetime.combine(document.made_on, time(), UTC).replace(tzinfo=None)
    properties = paper.core_properties
    properties.title = "Portfolio"
    properties.author = properties.last_modified_by = document.person.name
    properties.comments = ""
    properties.created = properties.modified = made_at


def _write_person(paper: Document, person: Person) -> None:
    if person.headline:
        paper.add_paragraph(person.headline, "Subtitle")
    if person.contact:
        paper.add_paragraph(" · ".join(person.contact))
    _write_paragraphs(paper, person.summary)


def _write_project(paper: Document, project: Project) -> None:
    paper.add_heading(project.name, 2)
    paper.add_paragraph(project_facts(project))
    _write_labelled(paper, PROJECT_LABELS, project.wording)
    _write_lines(paper, project.bullets)
    for piece in project.evidence:
        _write_evidence(paper, piece, 3)
    for period in project.periods:
        _write_period(paper, period)


def _write_loose_evidence(paper: Document, piece: Evidence) -> None:
    _write_evidence(paper, piece, 2)


def _write_evidence(paper: Document, piece: Evidence, level: int) -> None:
    paper.add_heading(piece.title, level)
    if facts := evidence_facts(piece):
        paper.add_paragraph(facts)
    _write_labelled(paper, EVIDENCE_LABELS, piece.wording)


def _write_period(paper: Document, period: Period) -> None:
    paragraph = paper.add_paragraph()
    paragraph.add_run(f"Leading it {dates(period.began_on, period.ended_on)} ").bold = True
    paragraph.add_run(period_line(period))
    _write_paragraphs(paper, period.description)


def _write_story(paper: Document, story: Story) -> None:
    paper.add_heading(story.title, 2)
    _write_labelled(paper, STORY_LABELS, {name: getattr(story, name) for name in STORY_LABELS})


def _write_labelled(paper: Document, labels: Mapping[str, str], texts: Mapping[str, str]) -> None:
    """A paragraph for each text that is there, with its label in bold before it."""
    for name, label in labels.items():
        if text := texts.get(name):
            paragraph = paper.add_paragraph()
            paragraph.add_run(f"{label}: ").bold = True
            paragraph.add_run(text)


def _write_lines(paper: Document, lines: Iterable[str]) -> None:
    for line in lines:
        paper.add_paragraph(line, BULLET)


def _write_paragraphs(paper: Document, text: str) -> None:
    for line in text.splitlines():
        if line.strip():
            paper.add_paragraph(line)
