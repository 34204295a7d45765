"""Numeric entry: the learner works a number out and types it."""

import math
import re
from itertools import combinations
from typing import Any

import numpy as np
from marshmallow import validates_schema

from prep.content.arithmetic import evaluate
from prep.content.fields import FileSchema, ListOf, MappingOf, Number, Part, Text, refuse
from prep.content.item_types.base import Body, Finding, ItemType, RawFields, single_value
from prep.content.item_types.options import (
    DISTRACTOR_RATIONALE_WORDS,
    KEY_RATIONALE_WORDS,
    rationale_findings,
)
from prep.errors import InvalidInput
from prep.learning.items import Mark

TRAP_GAP = 0.049
"""Smallest relative distance between the answer and the traps, and among the traps."""

_GROUPED = re.compile(r"\d{1,3}([, ])\d{3}(?:\1\d{3})*(?:\.\d+)?")
_PLAIN = re.compile(r"\d+(?:\.\d*)?|\.\d+")
_BLANKS = str.maketrans({"\u00a0": " ", "\u202f": " ", "\u2009": " ", "−": "-", "–": "-"})
_CURRENCIES = "$€£¥"
_MAX_TYPED = 40


class TrapSchema(FileSchema):
    """The number that a named slip leads to."""

    value = Number(required=True)
    misconception = Text(required=True)
    rationale = Text(required=True)


class NumericSchema(FileSchema):
    """The answer with its absolute tolerance and unit, how it is computed, and the slips."""

    answer = Number(required=True)
    tolerance = Number(low=0, required=True)
    unit = Text(required=True)
    formula = Text()
    params = MappingOf(keys=Text(), values=Number())
    rationale = Text(required=True)
    traps = ListOf(Part(TrapSchema), at_least=2, required=True)

    @validates_schema
    def _params_need_a_formula(self, data: dict[str, Any], **_kwargs: Any) -> None:
        if "params" in data and "formula" not in data:
            raise refuse("formula", "is missing though there are params; add it")


class Numeric(ItemType):
    """Right within the tolerance. The answer is a number; a blind guess is never right."""

    name = "numeric"
    schema = NumericSchema

    def parse(self, body: Body, raw: RawFields) -> float:
        """The typed number; the item's own unit may stand behind it."""
        return typed_number(single_value(raw, "value"), unit=body["unit"])

    def mark(self, body: Body, answer: float) -> Mark:
        """Correct within the tolerance; otherwise names the slip whose value was given."""
        tolerance = body["tolerance"]
        if _near(answer, body["answer"], tolerance):
            return Mark(is_correct=True, score=1.0)
        return Mark(
            is_correct=False,
            score=0.0,
            misconceptions=tuple(
                trap["misconception"]
                for trap in body["traps"]
                if _near(answer, trap["value"], tolerance)
            ),
        )

    def guessing(self, body: Body) -> float:
        """Nobody hits a number blindly."""
        return 0.0

    def shown(self, body: Body, rng: np.random.Generator) -> dict[str, Any]:
        """The unit that stands behind the input."""
        return {"unit": body["unit"]}

    def misconceptions(self, body: Body) -> list[Finding]:
        """Those of the traps."""
        return [
            (f"traps[#{n}].misconception", trap["misconception"])
            for n, trap in enumerate(body["traps"], start=1)
        ]

    def lint(self, body: Body, stem: str) -> list[Finding]:
        """Findings on the working, the formula and the traps."""
        working = rationale_findings(body["rationale"], words=KEY_RATIONALE_WORDS)
        findings = [("rationale", message) for message in working]
        for n, trap in enumerate(body["traps"], start=1):
            findings += [
                (f"traps[#{n}].rationale", message)
                for message in rationale_findings(
                    trap["rationale"], words=DISTRACTOR_RATIONALE_WORDS
                )
            ]
        return findings + _formula_findings(body) + _trap_findings(body)


def typed_number(text: str, *, unit: str = "") -> float:
    """The number that a person typed: `1,200.5`, `1 200`, `$1,200`, `12 %`, `−3`, `5 days`.

    Commas and blanks are accepted between groups of three digits only, so that `1,5` is not
    taken for 15. Raises InvalidInput when it is anything else.
    """
    sign, digits = _split_sign(_without_unit(text.translate(_BLANKS).strip(), unit))
    if len(digits) > _MAX_TYPED or not (_GROUPED.fullmatch(digits) or _PLAIN.fullmatch(digits)):
        raise InvalidInput("value", "Write one number, with a point for decimals, such as 1200.5.")
    return sign * float(digits.replace(",", "").replace(" ", ""))


def _without_unit(text: str, unit: str) -> str:
    bare, unit = text.lower(), unit.lower()
    return bare.removesuffix(unit).removeprefix(unit).strip().removesuffix("%").strip()


def _split_sign(text: str) -> tuple[int, str]:
    """Sign and digits of `-$3`, `$-3`, `+3` or `3`."""
    bare = text.lstrip(_CURRENCIES).strip() if text[:1] in _CURRENCIES else text
    sign = -1 if bare.startswith("-") else 1
    digits = bare[1:] if bare[:1] in ("-", "+") else bare
    return sign, digits.strip().lstrip(_CURRENCIES).strip()


def _near(given: float, value: float, tolerance: float) -> bool:
    # Binary fractions miss the edge of a decimal tolerance by some 1e-16 of the value.
    return abs(given - value) <= tolerance + 1e-9 * max(1.0, abs(value))


def _formula_findings(body: Body) -> list[Finding]:
    if "formula" not in body:
        return []
    try:
        value = evaluate(body["formula"], body.get("params", {}))
    except ValueError as error:
        return [("formula", str(error))]
    if _near(value, body["answer"], body["tolerance"]):
        return []
    return [("answer", f"is {body['answer']:g}, the formula gives {value:g}; correct one of them")]


def _trap_findings(body: Body) -> list[Finding]:
    values = [body["answer"], *(trap["value"] for trap in body["traps"])]
    return [
        ("traps", f"{a:g} and {b:g} are less than 5 % apart; move one")
        for a, b in combinations(values, 2)
        if math.isclose(a, b, rel_tol=TRAP_GAP, abs_tol=1e-12)
    ]
