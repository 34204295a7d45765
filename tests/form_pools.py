"""Random exam pools, and the outlines of the shipped banks."""

from functools import cache
from pathlib import Path

import numpy as np
import yaml

from prep.content.blueprint_schema import check_blueprint
from prep.content.build import blueprint_of
from prep.learning.assembly.pool import FormItem
from prep.learning.blueprint import Domain, ExamBlueprint

BANKS = Path(__file__).parents[1] / "question_banks"
OUTLINES = ("pmp-2026", "capm-2023", "projectplus-pk0-005")
APPROACHES = (("predictive", 0.4), ("agile", 0.3), ("hybrid", 0.3))
TYPES = (
    ("single", 0.58),
    ("multiple", 0.13),
    ("matching", 0.13),
    ("ordering", 0.02),
    ("pulldown", 0.07),
    ("hotspot", 0.07),
)
CONCEPTS_PER_TASK = 4
GRAPHIC = 0.15
HAS_TEMPLATE = 0.1
HAS_ENEMY = 0.1


@cache
def outline(blueprint_id: str) -> ExamBlueprint:
    """A blueprint that ships with the banks."""
    (path,) = BANKS.glob(f"*/blueprints/{blueprint_id}.yaml")
    return blueprint_of(*check_blueprint(yaml.safe_load(path.read_text())))


def random_pool(
    blueprint: ExamBlueprint, size: int, rng: np.random.Generator, *, case_sets: int = 0
) -> list[FormItem]:
    """A pool about as an author would write one; its case sets have four or five items."""
    items: list[FormItem] = []
    for number in range(case_sets):
        approach = _drawn(APPROACHES, rng)
        for _ in range(4 + number % 2):
            items.append(_item(len(items), size, blueprint, rng, f"case-{number}", approach))
    while len(items) < size:
        items.append(_item(len(items), size, blueprint, rng, None, _drawn(APPROACHES, rng)))
    return items


def _item(
    number: int,
    size: int,
    blueprint: ExamBlueprint,
    rng: np.random.Generator,
    case_id: str | None,
    approach: str,
) -> FormItem:
    """Enemies and templates are drawn for items outside cases only."""
    domain = _domain(blueprint, rng)
    task = domain.tasks[rng.integers(len(domain.tasks))]
    is_alone = case_id is None
    has_template = is_alone and rng.random() < HAS_TEMPLATE
    has_enemy = is_alone and rng.random() < HAS_ENEMY
    return FormItem(
        id=f"item-{number:04d}",
        domain_id=domain.id,
        task_id=task.id,
        concept_id=f"{task.id}-{rng.integers(CONCEPTS_PER_TASK)}",
        approach=approach,
        type=_drawn(TYPES, rng),
        is_graphic=bool(rng.random() < GRAPHIC),
        case_id=case_id,
        template=f"template-{rng.integers(1 + size // 20)}" if has_template else None,
        enemies=frozenset({f"item-{(number + 7) % size:04d}"} if has_enemy else ()),
        difficulty=float(rng.normal(0, 0.9)),
    )


def _domain(blueprint: ExamBlueprint, rng: np.random.Generator) -> Domain:
    weights = np.array([domain.weight for domain in blueprint.domains])
    return blueprint.domains[rng.choice(len(weights), p=weights / weights.sum())]


def _drawn(words: tuple[tuple[str, float], ...], rng: np.random.Generator) -> str:
    names, shares = zip(*words, strict=True)
    return str(rng.choice(names, p=shares))
