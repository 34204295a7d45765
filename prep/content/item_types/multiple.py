"""Multiple response: choose as many options as the stem says."""

import re
from typing import Any

from marshmallow import validates_schema

from prep.content.fields import refuse
from prep.content.item_types.base import Body, Finding
from prep.content.item_types.choices import NUMBER_WORDS, Choices, ChoicesSchema


class MultipleSchema(ChoicesSchema):
    """Options of which two or more, but not all, are keys."""

    @validates_schema
    def _several_keys(self, data: dict[str, Any], **_kwargs: Any) -> None:
        if len(data["key"]) < 2:
            raise refuse("key", "names one option; name two or more, or use type single")
        if len(data["key"]) >= len(data["options"]):
            raise refuse("key", "names every option; add distractors")


class Multiple(Choices):
    """Full marks for exactly the key; in learning, a share for each hit."""

    name = "multiple"
    schema = MultipleSchema

    def lint(self, body: Body, stem: str) -> list[Finding]:
        """Findings on the options, and on a stem that hides how many to choose."""
        count = len(body["key"])
        word = NUMBER_WORDS.get(count, str(count))
        findings = super().lint(body, stem)
        if not re.search(rf"\b({word}|{count})\b", stem, re.IGNORECASE):
            findings.append(("stem", f"does not say how many to choose; say {word.upper()}"))
        return findings
