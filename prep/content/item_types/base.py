"""What every item type can do.

A new type is one module here, one line in `ITEM_TYPES` and one template.
"""

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from typing import Any, ClassVar, NamedTuple

import numpy as np

from prep.content.fields import FileSchema
from prep.learning.items import Mark

Body = Mapping[str, Any]
"""What an item holds besides the fields that all types share, as its file spells it."""

RawFields = Mapping[str, list[str]]
"""Form fields as they came in: every name with its values."""

Finding = tuple[str, str]
"""A field of the body, and what was found there."""


class Choice(NamedTuple):
    """Something that a whole answer can consist of, such as an option."""

    id: str
    text: str
    is_key: bool


class ItemType(ABC):
    """One way to ask. All functions are pure."""

    name: ClassVar[str]
    """The word that `type` has in a bank file."""

    schema: ClassVar[type[FileSchema]]
    """The file format of the body."""

    stem_endings: ClassVar[tuple[str, ...]] = ("?",)
    """Signs that a stem may end with; instructions such as "Match ..." end with a full stop."""

    @abstractmethod
    def lint(self, body: Body, stem: str) -> list[Finding]:
        """Findings against the item-writing guide, in a body that fits the schema."""

    @abstractmethod
    def misconceptions(self, body: Body) -> list[Finding]:
        """Every misconception that the body names, with the field that names it."""

    @abstractmethod
    def parse(self, body: Body, raw: RawFields) -> Any:
        """The learner's answer, ready for JSON, from form data.

        Raises InvalidInput with the field (`choice`, `value`, `match`, `order` or `blank`) and a
        sentence that says the fix. An answer that leaves something open is refused.
        """

    @abstractmethod
    def mark(self, body: Body, answer: Any) -> Mark:
        """Marks an answer that `parse` returned. Correct means everything in it is right."""

    @abstractmethod
    def guessing(self, body: Body) -> float:
        """Chance, 0 to 1, that a blind guess is right."""

    @abstractmethod
    def shown(self, body: Body, rng: np.random.Generator) -> dict[str, Any]:
        """What a learner may see before answering, in the order drawn from `rng`.

        Holds neither key nor rationales nor misconceptions.
        """

    def choices(self, body: Body) -> tuple[Choice, ...]:
        """What an answer picks from, where it picks whole options; empty for other types."""
        return ()

    def picked(self, answer: Any) -> Sequence[str]:
        """Ids of the choices in an answer that `parse` returned."""
        return ()

    def regions(self, body: Body) -> Sequence[str]:
        """Ids of the parts that the item's figure must have; empty for types without one."""
        return ()


def single_value(raw: RawFields, name: str) -> str:
    """The first value of a field; empty when there is none."""
    return next(iter(raw.get(name, ())), "")
