"""What a certification holds, in the shape in which the core wants it.

Built from the rows once per bank version and calibration, and kept, for it is the same for all
learners.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence, Set
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy.orm import Session

from prep.content.exercise import Exercise
from prep.content.exercises.documents import exercise_of
from prep.content.item_types import item_type
from prep.errors import NotFound
from prep.learning.blueprint import Domain, ExamBlueprint, Task
from prep.learning.items import ItemParameters, PoolItem
from prep.learning.mastery import layout_of
from prep.learning.readiness import typical_form
from prep.learning.standings import Outline
from prep.storage import banks
from prep.storage.calibrations import Calibration, list_calibrations
from prep.storage.exercises import list_exercises

Calibrations = Mapping[tuple[str, int], Sequence[Calibration]]
"""Calibrations by item id and version, oldest first."""

_KEPT: dict[tuple[str, str], "Catalogue"] = {}
_KEEP_AT_MOST = 16


@dataclass(frozen=True, slots=True)
class ConceptSummary:
    """A concept without its lesson."""

    id: str
    name: str
    task_id: str
    gap: str


@dataclass(frozen=True, slots=True)
class ItemContent:
    """What an item is about, and the misconceptions that its options name."""

    concept_id: str
    task_id: str
    misconceptions: frozenset[str]


@dataclass(frozen=True, slots=True)
class Catalogue:
    """One certification's outline and practice pool.

    pool: every practice item in force, with its newest parameters.
    versions: the version in which each of them is served, by item id.
    calibrations: what the log said of items, and when.
    items: what every item in force is about, those of the exam pool included, by id.
    typical_form: questions of the practice pool in the blueprint's proportions.
    beliefs: the concepts whose practice items name a misconception, by its id, most items first.
    exercises: those in use that train a task of the certification, by id.
    """

    certification_id: str
    facts: Mapping[str, Any]
    blueprint: ExamBlueprint
    outline: Outline
    pool: tuple[PoolItem, ...]
    versions: Mapping[str, int]
    concepts: Mapping[str, ConceptSummary]
    calibrations: Calibrations
    beliefs: Mapping[str, tuple[str, ...]]
    exercises: Mapping[str, Exercise]
    items: Mapping[str, ItemContent]
    typical_form: tuple[PoolItem, ...]

    def parameters_at(self, version: banks.ItemVersionRow, moment: datetime) -> ItemParameters:
        """The item's parameters for an answer given at a moment: of the last calibration before.

        An answer of the very same moment may be older than the calibration, so it does not count.
        """
        dated = self.calibrations.get((version.item_id, version.version), ())
        before = [c for c in dated if c.calibrated_at < moment]
        return _parameters(version, before[-1] if before else None)

    @property
    def short_name(self) -> str:
        """The name that people use, such as CAPM."""
        return str(self.facts["short_name"])

    def task_name(self, task_id: str) -> str:
        """The task's name; its id for a task of an older outline."""
        try:
            return self.blueprint.task(task_id).name
        except NotFound:
            return task_id

    def domain_name(self, task_id: str) -> str:
        """The name of a task's domain; nothing for a task of an older outline."""
        try:
            return self.blueprint.domain_of(task_id).name
        except NotFound:
            return ""


def get_catalogue(db: Session, certification_id: str) -> Catalogue:
    """The catalogue of the bank version in force. Raises NotFound for an unknown certification."""
    row = banks.get_certification(db, certification_id)
    key = (row.bank_hash, row.calibration_hash)
    kept = _KEPT.get(key)
    if kept is None:
        kept = _build(db, row)
        while len(_KEPT) >= _KEEP_AT_MOST:
            _KEPT.pop(next(iter(_KEPT)), None)
        _KEPT[key] = kept
    return kept


def blueprint_document(blueprint: ExamBlueprint) -> dict[str, Any]:
    """The blueprint as JSON data."""
    document = asdict(blueprint)
    for name in ("in_force_from", "in_force_until"):
        document[name] = document[name] and document[name].isoformat()
    return document


