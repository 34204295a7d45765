"""What item types share that show texts to choose from: the format of an option, and its rules."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from prep.content.fields import FileSchema, Text, refuse
from prep.content.item_types.base import Finding
from prep.content.text import length_message, normalised
from prep.content.wording import option_complaints, rationale_complaints

WordRange = tuple[int, int]

KEY_RATIONALE_WORDS: WordRange = (25, 70)
DISTRACTOR_RATIONALE_WORDS: WordRange = (15, 50)
PART_RATIONALE_WORDS: WordRange = (12, 50)
"""For one of several parts of an item, such as a pair or a gap: the explanation does the rest."""
KEY_TO_LONGEST_DISTRACTOR = 1.25


class OptionSchema(FileSchema):
    """One option. Distractors name the misconception that makes them tempting."""

    id = Text(required=True)
    text = Text(required=True)
    rationale = Text(required=True)
    misconception = Text()


class EntrySchema(FileSchema):
    """Something with an id and a text, such as a step."""

    id = Text(required=True)
    text = Text(required=True)


def refuse_alike(
    entries: Sequence[Mapping[str, Any]], field: str, noun: str, *, text: str = "text"
) -> None:
    """Raises ValidationError for `field` when two entries share their id or read the same."""
    if len({entry["id"] for entry in entries}) < len(entries):
        raise refuse(field, f"two {noun} have the same id; give each its own")
    if len({normalised(entry[text]) for entry in entries}) < len(entries):
        raise refuse(field, f"two {noun} say the same; reword one")


def rationale_findings(text: str, *, words: WordRange) -> list[str]:
    """Findings on one rationale: its length and its wording."""
    length = length_message("the rationale", text, *words)
    return ([length] if length else []) + rationale_complaints(text)


def option_findings(
    option: Mapping[str, Any],
    *,
    is_key: bool,
    text: str = "text",
    words: WordRange | None = None,
) -> list[Finding]:
    """Findings on one option, by its fields. `words` is for its rationale, else by key or not."""
    words = words or (KEY_RATIONALE_WORDS if is_key else DISTRACTOR_RATIONALE_WORDS)
    findings = [(text, message) for message in option_complaints(option[text])]
    findings += [
        ("rationale", message) for message in rationale_findings(option["rationale"], words=words)
    ]
    if is_key and "misconception" in option:
        findings.append(("misconception", "stands on a key; remove it"))
    if not is_key and "misconception" not in option:
        findings.append(("misconception", "is missing; name the belief that makes this tempting"))
    return findings


def placed(field: str, findings: Iterable[Finding]) -> list[Finding]:
    """The findings of a part as findings of the body: `options[a]`, `text` to `options[a].text`."""
    return [(f"{field}.{part}", message) for part, message in findings]


def long_key_findings(lengths: Mapping[str, int], key: Sequence[str], field: str) -> list[Finding]:
    """Keys that stand out by length, from characters by option id. `field` holds the options."""
    longest = max((length for i, length in lengths.items() if i not in key), default=0)
    return [
        (f"{field}[{i}].text", "is over 1.25 x the longest distractor; shorten the key")
        for i in key
        if lengths[i] > KEY_TO_LONGEST_DISTRACTOR * longest
    ]


def too_long(what: str, text: str, most: int) -> list[str]:
    """A complaint about a text of more than `most` characters."""
    return [f"{what} has {len(text)} characters; use at most {most}"] if len(text) > most else []
