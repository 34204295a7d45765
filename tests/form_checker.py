"""An independent check of mock exam forms: by hand from the outline, without the assembly's code.

`violations` says what is wrong with a form; `lacks` counts what a pool has too little of.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from fractions import Fraction
from typing import Any

from prep.learning.blueprint import ExamBlueprint

Sections = Sequence[tuple[str, Sequence[str]]]
"""Section ids with the ids of their items."""

CASES = {"sets": 8, "fewest": 32, "most": 40}
FEWEST = {
    "pmp-2026": {
        "Graphic-based": (lambda i: i.is_graphic, 20),
        "Matching": (lambda i: i.type == "matching", 15),
        "Point and click": (lambda i: i.type == "hotspot", 6),
        "Pull-down list": (lambda i: i.type == "pulldown", 6),
        "Multiple response": (lambda i: i.type == "multiple", 15),
    },
    "capm-2023": {
        "Matching or point and click": (lambda i: i.type in ("matching", "hotspot"), 8),
    },
    "projectplus-pk0-005": {
        "Multiple response": (lambda i: i.type == "multiple", 6),
        "Performance-based": (
            lambda i: i.type in ("matching", "ordering", "hotspot", "pulldown"),
            4,
        ),
    },
}


def violations(
    sections: Sections,
    pool: Iterable[Any],
    blueprint: ExamBlueprint,
    kind: str,
    *,
    excluded: Collection[str] = (),
) -> list[str]:
    """Everything that is wrong with a form; empty for a good one."""
    known = {item.id: item for item in pool}
    ids = [item_id for _, mine in sections for item_id in mine]
    if strangers := [i for i in ids if i not in known or i in excluded]:
        return [f"not to be used: {strangers}"]
    chosen = [known[i] for i in ids]
    wrong = [f"twice: {i}" for i, count in Counter(ids).items() if count > 1]
    for name, counts, low, high in expected(blueprint, kind):
        found = sum(bool(counts(item)) for item in chosen)
        if not low <= found <= high:
            wrong.append(f"{name}: {found}, not {low} to {high}")
    wrong += _conflicts(chosen)
    wrong += _sections_wrong(sections, known, blueprint, kind)
    wrong += _uneven(chosen, known, excluded, blueprint, kind)
    return wrong


def lacks(
    pool: Iterable[Any], blueprint: ExamBlueprint, kind: str, *, excluded: Collection[str] = ()
) -> set[tuple[str, int, int]]:
    """What a pool has too little of, each rule alone: its name, how many are needed, are there."""
    usable = _usable(pool, excluded, blueprint, kind)
    found = set()
    for name, counts, low, _ in expected(blueprint, kind):
        mine = [item for item in usable if counts(item)]
        templates = {item.template for item in mine if item.template}
        available = len(templates) + sum(item.template is None for item in mine)
        if available < low:
            found.add((name, low, available))
    sets = {item.case_id for item in usable if item.case_id}
    if _has_cases(blueprint, kind) and len(sets) < _cases(kind)["sets"]:
        found.add(("Case sets", _cases(kind)["sets"], len(sets)))
    return found


def expected(blueprint: ExamBlueprint, kind: str) -> list[tuple[str, Any, int, int]]:
    """Name, test, fewest and most of everything that is counted in items."""
    cases = _cases(kind)
    case_rule = ("Case-set questions", lambda i: i.case_id, cases["fewest"], cases["most"])
    if kind == "section:case":
        return [("Questions", lambda i: True, cases["fewest"], cases["most"]), case_rule]
    total = _questions(blueprint, kind)
    rules: list[tuple[str, Any, int, int]] = [("Questions", lambda i: True, total, total)]
    if _has_cases(blueprint, kind):
        rules.append(case_rule)
    rules += _domains_and_tasks(blueprint, kind, total)
    if kind in ("full", "half"):
        rules += _mix(blueprint, total)
    return rules


def _domains_and_tasks(
    blueprint: ExamBlueprint, kind: str, total: int
) -> list[tuple[str, Any, int, int]]:
    domains = {domain.id: domain for domain in blueprint.domains}
    rules: list[tuple[str, Any, int, int]] = []
    if kind.startswith("domain:"):
        counts = {kind.removeprefix("domain:"): total}
    else:
        counts = shares([(domain.id, domain.weight) for domain in blueprint.domains], total)
        for name, count in counts.items():
            rules.append((domains[name].name, lambda i, d=name: i.domain_id == d, count, count))
    for name, count in counts.items():
        tasks = domains[name].tasks
        low, high = count // len(tasks), -(-count // len(tasks))
        for task in tasks:
            label = f"{domains[name].name} · {task.name}"
            rules.append((label, lambda i, t=task.id: i.task_id == t, low, high))
    return rules


def shares(weights: Sequence[tuple[str, float]], total: int) -> dict[str, int]:
    """By largest remainder, in exact fractions."""
    whole = sum(Fraction(str(weight)) for _, weight in weights)
    exact = {name: Fraction(str(weight)) / whole * total for name, weight in weights}
    counts = {name: math.floor(share) for name, share in exact.items()}
    while sum(counts.values()) < total:
        name = max(exact, key=lambda n: exact[n] - counts[n])
        counts[name] += 1
    return counts


def _mix(blueprint: ExamBlueprint, total: int) -> list[tuple[str, Any, int, int]]:
    rules: list[tuple[str, Any, int, int]] = []
    if mix := blueprint.details.get("approach_mix"):
        wanted = round(total * mix["predictive_percent"] / 100)
        rules.append(
            ("Predictive approach", lambda i: i.approach == "predictive", wanted - 1, wanted + 1)
        )
    for name, (counts, fewest) in FEWEST.get(blueprint.id, {}).items():
        rules.append((name, counts, fewest * total // blueprint.questions_total, total))
    return rules


def _questions(blueprint: ExamBlueprint, kind: str) -> int:
    scope, _, part = kind.partition(":")
    if scope == "domain":
        weight = next(domain.weight for domain in blueprint.domains if domain.id == part)
        return round(blueprint.questions_total * weight / 200)
    if scope == "section":
        ids = [section["id"] for section in blueprint.details["sections"]]
        case = CASES["most"] if "case" in ids else 0
        return _sizes(blueprint, case, blueprint.questions_total - case)[part]
    return blueprint.questions_total // (2 if kind == "half" else 1)


def _sizes(blueprint: ExamBlueprint, case: int, rest: int) -> dict[str, int]:
    sections = [
        (s["id"], s["questions_official"] or s.get("questions_reported", 1))
        for s in blueprint.details["sections"]
    ]
    sizes = shares([(name, weight) for name, weight in sections if name != "case"], rest)
    return {name: case if name == "case" else sizes[name] for name, _ in sections}


def _has_cases(blueprint: ExamBlueprint, kind: str) -> bool:
    has_section = any(section["id"] == "case" for section in blueprint.details["sections"])
    return has_section and kind in ("full", "half", "section:case")


def _cases(kind: str) -> dict[str, int]:
    return {name: n // 2 if kind == "half" else n for name, n in CASES.items()}


def _usable(
    pool: Iterable[Any], excluded: Collection[str], blueprint: ExamBlueprint, kind: str
) -> list[Any]:
    """Items that a form of the kind may hold; a case set only whole."""
    items = list(pool)
    sets = defaultdict(list)
    for item in items:
        sets[item.case_id or f"alone {item.id}"].append(item)
    domain = kind.removeprefix("domain:") if kind.startswith("domain:") else None
    usable = []
    for mine in sets.values():
        is_case = mine[0].case_id is not None
        if is_case and not _has_cases(blueprint, kind):
            continue
        if not is_case and kind == "section:case":
            continue
        if any(i.id in excluded or domain not in (None, i.domain_id) for i in mine):
            continue
        if not _conflicts(mine):
            usable += mine
    return usable


def _conflicts(chosen: Sequence[Any]) -> list[str]:
    ids = {item.id for item in chosen}
    found = [f"{i.id} meets an enemy" for i in chosen if ids & set(i.enemies)]
    templates = Counter(item.template for item in chosen if item.template)
    return found + [f"template {name} twice" for name, count in templates.items() if count > 1]


def _sections_wrong(
    sections: Sections, known: dict[str, Any], blueprint: ExamBlueprint, kind: str
) -> list[str]:
    """Order and sizes of the sections, and case sets whole in theirs."""
    wrong = []
    found = {name: len(mine) for name, mine in sections}
    in_cases = sum(known[i].case_id is not None for _, mine in sections for i in mine)
    if kind in ("full", "half"):
        sizes = _sizes(blueprint, in_cases, sum(found.values()) - in_cases)
        if list(found.items()) != list(sizes.items()):
            wrong.append(f"sections {found}, not {sizes}")
    elif list(found) != [kind.partition(":")[2]]:
        wrong.append(f"sections {list(found)}")
    sets = Counter(item.case_id for item in known.values() if item.case_id)
    chosen_sets = set()
    for name, mine in sections:
        cases = [known[i].case_id for i in mine]
        if {case is not None for case in cases} != {name == "case"}:
            wrong.append(f"case sets are not where they belong: {name}")
        runs = [case for n, case in enumerate(cases) if case and cases[n - 1 : n] != [case]]
        wrong += [f"case set {case} in pieces" for case, n in Counter(runs).items() if n > 1]
        chosen_sets |= set(runs)
        wrong += [f"case set {c} not whole" for c in set(runs) if cases.count(c) < sets[c]]
    if _has_cases(blueprint, kind) and len(chosen_sets) != _cases(kind)["sets"]:
        wrong.append(f"{len(chosen_sets)} case sets")
    return wrong


def _uneven(
    chosen: Sequence[Any],
    known: dict[str, Any],
    excluded: Collection[str],
    blueprint: ExamBlueprint,
    kind: str,
) -> list[str]:
    """Concepts with more than their share of a task, and a form harder or easier than the pool."""
    wrong = []
    usable = _usable(known.values(), excluded, blueprint, kind)
    if kind != "section:case":
        counts = {label: (low, high) for label, _, low, high in expected(blueprint, kind)}
        for domain in blueprint.domains:
            for task in domain.tasks:
                low, high = counts.get(f"{domain.name} · {task.name}", (0, 0))
                there = Counter(i.concept_id for i in usable if i.task_id == task.id)
                used = Counter(i.concept_id for i in chosen if i.task_id == task.id)
                if used and max(used.values()) > _fair(there, low, high):
                    wrong.append(f"{task.id}: {used} of {there}")
    comparable = _usable(known.values(), (), blueprint, kind)
    mean = sum(item.difficulty for item in comparable) / len(comparable)
    off = abs(sum(item.difficulty - mean for item in chosen))
    if off > 0.1 * _questions(blueprint, kind) + 1e-3:
        wrong.append(f"difficulty off by {off / len(chosen):.3f}")
    return wrong


def _fair(there: Counter[str], low: int, high: int) -> int:
    """The even share of a concept; more where the other concepts could not fill the task."""
    for cap in range(-(-high // len(there)), high + 1):
        if sum(min(cap, count) for count in there.values()) >= low:
            return cap
    return high
