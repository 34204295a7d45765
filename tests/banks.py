"""Small question banks for tests: valid and lint-clean by default, one field changed per test.

    docs = documents()
    item(docs, "pmp-people-1-001")["stem"] = "Too short?"
    folder = write_banks(tmp_path, docs)

`documents()` has one certification with the domains people (60 %, tasks people.1 and people.2)
and process (40 %, task process.1), one concept a task, five items a concept: two single (001,
002), two multiple (003, 004), one numeric (005).
"""

from datetime import date
from pathlib import Path
from typing import Any

import yaml

Document = Any
Documents = dict[str, Document]

DOMAINS = {"people": (60, ("people.1", "people.2")), "process": (40, ("process.1",))}
TASKS = tuple(task for _, tasks in DOMAINS.values() for task in tasks)
MISCONCEPTIONS = tuple(f"belief-{n}" for n in range(1, 26))
DUMPER = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
WORDS = (
    "the", "team", "plans", "its", "work", "for", "one", "release", "and", "asks", "who", "owns",
    "each", "step", "while", "a", "sponsor", "waits", "for", "news",
)  # fmt: skip


def prose(count: int, begin: str = "") -> str:
    """`count` words, the first of them `begin`."""
    words = begin.split()
    return " ".join([*words, *(WORDS[n % len(WORDS)] for n in range(count - len(words)))])


def documents(certification: str = "pmp") -> Documents:
    """Every file of a bank folder, by its path."""
    files: Documents = {
        "misconceptions.yaml": [misconception(name) for name in MISCONCEPTIONS],
        f"{certification}/certification.yaml": certification_document(certification),
        f"{certification}/blueprints/{certification}-1.yaml": blueprint(certification),
    }
    for task in TASKS:
        files[concept_path(task, certification)] = concept(task, certification)
    return files


def write_banks(folder: Path, files: Documents | None = None) -> Path:
    """Writes the files under `folder`, text as it is and everything else as YAML."""
    for name, document in (documents() if files is None else files).items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        text = document if isinstance(document, str) else yaml.dump(document, Dumper=DUMPER)
        path.write_text(text, encoding="utf-8")
    return folder


def concept_path(task: str = "people.1", certification: str = "pmp") -> str:
    """Where the concept of a task lies."""
    return f"{certification}/concepts/{task.partition('.')[0]}/{task}/idea.yaml"


def item(files: Documents, item_id: str) -> dict[str, Any]:
    """The item document of that id, to change in place."""
    items = [i for path, doc in files.items() if "/concepts/" in path for i in doc["items"]]
    return next(i for i in items if i["id"] == item_id)


def concept(task: str = "people.1", certification: str = "pmp", **changes: Any) -> Document:
    """A concept file with five items."""
    stem = f"{certification}-{task.replace('.', '-')}"
    makers = (single, single, multiple, multiple, numeric)
    return {
        "concept": {
            "id": f"{stem}-idea",
            "name": f"The idea of {task}",
            "task": task,
            "gap": "risk",
            "prerequisites": [],
        },
        "lesson": prose(60) + ".\n\n**Example.** " + prose(60) + ".",
        "items": [make(f"{stem}-{n:03d}") for n, make in enumerate(makers, start=1)],
    } | changes


def single(item_id: str = "pmp-people-1-001", **changes: Any) -> Document:
    """A single-choice item: four options, the key is b."""
    return _shared(item_id, "single") | _choices(item_id, "abcd", ["b"]) | changes


def multiple(item_id: str = "pmp-people-1-003", **changes: Any) -> Document:
    """A multiple-response item: choose TWO of five, the keys are a and d."""
    stem = prose(45, f"{item_id} asks for TWO steps that") + "?"
    return (
        _shared(item_id, "multiple")
        | _choices(item_id, "abcde", ["a", "d"])
        | {"stem": stem}
        | changes
    )


def numeric(item_id: str = "pmp-people-1-005", **changes: Any) -> Document:
    """A numeric item: 1.2 by formula; 0.8 is belief-4, 2 is belief-5."""
    body = {
        "answer": 1.2,
        "tolerance": 0.005,
        "unit": "index",
        "formula": "(BAC-EV)/(BAC-AC)",
        "params": {"BAC": 640, "EV": 256, "AC": 320},
        "rationale": prose(30),
        "traps": [
            {"value": 0.8, "misconception": "belief-4", "rationale": prose(20)},
            {"value": 2, "misconception": "belief-5", "rationale": prose(20)},
        ],
    }
    return _shared(item_id, "numeric") | body | changes


