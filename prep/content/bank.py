"""Question banks as checked objects: what the files under `question_banks/` mean."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from prep.content.exercise import Exercise
from prep.learning.blueprint import ExamBlueprint

APPROACHES = ("predictive", "agile", "hybrid")
COGNITIVE_LEVELS = ("remember", "understand", "apply", "analyse", "evaluate")
POOLS = ("practice", "exam")
GAPS = (
    "scheduling", "scope-change", "risk", "status-reporting", "facilitation", "conflict",
    "stakeholder-engagement", "communication", "budget-evm", "quality", "procurement",
    "resources-team", "knowledge-transfer", "value-benefits", "governance-compliance",
    "organisational-change", "closing-lessons", "agile-delivery", "business-analysis",
)  # fmt: skip
"""What a concept trains at work: the groups that on-the-job exercises come in."""


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong in a bank file. `path` is relative to the banks folder."""

    path: str
    field: str
    message: str

    def __str__(self) -> str:
        return f"{self.path}: {self.field}: {self.message}"


@dataclass(frozen=True, slots=True)
class Misconception:
    """A named wrong belief: what it says, why it is tempting, what to believe instead."""

    id: str
    belief: str
    tempting: str
    instead: str


@dataclass(frozen=True, slots=True)
class BankItem:
    """One question as its author wrote it.

    difficulty: the author's guess on the logit scale, -2 to 2.
    body: what only this type of item needs, as the file spells it (see `item_types`).
    brief: the card the item was written to; the linter holds the item against it.
    path: the file it came from, relative to the banks folder.
    stimulus: what stands before the stem (see `stimulus`); `case` in it is the case with its
    exhibits. case_id: the case that it belongs to. template: the generator that made it.
    enemies: ids of items that give this one away, or the other way round.
    """

    id: str
    type: str
    concept_id: str
    task_id: str
    approach: str
    cognitive_level: str
    difficulty: float
    pool: str
    stem: str
    body: dict[str, Any]
    explanation: str
    principle: str
    references: tuple[str, ...]
    brief: Mapping[str, Any]
    path: str
    stimulus: dict[str, Any] | None = None
    case_id: str | None = None
    template: str | None = None
    enemies: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Case:
    """A situation with exhibits that several items ask about.

    scenario: Markdown. exhibits: documents with a title and a text, a figure or a table each.
    path: the file it came from, relative to the banks folder.
    """

    id: str
    title: str
    scenario: str
    exhibits: tuple[Mapping[str, Any], ...]
    path: str


@dataclass(frozen=True, slots=True)
class Concept:
    """One teachable idea under a task: its lesson (Markdown) and its items.

    path: the file it came from, relative to the banks folder.
    """

    id: str
    name: str
    task_id: str
    gap: str
    prerequisites: tuple[str, ...]
    lesson: str
    items: tuple[BankItem, ...]
    path: str


@dataclass(frozen=True, slots=True)
class Eligibility:
    """Who may sit the exam, in our own words, and where that is published."""

    text: str
    source: str


@dataclass(frozen=True, slots=True)
class Certification:
    """What a learner enrols in.

    marks: whose mark the name is, and that Prep is not affiliated.
    seconds_per_item: the exam's minutes divided by its questions.
    stem_words: fewest and most words a stem of this exam should have.
    fits: data for `learning.choosing`: when to recommend this certification.
    """

    id: str
    name: str
    short_name: str
    vendor: str
    marks: str
    summary: str
    blueprint_id: str
    seconds_per_item: float
    stem_words: tuple[int, int]
    eligibility: Eligibility
    fits: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class BankForm:
    """A mock exam form that ships with the bank.

    seed: what it was assembled with. sections: ids of items by section, all in order.
    path: the file it came from, relative to the banks folder.
    """

    id: str
    kind: str
    seed: int
    sections: Mapping[str, tuple[str, ...]]
    path: str


@dataclass(frozen=True, slots=True)
class Bank:
    """All that is known of one certification."""

    certification: Certification
    blueprint: ExamBlueprint
    concepts: tuple[Concept, ...]
    cases: tuple[Case, ...] = ()
    forms: tuple[BankForm, ...] = ()

    @property
    def items(self) -> tuple[BankItem, ...]:
        """All items, concept by concept."""
        return tuple(item for concept in self.concepts for item in concept.items)

    def case_items(self, case_id: str) -> tuple[BankItem, ...]:
        """The items of a case."""
        return tuple(item for item in self.items if item.case_id == case_id)


@dataclass(frozen=True, slots=True)
class BankSet:
    """Every bank of a folder, and the misconceptions and exercises they share."""

    banks: tuple[Bank, ...]
    misconceptions: tuple[Misconception, ...]
    exercises: tuple[Exercise, ...] = ()

    def placed_items(self) -> Iterator[tuple[Bank, Concept, BankItem]]:
        """Every item with the concept and the bank it belongs to."""
        for bank in self.banks:
            for concept in bank.concepts:
                for item in concept.items:
                    yield bank, concept, item


def item_problem(item: BankItem, field: str, message: str) -> Problem:
    """A problem of one item, placed in the file it came from."""
    return Problem(item.path, f"items[{item.id}].{field}", message)


def item_hash(item: BankItem) -> str:
    """Fingerprint of everything a learner sees or that decides marking or selection.

    A changed hash means a new version of the item. The brief card is left out: it binds the
    author only. What an item does without is left out too, so that a new field of the format
    changes the items that use it and no others.
    """
    extras = {
        "stimulus": item.stimulus,
        "case": item.case_id,
        "template": item.template,
        "enemies": item.enemies,
    }
    return _fingerprint(
        {
            "type": item.type,
            "concept": item.concept_id,
            "task": item.task_id,
            "approach": item.approach,
            "cognitive_level": item.cognitive_level,
            "difficulty": item.difficulty,
            "pool": item.pool,
            "stem": item.stem,
            "body": item.body,
            "explanation": item.explanation,
            "principle": item.principle,
            "references": item.references,
            **{name: value for name, value in extras.items() if value},
        }
    )


def concept_hash(concept: Concept) -> str:
    """Fingerprint of a concept without its items, which have their own."""
    return _fingerprint(
        {
            "name": concept.name,
            "task": concept.task_id,
            "gap": concept.gap,
            "prerequisites": concept.prerequisites,
            "lesson": concept.lesson,
        }
    )


def _fingerprint(facts: Mapping[str, Any]) -> str:
    canonical = json.dumps(facts, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()
