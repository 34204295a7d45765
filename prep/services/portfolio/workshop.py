"""What stands beside the form of a bullet or a story: where it may come from, and a pattern."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy.orm import Session

from prep.content.exercises.documents import exercise_of
from prep.services.exercise_words import GAPS
from prep.services.exports.rows import PortfolioRows, read_portfolio
from prep.services.portfolio.bullets import BulletEntry, it_wording_of
from prep.services.portfolio.examples import EXAMPLES, Example
from prep.services.portfolio.interview_questions import QUESTIONS
from prep.services.portfolio.stories import StoryEntry, story_of
from prep.services.portfolio.written import Origin
from prep.storage.actions import get_action
from prep.storage.evidence import EvidenceRow, get_evidence
from prep.storage.exercises import get_exercise
from prep.storage.portfolio import get_project


@dataclass(frozen=True, slots=True)
class Pattern:
    """The bullet that an exercise can become: a skeleton with blanks, and one filled."""

    exercise_name: str
    gap: str
    pattern: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Bench:
    """What the forms offer.

    origins: pairs of value and name, by group. confidentiality: of what the origin says; None
    without one. pattern: None when no exercise stands behind it. examples: of the project's kind
    first.
    """

    origins: Mapping[str, tuple[tuple[str, str], ...]]
    confidentiality: str | None
    pattern: Pattern | None
    examples: tuple[Example, ...]


def get_bench(db: Session, learner_id: int, origin: Origin) -> Bench:
    """What to offer for something of that origin; one that is gone offers nothing of its own."""
    rows = read_portfolio(db, learner_id)
    known = {**rows.drafts, **rows.evidence}
    evidence = known.get(origin.evidence_id) if origin.evidence_id else None
    project_id = evidence.project_id if evidence else origin.project_id
    project = rows.projects.get(project_id) if project_id else None
    source = evidence or project
    kind = project.kind if project else ""
    return Bench(
        origins=_origins(rows),
        confidentiality=source.confidentiality if source else None,
        pattern=_pattern(db, evidence) if evidence else None,
        examples=tuple(sorted(EXAMPLES, key=lambda example: example.kind != kind)),
    )


def begin_bullet(db: Session, learner_id: int, origin: Origin) -> BulletEntry:
    """An empty bullet, or one with the evidence's own words. Raises NotFound."""
    if origin.project_id:
        get_project(db, learner_id, origin.project_id)
    if origin.evidence_id is None:
        return BulletEntry("", "", origin)
    return BulletEntry(it_wording_of(get_evidence(db, learner_id, origin.evidence_id)), "", origin)


def begin_story(db: Session, learner_id: int, origin: Origin, question: str) -> StoryEntry:
    """An empty story, or one with the evidence's own words. Raises NotFound."""
    asked = question if question in QUESTIONS else ""
    if origin.project_id:
        get_project(db, learner_id, origin.project_id)
    if origin.evidence_id is None:
        return StoryEntry("", asked, {}, origin)
    begun = story_of(get_evidence(db, learner_id, origin.evidence_id))
    return StoryEntry(begun.title, asked, begun.parts, begun.origin)


def questions_by_gap(first: str = "") -> dict[str, list[tuple[str, str]]]:
    """Interview questions as pairs of id and text, by the gap's name; one gap can come first."""
    grouped: dict[str, list[tuple[str, str]]] = {}
    for id, question in sorted(QUESTIONS.items(), key=lambda pair: pair[1].gap != first):
        grouped.setdefault(GAPS[question.gap], []).append((id, question.text))
    return grouped


def _origins(rows: PortfolioRows) -> dict[str, tuple[tuple[str, str], ...]]:
    evidence = reversed(list(rows.evidence.values()))
    return {
        "Evidence": tuple((str(Origin(evidence_id=row.id)), row.title) for row in evidence),
        "Projects": tuple(
            (str(Origin(project_id=row.id)), row.name) for row in rows.projects.values()
        ),
    }


def _pattern(db: Session, evidence: EvidenceRow) -> Pattern | None:
    if evidence.action_id is None:
        return None
    action = get_action(db, evidence.learner_id, evidence.action_id)
    exercise = exercise_of(get_exercise(db, action.exercise_id).document)
    bullet = exercise.bullet
    return Pattern(exercise.name, exercise.gap, bullet.pattern, bullet.before, bullet.after)
