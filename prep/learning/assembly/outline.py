"""From an exam blueprint to the rules of its forms."""

import math
import re
from collections.abc import Iterator, Mapping

from prep.errors import InvalidInput
from prep.learning.assembly.rules import (
    CASE_SECTION,
    CaseSets,
    FormRules,
    Quota,
    SectionRule,
    largest_remainder,
)
from prep.learning.blueprint import WEIGHT_TOTAL, Domain, ExamBlueprint

FULL = "full"
HALF = "half"
APPROACH_TOLERANCE = 1
"""Items by which the share of predictive ones may be off."""
DOMAIN_MOCK_SHARE = 0.5
"""Of a domain's questions in the exam. Ours: case sets span domains, so they cannot be in it."""
PMP_CASES = CaseSets(sets=8, fewest_items=32, most_items=40)
"""PMI publishes neither; candidates report 40 questions in the case section."""

_TYPE_MINIMUMS: Mapping[str, tuple[tuple[str, str, tuple[object, ...], int], ...]] = {
    "pmp-2026": (
        ("Graphic-based", "is_graphic", (True,), 20),
        ("Matching", "type", ("matching",), 15),
        ("Point and click", "type", ("hotspot",), 6),
        ("Pull-down list", "type", ("pulldown",), 6),
        ("Multiple response", "type", ("multiple",), 15),
    ),
    "capm-2023": (("Matching or point and click", "type", ("matching", "hotspot"), 8),),
    "projectplus-pk0-005": (
        ("Multiple response", "type", ("multiple",), 6),
        ("Performance-based", "type", ("matching", "ordering", "hotspot", "pulldown"), 4),
    ),
}
"""Fewest items of a type in a full form, by blueprint. Ours: no issuer publishes shares."""


def kinds_of(blueprint: ExamBlueprint) -> tuple[str, ...]:
    """Every kind of form: full, half, each section where there are several, each domain."""
    sections = [section["id"] for section in blueprint.details["sections"]]
    return (
        FULL,
        HALF,
        *(f"section:{section}" for section in sections if len(sections) > 1),
        *(f"domain:{domain.id}" for domain in blueprint.domains),
    )


def own_section_name(name: str) -> str:
    """A section's name, or nothing where that is only its number, such as "Section 1"."""
    return "" if re.fullmatch(r"Section \d+", name) else name


def section_mock(name: str) -> str:
    """What a mock of one section is called, such as "Section: Case studies" or "Section 2"."""
    return f"Section: {name}" if own_section_name(name) else name


def rules_for(blueprint: ExamBlueprint, kind: str) -> FormRules:
    """The rules of a kind of form.

    "full"; "half": half of everything; "section:<id>": that section at its size; "domain:<id>":
    half of the domain's questions. An outline says of the whole exam only which approaches and
    types it has, so that forms of a section or a domain are free in that.
    Raises InvalidInput for another kind.
    """
    if kind not in kinds_of(blueprint):
        raise InvalidInput("kind", f"Choose one of {', '.join(kinds_of(blueprint))}.")
    scope, _, part = kind.partition(":")
    match scope:
        case "section":
            return _section_rules(blueprint, kind, part)
        case "domain":
            return _domain_rules(blueprint, kind, part)
        case _:
            return _whole_rules(blueprint, kind)


def _whole_rules(blueprint: ExamBlueprint, kind: str) -> FormRules:
    parts = 2 if kind == HALF else 1
    questions = blueprint.questions_total // parts
    cases = _cases(blueprint, parts)
    return FormRules(
        kind=kind,
        name="Half mock exam" if kind == HALF else "Full mock exam",
        questions=questions,
        domains=_domain_ids(blueprint),
        quotas=(
            _total(questions, questions),
            *_case_quota(cases),
            *_domain_quotas(blueprint, questions),
            *_approach_quota(blueprint, questions),
            *_type_quotas(blueprint, questions),
        ),
        cases=cases,
        sections=_sections(blueprint, parts),
    )


def _section_rules(blueprint: ExamBlueprint, kind: str, section_id: str) -> FormRules:
    cases = _cases(blueprint, 1)
    most = cases.most_items if cases else 0
    sections = {section.id: section for section in _sections(blueprint, 1)}
    mine = sections.pop(section_id)
    if cases and section_id == CASE_SECTION:
        questions = most
        quotas: tuple[Quota, ...] = (_total(cases.fewest_items, most), *_case_quota(cases))
    else:
        weights = {name: s.weight for name, s in (sections | {section_id: mine}).items()}
        if cases:
            del weights[CASE_SECTION]
        questions = largest_remainder(weights, blueprint.questions_total - most)[section_id]
        quotas = (_total(questions, questions), *_domain_quotas(blueprint, questions))
        cases = None
    return FormRules(
        kind=kind,
        name=section_mock(mine.name),
        questions=questions,
        domains=_domain_ids(blueprint),
        quotas=quotas,
        cases=cases,
        sections=(_alone(mine),),
    )


