"""The portfolio's first page, and the page of a project."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy.orm import Session

from prep.errors import NotFound
from prep.services.confidential_hints import ConfidentialHint, confidential_hints
from prep.services.confidentiality import PROJECT_FIELDS, wording_that_may_leave
from prep.services.exports.rows import read_portfolio
from prep.services.portfolio.lines import (
    BulletLine,
    EvidenceLine,
    Lines,
    ProjectLine,
    StoryLine,
    evidence_line,
)
from prep.services.portfolio.project_words import APPROACHES
from prep.services.portfolio.projects import LABELS
from prep.storage.portfolio import ProjectRow


@dataclass(frozen=True, slots=True)
class Portfolio:
    """Everything in it, the latest first. loose_evidence: of no project."""

    projects: tuple[ProjectLine, ...]
    loose_evidence: tuple[EvidenceLine, ...]
    bullets: tuple[BulletLine, ...]
    stories: tuple[StoryLine, ...]

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing yet."""
        return not (self.projects or self.loose_evidence or self.bullets or self.stories)


@dataclass(frozen=True, slots=True)
class ProjectPage:
    """One project with all that belongs to it.

    wordings: by label, as the learner wrote them, without empty ones. leaving: by label, what an
    export would say in their place; None when nothing leaves. hints: what in that may have to
    stay. periods: in the experience ledger. loose_evidence: what could be attached.
    """

    line: ProjectLine
    approach: str
    deadline_on: date | None
    public_name: str
    wordings: Mapping[str, str]
    leaving: Mapping[str, str] | None
    hints: tuple[ConfidentialHint, ...]
    evidence: tuple[EvidenceLine, ...]
    loose_evidence: tuple[EvidenceLine, ...]
    bullets: tuple[BulletLine, ...]
    stories: tuple[StoryLine, ...]
    periods: int


def get_portfolio(db: Session, learner_id: int) -> Portfolio:
    """Projects, evidence, bullets and stories of a learner."""
    rows = read_portfolio(db, learner_id)
    lines = Lines(rows)
    newest_first = reversed(list(rows.evidence.values()))
    return Portfolio(
        projects=tuple(lines.project(row) for row in rows.projects.values()),
        loose_evidence=tuple(evidence_line(row) for row in newest_first if row.project_id is None),
        bullets=tuple(lines.bullet(row) for row in rows.bullets),
        stories=tuple(lines.story(row) for row in rows.stories),
    )


def get_project_page(db: Session, learner_id: int, project_id: UUID) -> ProjectPage:
    """A project of the learner. Raises NotFound."""
    rows = read_portfolio(db, learner_id)
    row = rows.projects.get(project_id)
    if row is None:
        raise NotFound("no such project")
    lines, evidence = Lines(rows), list(rows.evidence.values())
    leaving = wording_that_may_leave(row)
    return ProjectPage(
        line=lines.project(row),
        approach=APPROACHES.get(row.approach, row.approach),
        deadline_on=row.deadline_on,
        public_name=row.public_name,
        wordings=_told(row),
        leaving=None if leaving is None else {LABELS[name]: leaving[name] for name in leaving},
        hints=confidential_hints((leaving or {}).values()),
        evidence=tuple(evidence_line(one) for one in rows.evidence_of(project_id)),
        loose_evidence=tuple(evidence_line(one) for one in evidence if one.project_id is None),
        bullets=tuple(lines.bullet(one) for one in lines.of_project(rows.bullets, project_id)),
        stories=tuple(lines.story(one) for one in lines.of_project(rows.stories, project_id)),
        periods=sum(one.project_id == project_id for one in rows.periods),
    )


def _told(row: ProjectRow) -> dict[str, str]:
    texts = {name: str(getattr(row, name)) for name in PROJECT_FIELDS if name != "name"}
    return {LABELS[name]: text for name, text in texts.items() if text}
