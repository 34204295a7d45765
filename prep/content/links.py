"""What bank files say about each other: ids that must differ, and ids that must exist."""

from collections import Counter
from collections.abc import Iterable, Iterator

from prep.content.bank import Bank, BankSet, Concept, Problem, item_problem
from prep.content.item_types import item_type
from prep.errors import NotFound


def link_problems(banks: BankSet) -> Iterator[Problem]:
    """Every id that occurs twice, and every reference to something that does not exist."""
    yield from _repeated_ids(banks)
    yield from _unknown_misconceptions(banks)
    yield from _unknown_prerequisites(banks)
    for bank in banks.banks:
        yield from _blueprint_problems(bank)
        yield from _case_problems(bank)
        yield from _unknown_enemies(bank)
        for concept in bank.concepts:
            yield from _place_problems(bank, concept)


def _repeated_ids(banks: BankSet) -> Iterator[Problem]:
    concepts = [concept for bank in banks.banks for concept in bank.concepts]
    cases = [case for bank in banks.banks for case in bank.cases]
    items = [item for _, _, item in banks.placed_items()]
    yield from repeats(
        (m.id, Problem("misconceptions.yaml", f"[{m.id}].id", "is used twice; ids are unique"))
        for m in banks.misconceptions
    )
    message = "is used by two concepts; ids are unique everywhere"
    yield from repeats(
        (c.id, Problem(c.path, "concept.id", f"{c.id!r} {message}")) for c in concepts
    )
    message = "is used by two cases; ids are unique everywhere"
    yield from repeats((c.id, Problem(c.path, "case.id", f"{c.id!r} {message}")) for c in cases)
    message = "is used by two items; ids are unique everywhere and are not used again"
    yield from repeats((item.id, item_problem(item, "id", message)) for item in items)


def repeats(found: Iterable[tuple[str, Problem]]) -> list[Problem]:
    """The different problems of every id that occurs more than once, from (id, problem) pairs."""
    known = list(found)
    uses = Counter(i for i, _ in known)
    return list(dict.fromkeys(problem for i, problem in known if uses[i] > 1))


def _unknown_misconceptions(banks: BankSet) -> Iterator[Problem]:
    known = {misconception.id for misconception in banks.misconceptions}
    if not known:
        return  # the file itself is missing or broken, and reported once
    for _, _, item in banks.placed_items():
        for field, name in item_type(item.type).misconceptions(item.body):
            if name not in known:
                message = f"{name!r} is not in misconceptions.yaml; use an id from there or add it"
                yield item_problem(item, field, message)


def _unknown_prerequisites(banks: BankSet) -> Iterator[Problem]:
    known = {concept.id for bank in banks.banks for concept in bank.concepts}
    for bank in banks.banks:
        for concept in bank.concepts:
            for wanted in concept.prerequisites:
                if wanted not in known or wanted == concept.id:
                    message = f"{wanted!r} is not the id of another concept; correct or remove it"
                    yield Problem(concept.path, "concept.prerequisites", message)


def _blueprint_problems(bank: Bank) -> Iterator[Problem]:
    certification, blueprint = bank.certification, bank.blueprint
    if abs(certification.seconds_per_item - blueprint.seconds_per_question) > 0.5:
        yield Problem(
            f"{certification.id}/certification.yaml",
            "seconds_per_item",
            f"is {certification.seconds_per_item:g}, but the blueprint's minutes divided by its "
            f"questions give {blueprint.seconds_per_question:g}; correct one of them",
        )
    sections = {section["id"] for section in blueprint.details["sections"]}
    for pause in blueprint.details["breaks"]:
        if pause["after"] not in sections:
            yield Problem(
                f"{certification.id}/blueprints/{blueprint.id}.yaml",
                "breaks",
                f"{pause['after']!r} is not a section; use one of {', '.join(sorted(sections))}",
            )


def _case_problems(bank: Bank) -> Iterator[Problem]:
    for case in bank.cases:
        if len({item.pool for item in bank.case_items(case.id)}) > 1:
            yield Problem(case.path, "items", "are in two pools; put a whole case into one")


def _unknown_enemies(bank: Bank) -> Iterator[Problem]:
    """Enemies are mutual when loaded, so that an id that does not exist is named by one item."""
    known = {item.id for item in bank.items}
    for item in bank.items:
        for enemy in item.enemies:
            if enemy not in known or enemy == item.id:
                message = f"{enemy!r} is not the id of another item of this bank; correct it"
                yield item_problem(item, "enemies", message)


def _place_problems(bank: Bank, concept: Concept) -> Iterator[Problem]:
    try:
        domain = bank.blueprint.domain_of(concept.task_id)
    except NotFound:
        tasks = ", ".join(task.id for task in bank.blueprint.tasks)
        message = f"{concept.task_id!r} is not in {bank.blueprint.id}; use one of {tasks}"
        yield Problem(concept.path, "concept.task", message)
        return
    folder = f"{bank.certification.id}/concepts/{domain.id}/{concept.task_id}"
    if concept.path.rpartition("/")[0] != folder:
        yield Problem(concept.path, "file", f"is in the wrong folder; move it to {folder}/")