def matching(item_id: str = "pmp-people-1-011", **changes: Any) -> Document:
    """A matching item: p1, p2, p3 match a1, a3, a2; a4 is left over; p1 with a2 is belief-2."""
    body = {
        "prompts": [
            {"id": f"p{n}", "text": f"Prompt {n} of {item_id}", "rationale": prose(20, f"Pair {n}")}
            for n in (1, 2, 3)
        ],
        "answers": [{"id": f"a{n}", "text": f"Reply {n}"} for n in (1, 2, 3, 4)],
        "key": {"p1": "a1", "p2": "a3", "p3": "a2"},
    }
    body["prompts"][0]["misconceptions"] = {"a2": "belief-2"}
    return _shared(item_id, "matching") | body | changes


def ordering(item_id: str = "pmp-people-1-012", **changes: Any) -> Document:
    """An ordering item: the right order is s2, s4, s1, s3."""
    body = {
        "steps": [{"id": f"s{n}", "text": f"Step {n} of {item_id}"} for n in (1, 2, 3, 4)],
        "key": ["s2", "s4", "s1", "s3"],
        "rationale": prose(30, "This order"),
    }
    return _shared(item_id, "ordering") | body | changes


def pulldown(item_id: str = "pmp-people-1-013", **changes: Any) -> Document:
    """A pull-down item: b is right in the first gap, a in the second; other options are beliefs."""
    body = {"blanks": [_blank("g1", "b"), _blank("g2", "a")]}
    return _shared(item_id, "pulldown") | body | changes


def hotspot(item_id: str = "pmp-people-1-014", **changes: Any) -> Document:
    """A hotspot item on the network of `network()`: T2 is right."""
    body = {
        "stimulus": {"figure": network()},
        "regions": [
            {"id": f"T{n}", "label": f"Task number {n}", "rationale": prose(30, f"Place {n}")}
            | ({} if n == 2 else {"misconception": f"belief-{n}"})
            for n in (1, 2, 3)
        ],
        "key": ["T2"],
    }
    return _shared(item_id, "hotspot") | body | changes


def network() -> Document:
    """A figure: three activities in a row."""
    return {
        "kind": "network",
        "title": "Three tasks",
        "unit": "days",
        "activities": [
            {"id": "T1", "name": "First task", "duration": 3},
            {"id": "T2", "name": "Second task", "duration": 5, "after": ["T1"]},
            {"id": "T3", "name": "Third task", "duration": 2, "after": ["T2"]},
        ],
    }


CASE = "pmp/cases/harbour.yaml"
"""Where `case()` lies."""


def case(**changes: Any) -> Document:
    """A case file: three items over two concepts of `documents()`, one of them an ordering item."""
    items = [
        ("pmp-people-1-idea", single("pmp-harbour-1")),
        ("pmp-process-1-idea", single("pmp-harbour-2")),
        ("pmp-process-1-idea", ordering("pmp-harbour-3")),
    ]
    return {
        "case": {
            "id": "harbour",
            "title": "A harbour",
            "scenario": prose(140, "A harbour") + ".",
            "exhibits": [
                {"id": "rules", "title": "House rules", "text": "- Ships wait."},
                {"id": "ships", "title": "Ships", "table": table()},
                {"id": "plan", "title": "The plan", "figure": network()},
            ],
        },
        "items": [item | {"concept": concept} for concept, item in items],
    } | changes


def every_type(files: Documents) -> Documents:
    """The files with an item of each later type, one with a text and a table, and the case."""
    files[concept_path()]["items"] += [
        matching(),
        ordering(),
        pulldown(),
        hotspot(),
        single("pmp-people-1-015", stimulus={"text": "A **memo**.", "table": table()}),
    ]
    return files | {CASE: case()}


def table() -> Document:
    """A table of two rows."""
    return {
        "caption": "Ships by day",
        "head": ["Day", "Ships"],
        "rows": [["Monday", "12"], ["Tuesday", "7"]],
    }


