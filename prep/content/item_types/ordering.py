"""Ordering: steps to put into the one order that the facts allow."""

import math
from itertools import pairwise
from typing import Any

import numpy as np
from marshmallow import validates_schema

from prep.content.fields import FileSchema, ListOf, Part, Text, refuse
from prep.content.item_types.base import Body, Finding, ItemType, RawFields, single_value
from prep.content.item_types.options import (
    KEY_RATIONALE_WORDS,
    EntrySchema,
    rationale_findings,
    refuse_alike,
    too_long,
)
from prep.content.wording import option_complaints
from prep.errors import InvalidInput
from prep.learning.items import Mark

STEP_LENGTH = 110


class OrderingSchema(FileSchema):
    """Steps, their order, and why no other order works."""

    steps = ListOf(Part(EntrySchema), at_least=4, at_most=6, required=True)
    key = ListOf(Text(), required=True)
    rationale = Text(required=True)

    @validates_schema
    def _steps_differ(self, data: dict[str, Any], **_kwargs: Any) -> None:
        refuse_alike(data["steps"], "steps", "steps")

    @validates_schema
    def _key_orders_every_step(self, data: dict[str, Any], **_kwargs: Any) -> None:
        ids = [step["id"] for step in data["steps"]]
        if sorted(data["key"]) != sorted(ids):
            raise refuse("key", f"must name every step once: {', '.join(ids)}")


class Ordering(ItemType):
    """The answer is the list of step ids, first step first."""

    name = "ordering"
    schema = OrderingSchema
    stem_endings = ("?", ".")

    def parse(self, body: Body, raw: RawFields) -> list[str]:
        """The steps by the places that they were given."""
        ids = [step["id"] for step in body["steps"]]
        given = {i: single_value(raw, f"order-{i}") for i in ids}
        if missing := sum(not place for place in given.values()):
            raise InvalidInput(
                "order", f"Give every step a place; {missing} of {len(ids)} have none."
            )
        places = [str(n) for n in range(1, len(ids) + 1)]
        if unknown := sorted(set(given.values()) - set(places)):
            raise InvalidInput(
                "order", f"{unknown[0]!r} is not a place; use the numbers from 1 to {len(ids)}."
            )
        if free := sorted(set(places) - set(given.values())):
            raise InvalidInput(
                "order", f"Two steps have the same place and nothing is in place {free[0]}."
            )
        return sorted(ids, key=lambda i: given[i])

    def mark(self, body: Body, answer: list[str]) -> Mark:
        """Correct in exactly the right order; the score is the share of right neighbours."""
        right = set(pairwise(body["key"]))
        found = right & set(pairwise(answer))
        return Mark(is_correct=answer == list(body["key"]), score=len(found) / len(right))

    def guessing(self, body: Body) -> float:
        """One in the number of orders."""
        return 1 / math.factorial(len(body["steps"]))

    def shown(self, body: Body, rng: np.random.Generator) -> dict[str, Any]:
        """The steps in a drawn order that is not the right one.

        Drawn from the order of the file: who can repeat the draw must not get to the key by it.
        """
        steps, key = body["steps"], list(body["key"])
        order = [steps[n] for n in rng.permutation(len(steps))]
        while [step["id"] for step in order] == key:
            order = [steps[n] for n in rng.permutation(len(steps))]
        return {"steps": [dict(step) for step in order]}

    def misconceptions(self, body: Body) -> list[Finding]:
        """A wrong order points to no belief."""
        return []

    def lint(self, body: Body, stem: str) -> list[Finding]:
        """Findings on the steps and on the rationale."""
        findings = [
            (f"steps[{step['id']}].text", message)
            for step in body["steps"]
            for message in [
                *too_long("the step", step["text"], STEP_LENGTH),
                *option_complaints(step["text"]),
            ]
        ]
        if [step["id"] for step in body["steps"]] == list(body["key"]):
            findings.append(("steps", "are listed in the right order; mix them"))
        reasons = rationale_findings(body["rationale"], words=KEY_RATIONALE_WORDS)
        return findings + [("rationale", message) for message in reasons]
