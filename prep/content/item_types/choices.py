"""What single and multiple choice share: options, a key, and a fixed number to choose."""

import math
from collections.abc import Mapping
from typing import Any

import numpy as np
from marshmallow import validates_schema

from prep.content.fields import FileSchema, ListOf, Part, Text, YesNo, refuse
from prep.content.item_types.base import Body, Finding
from prep.content.text import length_message, normalised
from prep.content.wording import option_complaints, rationale_complaints
from prep.errors import InvalidInput
from prep.learning.items import Mark

KEY_RATIONALE_WORDS = (25, 70)
DISTRACTOR_RATIONALE_WORDS = (15, 50)
LENGTH_SPREAD = 0.25
"""How far an option's characters may be from the item's mean."""
KEY_TO_LONGEST_DISTRACTOR = 1.25

NUMBER_WORDS = {1: "one", 2: "two", 3: "three", 4: "four", 5: "five"}


class OptionSchema(FileSchema):
    """One option. Distractors name the misconception that makes them tempting."""

    id = Text(required=True)
    text = Text(required=True)
    rationale = Text(required=True)
    misconception = Text()


class ChoicesSchema(FileSchema):
    """Options and key. `shuffle: false` pins the order, for example of ascending numbers."""

    options = ListOf(Part(OptionSchema), at_least=3, required=True)
    key = ListOf(Text(), at_least=1, required=True)
    shuffle = YesNo()

    @validates_schema
    def _options_differ(self, data: dict[str, Any], **_kwargs: Any) -> None:
        ids = [option["id"] for option in data["options"]]
        if len(set(ids)) < len(ids):
            raise refuse("options", "two options have the same id; give each its own")
        texts = [normalised(option["text"]) for option in data["options"]]
        if len(set(texts)) < len(texts):
            raise refuse("options", "two options say the same; reword one")

    @validates_schema
    def _key_names_options(self, data: dict[str, Any], **_kwargs: Any) -> None:
        ids = [option["id"] for option in data["options"]]
        for wanted in data["key"]:
            if wanted not in ids:
                raise refuse("key", f"{wanted!r} is not an option; use one of {', '.join(ids)}")
        if len(set(data["key"])) < len(data["key"]):
            raise refuse("key", "names an option twice; name each once")


class Choices:
    """Choosing as many options as the key has. The answer is a list of option ids."""

    def parse(self, body: Body, raw: Mapping[str, list[str]]) -> list[str]:
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
            field = f"options[{option['id']}]"
            is_key = option["id"] in body["key"]
            findings += [(f"{field}.{part}", m) for part, m in _option_findings(option, is_key)]
        return findings


def rationale_findings(text: str, *, is_key: bool) -> list[str]:
    """Findings on one rationale: its length and its wording."""
    low, high = KEY_RATIONALE_WORDS if is_key else DISTRACTOR_RATIONALE_WORDS
    length = length_message("the rationale", text, low, high)
    return ([length] if length else []) + rationale_complaints(text)


def _how_many(wanted: int, got: int) -> str:
    answers = "answer" if wanted == 1 else "answers"
    sentence = f"Choose {NUMBER_WORDS.get(wanted, wanted)} {answers}"
    return f"{sentence}; you chose {NUMBER_WORDS.get(got, got)}." if got else f"{sentence}."


def _option_findings(option: Mapping[str, Any], is_key: bool) -> list[Finding]:
    findings = [("text", message) for message in option_complaints(option["text"])]
    findings += [
        ("rationale", message) for message in rationale_findings(option["rationale"], is_key=is_key)
    ]
    if is_key and "misconception" in option:
        findings.append(("misconception", "stands on a key; remove it"))
    if not is_key and "misconception" not in option:
        findings.append(("misconception", "is missing; name the belief that makes this tempting"))
    return findings


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
    longest = max((length for i, length in lengths.items() if i not in body["key"]), default=0)
    findings += [
        (f"options[{i}].text", "is over 1.25 x the longest distractor; shorten the key")
        for i in body["key"]
        if lengths[i] > KEY_TO_LONGEST_DISTRACTOR * longest
    ]
    return findings
