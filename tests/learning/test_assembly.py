"""Assembly of forms: every rule exactly by an independent checker, or exactly what is missing."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import combinations
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from prep.errors import InvalidInput
from prep.learning.assembly.assembling import assemble
from prep.learning.assembly.checking import breaches
from prep.learning.assembly.ordering import Form, FormSection
from prep.learning.assembly.outline import kinds_of, rules_for
from prep.learning.assembly.pool import FormItem
from prep.learning.assembly.rules import FormRules, Quota, SectionRule, largest_remainder
from prep.learning.assembly.shortages import Shortages
from prep.learning.blueprint import ExamBlueprint
from tests.form_checker import Sections, lacks, shares, violations
from tests.form_pools import OUTLINES, outline, random_pool

PMP = outline("pmp-2026")
KINDS = [(name, kind) for name in OUTLINES for kind in kinds_of(outline(name))]


def pool_for(blueprint: ExamBlueprint, size: int = 500, seed: int = 1) -> list[FormItem]:
    case_sets = 20 if blueprint is PMP else 0
    return random_pool(blueprint, size, np.random.default_rng(seed), case_sets=case_sets)


def made(
    pool: Sequence[FormItem],
    kind: str = "full",
    *,
    blueprint: ExamBlueprint = PMP,
    seed: int = 1,
    excluded: frozenset[str] = frozenset(),
) -> Form | Shortages:
    rules = rules_for(blueprint, kind)
    return assemble(pool, rules, excluded=excluded, rng=np.random.default_rng(seed))


def form_of(*args: Any, **kwargs: Any) -> Form:
    found = made(*args, **kwargs)
    assert isinstance(found, Form), found.sentences
    return found


def sentences_of(*args: Any, **kwargs: Any) -> tuple[str, ...]:
    found = made(*args, **kwargs)
    assert isinstance(found, Shortages)
    return found.sentences


def as_sections(form: Form) -> Sections:
    return [(section.id, section.item_ids) for section in form.sections]


@pytest.mark.parametrize(("name", "kind"), KINDS)
def test_every_kind_of_form_keeps_every_rule(name: str, kind: str) -> None:
    blueprint = outline(name)
    pool = pool_for(blueprint)
    form = form_of(pool, kind, blueprint=blueprint)
    assert violations(as_sections(form), pool, blueprint, kind) == []
    assert breaches(form, pool, rules_for(blueprint, kind)) == []


@pytest.mark.parametrize("seed", range(12))
def test_forms_of_random_pools_keep_every_rule_or_the_pool_lacks_something(seed: int) -> None:
    blueprint = outline(OUTLINES[seed % 3])
    pool = pool_for(blueprint, size=250 + 20 * seed, seed=seed)
    found = made(pool, blueprint=blueprint, seed=seed)
    if isinstance(found, Form):
        assert violations(as_sections(found), pool, blueprint, "full") == []
        assert lacks(pool, blueprint, "full") == set()
    else:
        assert found.sentences


def test_the_same_seed_gives_the_same_form_whatever_the_order_of_the_pool() -> None:
    pool = pool_for(PMP)
    shuffled = [pool[n] for n in np.random.default_rng(3).permutation(len(pool))]
    assert form_of(pool) == form_of(shuffled)
    assert set(form_of(pool).item_ids) != set(form_of(pool, seed=2).item_ids)


def test_forms_made_one_after_the_other_share_no_item() -> None:
    pool = pool_for(PMP, size=1200)
    used: frozenset[str] = frozenset()
    for seed in range(2):
        form = form_of(pool, excluded=used, seed=seed)
        assert used.isdisjoint(form.item_ids)
        assert violations(as_sections(form), pool, PMP, "full", excluded=used) == []
        used |= set(form.item_ids)


def test_a_case_set_with_an_item_seen_before_is_left_out_whole() -> None:
    pool = pool_for(PMP)
    seen = frozenset(item.id for item in pool if item.case_id)
    first_of_most = frozenset(sorted(seen)[::4])
    form = made(pool, "section:case", excluded=first_of_most)
    untouched = {i.case_id for i in pool if i.case_id} - {
        i.case_id for i in pool if i.id in first_of_most
    }
    assert len(untouched) < 8
    assert isinstance(form, Shortages)
    assert f"Case sets: 8 needed, {len(untouched)} in the pool" in form.sentences


@pytest.mark.parametrize(("name", "kind"), KINDS)
def test_an_empty_pool_lacks_everything(name: str, kind: str) -> None:
    blueprint = outline(name)
    found = made([], kind, blueprint=blueprint)
    assert isinstance(found, Shortages)
    assert as_lacks(found) == lacks([], blueprint, kind)


@pytest.mark.parametrize("seed", range(20))
def test_the_shortages_of_a_thin_pool_are_those_that_the_checker_counts(seed: int) -> None:
    blueprint = outline(OUTLINES[seed % 3])
    kind, size = (("full", 30 + 2 * seed), ("half", 15 + seed))[seed % 2]
    pool = random_pool(blueprint, size, np.random.default_rng(seed), case_sets=seed % 3)
    counted = lacks(pool, blueprint, kind)
    assert counted
    found = made(pool, kind, blueprint=blueprint)
    assert isinstance(found, Shortages)
    assert as_lacks(found) == counted


def as_lacks(found: Shortages) -> set[tuple[str, int, int]]:
    assert not any(shortage.is_joint for shortage in found.shortages)
    return {(s.name, int(s.wanted), int(s.found)) for s in found.shortages}


def test_one_missing_item_is_named_with_its_numbers() -> None:
    pool = [item for item in pool_for(PMP) if item.task_id != "business.5"]
    pool += [plain("extra", "business", "business.5")]
    assert sentences_of(pool) == (
        "Business Environment · Plan and manage risk: 5 needed, 1 in the pool",
    )


def plain(item_id: str, domain_id: str, task_id: str, **changes: Any) -> FormItem:
    item = FormItem(
        id=item_id,
        domain_id=domain_id,
        task_id=task_id,
        concept_id=f"{task_id}-only",
        approach="hybrid",
        type="single",
        is_graphic=False,
        case_id=None,
        template=None,
        enemies=frozenset(),
        difficulty=0.0,
    )
    return replace(item, **changes)


def exact_pool(**changes: Any) -> list[FormItem]:
    """Just enough for a mock of the domain Business Environment: 23 items in eight tasks."""
    items = []
    for number in range(23):
        task_id = f"business.{1 + number % 8}"
        items.append(plain(f"{task_id}-{number}", "business", task_id))
    items[0] = replace(items[0], **changes)
    return items


def test_a_pool_of_exactly_one_form_gives_it() -> None:
    pool = exact_pool()
    assert sorted(form_of(pool, "domain:business").item_ids) == sorted(i.id for i in pool)


def test_what_fails_only_together_is_said_with_the_least_shortage() -> None:
    pool = exact_pool(enemies=frozenset({"business.2-1"}))
    assert lacks(pool, PMP, "domain:business") == set()
    assert sentences_of(pool, "domain:business") == (
        "Questions: 23 needed, 22 fit together with the other rules",
    )


def test_two_draws_of_a_template_count_once() -> None:
    pool = exact_pool(template="evm")
    pool[8] = replace(pool[8], template="evm")  # another item of the same task
    assert sentences_of(pool, "domain:business") == ("Questions: 23 needed, 22 in the pool",)


def test_a_form_much_harder_than_the_pool_is_refused_with_the_figure() -> None:
    spare = [replace(i, id=f"spare-{i.id}", difficulty=-1.0) for i in exact_pool()]
    seen = frozenset(item.id for item in spare)
    pool = [*exact_pool(), *spare]
    assert sentences_of(pool, "domain:business", excluded=seen) == (
        "Mean difficulty over the pool's: at most 0.1 allowed, 0.5 needed by the other rules",
    )


def test_no_concept_takes_more_than_its_share_of_a_task() -> None:
    task = "business.1"
    pool = [*exact_pool()]
    pool += [plain(f"{task}-x{n}", "business", task, concept_id="crowded") for n in range(9)]
    for seed in range(10):
        chosen = {i for i in form_of(pool, "domain:business", seed=seed).item_ids}
        assert len([i for i in chosen if i.startswith(f"{task}-x")]) <= 2


def small_rules(low: int) -> FormRules:
    """Two tasks with so many items each, ten in all at most."""
    quotas = tuple(
        Quota(task_id, "task_id", frozenset((task_id,)), low, low)
        for task_id in ("business.1", "business.2")
    )
    section = SectionRule("s1", "One", 1.0, 0.0, None, is_size_published=True)
    domains = frozenset(("business",))
    return FormRules("small", "Small", 2 * low, domains, quotas, None, (section,), 9.0)


def least_shortage(items: Sequence[FormItem], low: int) -> int:
    """By trying every subset that keeps enemies apart."""
    least = 2 * low
    for size in range(len(items) + 1):
        for subset in combinations(items, size):
            ids = {item.id for item in subset}
            if any(item.enemies & ids for item in subset):
                continue
            of_first = sum(item.task_id == "business.1" for item in subset)
            least = min(least, abs(low - of_first) + abs(low - (size - of_first)))
    return least


@given(st.sets(st.tuples(st.integers(0, 7), st.integers(0, 7)), max_size=12), st.integers(1, 4))
def test_the_shortages_of_rules_together_are_the_least_possible(
    pairs: set[tuple[int, int]], low: int
) -> None:
    items = [
        plain(
            f"item-{n}",
            "business",
            f"business.{1 + n % 2}",
            concept_id=f"concept-{n}",
            enemies=frozenset(f"item-{m}" for k, m in pairs if k == n and m != n),
        )
        for n in range(8)
    ]
    found = assemble(items, small_rules(low), excluded=frozenset(), rng=np.random.default_rng(low))
    missed = [s.wanted - s.found for s in getattr(found, "shortages", ())]
    assert sum(map(abs, missed)) == pytest.approx(least_shortage(items, low))


def test_an_unknown_kind_is_refused_with_those_there_are() -> None:
    with pytest.raises(InvalidInput, match="full, half, section:case"):
        rules_for(PMP, "section:nothing")


def test_a_mock_of_one_section_says_once_that_it_is_one() -> None:
    assert rules_for(PMP, "section:case").name == "Section: Case studies"
    assert rules_for(outline("capm-2023"), "section:s2").name == "Section 2"


def test_half_a_mock_is_half_of_everything() -> None:
    rules = rules_for(PMP, "half")
    assert rules.questions == 90
    assert rules.cases is not None
    assert rules.cases.sets == 4
    assert [section.break_minutes for section in rules.sections] == [5, 5, 0]


def test_counts_follow_the_largest_remainder() -> None:
    weights = {"people": 33.0, "process": 41.0, "business": 26.0}
    assert largest_remainder(weights, 180) == {"people": 59, "process": 74, "business": 47}
    for total in range(1, 200):
        assert largest_remainder(weights, total) == shares(list(weights.items()), total)


def test_breaches_are_found_in_a_form_that_was_edited() -> None:
    pool = pool_for(PMP)
    rules = rules_for(PMP, "full")
    form = form_of(pool)
    first, *others = form.sections
    cases = first.item_ids

    def edited(*item_ids: str) -> list[str]:
        return breaches(Form((FormSection("case", item_ids), *others)), pool, rules)

    assert any("is split" in said for said in edited(*cases[1:], cases[0]))
    assert any("is split" in said for said in edited(*cases[1:]))
    assert f"{cases[0]} is in it twice" in edited(*cases, cases[0])
    assert edited(*cases, "nothing") == ["nothing is not in the exam pool"]
    swapped = Form(tuple(reversed(form.sections)))
    assert any("in this order" in said for said in breaches(swapped, pool, rules))
    assert edited(*cases, others[0].item_ids[0]) != []
