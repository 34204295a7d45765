"""What a form is chosen from: items, and the units in which a form takes them."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from itertools import combinations


@dataclass(frozen=True, slots=True)
class FormItem:
    """One item of the exam pool, as far as a form is concerned.

    is_graphic: whether a figure stands before its stem.
    case_id: the case set that it belongs to; None outside cases.
    template: the generator that made it. enemies: ids of items that give this one away.
    difficulty: on the logit scale.
    """

    id: str
    domain_id: str
    task_id: str
    concept_id: str
    approach: str
    type: str
    is_graphic: bool
    case_id: str | None
    template: str | None
    enemies: frozenset[str]
    difficulty: float

    @property
    def is_in_case(self) -> bool:
        """Whether it belongs to a case set."""
        return self.case_id is not None


@dataclass(frozen=True, slots=True)
class Unit:
    """What a form takes whole or not at all: one item, or all items of a case set by id."""

    items: tuple[FormItem, ...]

    @property
    def is_case(self) -> bool:
        """Whether this is a case set."""
        return self.items[0].is_in_case

    @property
    def ids(self) -> frozenset[str]:
        """Ids of its items."""
        return frozenset(item.id for item in self.items)

    @property
    def templates(self) -> frozenset[str]:
        """Templates of its items."""
        return frozenset(item.template for item in self.items if item.template is not None)

    @property
    def enemies(self) -> frozenset[str]:
        """Ids of all items that its items are enemies of."""
        return frozenset().union(*(item.enemies for item in self.items))


def units_of(items: Iterable[FormItem], excluded: Collection[str]) -> tuple[Unit, ...]:
    """The units of a pool, by the id of their first item; the order of the pool does not matter.

    A case set with an excluded item is left out whole, and so is one whose items may not meet.
    """
    sets: dict[tuple[bool, str], list[FormItem]] = defaultdict(list)
    for item in sorted(items, key=lambda item: item.id):
        sets[item.is_in_case, item.case_id or item.id].append(item)
    units = (Unit(tuple(mine)) for mine in sets.values())
    return tuple(unit for unit in units if unit.ids.isdisjoint(excluded) and not _is_at_odds(unit))


def are_at_odds(one: FormItem, other: FormItem) -> bool:
    """Whether no form may hold both: enemies, or two draws of one template."""
    is_enemy = one.id in other.enemies or other.id in one.enemies
    return is_enemy or (one.template is not None and one.template == other.template)


def _is_at_odds(unit: Unit) -> bool:
    return any(are_at_odds(one, other) for one, other in combinations(unit.items, 2))
