"""The banks in the neutral format of an external audit of test-wiseness.

One document per bank, `<certification>.json`, and `blueprint.json` with the outlines to hold
the coverage against.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from prep.content.bank import Bank, BankItem, BankSet, Case
from prep.content.stimulus import stimulus_text

Document = dict[str, Any]


def audit_documents(banks: BankSet) -> dict[str, Document]:
    """Every document by its file name."""
    documents = {f"{bank.certification.id}.json": _bank_document(bank) for bank in banks.banks}
    documents["blueprint.json"] = {"exams": [_exam(bank) for bank in banks.banks]}
    return documents


def _bank_document(bank: Bank) -> Document:
    domain = {item.id: bank.blueprint.domain_of(item.task_id).id for item in bank.items}
    return {
        "bank": bank.certification.id,
        "exam": bank.certification.id,
        "cases": [{"id": case.id, "scenario": _case_text(case)} for case in bank.cases],
        "items": [doc for item in bank.items for doc in _item_documents(item, domain[item.id])],
    }


def _exam(bank: Bank) -> Document:
    return {
        "id": bank.certification.id,
        "domains": [
            {"id": d.id, "weight": d.weight, "tasks": [task.id for task in d.tasks]}
            for d in bank.blueprint.domains
        ],
    }


def _item_documents(item: BankItem, domain_id: str) -> list[Document]:
    """One document, or one a gap for pull-down lists: each is a single choice of its own."""
    shared = _shared(item, domain_id)
    if item.type == "pulldown":
        return [shared | _gap(item, blank) for blank in item.body["blanks"]]
    return [shared | _body(item)]


def _shared(item: BankItem, domain_id: str) -> Document:
    own = {name: part for name, part in (item.stimulus or {}).items() if name != "case"}
    document = {
        "id": item.id,
        "domain": domain_id,
        "task": item.task_id,
        "type": item.type,
        "approach": item.approach,
        "bloom": item.cognitive_level,
        "difficulty": item.difficulty,
        "stem": item.stem,
        "explanation": item.explanation,
        "references": list(item.references),
        "tags": _tags(item.brief),
        "case": item.case_id,
        "template": item.template,
        "scenario": stimulus_text(own) if own and not item.case_id else None,
    }
    return {name: value for name, value in document.items() if value is not None}


def _body(item: BankItem) -> Document:
    """The type's own fields under the names that the audit knows."""
    body = item.body
    match item.type:
        case "matching":
            return {"left": body["prompts"], "right": body["answers"], "answer": body["key"]}
        case "ordering":
            return {"options": body["steps"], "answer": body["key"]}
        case "hotspot":
            figure = (item.stimulus or {})["figure"]
            return {
                "options": [
                    {**region, "text": region["label"], "correct": region["id"] in body["key"]}
                    for region in body["regions"]
                ],
                "figure": figure,
                "alt": stimulus_text(figure),
            }
        case "numeric":
            return dict(body)
        case _:
            return {"options": _marked(body["options"], body["key"])}


def _gap(item: BankItem, blank: Mapping[str, Any]) -> Document:
    """The gaps of an item stand and fall together, so that they name it as what they share."""
    return {
        "id": f"{item.id}.{blank['id']}",
        "type": "single",
        "stem": f"{item.stem}\n{blank['label']}",
        "case": item.case_id or item.id,
        "options": _marked(blank["options"], [blank["key"]]),
    }


def _marked(options: list[dict[str, Any]], key: Sequence[str]) -> list[Document]:
    return [{**option, "correct": option["id"] in key} for option in options]


def _case_text(case: Case) -> str:
    return "\n".join([case.scenario, *map(stimulus_text, case.exhibits)])


def _tags(brief: Mapping[str, Any]) -> list[str]:
    return [f"{name}:{brief[name]}" for name in ("industry", "event") if name in brief]