def misconception(name: str) -> Document:
    """One entry of misconceptions.yaml."""
    return {
        "id": name,
        "belief": f"{name} is true.",
        "tempting": "It looks true.",
        "instead": "It is not.",
    }


def certification_document(certification: str = "pmp", **changes: Any) -> Document:
    """A certification.yaml: 90 minutes for 60 questions."""
    return {
        "id": certification,
        "name": "Certified Test Professional",
        "short_name": certification.upper(),
        "vendor": "Test Institute",
        "marks": "A mark of the Test Institute; not affiliated.",
        "summary": "For people who test. It asks about tests.",
        "blueprint": f"{certification}-1",
        "seconds_per_item": 90,
        "stem_words": {"min": 36, "max": 100},
        "eligibility": {"text": "36 months and 35 hours.", "source": "Test outline"},
        "fits": {
            "rank": 1,
            "because": "It suits you.",
            "training_can_follow": {
                "projects": ["now", "within_a_year", "later"],
                "it_operations": ["later"],
            },
        },
    } | changes


def blueprint(certification: str = "pmp", **changes: Any) -> Document:
    """A blueprint with all fields that are required."""
    return {
        "id": f"{certification}-1",
        "name": "Certified Test Professional, exam of 2026",
        "short_name": certification.upper(),
        "vendor": "Test Institute",
        "outline": "Test outline",
        "status": "in_force",
        "researched_on": "2026-11-22",
        "in_force_from": date(2026, 7, 9),
        "in_force_until": None,
        "questions_total": 60,
        "questions_scored": 50,
        "minutes": 90,
        "sections": [
            {"id": "s1", "name": "One", "questions_official": 30, "locks_on_break": True},
            {"id": "s2", "name": "Two", "questions_official": 30, "locks_on_break": False},
        ],
        "breaks": [{"after": "s1", "minutes": 10, "counts_against_exam_time": False}],
        "item_types": [{"id": "single", "name": "Multiple choice"}],
        "result": {"overall": ["pass", "fail"]},
        "eligibility": {
            "any_of": [
                {"level": "secondary", "education": "diploma", "months": 60},
                {"level": "bachelor", "education": "degree", "months": 36},
            ],
            "training_hours": 35,
            "experience_window_years": 10,
        },
        "attempts": {"per_year": 3},
        "maintenance": {"years": 3},
        "confidence": {"weights_and_tasks": "high"},
        "sources": ["https://example.org/outline"],
        "domains": [
            {
                "id": domain,
                "name": domain.title(),
                "weight": weight,
                "tasks": [{"id": t, "name": f"Task {t}", "topics": ["topic"]} for t in tasks],
            }
            for domain, (weight, tasks) in DOMAINS.items()
        ],
    } | changes


def _shared(item_id: str, kind: str) -> Document:
    return {
        "id": item_id,
        "type": kind,
        "approach": "hybrid",
        "cognitive_level": "apply",
        "difficulty": 0.3,
        "pool": "practice",
        "brief": {"industry": "health", "form": "noun phrase"},
        "stem": prose(45, f"{item_id} asks what") + "?",
        "explanation": prose(70) + ".",
        "principle": prose(12) + ".",
        "references": ["Test outline, People", "Test guide, part 2"],
    }


def _choices(item_id: str, ids: str, key: list[str]) -> Document:
    return {"options": [_option(item_id, n, i in key) for n, i in enumerate(ids)], "key": key}


def _option(item_id: str, n: int, is_key: bool) -> Document:
    option = {
        "id": "abcde"[n],
        "text": f"Take way {n} out of {item_id}",
        "rationale": prose(35 if is_key else 25, f"Way {n}") + ".",
    }
    return option if is_key else option | {"misconception": MISCONCEPTIONS[n]}


def _blank(blank_id: str, key: str) -> Document:
    options = [
        {"id": i, "text": f"word {i}", "rationale": prose(15, f"Gap {blank_id} {i}")}
        | ({} if i == key else {"misconception": f"belief-{n}"})
        for n, i in enumerate("abc", start=7)
    ]
    return {"id": blank_id, "label": f"The {blank_id} holds ____.", "options": options, "key": key}
