"""The banks in the neutral format of an external audit of test-wiseness.

One document per bank, `<certification>.json`, and `blueprint.json` with the outlines to hold
the coverage against.
"""

from collections.abc import Mapping
from typing import Any

from prep.content.bank import Bank, BankItem, BankSet

Document = dict[str, Any]


def audit_documents(banks: BankSet) -> dict[str, Document]:
    """Every document by its file name."""
    documents = {f"{bank.certification.id}.json": _bank_document(bank) for bank in banks.banks}
    documents["blueprint.json"] = {"exams": [_exam(bank) for bank in banks.banks]}
    return documents


def _bank_document(bank: Bank) -> Document:
    return {
        "bank": bank.certification.id,
        "exam": bank.certification.id,
        "items": [_item(item, bank.blueprint.domain_of(item.task_id).id) for item in bank.items],
    }


def _exam(bank: Bank) -> Document:
    return {
        "id": bank.certification.id,
        "domains": [
            {"id": d.id, "weight": d.weight, "tasks": [task.id for task in d.tasks]}
            for d in bank.blueprint.domains
        ],
    }


def _item(item: BankItem, domain_id: str) -> Document:
    return {
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
        **_body(item.body),
    }


def _body(body: Mapping[str, Any]) -> Document:
    """Options with their correctness spelled out; everything else as the file has it."""
    if "options" not in body:
        return dict(body)
    return {
        "options": [
            {**option, "correct": option["id"] in body["key"]} for option in body["options"]
        ]
    }


def _tags(brief: Mapping[str, Any]) -> list[str]:
    return [f"{name}:{brief[name]}" for name in ("industry", "event") if name in brief]
