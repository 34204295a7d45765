"""From the chosen units to sections of items in order."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from prep.learning.assembly.pool import FormItem, Unit
from prep.learning.assembly.rules import CASE_SECTION, FormRules, section_sizes


@dataclass(frozen=True, slots=True)
class FormSection:
    """One section of a form: ids of its items in order."""

    id: str
    item_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Form:
    """The items of a mock exam, section by section."""

    sections: tuple[FormSection, ...]

    @property
    def item_ids(self) -> tuple[str, ...]:
        """All items in order."""
        return tuple(item_id for section in self.sections for item_id in section.item_ids)


def ordered_form(units: Sequence[Unit], rules: FormRules, rng: np.random.Generator) -> Form:
    """Case sets whole in the case section; all else with the domains spread over the form."""
    cases = [unit for unit in units if unit.is_case]
    in_cases = [item.id for n in rng.permutation(len(cases)) for item in cases[n].items]
    spread = _spread([item for unit in units if not unit.is_case for item in unit.items], rng)
    sizes = section_sizes(rules, len(in_cases), len(spread))
    sections = []
    for section in rules.sections:
        source = in_cases if rules.cases and section.id == CASE_SECTION else spread
        taken, source[:] = source[: sizes[section.id]], source[sizes[section.id] :]
        sections.append(FormSection(section.id, tuple(taken)))
    return Form(tuple(sections))


def _spread(items: Sequence[FormItem], rng: np.random.Generator) -> list[str]:
    """Each domain at even distances over the whole, in an order drawn by chance."""
    domains: dict[str, list[str]] = defaultdict(list)
    for n in rng.permutation(len(items)):
        domains[items[n].domain_id].append(items[n].id)
    places = {
        item_id: (n + rng.random()) / len(mine)
        for mine in domains.values()
        for n, item_id in enumerate(mine)
    }
    return sorted(places, key=places.__getitem__)
