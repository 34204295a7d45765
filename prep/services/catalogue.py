"""What a certification holds, in the shape in which the core wants it.

Built from the rows once per bank version and calibration, and kept, for it is the same for all
learners.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy.orm import Session

from prep.errors import NotFound
from prep.learning.blueprint import Domain, ExamBlueprint, Task
from prep.learning.items import ItemParameters, PoolItem
from prep.learning.mastery import layout_of
from prep.learning.standings import Outline
from prep.storage import banks
from prep.storage.calibrations import Calibration, list_calibrations

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
class Catalogue:
    """One certification's outline and practice pool.

    pool: every practice item in force, with its newest parameters.
    versions: the version in which each of them is served, by item id.
    calibrations: what the log said of items, and when.
    """

    certification_id: str
    facts: Mapping[str, Any]
    blueprint: ExamBlueprint
    outline: Outline
    pool: tuple[PoolItem, ...]
    versions: Mapping[str, int]
    concepts: Mapping[str, ConceptSummary]
    calibrations: Calibrations

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
    return Catalogue(
        certification_id=row.id,
        facts=row.facts,
        blueprint=blueprint,
        outline=Outline(layout_of(blueprint), blueprint.task_weights()),
        pool=_pool(served, blueprint.seconds_per_question, calibrations),
        versions={version.item_id: version.version for version in served},
        concepts={
            c.id: ConceptSummary(c.id, c.name, c.task_id, c.gap)
            for c in banks.list_concepts(db, row.id)
        },
        calibrations=dict(calibrations),
    )


def _pool(
    served: Sequence[banks.ItemVersionRow], seconds: float, calibrations: Calibrations
) -> tuple[PoolItem, ...]:
    pool = []
    for version in served:
        dated = calibrations.get((version.item_id, version.version))
        parameters = _parameters(version, dated[-1] if dated else None)
        pool.append(
            PoolItem(version.item_id, version.concept_id, version.task_id, parameters, seconds)
        )
    return tuple(pool)
