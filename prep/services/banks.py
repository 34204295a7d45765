"""Bank files into rows: all or nothing, every change a new version, nothing deleted."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from prep.content.bank import (
    Bank,
    BankItem,
    BankSet,
    Concept,
    Misconception,
    Problem,
    concept_hash,
    item_hash,
    item_problem,
)
from prep.content.exercise import Exercise
from prep.content.exercises.documents import exercise_hash
from prep.content.item_types import item_type
from prep.content.lint import lint_banks
from prep.content.loader import Loaded
from prep.content.plan import Existing, SyncPlan, plan_sync
from prep.errors import BankHasErrors
from prep.learning.mastery import layout_of
from prep.services.catalogue import blueprint_document, blueprint_from
from prep.services.exercise_sync import sync_exercises
from prep.services.shipped_forms import sync_forms
from prep.services.states import rebuild_learner
from prep.storage.banks import (
    CertificationRow,
    ConceptRow,
    ItemRow,
    ItemVersionRow,
    MisconceptionRow,
)
from prep.storage.progress import list_measured_learners


@dataclass(frozen=True, slots=True)
class BankSync:
    """What a sync did to one bank."""

    certification_id: str
    bank_version: int
    created: int
    changed: int
    retired: int
    restored: int
    items: int


def sync_banks(db: Session, loaded: Loaded, *, now: datetime) -> list[BankSync]:
    """Bring the rows in line with the files. Raises BankHasErrors, and changes nothing then."""
    problems = [*loaded.problems, *(lint_banks(loaded.banks) if not loaded.problems else [])]
    if problems := problems or _taken_ids(db, loaded.banks):
        raise BankHasErrors(problems)
    _sync_misconceptions(db, loaded.banks.misconceptions)
    sync_exercises(db, loaded.banks.exercises, now=now)
    return [_sync_bank(db, bank, loaded.banks.exercises, now) for bank in loaded.banks.banks]


def _sync_misconceptions(db: Session, misconceptions: tuple[Misconception, ...]) -> None:
    for misconception in misconceptions:
        db.merge(MisconceptionRow(**asdict(misconception)))


def _taken_ids(db: Session, banks: BankSet) -> list[Problem]:
    """Ids that another certification has or had: an id is never used again."""
    concepts, items = (
        {row_id: owner for row_id, owner in db.execute(select(row.id, row.certification_id))}
        for row in (ConceptRow, ItemRow)
    )
    message = "belongs to another certification; give it a new id"
    found = []
    for bank in banks.banks:
        mine = bank.certification.id
        for concept in bank.concepts:
            if concepts.get(concept.id, mine) != mine:
                found.append(Problem(concept.path, "concept.id", f"{concept.id!r} {message}"))
            found += [
                item_problem(item, "id", message)
                for item in concept.items
                if items.get(item.id, mine) != mine
            ]
    return found


def _sync_bank(db: Session, bank: Bank, exercises: Sequence[Exercise], now: datetime) -> BankSync:
    certification_id = bank.certification.id
    has_new_outline = _has_new_outline(db, bank)
    certification = _saved_certification(db, bank, _bank_hash(bank, exercises), now)
    db.flush()
    _sync_concepts(db, bank, now)
    db.flush()
    plan = _sync_items(db, bank, now)
    db.flush()
    sync_forms(db, bank, now=now)
    if has_new_outline:
        for learner_id in list_measured_learners(db, certification_id):
            rebuild_learner(db, learner_id)
    return BankSync(
        certification_id=certification_id,
        bank_version=certification.bank_version,
        created=len(plan.create),
        changed=len(plan.update),
        retired=len(plan.retire),
        restored=len(plan.restore),
        items=len(bank.items),
    )


def _has_new_outline(db: Session, bank: Bank) -> bool:
    """Whether tasks differ from those stored: abilities must then be derived anew from the log."""
    row = db.get(CertificationRow, bank.certification.id)
    if row is None:
        return False
    before, after = blueprint_from(row.blueprint), bank.blueprint
    return (before.id, layout_of(before)) != (after.id, layout_of(after))


def _saved_certification(db: Session, bank: Bank, content: str, now: datetime) -> CertificationRow:
    row = db.get(CertificationRow, bank.certification.id)
    if row is None:
        row = CertificationRow(id=bank.certification.id, bank_version=0, bank_hash="")
        db.add(row)
    if row.bank_hash != content:
        row.facts = asdict(bank.certification)
        row.blueprint_id = bank.blueprint.id
        row.blueprint = blueprint_document(bank.blueprint)
        row.bank_version += 1
        row.bank_hash = content
        row.synced_at = now
    return row


def _bank_hash(bank: Bank, exercises: Sequence[Exercise]) -> str:
    """Fingerprint of the bank with the exercises that train its tasks."""
    mine = [e for e in exercises if bank.certification.id in e.tasks]
    parts = [
        repr(asdict(bank.certification)),
        repr(blueprint_document(bank.blueprint)),
        *(f"{c.id}={concept_hash(c)}" for c in bank.concepts),
        *(f"{i.id}={item_hash(i)}" for i in bank.items),
        *(f"{e.id}={exercise_hash(e)}" for e in mine),
    ]
    return hashlib.sha256("\n".join(sorted(parts)).encode()).hexdigest()


def _sync_concepts(db: Session, bank: Bank, now: datetime) -> None:
    rows = {
        row.id: row
        for row in db.scalars(
            select(ConceptRow).where(ConceptRow.certification_id == bank.certification.id)
        )
    }
    concepts = {concept.id: concept for concept in bank.concepts}
    plan = plan_sync(
        {concept.id: concept_hash(concept) for concept in bank.concepts},
        {row.id: Existing(1, row.hash, row.retired_at is not None) for row in rows.values()},
    )
    for concept_id in (*plan.create, *plan.update, *plan.restore):
        row = rows.get(concept_id) or ConceptRow(id=concept_id)
        _describe_concept(row, concepts[concept_id], bank.certification.id)
        db.add(row)
    for concept_id in plan.retire:
        rows[concept_id].retired_at = now


def _describe_concept(row: ConceptRow, concept: Concept, certification_id: str) -> None:
    row.certification_id = certification_id
    row.task_id = concept.task_id
    row.name = concept.name
    row.gap = concept.gap
    row.lesson = concept.lesson
    row.hash = concept_hash(concept)
    row.retired_at = None


def _sync_items(db: Session, bank: Bank, now: datetime) -> SyncPlan:
    rows = _item_rows(db, bank.certification.id)
    items = {item.id: item for item in bank.items}
    plan = plan_sync(
        {item.id: item_hash(item) for item in bank.items},
        {
            item_id: Existing(row.version, content, row.retired_at is not None)
            for item_id, (row, content) in rows.items()
        },
    )
    for item_id in plan.create:
        db.add(_new_item(items[item_id], bank))
    changed = {*plan.create, *plan.update}
    db.flush()
    for item_id in sorted({*changed, *plan.restore}):
        row = db.get_one(ItemRow, item_id)
        row.retired_at = None
        row.pool = items[item_id].pool
        if item_id in changed:
            row.version += 1
            db.add(_version_row(items[item_id], row.version, now))
    for item_id in plan.retire:
        rows[item_id][0].retired_at = now
    return plan


def _item_rows(db: Session, certification_id: str) -> Mapping[str, tuple[ItemRow, str]]:
    """Every item of a bank, retired or not, with the fingerprint of its current version."""
    pairs = db.execute(
        select(ItemRow, ItemVersionRow.hash)
        .join(
            ItemVersionRow,
            (ItemVersionRow.item_id == ItemRow.id) & (ItemVersionRow.version == ItemRow.version),
        )
        .where(ItemRow.certification_id == certification_id)
    )
    return {row.id: (row, content) for row, content in pairs}


def _version_row(item: BankItem, version: int, now: datetime) -> ItemVersionRow:
    return ItemVersionRow(
        item_id=item.id,
        version=version,
        concept_id=item.concept_id,
        task_id=item.task_id,
        type=item.type,
        approach=item.approach,
        cognitive_level=item.cognitive_level,
        difficulty=item.difficulty,
        guessing=item_type(item.type).guessing(item.body),
        stimulus=item.stimulus,
        case_id=item.case_id,
        template=item.template,
        enemies=list(item.enemies),
        stem=item.stem,
        body=dict(item.body),
        explanation=item.explanation,
        principle=item.principle,
        references=list(item.references),
        hash=item_hash(item),
        created_at=now,
    )


def _new_item(item: BankItem, bank: Bank) -> ItemRow:
    """An item before its first version, which the caller adds."""
    return ItemRow(id=item.id, certification_id=bank.certification.id, pool=item.pool, version=0)
