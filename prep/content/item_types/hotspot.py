"""Hotspot: one part of a figure answers the question."""

from typing import Any

import numpy as np
from marshmallow import validates_schema

from prep.content.fields import FileSchema, ListOf, Part, Text, refuse
from prep.content.item_types.base import (
    Body,
    Choice,
    Finding,
    ItemType,
    RawFields,
    single_value,
)
from prep.content.item_types.options import option_findings, placed, refuse_alike, too_long
from prep.errors import InvalidInput
from prep.learning.items import Mark

LABEL_LENGTH = 40


class RegionSchema(FileSchema):
    """A part of the figure: its id there, and what it is called beside it."""

    id = Text(required=True)
    label = Text(required=True)
    rationale = Text(required=True)
    misconception = Text()


class HotspotSchema(FileSchema):
    """The parts of the figure to choose from, and the one that is right."""

    regions = ListOf(Part(RegionSchema), at_least=3, at_most=6, required=True)
    key = ListOf(Text(), at_least=1, at_most=1, required=True)

    @validates_schema
    def _regions_differ(self, data: dict[str, Any], **_kwargs: Any) -> None:
        refuse_alike(data["regions"], "regions", "regions", text="label")

    @validates_schema
    def _key_is_a_region(self, data: dict[str, Any], **_kwargs: Any) -> None:
        [key] = data["key"]
        ids = [region["id"] for region in data["regions"]]
        if key not in ids:
            raise refuse("key", f"{key!r} is not a region; use one of {', '.join(ids)}")


class Hotspot(ItemType):
    """The answer is a list of the one region chosen."""

    name = "hotspot"
    schema = HotspotSchema
    stem_endings = ("?", ".")

    def parse(self, body: Body, raw: RawFields) -> list[str]:
        """The chosen region."""
        chosen = single_value(raw, "choice")
        ids = self.regions(body)
        if not chosen:
            raise InvalidInput("choice", "Choose one place in the figure.")
        if chosen not in ids:
            raise InvalidInput(
                "choice", f"{chosen!r} is not a place here; choose from {', '.join(ids)}."
            )
        return [chosen]

    def mark(self, body: Body, answer: list[str]) -> Mark:
        """All or nothing."""
        is_correct = answer == list(body["key"])
        return Mark(
            is_correct=is_correct,
            score=float(is_correct),
            misconceptions=tuple(
                region["misconception"]
                for region in body["regions"]
                if region["id"] in answer and not is_correct and "misconception" in region
            ),
        )

    def guessing(self, body: Body) -> float:
        """One in the number of regions."""
        return 1 / len(body["regions"])

    def shown(self, body: Body, rng: np.random.Generator) -> dict[str, Any]:
        """Ids and labels in the drawn order, which is also that of the letters in the figure."""
        regions = [{"id": region["id"], "text": region["label"]} for region in body["regions"]]
        return {"regions": [regions[n] for n in rng.permutation(len(regions))]}

    def choices(self, body: Body) -> tuple[Choice, ...]:
        """The regions."""
        return tuple(
            Choice(region["id"], region["label"], region["id"] in body["key"])
            for region in body["regions"]
        )

    def picked(self, answer: list[str]) -> list[str]:
        """The answer itself."""
        return answer

    def regions(self, body: Body) -> list[str]:
        """Ids of all regions."""
        return [region["id"] for region in body["regions"]]

    def misconceptions(self, body: Body) -> list[Finding]:
        """Those of the wrong regions."""
        return [
            (f"regions[{region['id']}].misconception", region["misconception"])
            for region in body["regions"]
            if "misconception" in region
        ]

    def lint(self, body: Body, stem: str) -> list[Finding]:
        """Findings on labels and rationales, and on names that read like a badge's letter."""
        findings: list[Finding] = []
        for region in body["regions"]:
            is_key = region["id"] in body["key"]
            found = option_findings(region, is_key=is_key, text="label")
            found += [("label", m) for m in too_long("the label", region["label"], LABEL_LENGTH)]
            found += [
                (field, "reads like a letter in the figure; use a word")
                for field in ("id", "label")
                if len(region[field]) == 1 and region[field].isalpha()
            ]
            findings += placed(f"regions[{region['id']}]", found)
        return findings
