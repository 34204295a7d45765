"""A learner in the exam room, for tests: a small form, an attempt at it, and what one does there.

The form has three sections, as the PMP's has: positions 1 to 6, 7 to 12 and 13 to 15, with a
break of ten minutes after the first two, and an hour's time.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import select
from sqlalchemy.orm import Session

from prep.content.loader import load_banks
from prep.services.banks import sync_banks
from prep.services.exams import saving, sections, submitting
from prep.services.exams.saving import GivenSave
from prep.services.exams.sitting import get_attempt_view
from prep.services.exams.views import AttemptView, SaveView
from prep.storage.banks import ItemRow, ItemVersionRow
from prep.storage.database import Database, transaction
from prep.storage.exams import AttemptItemRow, AttemptRow, list_attempt_items
from prep.storage.forms import FormRow, list_form_versions
from prep.storage.practice import ResponseRow, iterate_responses
from tests import banks
from tests.banks import write_banks
from tests.factories import MONDAY_NOON, wide_documents
from tests.rows import attempt_row, form_item_row, form_row
from tests.sittings import right_answer, wrong_answer

MINUTES = 60.0
SIZES = (6, 6, 3)
TAB, OTHER_TAB = uuid4(), uuid4()


MAKERS = (
    banks.single,
    banks.multiple,
    banks.numeric,
    banks.matching,
    banks.ordering,
    banks.pulldown,
    banks.hotspot,
)
SECRET_FIELDS = ("rationale", "explanation", "principle")


def exam_documents() -> banks.Documents:
    """The bank of `wide_documents`, with an exam item of each type in one concept of each task."""
    files = wide_documents()
    files["misconceptions.yaml"] += [
        banks.misconception(f"secret-{name}") for name in banks.MISCONCEPTIONS
    ]
    for task in banks.TASKS:
        items = files[banks.concept_path(task)]["items"]
        stem = f"pmp-{task.replace('.', '-')}"
        items += [
            secretive(make(f"{stem}-{n}"), f"{stem}-{n}") | {"pool": "exam"}
            for n, make in enumerate(MAKERS, start=901)
        ]
    return files


def secretive(part: Any, item_id: str) -> Any:
    """An item in which nothing that explains its answer is said by any other."""
    if isinstance(part, list):
        return [secretive(inner, item_id) for inner in part]
    if not isinstance(part, dict):
        return part
    return {name: _secret(name, value, item_id) for name, value in part.items()}


def _secret(name: str, value: Any, item_id: str) -> Any:
    if name in SECRET_FIELDS:
        return f"Secret of {item_id}: {value}"
    if name == "misconception":
        return f"secret-{value}"
    if name == "misconceptions":
        return {key: f"secret-{belief}" for key, belief in value.items()}
    return secretive(value, item_id)


def stock_exam_bank(database: Database, folder: Path) -> tuple[str, ...]:
    """Put the bank of `exam_documents` into a database; the ids of its exam items."""
    loaded = load_banks(write_banks(folder, exam_documents()))
    with transaction(database) as db:
        sync_banks(db, loaded, now=MONDAY_NOON)
        rows = select(ItemRow.id).where(ItemRow.pool == "exam")
        return tuple(db.scalars(rows.order_by(ItemRow.id)))


def section(number: int, first: int, last: int, **changes: Any) -> dict[str, Any]:
    """A section as a form has it, with a break of ten minutes outside the exam time after it."""
    facts = {
        "id": f"s{number}",
        "name": f"Section {number}",
        "first": first,
        "last": last,
        "break_minutes": 10,
        "break_counts": False,
        "is_size_published": True,
    }
    return facts | changes


def sections_of(*sizes: int) -> list[dict[str, Any]]:
    """Sections of these sizes; no break after the last."""
    ends = [sum(sizes[: n + 1]) for n in range(len(sizes))]
    found = [
        section(n, last - size + 1, last)
        for n, (size, last) in enumerate(zip(sizes, ends, strict=True), start=1)
    ]
    return [*found[:-1], found[-1] | {"break_minutes": 0, "break_counts": None}]


def stored_form(
    db: Session,
    sizes: Sequence[int] = SIZES,
    item_ids: Sequence[str] | None = None,
    **changes: Any,
) -> FormRow:
    """A form of so many items a section: these, or the first of the bank."""
    parts = sections_of(*sizes)
    form = form_row(**({"minutes": MINUTES, "sections": parts} | changes))
    if item_ids is None:
        item_ids = db.scalars(select(ItemVersionRow.item_id).order_by(ItemVersionRow.item_id)).all()
    db.add(form)
    db.flush()
    for position, item_id in enumerate(item_ids[: sum(sizes)], start=1):
        place = next(part["id"] for part in parts if position <= part["last"])
        db.add(form_item_row(form.id, position=position, section=place, item_id=item_id))
    db.flush()
    return form


def begun(
    database: Database,
    learner_id: int,
    *,
    now: datetime = MONDAY_NOON,
    form: Mapping[str, Any] | None = None,
    **changes: Any,
) -> "Candidate":
    """An attempt that begins now. `form`: what `stored_form` takes."""
    with transaction(database) as db:
        chosen = stored_form(db, **(form or {}))
        attempt = attempt_row(
            learner_id,
            chosen.id,
            started_at=now,
            deadline_at=now + timedelta(minutes=chosen.minutes),
            **changes,
        )
        db.add(attempt)
        attempt_id = attempt.id
    return Candidate(database, learner_id, attempt_id, now)


@dataclass(frozen=True, slots=True)
class Candidate:
    """One learner sitting one attempt, and the moment of everything."""

    database: Database
    learner_id: int
    attempt_id: UUID
    now: datetime

    def later(self, **elapsed: float) -> "Candidate":
        """The same after some time, such as `minutes=3`."""
        return replace(self, now=self.now + timedelta(**elapsed))

    def versions(self) -> dict[int, ItemVersionRow]:
        """What is asked, by position."""
        with self.database.reader() as db:
            attempt = db.get_one(AttemptRow, (self.learner_id, self.attempt_id))
            return list_form_versions(db, attempt.form_id)

    def save(self, position: int, raw: Mapping[str, list[str]], **changes: Any) -> SaveView:
        """Save a position: the first revision, from the page that nobody took it from."""
        facts = {
            "tab": None,
            "revision": 1,
            "raw": raw,
            "is_flagged": False,
            "struck": [],
            "note": "",
            "confidence": None,
            "elapsed_ms": 30_000,
        }
        with transaction(self.database) as db:
            return saving.save_position(
                db,
                learner_id=self.learner_id,
                attempt_id=self.attempt_id,
                position=position,
                given=GivenSave(**(facts | changes)),
                now=self.now,
            )

    def answer(self, position: int, *, is_right: bool = True, **changes: Any) -> SaveView:
        """Save a complete answer."""
        version = self.versions()[position]
        return self.save(
            position, right_answer(version) if is_right else wrong_answer(version), **changes
        )

    def leave(self, number: int, *, takes_break: bool = False) -> None:
        """Leave a section, by its number."""
        with transaction(self.database) as db:
            sections.leave_section(
                db,
                self.learner_id,
                self.attempt_id,
                number=number,
                takes_break=takes_break,
                now=self.now,
            )

    def end_break(self) -> None:
        """Come back from the break."""
        with transaction(self.database) as db:
            sections.end_break(db, self.learner_id, self.attempt_id, now=self.now)

    def submit(self) -> None:
        """Hand the exam in."""
        with transaction(self.database) as db:
            submitting.submit_attempt(db, self.learner_id, self.attempt_id, now=self.now)

    def view(self) -> AttemptView:
        """The attempt as a page sees it."""
        with self.database.reader() as db:
            return get_attempt_view(db, self.learner_id, self.attempt_id, now=self.now)

    def row(self) -> AttemptRow:
        """The attempt as it is stored."""
        with self.database.reader() as db:
            return db.get_one(AttemptRow, (self.learner_id, self.attempt_id))

    def items(self) -> dict[int, AttemptItemRow]:
        """What stands at the positions."""
        with self.database.reader() as db:
            rows = list_attempt_items(db, self.learner_id, self.attempt_id)
            return {row.position: row for row in rows}

    def log(self) -> list[ResponseRow]:
        """The learner's whole log."""
        with self.database.reader() as db:
            return list(iterate_responses(db, self.learner_id))
