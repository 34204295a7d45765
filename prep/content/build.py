"""From checked file contents to bank objects. The contents fit their schemas."""

from collections.abc import Mapping
from typing import Any

from prep.content.bank import BankItem, Case, Certification, Concept, Eligibility
from prep.learning.blueprint import Domain, ExamBlueprint, Task


def certification_of(data: Mapping[str, Any]) -> Certification:
    """The certification of a certification.yaml."""
    return Certification(
        id=data["id"],
        name=data["name"],
        short_name=data["short_name"],
        vendor=data["vendor"],
        marks=data["marks"],
        summary=data["summary"],
        blueprint_id=data["blueprint"],
        seconds_per_item=data["seconds_per_item"],
        stem_words=(data["stem_words"]["min"], data["stem_words"]["max"]),
        eligibility=Eligibility(**data["eligibility"]),
        fits=data["fits"],
    )


def blueprint_of(core: Mapping[str, Any], details: Mapping[str, Any]) -> ExamBlueprint:
    """The exam blueprint. Raises InvalidInput when its weights or ids do not add up."""
    facts = {name: core[name] for name in core if name not in ("domains", "sources")}
    return ExamBlueprint(
        **facts,
        domains=tuple(_domain_of(domain) for domain in core["domains"]),
        details=dict(details),
        sources=tuple(core["sources"]),
    )


def item_of(
    shared: Mapping[str, Any],
    body: Mapping[str, Any],
    *,
    concept_id: str,
    task_id: str,
    path: str,
    template: str | None = None,
) -> BankItem:
    """One item of a concept, from the file `path`. template: the generator that made it, if any."""
    return BankItem(
        id=shared["id"],
        type=shared["type"],
        concept_id=concept_id,
        task_id=task_id,
        approach=shared["approach"],
        cognitive_level=shared["cognitive_level"],
        difficulty=shared["difficulty"],
        pool=shared["pool"],
        stem=shared["stem"],
        body=dict(body),
        explanation=shared["explanation"],
        principle=shared["principle"],
        references=tuple(shared["references"]),
        brief=shared.get("brief", {}),
        path=path,
        stimulus=shared.get("stimulus"),
        template=template,
        enemies=tuple(shared.get("enemies", ())),
    )


def case_of(data: Mapping[str, Any], path: str) -> Case:
    """The case of one file."""
    return Case(
        id=data["id"],
        title=data["title"],
        scenario=data["scenario"],
        exhibits=tuple(data["exhibits"]),
        path=path,
    )


def concept_of(
    head: Mapping[str, Any], lesson: str, items: tuple[BankItem, ...], path: str
) -> Concept:
    """The concept of one file."""
    return Concept(
        id=head["id"],
        name=head["name"],
        task_id=head["task"],
        gap=head["gap"],
        prerequisites=tuple(head.get("prerequisites", ())),
        lesson=lesson,
        items=items,
        path=path,
    )


def _domain_of(data: Mapping[str, Any]) -> Domain:
    tasks = tuple(Task(t["id"], t["name"], tuple(t["topics"])) for t in data["tasks"])
    return Domain(data["id"], data["name"], data["weight"], tasks)
