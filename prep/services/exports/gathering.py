"""From a learner's rows to what leaves and what stays, through the rules of confidentiality.

Evidence and projects leave in the wording that their level allows. What is written from them
(lines, stories, descriptions) leaves when the learner marked it, nothing behind it is private, and
it does not repeat a wording that must stay.
"""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy.orm import Session

from prep.services.confidentiality import wording_that_may_leave
from prep.services.exports.document import (
    Course,
    Evidence,
    Period,
    Person,
    PortfolioDocument,
    Project,
    Story,
)
from prep.services.exports.rows import PortfolioRows, read_portfolio
from prep.services.exports.staying import (
    Source,
    Stays,
    fields_that_stay,
    why_it_stays,
    why_repeated,
    why_written_stays,
)
from prep.services.ledger.profile import LIMITS, get_profile
from prep.services.ledger.rules import experience_rules, list_rules
from prep.services.ledger.training import DELIVERIES, list_courses
from prep.storage.evidence import EvidenceRow
from prep.storage.portfolio import ExperienceRow, ProjectRow, StoryRow

_UNPRINTABLE = re.compile("[^\t\n\x20-\x7e\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What no document may hold; word processors refuse it."""


@dataclass(frozen=True, slots=True)
class Gathered:
    """An export before it is rendered. stays: what does not leave, with its reason."""

    document: PortfolioDocument
    stays: tuple[Stays, ...]


def gather(db: Session, learner_id: int, parts: Collection[str], *, today: date) -> Gathered:
    """What leaves of the chosen parts (`document.PARTS`), and what of them stays."""
    return compose(
        read_portfolio(db, learner_id),
        parts,
        person=_person(db, learner_id) if "details" in parts else Person(),
        training=_training(db, learner_id) if "training" in parts else (),
        domains=_domain_names(db),
        today=today,
    )


def compose(
    rows: PortfolioRows,
    parts: Collection[str],
    *,
    person: Person,
    training: tuple[Course, ...],
    domains: Mapping[str, str],
    today: date,
) -> Gathered:
    """The same from rows. domains: names by id."""
    gathering = _Gathering(rows, parts, domains)
    document = PortfolioDocument(
        made_on=today,
        person=person,
        projects=gathering.projects(),
        evidence=gathering.loose_evidence(),
        bullets=gathering.loose_bullets(),
        stories=gathering.stories(),
        training=training,
    )
    return Gathered(document, tuple(gathering.stays))


class _Gathering:
    """One pass over the rows, which notes what stays on its way."""

    def __init__(
        self, rows: PortfolioRows, parts: Collection[str], domains: Mapping[str, str]
    ) -> None:
        self.rows, self.parts, self.domains = rows, parts, domains
        self.stays: list[Stays] = []
        self.bullets = self._bullets() if "bullets" in parts else {}
        self.leaving: set[UUID] = set()

    def projects(self) -> tuple[Project, ...]:
        """The projects that leave, with what belongs to them."""
        if "projects" not in self.parts:
            return ()
        return tuple(found for row in self.rows.projects.values() if (found := self._project(row)))

    def loose_evidence(self) -> tuple[Evidence, ...]:
        """Evidence of no project, or of one that does not leave. After `projects`."""
        if "evidence" not in self.parts:
            return ()
        self.stays += [
            Stays("Evidence", row.title, "Its action is not documented yet.")
            for row in self.rows.drafts.values()
        ]
        return tuple(
            found
            for row in self.rows.evidence.values()
            if row.project_id not in self.leaving and (found := self._evidence(row))
        )

    def loose_bullets(self) -> tuple[str, ...]:
        """Lines of no project, or of one that does not leave. After `projects`."""
        return tuple(
            text
            for project_id, texts in self.bullets.items()
            if project_id not in self.leaving
            for text in texts
        )

    def stories(self) -> tuple[Story, ...]:
        """The stories that leave."""
        if "stories" not in self.parts:
            return ()
        return tuple(found for row in self.rows.stories if (found := self._story(row)))

    def _project(self, row: ProjectRow) -> Project | None:
        told = self._wording("Project", row.name, row, {})
        if told is None:
            return None
        self.leaving.add(row.id)
        evidence = self.rows.evidence_of(row.id) if "evidence" in self.parts else []
        periods = self._periods(row) if "periods" in self.parts else []
        return Project(
            wording=told,
            kind=row.kind,
            approach=row.approach,
            began_on=row.began_on,
            ended_on=row.ended_on,
            bullets=tuple(self.bullets.get(row.id, ())),
            evidence=tuple(found for one in evidence if (found := self._evidence(one))),
            periods=tuple(periods),
        )

    def _evidence(self, row: EvidenceRow) -> Evidence | None:
        project = self.rows.projects.get(row.project_id) if row.project_id else None
        sources: list[Source] = [project] if project else []
        told = wording_that_may_leave(row) or {}
        repeating = {
            name: why for name, text in told.items() if (why := why_repeated(text, sources))
        }
        wording = self._wording("Evidence", row.title, row, repeating)
        if not wording:
            return None
        return Evidence(wording, row.hours, row.began_on, row.ended_on)

    def _wording(
        self, kind: str, name: str, row: Source, repeating: Mapping[str, str]
    ) -> dict[str, str] | None:
        """What leaves of a row, cleaned; notes what stays of it. None: nothing leaves."""
        if why := why_it_stays(row):
            self.stays.append(Stays(kind, name, why))
            return None
        told = wording_that_may_leave(row) or {}
        leaving = {field: _clean(text) for field, text in told.items() if field not in repeating}
        self.stays += [Stays(kind, name, why) for why in dict.fromkeys(repeating.values())]
        if staying := fields_that_stay(row, told):
            self.stays.append(Stays(kind, name, f"These stay: {', '.join(staying).lower()}."))
        return leaving

    def _bullets(self) -> dict[UUID | None, list[str]]:
        """The lines that leave, by project."""
        leaving: dict[UUID | None, list[str]] = {}
        for row in reversed(self.rows.bullets):
            text, sources = row.project_wording, self.rows.sources_of(row)
            if self._leaves("Résumé line", text, [text], sources, is_exported=row.is_exported):
                leaving.setdefault(row.project_id, []).append(_clean(text))
        return leaving

    def _story(self, row: StoryRow) -> Story | None:
        texts = (row.title, row.situation, row.task, row.action, row.result)
        sources = self.rows.sources_of(row)
        if not self._leaves("Story", row.title, texts, sources, is_exported=row.is_exported):
            return None
        return Story(*map(_clean, texts))

    def _periods(self, project: ProjectRow) -> Iterable[Period]:
        sources: list[Source] = [project, *self.rows.evidence_of(project.id)]
        for row in self.rows.periods:
            if row.project_id == project.id:
                yield self._period(row, project.name, sources)

    def _period(self, row: ExperienceRow, name: str, sources: Sequence[Source]) -> Period:
        why = why_repeated(row.description, sources)
        if why:
            self.stays.append(Stays("Description of a period", name, why))
        return Period(
            began_on=row.began_on,
            ended_on=row.ended_on,
            hours={self.domains.get(key, key): hours for key, hours in row.hours.items()},
            description="" if why else _clean(row.description),
        )

    def _leaves(
        self,
        kind: str,
        name: str,
        texts: Iterable[str],
        sources: Sequence[Source],
        *,
        is_exported: bool,
    ) -> bool:
        why = why_written_stays(texts, sources, is_exported=is_exported)
        if why:
            self.stays.append(Stays(kind, name, why))
        return why is None


def _person(db: Session, learner_id: int) -> Person:
    profile = get_profile(db, learner_id)
    return Person(**{name: _clean(getattr(profile, name)) for name in LIMITS})


def _training(db: Session, learner_id: int) -> tuple[Course, ...]:
    return tuple(
        Course(
            name=_clean(course.name),
            provider=_clean(course.provider),
            delivery=DELIVERIES.get(course.delivery, ""),
            hours=course.hours,
            ended_on=course.ended_on,
        )
        for course in list_courses(db, learner_id)
    )


def _domain_names(db: Session) -> dict[str, str]:
    rules = experience_rules(list_rules(db))
    return {domain.id: domain.name for domain in rules.domains} if rules else {}


def _clean(text: str) -> str:
    return _UNPRINTABLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n")).strip()
