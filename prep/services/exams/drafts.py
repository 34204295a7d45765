"""Answers on their way: form fields as they stand, complete or not."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from prep.content.item_types.base import ItemType
from prep.errors import InvalidInput
from prep.services.exams.views import Completeness

LONGEST_VALUE = 200
WHOLE_FIELDS = ("choice", "value")
PART_FIELDS = ("match", "order", "blank")
"""Fields of a whole answer, and of one part of it, such as `match-a`."""

RawFields = dict[str, list[str]]


def checked_raw(shown: Mapping[str, Any], raw: Mapping[str, Sequence[str]]) -> RawFields:
    """The fields that hold something. Raises InvalidInput for what this item cannot be sent.

    Every field and every value but a written one is about something that the item shows, so
    there can be no more of them than it has parts.
    """
    known = shown_ids(shown)
    filled = {name: [value for value in values if value] for name, values in raw.items()}
    for name, values in filled.items():
        if not _is_field(name, known):
            raise InvalidInput("raw", f"{name[:40]!r} is no field of this question.")
        if len(values) > len(known) + 1:
            raise InvalidInput("raw", f"{name!r} has more values than there are options.")
        for value in values:
            _check_value(name, value, known)
    return {name: values for name, values in filled.items() if values}


def checked_struck(shown: Mapping[str, Any], struck: Sequence[str]) -> list[str]:
    """The options that are crossed out, each once. Raises InvalidInput for what is not shown."""
    known = shown_ids(shown)
    if unknown := [i for i in struck if i not in known]:
        raise InvalidInput("struck", f"{unknown[0][:40]!r} is not an option here.")
    return sorted(set(struck))


def shown_ids(shown: Any) -> set[str]:
    """The ids of everything that an item shows."""
    return set(_ids(shown))


def parsed(kind: ItemType, body: Mapping[str, Any], raw: RawFields) -> Any:
    """The answer in those fields, or None while it is not complete."""
    try:
        return kind.parse(body, raw)
    except InvalidInput:
        return None


def completeness(raw: Mapping[str, Any], *, is_complete: bool) -> Completeness:
    """How far an answer has come."""
    if is_complete:
        return Completeness.ANSWERED
    return Completeness.INCOMPLETE if raw else Completeness.UNANSWERED


def _is_field(name: str, known: set[str]) -> bool:
    kind, _, part = name.partition("-")
    return name in WHOLE_FIELDS or (kind in PART_FIELDS and part in known)


def _check_value(name: str, value: str, known: set[str]) -> None:
    if name == "value":
        if len(value) > LONGEST_VALUE:
            raise InvalidInput("raw", f"Write at most {LONGEST_VALUE} characters.")
    elif name.startswith("order-"):
        if value not in map(str, range(1, len(known) + 1)):
            raise InvalidInput("raw", f"{value[:40]!r} is no place in this order.")
    elif value not in known:
        raise InvalidInput("raw", f"{value[:40]!r} is not an option here.")


def _ids(part: Any) -> Iterator[str]:
    if isinstance(part, Mapping):
        if "id" in part:
            yield part["id"]
        part = list(part.values())
    if isinstance(part, (list, tuple)):
        for inner in part:
            yield from _ids(inner)
