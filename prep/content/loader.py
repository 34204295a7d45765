"""Bank folder -> checked objects and every problem found. One bad file hides no other."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from prep.content.bank import (
    Bank,
    BankSet,
    Certification,
    Concept,
    Misconception,
    Problem,
)
from prep.content.blueprint_schema import check_blueprint
from prep.content.build import blueprint_of, certification_of, concept_of, item_of
from prep.content.cases import CaseFile, read_cases
from prep.content.enemies import mutual_enemies
from prep.content.exercises.links import exercise_link_problems
from prep.content.exercises.reading import read_exercises
from prep.content.forms import read_forms
from prep.content.links import link_problems
from prep.content.reader import Reader, mappings, place_in
from prep.content.schema import (
    CertificationSchema,
    ConceptFileSchema,
    MisconceptionSchema,
    check_generator,
    check_item,
)
from prep.learning.blueprint import ExamBlueprint

MISCONCEPTIONS_FILE = "misconceptions.yaml"
CERTIFICATION_FILE = "certification.yaml"
ItemPart = tuple[str | None, tuple[dict[str, Any], dict[str, Any]]]
"""The generator of an item, then its shared fields and its body."""
EXERCISES_FOLDER = "gap_to_action"
SHARED_FOLDERS = (EXERCISES_FOLDER,)
"""Folders beside the banks that hold no bank."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """What could be read, and everything that is wrong. Clean when there are no problems."""

    banks: BankSet
    problems: tuple[Problem, ...]


def load_banks(folder: Path) -> Loaded:
    """Reads every bank under `folder` and reports all problems of all files at once.

    What has a problem is left out of the banks, so change nothing by them while there are any.
    """
    reader = Reader(folder)
    if not folder.is_dir():
        reader.report(folder, "folder", "is not there; name the folder that holds the banks")
        return Loaded(BankSet((), ()), tuple(reader.problems))
    misconceptions = _misconceptions(reader, folder / MISCONCEPTIONS_FILE)
    banks = {s.name: _bank(reader, s) for s in sorted(folder.iterdir()) if _is_bank(s)}
    exercises = read_exercises(reader, folder / EXERCISES_FOLDER)
    found = BankSet(tuple(bank for bank in banks.values() if bank), misconceptions, exercises)
    unread = {name for name, bank in banks.items() if bank is None}
    links = (*link_problems(found), *exercise_link_problems(found, unread))
    return Loaded(found, (*reader.problems, *links))


def _is_bank(path: Path) -> bool:
    return path.is_dir() and path.name not in SHARED_FOLDERS and path.name[0] not in "._"


def _misconceptions(reader: Reader, path: Path) -> tuple[Misconception, ...]:
    entries = reader.read(path, list) or []
    checked = [
        reader.checked(path, entry, MisconceptionSchema().load, place_in("", n, entry))
        for n, entry in enumerate(entries)
    ]
    return tuple(Misconception(**entry) for entry in checked if entry)


def _bank(reader: Reader, folder: Path) -> Bank | None:
    """The bank of one certification; None when its head is broken. Its files are read anyway."""
    certification = _certification(reader, folder / CERTIFICATION_FILE)
    blueprints = {
        path.stem: _blueprint(reader, path) for path in sorted(folder.glob("blueprints/*.yaml"))
    }
    concepts = _concepts(reader, folder / "concepts")
    case_files = read_cases(reader, folder / "cases", {concept.id: concept for concept in concepts})
    forms = read_forms(reader, folder / "forms")
    if certification is None:
        return None
    if certification.blueprint_id not in blueprints:
        message = f"{certification.blueprint_id!r} is no file in blueprints/; name one or add it"
        reader.report(folder / CERTIFICATION_FILE, "blueprint", message)
    blueprint = blueprints.get(certification.blueprint_id)
    if blueprint is None:
        return None
    return Bank(
        certification,
        blueprint,
        _with_case_items(concepts, case_files),
        tuple(case_file.case for case_file in case_files),
        forms,
    )


def _certification(reader: Reader, path: Path) -> Certification | None:
    raw = reader.read(path, dict)
    data = reader.checked(path, raw, CertificationSchema().load) if raw is not None else None
    if data is None:
        return None
    if data["id"] != path.parent.name:
        reader.report(path, "id", f"is not the folder's name; write {path.parent.name!r}")
    return certification_of(data)


def _blueprint(reader: Reader, path: Path) -> ExamBlueprint | None:
    raw = reader.read(path, dict)
    if raw is None:
        return None
    if raw.get("id") != path.stem:
        reader.report(path, "id", f"is not the file's name; write {path.stem!r}")
    return reader.checked(path, raw, lambda data: blueprint_of(*check_blueprint(data)))


def _concepts(reader: Reader, folder: Path) -> tuple[Concept, ...]:
    reader.refuse_yml(folder)
    concepts = [_concept(reader, path) for path in sorted(folder.rglob("*.yaml"))]
    return tuple(concept for concept in concepts if concept)


def _concept(reader: Reader, path: Path) -> Concept | None:
    """The concept of one file without the items that have problems."""
    raw = reader.read(path, dict)
    if raw is None:
        return None
    data = reader.checked(path, raw, ConceptFileSchema().load)
    parts = _item_parts(reader, path, raw)
    if data is None:
        return None
    head, name = data["concept"], reader.relative(path)
    items = tuple(
        item_of(*part, concept_id=head["id"], task_id=head["task"], path=name, template=template)
        for template, part in parts
    )
    return concept_of(head, data["lesson"], items, name)


def _item_parts(reader: Reader, path: Path, raw: Mapping[str, Any]) -> list[ItemPart]:
    """Every item that has no problems, written or generated; with its generator, if it has one."""
    written = [
        (None, reader.checked(path, entry, check_item, place_in("items", n, entry)))
        for n, entry in enumerate(mappings(raw.get("items")))
    ]
    generated = [
        (entry["id"], part)
        for n, entry in enumerate(mappings(raw.get("generators")))
        for part in reader.checked(path, entry, check_generator, place_in("generators", n, entry))
        or ()
    ]
    return [(template, part) for template, part in (*written, *generated) if part]


def _with_case_items(
    concepts: tuple[Concept, ...], case_files: tuple[CaseFile, ...]
) -> tuple[Concept, ...]:
    """The concepts with the items of cases behind their own, every item knowing its enemies."""
    in_cases = [item for case_file in case_files for item in case_file.items]
    enemies = mutual_enemies([*(i for concept in concepts for i in concept.items), *in_cases])
    return tuple(
        replace(
            concept,
            items=tuple(
                replace(item, enemies=enemies.get(item.id, ()))
                for item in (
                    *concept.items,
                    *(item for item in in_cases if item.concept_id == concept.id),
                )
            ),
        )
        for concept in concepts
    )
