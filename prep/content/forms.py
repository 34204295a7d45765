"""Form files: mock exams that ship with a bank, assembled once and then frozen.

id: a                          # the file's name
kind: full                     # full, half, section:<id> or domain:<id>
seed: 20261123
sections:
- {id: case, items: [...]}     # ids of exam-pool items, in the order of the exam
"""

from collections.abc import Iterator
from itertools import combinations
from pathlib import Path
from typing import Any

from marshmallow import validates_schema

from prep.content.bank import Bank, BankForm, Problem
from prep.content.fields import FileSchema, ListOf, Number, Part, Text, refuse
from prep.content.reader import Reader
from prep.errors import InvalidInput
from prep.learning.assembly.checking import breaches
from prep.learning.assembly.ordering import Form, FormSection
from prep.learning.assembly.outline import rules_for
from prep.learning.assembly.pool import FormItem

LARGEST_SEED = 2**31 - 1


class FormSectionSchema(FileSchema):
    """One section of a form."""

    id = Text(required=True)
    items = ListOf(Text(), at_least=1, required=True)


class FormSchema(FileSchema):
    """A form file."""

    id = Text(required=True)
    kind = Text(required=True)
    seed = Number(low=0, high=LARGEST_SEED, whole=True, required=True)
    sections = ListOf(Part(FormSectionSchema), at_least=1, required=True)

    @validates_schema
    def _once(self, data: dict[str, Any], **_kwargs: Any) -> None:
        ids = [section["id"] for section in data["sections"]]
        if len(set(ids)) < len(ids):
            raise refuse("sections", "names a section twice; give each its own entry")


def read_forms(reader: Reader, folder: Path) -> tuple[BankForm, ...]:
    """The forms under `folder`, by name."""
    reader.refuse_yml(folder)
    forms = [_form(reader, path) for path in sorted(folder.glob("*.yaml"))]
    return tuple(form for form in forms if form)


def form_problems(bank: Bank) -> Iterator[Problem]:
    """Forms that break their rules, and forms of a kind that share an item."""
    pool = exam_pool(bank)
    for form in bank.forms:
        try:
            rules = rules_for(bank.blueprint, form.kind)
        except InvalidInput as error:
            yield Problem(form.path, "kind", f"is {form.kind!r}. {error.message}")
            continue
        for sentence in breaches(as_form(form), pool, rules):
            yield Problem(form.path, "sections", sentence)
    for one, other in combinations(bank.forms, 2):
        if shared := item_ids(one) & item_ids(other):
            message = f"shares {len(shared)} items with form {one.id}, such as {min(shared)}"
            yield Problem(other.path, "sections", f"{message}; assemble it anew")


def exam_pool(bank: Bank) -> list[FormItem]:
    """The bank's exam items as the assembly wants them, with their authors' difficulties."""
    return [
        FormItem(
            id=item.id,
            domain_id=bank.blueprint.domain_of(item.task_id).id,
            task_id=item.task_id,
            concept_id=item.concept_id,
            approach=item.approach,
            type=item.type,
            is_graphic="figure" in (item.stimulus or {}),
            case_id=item.case_id,
            template=item.template,
            enemies=frozenset(item.enemies),
            difficulty=item.difficulty,
        )
        for item in bank.items
        if item.pool == "exam"
    ]


def as_form(form: BankForm) -> Form:
    """The form as the assembly would have made it."""
    return Form(tuple(FormSection(name, items) for name, items in form.sections.items()))


def item_ids(form: BankForm) -> frozenset[str]:
    """The items of a form."""
    return frozenset(as_form(form).item_ids)


def form_document(form: Form, *, form_id: str, kind: str, seed: int) -> dict[str, Any]:
    """The content of a form file."""
    sections = [{"id": s.id, "items": list(s.item_ids)} for s in form.sections]
    return {"id": form_id, "kind": kind, "seed": seed, "sections": sections}


def _form(reader: Reader, path: Path) -> BankForm | None:
    raw = reader.read(path, dict)
    data = reader.checked(path, raw, FormSchema().load) if raw is not None else None
    if data is None:
        return None
    if data["id"] != path.stem:
        reader.report(path, "id", f"is not the file's name; write {path.stem!r}")
    sections = {section["id"]: tuple(section["items"]) for section in data["sections"]}
    return BankForm(data["id"], data["kind"], data["seed"], sections, reader.relative(path))
