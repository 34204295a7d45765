"""The experience ledger: periods by project, months that count, and what is still missing."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from uuid import UUID

from sqlalchemy.orm import Session

from prep.learning.experience import (
    EducationRule,
    Experience,
    Period,
    applicable_rule,
    count_experience,
    day_met,
    months_missing,
    yearly_pace,
)
from prep.services.ledger.drafts import Draft, draft_description
from prep.services.ledger.profile import get_profile
from prep.services.ledger.rules import ApplicationRules, experience_rules, list_rules
from prep.services.ledger.training import TrainingTotal, list_courses, total_training
from prep.storage.evidence import EvidenceRow, list_finished_evidence
from prep.storage.portfolio import ExperienceRow, ProjectRow, list_experience, list_projects


@dataclass(frozen=True, slots=True)
class PeriodLine:
    """A period. months: what it counts alone, in the window."""

    id: UUID
    began_on: date
    ended_on: date | None
    hours: Mapping[str, float]
    months: Fraction
    description: str


@dataclass(frozen=True, slots=True)
class ProjectLine:
    """A project with its periods, the latest first. months: of all of them without overlap.

    draft: None when the project is private.
    """

    id: UUID
    name: str
    confidentiality: str
    periods: tuple[PeriodLine, ...]
    hours: Mapping[str, float]
    months: Fraction
    draft: Draft | None


@dataclass(frozen=True, slots=True)
class Standing:
    """The months against the rule. rule: None while no level of education opens one.

    met_on: at the pace of the last year; None when it would not be met in the window's years.
    pace: months led in the last year, 0 to 12.
    """

    rules: ApplicationRules
    experience: Experience
    education: str | None
    rule: EducationRule | None
    met_on: date | None
    pace: Fraction

    @property
    def missing(self) -> int | None:
        """Months still to lead; None without a rule."""
        return None if self.rule is None else self.missing_by(self.rule)

    def missing_by(self, rule: EducationRule) -> int:
        """Months still to lead by one of the rules."""
        return months_missing(self.experience, rule.months)


@dataclass(frozen=True, slots=True)
class Ledger:
    """The whole page. standing: None when no certification in the bank asks for months."""

    standing: Standing | None
    projects: tuple[ProjectLine, ...]
    hours: Mapping[str, float]
    training: tuple[TrainingTotal, ...]
    courses: int

    @property
    def with_periods(self) -> tuple[ProjectLine, ...]:
        """Projects that have a period."""
        return tuple(project for project in self.projects if project.periods)

    @property
    def without_periods(self) -> tuple[ProjectLine, ...]:
        """Projects that have none yet."""
        return tuple(project for project in self.projects if not project.periods)


def get_ledger(db: Session, learner_id: int, *, today: date) -> Ledger:
    """Everything that the learner's application would rest on, as of a day."""
    all_rules = list_rules(db)
    rules = experience_rules(all_rules)
    rows = list_experience(db, learner_id)
    courses = list_courses(db, learner_id)
    return Ledger(
        standing=get_standing(db, learner_id, rules, rows, today=today) if rules else None,
        projects=_projects(db, learner_id, rows, rules, today),
        hours=_hours(rows),
        training=tuple(total_training(courses, all_rules, today=today)),
        courses=len(courses),
    )


def get_standing(
    db: Session,
    learner_id: int,
    rules: ApplicationRules,
    rows: Iterable[ExperienceRow],
    *,
    today: date,
) -> Standing:
    """The months of these periods against a rule that asks for months."""
    periods = [_period(row) for row in rows]
    education = get_profile(db, learner_id).education
    rule = applicable_rule(rules.education, education)
    years = _years(rules)
    return Standing(
        rules=rules,
        experience=count_experience(periods, today=today, years=years),
        education=education,
        rule=rule,
        met_on=day_met(periods, rule.months, today=today, years=years) if rule else None,
        pace=yearly_pace(periods, today=today),
    )


def _projects(
    db: Session,
    learner_id: int,
    rows: Sequence[ExperienceRow],
    rules: ApplicationRules | None,
    today: date,
) -> tuple[ProjectLine, ...]:
    evidence: dict[UUID | None, list[EvidenceRow]] = defaultdict(list)
    for row in reversed(list_finished_evidence(db, learner_id)):
        evidence[row.project_id].append(row)
    return tuple(
        _project(
            project,
            [row for row in rows if row.project_id == project.id],
            evidence[project.id],
            years=_years(rules),
            today=today,
        )
        for project in list_projects(db, learner_id)
    )


def _project(
    project: ProjectRow,
    rows: Sequence[ExperienceRow],
    evidence: Sequence[EvidenceRow],
    *,
    years: int,
    today: date,
) -> ProjectLine:
    def months(of: Iterable[ExperienceRow]) -> Fraction:
        return count_experience(map(_period, of), today=today, years=years).months

    periods = tuple(
        PeriodLine(row.id, row.began_on, row.ended_on, row.hours, months([row]), row.description)
        for row in rows
    )
    return ProjectLine(
        id=project.id,
        name=project.name,
        confidentiality=project.confidentiality,
        periods=periods,
        hours=_hours(rows),
        months=months(rows),
        draft=draft_description(project, evidence),
    )


def _years(rules: ApplicationRules | None) -> int:
    """The window's years; ten where no certification says."""
    return (rules and rules.years) or 10


def _period(row: ExperienceRow) -> Period:
    return Period(row.began_on, row.ended_on)


def _hours(rows: Iterable[ExperienceRow]) -> dict[str, float]:
    """Hours by domain over several periods."""
    hours: dict[str, float] = defaultdict(float)
    for row in rows:
        for domain, given in row.hours.items():
            hours[domain] += given
    return dict(hours)
