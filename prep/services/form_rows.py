"""Forms into rows: frozen with their seed and the versions of their items."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from prep.learning.assembly.ordering import Form
from prep.learning.assembly.rules import FormRules
from prep.learning.blueprint import ExamBlueprint
from prep.storage.forms import FormItemRow, FormRow


@dataclass(frozen=True, slots=True)
class PlacedSection:
    """One section of a form; the fields are those of `FormRow.sections`."""

    id: str
    name: str
    first: int
    last: int
    break_minutes: float
    break_counts: bool | None
    is_size_published: bool


def placed_sections(rules: FormRules, sizes: Sequence[int]) -> tuple[PlacedSection, ...]:
    """The sections at their positions; sizes in the order of the rules."""
    placed, last = [], 0
    for section, size in zip(rules.sections, sizes, strict=True):
        first, last = last + 1, last + size
        placed.append(
            PlacedSection(
                id=section.id,
                name=section.name,
                first=first,
                last=last,
                break_minutes=section.break_minutes,
                break_counts=section.break_counts,
                is_size_published=section.is_size_published,
            )
        )
    return tuple(placed)


def minutes_for(blueprint: ExamBlueprint, questions: int) -> float:
    """The exam's time for so many questions, in minutes."""
    return blueprint.minutes * questions / blueprint.questions_total


def save_form(
    db: Session,
    form_id: UUID,
    form: Form,
    rules: FormRules,
    blueprint: ExamBlueprint,
    versions: Mapping[str, int],
    *,
    now: datetime,
    **facts: Any,
) -> FormRow:
    """Store a form with its items at these versions. facts: certification_id, name and seed."""
    sections = placed_sections(rules, [len(section.item_ids) for section in form.sections])
    row = FormRow(
        id=form_id,
        blueprint_id=blueprint.id,
        kind=rules.kind,
        minutes=minutes_for(blueprint, len(form.item_ids)),
        sections=[asdict(section) for section in sections],
        created_at=now,
        **facts,
    )
    db.add(row)
    db.flush()
    in_order = [(section.id, item_id) for section in form.sections for item_id in section.item_ids]
    db.add_all(
        FormItemRow(
            form_id=form_id,
            position=position,
            section=section_id,
            item_id=item_id,
            item_version=versions[item_id],
        )
        for position, (section_id, item_id) in enumerate(in_order, start=1)
    )
    db.flush()
    return row
