"""Mock exam forms from random pools: how fast, and whether every rule is kept.

    python -m benchmarks --only assembly

Every form is verified by tests/form_checker.py, which shares no code with the assembly. The pools
are random, of three outlines; the shipped banks are tried as they are.
"""

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from benchmarks.assembly_peers import greedy_units, scipy_units
from benchmarks.report import Figure, Section
from prep.content.bank import Bank
from prep.content.forms import exam_pool
from prep.content.loader import load_banks
from prep.learning.assembly.assembling import assemble
from prep.learning.assembly.ordering import Form, ordered_form
from prep.learning.assembly.outline import FULL, rules_for
from prep.learning.assembly.pool import FormItem, Unit
from prep.learning.assembly.shortages import Shortages
from prep.learning.blueprint import ExamBlueprint
from tests.form_checker import lacks, violations
from tests.form_pools import OUTLINES, outline, random_pool

BANKS = Path(__file__).parents[1] / "question_banks"
PMP = OUTLINES[0]
TIMED = ((500, 20, 2.0), (2000, 60, 3.0))
"""Size of a PMP pool, its case sets, and the seconds that a form may take."""
REPEATS = 20
FORMS = 100
THIN_POOLS = 100
THREE_TASKS_FEWER = 3

Assembly = Callable[[Sequence[FormItem], ExamBlueprint, np.random.Generator], Form | None]


@dataclass(slots=True)
class Runs:
    """What one way to assemble did: seconds, and rules broken in each form. None: no form."""

    seconds: list[float] = field(default_factory=list)
    broken: list[int | None] = field(default_factory=list)


def sections() -> Iterator[Section]:
    """Speed beside two peers; then exactness. Raises Missing without scipy."""
    yield speed_section()
    yield exactness_section()


def speed_section() -> Section:
    """A 180-question PMP form, by the assembly, by filling and by scipy."""
    part = Section(
        "Mock exam assembly: time",
        [
            f"A PMP form of 180 questions, {REPEATS} random pools of each size, the same for all. "
            "Seconds are medians. *Good*: the independent checker finds no broken rule in it. "
            "*Filled task by task* is what needs no solver; *scipy* is given our rows.",
        ],
        header=("pool", "by", "seconds", "slowest", "no form", "good forms", "faults a form"),
    )
    for size, case_sets, goal in TIMED:
        for name, assembly in ASSEMBLIES.items():
            runs = _runs(assembly, size, case_sets)
            faults = [count for count in runs.broken if count is not None]
            part.rows.append(
                (
                    f"{size:,}",
                    name,
                    float(np.median(runs.seconds)),
                    max(runs.seconds),
                    runs.broken.count(None),
                    runs.broken.count(0),
                    float(np.mean(faults)) if faults else "no form",
                )
            )
            if assembly is _ours:
                part.figures.append(_time_figure(f"180 of {size:,} items", runs.seconds, goal))
    part.notes += [_shipped(bank) for bank in load_banks(BANKS).banks.banks]
    return part


def exactness_section() -> Section:
    """Random pools: forms without a fault, the same seed twice, and shortages as counted."""
    part = Section(
        "Mock exam assembly: exactness",
        [
            f"{FORMS} forms of random pools of 220 to 800 items, three outlines in turn; pools "
            f"that give no form are counted beside. {THIN_POOLS} pools too thin for a form: "
            "*as counted* when the reported shortages are those that the checker counts by hand, "
            "every one and no other.",
        ],
        header=("what", "count"),
    )
    good, again, short = _many_forms()
    part.figures += [
        _share("forms in which the checker finds no fault", good),
        _share("same pool in another order, same seed: same form", again),
        _share("thin pools whose shortages are as counted", _thin_pools()),
    ]
    part.rows += [
        ("pools without a form that lack items by the checker's count too", short["counted"]),
        ("pools without a form for which only the rules together are too much", short["joint"]),
    ]
    return part


def _runs(assembly: Assembly, size: int, case_sets: int) -> Runs:
    runs = Runs()
    blueprint = outline(PMP)
    for seed in range(REPEATS):
        pool = random_pool(blueprint, size, np.random.default_rng(seed), case_sets=case_sets)
        begun = time.perf_counter()
        form = assembly(pool, blueprint, np.random.default_rng(seed))
        runs.seconds.append(time.perf_counter() - begun)
        runs.broken.append(None if form is None else len(_faults(form, pool, blueprint)))
    return runs