def blueprint_from(document: Mapping[str, Any]) -> ExamBlueprint:
    """The blueprint behind JSON data that `blueprint_document` made."""
    domains = tuple(
        Domain(
            id=domain["id"],
            name=domain["name"],
            weight=domain["weight"],
            tasks=tuple(Task(t["id"], t["name"], tuple(t["topics"])) for t in domain["tasks"]),
        )
        for domain in document["domains"]
    )
    until = document["in_force_until"]
    return ExamBlueprint(
        **{
            **document,
            "domains": domains,
            "sources": tuple(document["sources"]),
            "in_force_from": date.fromisoformat(document["in_force_from"]),
            "in_force_until": until and date.fromisoformat(until),
        }
    )


def _parameters(version: banks.ItemVersionRow, calibration: Calibration | None) -> ItemParameters:
    """The parameters as calibrated; else the author's difficulty, as uncertain as a guess is."""
    if calibration is None:
        return ItemParameters(difficulty=version.difficulty, guessing=version.guessing)
    return ItemParameters(
        difficulty=calibration.difficulty,
        difficulty_sd=calibration.difficulty_sd,
        discrimination=calibration.discrimination,
        guessing=version.guessing,
    )


def _build(db: Session, row: banks.CertificationRow) -> Catalogue:
    blueprint = blueprint_from(row.blueprint)
    served = banks.list_served_versions(db, row.id, "practice")
    calibrations = defaultdict(list)
    for calibration in list_calibrations(db, row.id):
        calibrations[calibration.item_id, calibration.item_version].append(calibration)
    pool = _pool(served, blueprint.seconds_per_question, calibrations)
    return Catalogue(
        certification_id=row.id,
        facts=row.facts,
        blueprint=blueprint,
        outline=Outline(layout_of(blueprint), blueprint.task_weights()),
        pool=pool,
        versions={version.item_id: version.version for version in served},
        concepts={
            c.id: ConceptSummary(c.id, c.name, c.task_id, c.gap)
            for c in banks.list_concepts(db, row.id)
        },
        calibrations=dict(calibrations),
        beliefs=_beliefs(served),
        exercises=_exercises(db, row.id, {task.id for task in blueprint.tasks}),
        items={
            version.item_id: _content(version)
            for version in (*served, *banks.list_served_versions(db, row.id, "exam"))
        },
        typical_form=tuple(typical_form(pool, blueprint.task_weights(), blueprint.questions_total)),
    )


def _content(version: banks.ItemVersionRow) -> ItemContent:
    named = item_type(version.type).misconceptions(version.body)
    return ItemContent(version.concept_id, version.task_id, frozenset(name for _, name in named))


def _exercises(db: Session, certification_id: str, tasks: Set[str]) -> dict[str, Exercise]:
    return {
        row.id: exercise_of(row.document)
        for row in list_exercises(db)
        if not tasks.isdisjoint(row.document["tasks"].get(certification_id, ()))
    }


def _beliefs(served: Sequence[banks.ItemVersionRow]) -> dict[str, tuple[str, ...]]:
    concepts: dict[str, Counter[str]] = defaultdict(Counter)
    for version in served:
        for name in _content(version).misconceptions:
            concepts[name][version.concept_id] += 1
    return {
        name: tuple(concept for concept, _ in counts.most_common())
        for name, counts in concepts.items()
    }


def _pool(
    served: Sequence[banks.ItemVersionRow], seconds: float, calibrations: Calibrations
) -> tuple[PoolItem, ...]:
    pool = []
    for version in served:
        dated = calibrations.get((version.item_id, version.version))
        parameters = _parameters(version, dated[-1] if dated else None)
        pool.append(
            PoolItem(
                id=version.item_id,
                concept_id=version.concept_id,
                task_id=version.task_id,
                parameters=parameters,
                seconds=seconds,
                type=version.type,
            )
        )
    return tuple(pool)
