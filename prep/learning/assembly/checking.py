"""Whether a form keeps its rules: for forms that ship with a bank, which people may edit."""

from collections.abc import Iterator, Sequence
from itertools import combinations

from prep.learning.assembly.ordering import Form
from prep.learning.assembly.pool import FormItem, are_at_odds, units_of
from prep.learning.assembly.rows import quota_rows
from prep.learning.assembly.rules import CASE_SECTION, FormRules, section_sizes


def breaches(form: Form, pool: Sequence[FormItem], rules: FormRules) -> list[str]:
    """A sentence for every rule that the form breaks; empty for a good one.

    Left out is what depends on the rest of the pool, the shares of concepts and the difficulty, so
    that a form stays good while the pool grows.
    """
    by_id = {item.id: item for item in pool}
    unknown = [item_id for item_id in form.item_ids if item_id not in by_id]
    if unknown:
        return [f"{item_id} is not in the exam pool" for item_id in unknown]
    items = [by_id[item_id] for item_id in form.item_ids]
    return [
        *_count_breaches(items, rules),
        *_meetings(items),
        *_case_breaches(form, pool),
        *_section_breaches(form, by_id, rules),
    ]


def _count_breaches(items: Sequence[FormItem], rules: FormRules) -> Iterator[str]:
    for row in quota_rows(units_of(items, ()), rules):
        found = row.coefficients.sum()
        if not row.low <= found <= row.high:
            wanted = f"{row.low:g}" if row.low == row.high else f"{row.low:g} to {row.high:g}"
            yield f"{row.name}: {found:g} instead of {wanted}"


def _meetings(items: Sequence[FormItem]) -> Iterator[str]:
    for one, other in combinations(items, 2):
        if one.id == other.id:
            yield f"{one.id} is in it twice"
        elif are_at_odds(one, other):
            yield f"{one.id} and {other.id} must not meet"


def _case_breaches(form: Form, pool: Sequence[FormItem]) -> Iterator[str]:
    """Whether every case set that is touched is whole, in one run."""
    for unit in units_of(pool, ()):
        places = sorted(form.item_ids.index(i) for i in unit.ids if i in form.item_ids)
        is_whole = len(places) == len(unit.items)
        if places and not (is_whole and places[-1] - places[0] == len(places) - 1):
            yield f"the case set {unit.items[0].case_id} is split"


def _section_breaches(form: Form, by_id: dict[str, FormItem], rules: FormRules) -> Iterator[str]:
    """Whether the sections are those of the exam, at their sizes."""
    in_cases = sum(by_id[item_id].is_in_case for item_id in form.item_ids)
    sizes = section_sizes(rules, in_cases, len(form.item_ids) - in_cases)
    if [section.id for section in form.sections] != list(sizes):
        yield f"the sections are not {', '.join(sizes)}, in this order"
        return
    for section in form.sections:
        if len(section.item_ids) != sizes[section.id]:
            yield f"section {section.id}: {len(section.item_ids)} instead of {sizes[section.id]}"
        are_cases = {by_id[item_id].is_in_case for item_id in section.item_ids}
        if are_cases - {rules.cases is not None and section.id == CASE_SECTION}:
            yield f"section {section.id}: case sets belong in the case section, and nothing else"
