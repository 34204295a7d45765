"""The portfolio as Markdown. What people wrote is escaped, so that it reads as they wrote it."""

import re
from collections.abc import Iterable, Iterator, Mapping

from prep.services.exports.document import (
    EVIDENCE_LABELS,
    PROJECT_LABELS,
    STORY_LABELS,
    Course,
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

_SPECIAL = re.compile(r"([\\`*_\[\]<>&~|])")
_LINE_START = re.compile(r"^(#|=|\+(?=\s|$)|-(?=[\s-]|$)|\d{1,9}(?=[.)]))")


def render_markdown(document: PortfolioDocument) -> str:
    """The whole document; one block a paragraph, UTF-8 when stored."""
    return "\n\n".join(_blocks(document)) + "\n"


def escaped(text: str) -> str:
    """A text in one line of which nothing is read as Markdown."""
    line = _SPECIAL.sub(r"\\\1", " ".join(text.split()))
    return _LINE_START.sub(_guarded, line)


def _guarded(found: re.Match[str]) -> str:
    """The start of a line that would make a heading or a list; a backslash stands after digits."""
    start = found[1]
    return f"{start}\\" if start[0].isdigit() else f"\\{start}"


def _blocks(document: PortfolioDocument) -> Iterator[str]:
    yield f"# {escaped(document.person.name) or 'Portfolio'}"
    yield from _person(document.person)
    yield from _section("Selected results", [_list(document.bullets)] if document.bullets else [])
    yield from _section("Projects", (b for one in document.projects for b in _project(one)))
    yield from _section("Evidence", (b for one in document.evidence for b in _evidence(one, "###")))
    yield from _section("Stories", (b for one in document.stories for b in _story(one)))
    yield from _section("Training", [_courses(document.training)] if document.training else [])
    yield f"As of {day(document.made_on)}"


def _section(title: str, blocks: Iterable[str]) -> Iterator[str]:
    """A section, or nothing when it has no blocks."""
    found = list(blocks)
    if found:
        yield from (f"## {title}", *found)


def _person(person: Person) -> Iterator[str]:
    if person.headline:
        yield escaped(person.headline)
    if person.contact:
        yield " · ".join(escaped(line) for line in person.contact)
    yield from _paragraphs(person.summary)


def _project(project: Project) -> Iterator[str]:
    yield f"### {escaped(project.name)}"
    yield escaped(project_facts(project))
    yield from _labelled(PROJECT_LABELS, project.wording)
    if project.bullets:
        yield _list(project.bullets)
    for piece in project.evidence:
        yield from _evidence(piece, "####")
    for period in project.periods:
        yield from _period(period)


def _evidence(piece: Evidence, heading: str) -> Iterator[str]:
    yield f"{heading} {escaped(piece.title)}"
    if facts := evidence_facts(piece):
        yield escaped(facts)
    labels = {name: label for name, label in EVIDENCE_LABELS.items() if name != "artefact_text"}
    yield from _labelled(labels, piece.wording)
    if artefact := piece.wording.get("artefact_text"):
        yield _quoted(artefact)


def _period(period: Period) -> Iterator[str]:
    led = f"**Leading it {dates(period.began_on, period.ended_on)}**"
    yield f"{led} {escaped(period_line(period))}".strip()
    yield from _paragraphs(period.description)


def _story(story: Story) -> Iterator[str]:
    yield f"### {escaped(story.title)}"
    texts = {name: getattr(story, name) for name in STORY_LABELS}
    yield from _labelled(STORY_LABELS, texts)


def _courses(courses: Iterable[Course]) -> str:
    return _list(course_line(course) for course in courses)


def _labelled(labels: Mapping[str, str], texts: Mapping[str, str]) -> Iterator[str]:
    """A paragraph for each text that is there, with its label before it."""
    for name, label in labels.items():
        if text := texts.get(name):
            first, *more = _paragraphs(text)
            yield from (f"**{label}:** {first}", *more)


def _paragraphs(text: str) -> Iterator[str]:
    yield from (escaped(line) for line in text.splitlines() if line.strip())


def _list(lines: Iterable[str]) -> str:
    return "\n".join(f"- {escaped(line)}" for line in lines)


def _quoted(text: str) -> str:
    """A text as it stands, in a fence longer than any inside it."""
    longest = max((len(run) for run in re.findall("`+", text)), default=0)
    fence = "`" * max(3, longest + 1)
    return f"{fence}\n{text}\n{fence}"
