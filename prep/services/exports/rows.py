"""The rows that an export is made of, read once."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.orm import Session

from prep.services.exports.staying import Source
from prep.storage.evidence import EvidenceRow, list_evidence, list_finished_evidence
from prep.storage.portfolio import (
    BulletRow,
    ExperienceRow,
    ProjectRow,
    StoryRow,
    list_bullets,
    list_experience,
    list_projects,
    list_stories,
)


@dataclass(frozen=True, slots=True)
class PortfolioRows:
    """A learner's portfolio, evidence oldest first.

    drafts: evidence of actions that are not documented yet.
    """

    projects: Mapping[UUID, ProjectRow]
    evidence: Mapping[UUID, EvidenceRow]
    drafts: Mapping[UUID, EvidenceRow]
    bullets: tuple[BulletRow, ...]
    stories: tuple[StoryRow, ...]
    periods: tuple[ExperienceRow, ...]

    def sources_of(self, row: BulletRow | StoryRow) -> list[Source]:
        """What a line or a story was made of: its evidence, and the projects of both."""
        known = {**self.drafts, **self.evidence}
        evidence = known[row.evidence_id] if row.evidence_id else None
        project_ids = {row.project_id, evidence.project_id if evidence else None}
        projects = [self.projects[one] for one in project_ids if one is not None]
        return [evidence, *projects] if evidence else [*projects]

    def evidence_of(self, project_id: UUID) -> list[EvidenceRow]:
        """The evidence of a project, oldest first."""
        return [row for row in self.evidence.values() if row.project_id == project_id]


def read_portfolio(db: Session, learner_id: int) -> PortfolioRows:
    """Everything of a learner that an export may touch."""
    finished = {row.id: row for row in reversed(list_finished_evidence(db, learner_id))}
    return PortfolioRows(
        projects={row.id: row for row in list_projects(db, learner_id)},
        evidence=finished,
        drafts={row.id: row for row in list_evidence(db, learner_id) if row.id not in finished},
        bullets=tuple(list_bullets(db, learner_id)),
        stories=tuple(list_stories(db, learner_id)),
        periods=tuple(list_experience(db, learner_id)),
    )
