"""What a form must fulfil."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from prep.learning.assembly.pool import FormItem, Unit

CASE_SECTION = "case"
"""Id of the section that consists of case sets, in the blueprints that have one."""
DIFFICULTY_TOLERANCE = 0.1
"""Logits that a form's mean difficulty may be off the pool's, so that forms compare."""


@dataclass(frozen=True, slots=True)
class Quota:
    """How many items of a group a form holds; bounds are inclusive.

    The group: items whose `attribute` is one of `values`. name: what it is called in sentences.
    """

    name: str
    attribute: str
    values: frozenset[object]
    low: int
    high: int

    def counts(self, item: FormItem) -> bool:
        """Whether the item belongs to the group."""
        return getattr(item, self.attribute) in self.values


@dataclass(frozen=True, slots=True)
class CaseSets:
    """How many case sets the case section has, and how many items they have together."""

    sets: int
    fewest_items: int
    most_items: int


@dataclass(frozen=True, slots=True)
class SectionRule:
    """One section of the exam.

    weight: its size as published or reported, relative to the other sections'.
    break_minutes: of the break after it, 0 for none. break_counts: whether that break counts
    against the exam time; None where the issuer does not say.
    is_size_published: whether the issuer says how many questions it has.
    """

    id: str
    name: str
    weight: float
    break_minutes: float
    break_counts: bool | None
    is_size_published: bool


@dataclass(frozen=True, slots=True)
class FormRules:
    """All that a form of one kind must fulfil.

    questions: how many; the most where the size of case sets decides.
    domains: ids of those that it covers. quotas: from coarse to fine.
    cases: None where the form has no case sets.
    """

    kind: str
    name: str
    questions: int
    domains: frozenset[str]
    quotas: tuple[Quota, ...]
    cases: CaseSets | None
    sections: tuple[SectionRule, ...]
    difficulty_tolerance: float = DIFFICULTY_TOLERANCE

    def admits(self, unit: Unit) -> bool:
        """Whether the form may hold the unit: its domains, and case sets only in their section."""
        is_cases_only = self.cases is not None and len(self.sections) == 1
        has_place = self.cases is not None if unit.is_case else not is_cases_only
        return has_place and self.domains.issuperset(item.domain_id for item in unit.items)


def largest_remainder(weights: Mapping[str, float], total: int) -> dict[str, int]:
    """Whole numbers in proportion to the weights that sum to `total`; the earlier wins a tie."""
    whole = sum(map(Fraction, weights.values()))  # with floats, ties would be decided by rounding
    exact = {name: total * Fraction(weight) / whole for name, weight in weights.items()}
    shares = {name: math.floor(share) for name, share in exact.items()}
    by_remainder = sorted(exact, key=lambda name: shares[name] - exact[name])
    for name in by_remainder[: total - sum(shares.values())]:
        shares[name] += 1
    return shares


def section_sizes(rules: FormRules, case_items: int, independent: int) -> dict[str, int]:
    """Questions by section id: case sets fill the case section, the rest goes by weight."""
    fixed = {CASE_SECTION: case_items} if rules.cases else {}
    weights = {s.id: s.weight for s in rules.sections if s.id not in fixed}
    sizes = fixed | largest_remainder(weights, independent)
    return {section.id: sizes[section.id] for section in rules.sections}
