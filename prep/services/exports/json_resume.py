"""The portfolio as a JSON Résumé, version 1.0.0 of its public schema (jsonresume.org).

Its format has no place for interview stories, periods of a ledger and whole artefacts; they stay
out. Nothing that is empty is written.
"""

import json
from collections.abc import Iterator
from datetime import date
from typing import Any

from prep.services.exports.document import Course, Evidence, Person, PortfolioDocument, Project
from prep.services.exports.words import KINDS, hours_in_words

SCHEMA = "https://raw.githubusercontent.com/jsonresume/resume-schema/v1.0.0/schema.json"


def render_json_resume(document: PortfolioDocument) -> str:
    """The whole résumé as JSON text."""
    resume = {
        "$schema": SCHEMA,
        "basics": _basics(document.person),
        "projects": list(_projects(document)),
        "certificates": [_certificate(course) for course in document.training],
        "meta": {"version": "v1.0.0", "lastModified": f"{document.made_on.isoformat()}T00:00:00"},
    }
    return json.dumps(_filled(resume), ensure_ascii=False, indent=2) + "\n"


def _basics(person: Person) -> dict[str, Any]:
    return _filled(
        {
            "name": person.name,
            "label": person.headline,
            "email": person.email,
            "phone": person.phone,
            "url": person.url,
            "summary": person.summary,
            "location": _filled({"city": person.place}),
        }
    )


def _projects(document: PortfolioDocument) -> Iterator[dict[str, Any]]:
    if document.bullets:
        yield {"name": "Selected results", "highlights": list(document.bullets)}
    yield from (_project(project) for project in document.projects)
    yield from (_evidence(piece) for piece in document.evidence)


def _project(project: Project) -> dict[str, Any]:
    wording = project.wording
    results = [wording.get("result", ""), *(_result(piece) for piece in project.evidence)]
    return _filled(
        {
            "name": project.name,
            "description": wording.get("reason", ""),
            "highlights": [*project.bullets, *(result for result in results if result)],
            "keywords": [project.approach] if project.approach else [],
            "roles": [wording["my_role"]] if "my_role" in wording else [],
            "entity": wording.get("organisation", ""),
            "type": KINDS.get(project.kind, project.kind),
            **_dates(project.began_on, project.ended_on),
        }
    )


def _evidence(piece: Evidence) -> dict[str, Any]:
    return _filled(
        {
            "name": piece.title,
            "description": piece.wording.get("situation", ""),
            "highlights": [
                text for text in (piece.wording.get("action", ""), _result(piece)) if text
            ],
            **_dates(piece.began_on, piece.ended_on),
        }
    )


def _result(piece: Evidence) -> str:
    """What came of it, with its figure."""
    texts = (piece.wording.get("result", ""), piece.wording.get("number", ""))
    return " · ".join(text for text in texts if text)


def _certificate(course: Course) -> dict[str, Any]:
    return {
        "name": f"{course.name} ({hours_in_words(course.hours)})",
        "date": course.ended_on.isoformat(),
        "issuer": course.provider,
    }


def _dates(began_on: date | None, ended_on: date | None) -> dict[str, str]:
    return {
        "startDate": began_on.isoformat() if began_on else "",
        "endDate": ended_on.isoformat() if ended_on else "",
    }


def _filled(mapping: dict[str, Any]) -> dict[str, Any]:
    """The mapping without what is empty."""
    return {name: value for name, value in mapping.items() if value}
