"""What leaves in an export: plain values that every format renders, and none that must stay."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

PARTS = {
    "details": "Name, contact and summary",
    "projects": "Projects",
    "bullets": "Résumé lines",
    "evidence": "Evidence",
    "stories": "Interview stories",
    "periods": "Periods of the experience ledger",
    "training": "Training",
}
"""What a learner chooses from, in the order of the document."""


@dataclass(frozen=True, slots=True)
class Person:
    """The head; a line may be empty."""

    name: str = ""
    headline: str = ""
    email: str = ""
    phone: str = ""
    place: str = ""
    url: str = ""
    summary: str = ""

    @property
    def contact(self) -> tuple[str, ...]:
        """The lines by which the person is reached."""
        return tuple(line for line in (self.email, self.phone, self.place, self.url) if line)


@dataclass(frozen=True, slots=True)
class Evidence:
    """A piece of evidence. wording: by field, as `EVIDENCE_FIELDS` of confidentiality."""

    wording: Mapping[str, str]
    hours: float | None
    began_on: date | None
    ended_on: date | None

    @property
    def title(self) -> str:
        """Its title, or what stands for one that stays."""
        return self.wording.get("title", "Untitled evidence")


@dataclass(frozen=True, slots=True)
class Period:
    """A period of the ledger. hours: by the domain's name. description: empty when it stays."""

    began_on: date
    ended_on: date | None
    hours: Mapping[str, float]
    description: str


@dataclass(frozen=True, slots=True)
class Project:
    """A project with what belongs to it. wording: by field, as `PROJECT_FIELDS`."""

    wording: Mapping[str, str]
    kind: str
    approach: str
    began_on: date
    ended_on: date | None
    bullets: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    periods: tuple[Period, ...] = ()

    @property
    def name(self) -> str:
        """Its name, or what stands for one that stays."""
        return self.wording.get("name", "Confidential project")


@dataclass(frozen=True, slots=True)
class Story:
    """A story for an interview."""

    title: str
    situation: str
    task: str
    action: str
    result: str


@dataclass(frozen=True, slots=True)
class Course:
    """A course of the training log."""

    name: str
    provider: str
    delivery: str
    hours: float
    ended_on: date


@dataclass(frozen=True, slots=True)
class PortfolioDocument:
    """Everything that leaves. bullets, evidence: those that belong to no project here."""

    made_on: date
    person: Person = field(default_factory=Person)
    projects: tuple[Project, ...] = ()
    bullets: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    stories: tuple[Story, ...] = ()
    training: tuple[Course, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether nothing would leave."""
        return self == PortfolioDocument(self.made_on)

    @property
    def all_evidence(self) -> Iterator[tuple[str, Evidence]]:
        """Every piece with its project's name, empty without one."""
        for project in self.projects:
            yield from ((project.name, piece) for piece in project.evidence)
        yield from (("", piece) for piece in self.evidence)

    @property
    def all_bullets(self) -> Iterator[str]:
        """Every line, by project and then without one."""
        for project in self.projects:
            yield from project.bullets
        yield from self.bullets


EVIDENCE_LABELS = {
    "situation": "Situation",
    "action": "Action",
    "result": "Result",
    "number": "Figure",
    "people": "People",
    "artefact_url": "Artefact",
    "artefact_text": "Artefact",
}
PROJECT_LABELS = {
    "organisation": "Organisation",
    "my_role": "My role",
    "team": "Team",
    "reason": "Reason",
    "risks": "Risks",
    "result": "Result",
}
STORY_LABELS = {
    "situation": "Situation",
    "task": "Task",
    "action": "Action",
    "result": "Result",
}
"""What the fields are called in every format, in order."""