def _many_forms() -> tuple[list[bool], list[bool], dict[str, int]]:
    """Whether each form is good, whether it comes again; and why other pools gave none."""
    good: list[bool] = []
    again: list[bool] = []
    short = {"counted": 0, "joint": 0}
    for seed in range(10 * FORMS):
        if len(good) == FORMS:
            break
        blueprint = outline(OUTLINES[seed % len(OUTLINES)])
        rng = np.random.default_rng((1, seed))
        case_sets = 20 if blueprint.id == PMP else 0
        pool = random_pool(blueprint, int(rng.integers(220, 800)), rng, case_sets=case_sets)
        form = _ours(pool, blueprint, np.random.default_rng(seed))
        if form is None:
            short["counted" if lacks(pool, blueprint, FULL) else "joint"] += 1
            continue
        good.append(not _faults(form, pool, blueprint))
        turned = [pool[n] for n in rng.permutation(len(pool))]
        again.append(_ours(turned, blueprint, np.random.default_rng(seed)) == form)
    return good, again, short


def _thin_pools() -> list[bool]:
    agree = []
    for seed in range(THIN_POOLS):
        blueprint = outline(OUTLINES[seed % len(OUTLINES)])
        rng = np.random.default_rng((2, seed))
        case_sets = int(rng.integers(8)) if blueprint.id == PMP else 0
        pool = random_pool(blueprint, int(rng.integers(40, 250)), rng, case_sets=case_sets)
        kept = [task.id for task in blueprint.tasks[THREE_TASKS_FEWER:]]
        pool = [item for item in pool if item.is_in_case or item.task_id in kept]
        found = assemble(pool, rules_for(blueprint, FULL), excluded=frozenset(), rng=rng)
        said = (
            {(one.name, one.wanted, one.found) for one in found.shortages}
            if isinstance(found, Shortages)
            else set()
        )
        agree.append(said == lacks(pool, blueprint, FULL))
    return agree


def _ours(
    pool: Sequence[FormItem], blueprint: ExamBlueprint, rng: np.random.Generator
) -> Form | None:
    found = assemble(pool, rules_for(blueprint, FULL), excluded=frozenset(), rng=rng)
    return found if isinstance(found, Form) else None


def _greedy(
    pool: Sequence[FormItem], blueprint: ExamBlueprint, rng: np.random.Generator
) -> Form | None:
    return _as_form(greedy_units(pool, rules_for(blueprint, FULL), rng), blueprint, rng)


def _scipy(
    pool: Sequence[FormItem], blueprint: ExamBlueprint, rng: np.random.Generator
) -> Form | None:
    units = scipy_units(pool, rules_for(blueprint, FULL), rng)
    return None if units is None else _as_form(units, blueprint, rng)


def _as_form(units: Sequence[Unit], blueprint: ExamBlueprint, rng: np.random.Generator) -> Form:
    return ordered_form(units, rules_for(blueprint, FULL), rng)


ASSEMBLIES: dict[str, Assembly] = {
    "Prep": _ours,
    "scipy.optimize.milp": _scipy,
    "filled task by task": _greedy,
}


def _faults(form: Form, pool: Sequence[FormItem], blueprint: ExamBlueprint) -> list[str]:
    sections = [(section.id, section.item_ids) for section in form.sections]
    return violations(sections, pool, blueprint, FULL)


def _shipped(bank: Bank) -> str:
    """What the shipped bank gives, in a sentence."""
    pool = exam_pool(bank)
    begun = time.perf_counter()
    rules = rules_for(bank.blueprint, FULL)
    found = assemble(pool, rules, excluded=frozenset(), rng=np.random.default_rng(0))
    seconds = time.perf_counter() - begun
    name = f"The shipped bank {bank.certification.id}, {len(pool)} exam items:"
    if isinstance(found, Shortages):
        return f"{name} {len(found.sentences)} shortages, such as *{found.sentences[0]}*."
    faults = len(_faults(found, pool, bank.blueprint))
    return f"{name} a full form in {seconds:.2f} s, in which the checker finds {faults} faults."


def _time_figure(name: str, seconds: Sequence[float], goal: float) -> Figure:
    low, high = np.percentile(seconds, [2.5, 97.5])
    median = float(np.median(seconds))
    return Figure(f"{name}: median", median, "s", goal, len(seconds), float(low), float(high))


def _share(name: str, held: Sequence[bool]) -> Figure:
    return Figure(name, float(np.mean(held)), "", 1.0, len(held), is_goal_least=True)
