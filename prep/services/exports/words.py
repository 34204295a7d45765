"""Dates, hours and lines of facts, in the words that every format uses."""

from collections.abc import Iterator
from datetime import date

from prep.services.exports.document import Course, Evidence, Period, PortfolioDocument, Project

KINDS = {"incident": "incident and recovery", "vendor": "work with a supplier", "other": "project"}
"""What a kind of project is called where its own word does not say it."""


def day(on: date) -> str:
    """`4 January 2027`."""
    return f"{on.day} {on:%B %Y}"


def dates(began_on: date | None, ended_on: date | None) -> str:
    """`from 1 May 2026 to 3 June 2026`, `on 1 May 2026`, `since` or `until`; empty without any."""
    if began_on is None:
        return f"until {day(ended_on)}" if ended_on else ""
    if began_on == ended_on:
        return f"on {day(began_on)}"
    return f"from {day(began_on)} to {day(ended_on)}" if ended_on else f"since {day(began_on)}"


def hours_in_words(hours: float) -> str:
    """`1 hour`, `6.5 hours`."""
    return f"{hours:g} hour{'' if hours == 1 else 's'}"


def project_facts(project: Project) -> str:
    """Kind, approach and dates in one line."""
    kind = KINDS.get(project.kind, project.kind).capitalize()
    facts = (kind, project.approach, dates(project.began_on, project.ended_on))
    return ", ".join(fact for fact in facts if fact)


def evidence_facts(piece: Evidence) -> str:
    """Dates and hours in one line; empty without any."""
    hours = hours_in_words(piece.hours) if piece.hours else ""
    return ", ".join(part for part in (dates(piece.began_on, piece.ended_on), hours) if part)


def period_line(period: Period) -> str:
    """Hours by domain in one line; empty without any."""
    return ", ".join(f"{name} {hours_in_words(hours)}" for name, hours in period.hours.items())


def course_line(course: Course) -> str:
    """A course in one line."""
    return (
        f"{course.name}, {course.provider}: {hours_in_words(course.hours)}, {day(course.ended_on)}"
    )


def all_texts(document: PortfolioDocument) -> Iterator[str]:
    """Every wording that leaves, but the person's own details."""
    for project in document.projects:
        yield from project.wording.values()
        yield from (period.description for period in project.periods)
    for _, piece in document.all_evidence:
        yield from piece.wording.values()
    yield from document.all_bullets
    for story in document.stories:
        yield from (story.title, story.situation, story.task, story.action, story.result)
