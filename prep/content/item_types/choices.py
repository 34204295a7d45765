"""What single and multiple choice share: options, a key, and a fixed number to choose."""

import math
from typing import Any

import numpy as np
from marshmallow import validates_schema

from prep.content.fields import FileSchema, ListOf, Part, Text, YesNo, refuse
from prep.content.item_types.base import Body, Choice, Finding, ItemType, RawFields
from prep.content.item_types.options import (
    OptionSchema,
    long_key_findings,
    option_findings,
    placed,
    refuse_alike,
)
from prep.errors import InvalidInput
from prep.learning.items import Mark

LENGTH_SPREAD = 0.25
"""How far an option's characters may be from the item's mean."""

NUMBER_WORDS = {1: "one", 2: "two", 3: "three", 4: "four", 5: "five"}


class ChoicesSchema(FileSchema):
    """Options and key. `shuffle: false` pins the order, for example of ascending numbers."""

    options = ListOf(Part(OptionSchema), at_least=3, required=True)
    key = ListOf(Text(), at_least=1, required=True)
    shuffle = YesNo()

    @validates_schema
    def _options_differ(self, data: dict[str, Any], **_kwargs: Any) -> None:
        refuse_alike(data["options"], "options", "options")

    @validates_schema
    def _key_names_options(self, data: dict[str, Any], **_kwargs: Any) -> None:
        ids = [option["id"] for option in data["options"]]
        for wanted in data["key"]:
            if wanted not in ids:
                raise refuse("key", f"{wanted!r} is not an option; use one of {', '.join(ids)}")
        if len(set(data["key"])) < len(data["key"]):
            raise refuse("key", "names an option twice; name each once")


class Choices(ItemType):
    """Choosing as many options as the key has. The answer is a list of option ids."""

    def parse(self, body: Body, raw: RawFields) -> list[str]:
        """The chosen ids in the order of the file."""
        ids = [option["id"] for option in body["options"]]
        chosen = set(raw.get("choice", []))
        if unknown := sorted(chosen - set(ids)):
            raise InvalidInput(
                "choice", f"{unknown[0]!r} is not an option here; choose from {', '.join(ids)}."
            )
        wanted = len(body["key"])
        if len(chosen) != wanted:
            raise InvalidInput("choice", _how_many(wanted, len(chosen)))
        return [i for i in ids if i in chosen]

    def mark(self, body: Body, answer: list[str]) -> Mark:
        """Correct when exactly the key was chosen; the score is hits divided by picks."""
        key, chosen = set(body["key"]), set(answer)
        return Mark(
            is_correct=chosen == key,
            score=len(key & chosen) / max(len(key), len(chosen)),
            misconceptions=tuple(
                option["misconception"]
                for option in body["options"]
                if option["id"] in chosen - key and "misconception" in option
            ),
        )

    def guessing(self, body: Body) -> float:
        """One in the number of ways to choose that many options."""
        return 1 / math.comb(len(body["options"]), len(body["key"]))

    def shown(self, body: Body, rng: np.random.Generator) -> dict[str, Any]:
        """Option ids and texts in the drawn order, and how many to choose."""
        options = [{"id": option["id"], "text": option["text"]} for option in body["options"]]
        order = rng.permutation(len(options)) if body.get("shuffle", True) else range(len(options))
        return {"options": [options[n] for n in order], "choose": len(body["key"])}

    def choices(self, body: Body) -> tuple[Choice, ...]:
        """The options."""
        return tuple(
            Choice(option["id"], option["text"], option["id"] in body["key"])
            for option in body["options"]
        )

    def picked(self, answer: list[str]) -> list[str]:
        """The answer itself."""
        return answer

    def misconceptions(self, body: Body) -> list[Finding]:
        """Those of the distractors."""
        return [
            (f"options[{option['id']}].misconception", option["misconception"])
            for option in body["options"]
            if "misconception" in option
        ]

    def lint(self, body: Body, stem: str) -> list[Finding]:
        """Findings on lengths, wording, rationales and misconceptions."""
        findings = _length_findings(body)
        for option in body["options"]:
            found = option_findings(option, is_key=option["id"] in body["key"])
            findings += placed(f"options[{option['id']}]", found)
        return findings


def _how_many(wanted: int, got: int) -> str:
    answers = "answer" if wanted == 1 else "answers"
    sentence = f"Choose {NUMBER_WORDS.get(wanted, wanted)} {answers}"
    return f"{sentence}; you chose {NUMBER_WORDS.get(got, got)}." if got else f"{sentence}."


def _length_findings(body: Body) -> list[Finding]:
    lengths = {option["id"]: len(option["text"]) for option in body["options"]}
    mean = sum(lengths.values()) / len(lengths)
    findings = [
        (
            f"options[{i}].text",
            f"has {length} characters, the options' mean is {mean:.0f}; stay within 25 %",
        )
        for i, length in lengths.items()
        if abs(length - mean) > LENGTH_SPREAD * mean
    ]
    return findings + long_key_findings(lengths, body["key"], "options")
