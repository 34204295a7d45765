"""What a certification holds, in the shape in which the core wants it.

Built from the rows once per bank version and kept, for it is the same for all learners.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from prep.errors import NotFound
from prep.learning.blueprint import Domain, ExamBlueprint, Task
from prep.learning.items import ItemParameters, PoolItem
from prep.learning.mastery import layout_of
from prep.learning.selection import Outline
from prep.storage import banks

_KEPT: dict[str, "Catalogue"] = {}
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

    pool: every practice item in force.
    """

    certification_id: str
    facts: Mapping[str, Any]
    blueprint: ExamBlueprint
    outline: Outline
    pool: tuple[PoolItem, ...]
    concepts: Mapping[str, ConceptSummary]

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
    kept = _KEPT.get(row.bank_hash)
    if kept is None:
        kept = _build(db, row)
        while len(_KEPT) >= _KEEP_AT_MOST:
            _KEPT.pop(next(iter(_KEPT)), None)
        _KEPT[row.bank_hash] = kept
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


def parameters_of(version: banks.ItemVersionRow) -> ItemParameters:
    """The item's parameters: the author's difficulty, as uncertain as a guess is."""
    return ItemParameters(difficulty=version.difficulty, guessing=version.guessing)


def _build(db: Session, row: banks.CertificationRow) -> Catalogue:
    blueprint = blueprint_from(row.blueprint)
    versions = banks.list_served_versions(db, row.id, "practice")
    seconds = blueprint.seconds_per_question
    return Catalogue(
        certification_id=row.id,
        facts=row.facts,
        blueprint=blueprint,
        outline=Outline(layout_of(blueprint), blueprint.task_weights()),
        pool=tuple(
            PoolItem(v.item_id, v.concept_id, v.task_id, parameters_of(v), seconds)
            for v in versions
        ),
        concepts={
            c.id: ConceptSummary(c.id, c.name, c.task_id, c.gap)
            for c in banks.list_concepts(db, row.id)
        },
    )
