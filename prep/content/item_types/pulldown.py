"""Pull-down lists: sentences with a gap each, and a list of options for every gap."""

import math
import re
from typing import Any

import numpy as np
from marshmallow import validates_schema

from prep.content.fields import FileSchema, ListOf, Part, Text, refuse
from prep.content.item_types.base import Body, Finding, ItemType, RawFields, single_value
from prep.content.item_types.options import (
    PART_RATIONALE_WORDS,
    OptionSchema,
    long_key_findings,
    option_findings,
    placed,
    refuse_alike,
    too_long,
)
from prep.errors import InvalidInput
from prep.learning.items import Mark

GAP = "____"
LABEL_LENGTH, OPTION_LENGTH = 160, 40
SHORT_OPTION = 16
"""Up to this many characters a longer key is no hint."""


class BlankSchema(FileSchema):
    """A sentence with one gap and what could fill it."""

    id = Text(required=True)
    label = Text(required=True)
    options = ListOf(Part(OptionSchema), at_least=3, at_most=5, required=True)
    key = Text(required=True)

    @validates_schema
    def _label_has_one_gap(self, data: dict[str, Any], **_kwargs: Any) -> None:
        if re.findall("_+", data["label"]) != [GAP]:
            raise refuse("label", f"must hold the gap once, written as {GAP}")

    @validates_schema
    def _options_differ(self, data: dict[str, Any], **_kwargs: Any) -> None:
        refuse_alike(data["options"], "options", "options")

    @validates_schema
    def _key_is_an_option(self, data: dict[str, Any], **_kwargs: Any) -> None:
        ids = [option["id"] for option in data["options"]]
        if data["key"] not in ids:
            raise refuse("key", f"{data['key']!r} is not an option; use one of {', '.join(ids)}")


class PulldownSchema(FileSchema):
    """One gap or a few."""

    blanks = ListOf(Part(BlankSchema), at_least=1, at_most=4, required=True)

    @validates_schema
    def _blanks_differ(self, data: dict[str, Any], **_kwargs: Any) -> None:
        refuse_alike(data["blanks"], "blanks", "gaps", text="label")


class Pulldown(ItemType):
    """The answer is a mapping of blank id to option id."""

    name = "pulldown"
    schema = PulldownSchema
    stem_endings = ("?", ".")

    def parse(self, body: Body, raw: RawFields) -> dict[str, str]:
        """The option of every gap, in the order of the file."""
        given = {}
        for blank in body["blanks"]:
            chosen = given[blank["id"]] = single_value(raw, f"blank-{blank['id']}")
            ids = [option["id"] for option in blank["options"]]
            if chosen and chosen not in ids:
                known = ", ".join(ids)
                raise InvalidInput(
                    "blank", f"{chosen!r} is not an option here; choose from {known}."
                )
        if missing := sum(not chosen for chosen in given.values()):
            count = f"{missing} of {len(given)}"
            raise InvalidInput("blank", f"Choose from every list; {count} are still open.")
        return given

    def mark(self, body: Body, answer: dict[str, str]) -> Mark:
        """Correct when every gap is right; the score is the share of right gaps."""
        wrong = [
            option
            for blank in body["blanks"]
            for option in blank["options"]
            if option["id"] == answer[blank["id"]] != blank["key"]
        ]
        return Mark(
            is_correct=not wrong,
            score=1 - len(wrong) / len(body["blanks"]),
            misconceptions=tuple(o["misconception"] for o in wrong if "misconception" in o),
        )

    def guessing(self, body: Body) -> float:
        """One in the number of ways to fill all gaps."""
        return 1 / math.prod(len(blank["options"]) for blank in body["blanks"])

    def shown(self, body: Body, rng: np.random.Generator) -> dict[str, Any]:
        """Every sentence around its gap, with its options in a drawn order."""
        return {"blanks": [_shown(blank, rng) for blank in body["blanks"]]}

    def misconceptions(self, body: Body) -> list[Finding]:
        """Those of the distractors."""
        return [
            (f"{_place(blank, option)}.misconception", option["misconception"])
            for blank in body["blanks"]
            for option in blank["options"]
            if "misconception" in option
        ]

    def lint(self, body: Body, stem: str) -> list[Finding]:
        """Findings on labels, options and rationales."""
        findings: list[Finding] = []
        for blank in body["blanks"]:
            field = f"blanks[{blank['id']}]"
            label = too_long("the label", blank["label"], LABEL_LENGTH)
            findings += [(f"{field}.label", message) for message in label]
            lengths = {o["id"]: max(len(o["text"]), SHORT_OPTION) for o in blank["options"]}
            findings += long_key_findings(lengths, [blank["key"]], f"{field}.options")
            for option in blank["options"]:
                findings += placed(_place(blank, option), _option_findings(blank, option))
        return findings


def _shown(blank: dict[str, Any], rng: np.random.Generator) -> dict[str, Any]:
    before, after = blank["label"].split(GAP)
    options = [{"id": option["id"], "text": option["text"]} for option in blank["options"]]
    return {
        "id": blank["id"],
        "before": before.strip(),
        "after": after.strip(),
        "options": [options[n] for n in rng.permutation(len(options))],
    }


def _place(blank: dict[str, Any], option: dict[str, Any]) -> str:
    return f"blanks[{blank['id']}].options[{option['id']}]"


def _option_findings(blank: dict[str, Any], option: dict[str, Any]) -> list[Finding]:
    is_key = option["id"] == blank["key"]
    found = option_findings(option, is_key=is_key, words=PART_RATIONALE_WORDS)
    return found + [("text", m) for m in too_long("the option", option["text"], OPTION_LENGTH)]