def _domain_rules(blueprint: ExamBlueprint, kind: str, domain_id: str) -> FormRules:
    domain = next(domain for domain in blueprint.domains if domain.id == domain_id)
    share = domain.weight / WEIGHT_TOTAL * DOMAIN_MOCK_SHARE
    questions = round(blueprint.questions_total * share)
    quotas = (
        _total(questions, questions),
        *_task_quotas(domain, questions),
    )
    section = SectionRule(domain.id, domain.name, 1.0, 0.0, None, is_size_published=False)
    return FormRules(
        kind=kind,
        name=f"Domain: {domain.name}",
        questions=questions,
        domains=frozenset((domain_id,)),
        quotas=quotas,
        cases=None,
        sections=(section,),
    )


def _domain_ids(blueprint: ExamBlueprint) -> frozenset[str]:
    return frozenset(domain.id for domain in blueprint.domains)


def _total(low: int, high: int) -> Quota:
    return Quota("Questions", "is_in_case", frozenset((True, False)), low, high)


def _quota(name: str, attribute: str, value: str, count: int) -> Quota:
    return Quota(name, attribute, frozenset((value,)), count, count)


def _cases(blueprint: ExamBlueprint, parts: int) -> CaseSets | None:
    """The case sets of an outline that has a section for them."""
    if all(section["id"] != CASE_SECTION for section in blueprint.details["sections"]):
        return None
    whole = PMP_CASES
    return CaseSets(whole.sets // parts, whole.fewest_items // parts, whole.most_items // parts)


def _case_quota(cases: CaseSets | None) -> Iterator[Quota]:
    if cases:
        in_case = frozenset((True,))
        yield Quota(
            "Case-set questions", "is_in_case", in_case, cases.fewest_items, cases.most_items
        )


def _domain_quotas(blueprint: ExamBlueprint, questions: int) -> Iterator[Quota]:
    """Domains by largest remainder, and then the tasks of each."""
    weights = {domain.id: domain.weight for domain in blueprint.domains}
    counts = largest_remainder(weights, questions)
    for domain in blueprint.domains:
        yield _quota(domain.name, "domain_id", domain.id, counts[domain.id])
    for domain in blueprint.domains:
        yield from _task_quotas(domain, counts[domain.id])


def _task_quotas(domain: Domain, questions: int) -> Iterator[Quota]:
    """Every task gets its even share of the domain, rounded down or up."""
    even = questions / len(domain.tasks)
    for task in domain.tasks:
        yield Quota(
            f"{domain.name} · {task.name}",
            "task_id",
            frozenset((task.id,)),
            math.floor(even),
            math.ceil(even),
        )


def _approach_quota(blueprint: ExamBlueprint, questions: int) -> Iterator[Quota]:
    mix = blueprint.details.get("approach_mix")
    if mix:
        wanted = round(questions * mix["predictive_percent"] / 100)
        low, high = wanted - APPROACH_TOLERANCE, wanted + APPROACH_TOLERANCE
        yield Quota("Predictive approach", "approach", frozenset(("predictive",)), low, high)


def _type_quotas(blueprint: ExamBlueprint, questions: int) -> Iterator[Quota]:
    for name, attribute, values, fewest in _TYPE_MINIMUMS.get(blueprint.id, ()):
        low = fewest * questions // blueprint.questions_total
        yield Quota(name, attribute, frozenset(values), low, questions)


def _sections(blueprint: ExamBlueprint, parts: int) -> tuple[SectionRule, ...]:
    breaks = {one["after"]: one for one in blueprint.details["breaks"]}
    return tuple(
        SectionRule(
            id=section["id"],
            name=section["name"],
            weight=section["questions_official"] or section.get("questions_reported", 1),
            break_minutes=breaks[section["id"]]["minutes"] / parts
            if section["id"] in breaks
            else 0,
            break_counts=breaks.get(section["id"], {}).get("counts_against_exam_time"),
            is_size_published=section["questions_official"] is not None,
        )
        for section in blueprint.details["sections"]
    )


def _alone(section: SectionRule) -> SectionRule:
    """The section without what comes after it."""
    return SectionRule(
        section.id, section.name, 1.0, 0.0, None, is_size_published=section.is_size_published
    )
