"""Items that give each other away: an author names them on one side, both know of it."""

from collections import defaultdict
from collections.abc import Iterable

from prep.content.bank import BankItem


def mutual_enemies(items: Iterable[BankItem]) -> dict[str, tuple[str, ...]]:
    """The enemies of every item that has any: those it names, and those that name it."""
    enemies: dict[str, set[str]] = defaultdict(set)
    for item in items:
        for other in item.enemies:
            enemies[item.id].add(other)
            enemies[other].add(item.id)
    return {item_id: tuple(sorted(others)) for item_id, others in enemies.items()}
