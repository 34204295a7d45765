"""What every item type can do.

A new type is one module here, one line in `ITEM_TYPES` and one template.
"""

from collections.abc import Mapping
from typing import Any, Protocol

import numpy as np

from prep.content.fields import FileSchema
from prep.learning.items import Mark

Body = Mapping[str, Any]
"""What an item holds besides the fields that all types share, as its file spells it."""

Finding = tuple[str, str]
"""A field of the body, and what was found there."""


class ItemType(Protocol):
    """One way to ask. All functions are pure."""

    @property
    def name(self) -> str:
        """The word that `type` has in a bank file."""

    @property
    def schema(self) -> type[FileSchema]:
        """The file format of the body."""

    def lint(self, body: Body, stem: str) -> list[Finding]:
        """Findings against the item-writing guide, in a body that fits the schema."""

    def misconceptions(self, body: Body) -> list[Finding]:
        """Every misconception that the body names, with the field that names it."""

    def parse(self, body: Body, raw: Mapping[str, list[str]]) -> Any:
        """The learner's answer, ready for JSON, from form data.

        Raises InvalidInput with the field (`choice` or `value`) and a sentence that says the fix.
        """

    def mark(self, body: Body, answer: Any) -> Mark:
        """Marks an answer that `parse` returned."""

    def guessing(self, body: Body) -> float:
        """Chance, 0 to 1, that a blind guess is right."""

    def shown(self, body: Body, rng: np.random.Generator) -> dict[str, Any]:
        """What a learner may see before answering, options in the order drawn from `rng`.

        Holds neither key nor rationales nor misconceptions.
        """
