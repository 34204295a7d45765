"""Case files: a situation with exhibits, and the items that ask about it.

Every item names its concept and becomes an ordinary item of it, with the case as its stimulus.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from prep.content.bank import BankItem, Case, Concept
from prep.content.build import case_of, item_of
from prep.content.reader import Reader, mappings, place_in
from prep.content.schema import CaseFileSchema, check_case_item


@dataclass(frozen=True, slots=True)
class CaseFile:
    """A case with those of its items that have no problems."""

    case: Case
    items: tuple[BankItem, ...]


def read_cases(
    reader: Reader, folder: Path, concepts: Mapping[str, Concept]
) -> tuple[CaseFile, ...]:
    """The cases under `folder`, with their items placed in these concepts."""
    reader.refuse_yml(folder)
    found = [_case_file(reader, path, concepts) for path in sorted(folder.rglob("*.yaml"))]
    return tuple(case_file for case_file in found if case_file)


def _case_file(reader: Reader, path: Path, concepts: Mapping[str, Concept]) -> CaseFile | None:
    raw = reader.read(path, dict)
    if raw is None:
        return None
    data = reader.checked(path, raw, CaseFileSchema().load)
    places = [
        (place_in("items", n, entry), entry) for n, entry in enumerate(mappings(raw.get("items")))
    ]
    parts = [(place, reader.checked(path, e, check_case_item, place)) for place, e in places]
    if data is None:
        return None
    if data["case"]["id"] != path.stem:
        reader.report(path, "case.id", f"is not the file's name; write {path.stem!r}")
    case = case_of(data["case"], reader.relative(path))
    items = []
    for place, part in parts:
        if part and (concept := _concept(reader, path, place, part[0]["concept"], concepts)):
            items.append(_in_case(_item(part, concept, case), data["case"]))
    return CaseFile(case, tuple(items))


def _concept(
    reader: Reader, path: Path, place: str, concept_id: str, concepts: Mapping[str, Concept]
) -> Concept | None:
    if concept_id not in concepts:
        message = f"{concept_id!r} is no concept of this bank; name the one that it asks about"
        reader.report(path, f"{place}.concept", message)
    return concepts.get(concept_id)


def _item(part: tuple[dict[str, Any], dict[str, Any]], concept: Concept, case: Case) -> BankItem:
    return item_of(*part, concept_id=concept.id, task_id=concept.task_id, path=case.path)


def _in_case(item: BankItem, case: Mapping[str, Any]) -> BankItem:
    """The item with the case before its own stimulus."""
    return replace(item, case_id=case["id"], stimulus={"case": case, **(item.stimulus or {})})
