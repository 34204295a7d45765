"""Marshmallow fields of the bank file formats, with messages that say how to put it right."""

import datetime
import math
from collections.abc import Mapping
from typing import Any

from marshmallow import RAISE, Schema, ValidationError, fields


def _messages(**own: str) -> dict[str, Any]:
    return {
        "required": "is missing; add it",
        "null": "is empty; fill it in or remove the line",
        **own,
    }


class FileSchema(Schema):
    """A mapping in a bank file. Unknown fields are errors, so that a typo never goes unseen."""

    class Meta:
        """Marshmallow options."""

        unknown = RAISE

    error_messages = _messages(
        unknown="is not a field of this format; correct its name or remove it",
        type="must be a mapping (name: value lines)",
    )


class Text(fields.Field[str]):
    """Text that is not empty. Surrounding blanks are dropped.

    `1.10` without quotes is a number in YAML (1.1), so numbers are refused, not converted.
    """

    default_error_messages = _messages(
        invalid="must be text; put quotes around it",
        empty="is empty; write the text",
    )

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> str:
        if not isinstance(value, str):
            raise self.make_error("invalid")
        if not value.strip():
            raise self.make_error("empty")
        return value.strip()


class OneOf(Text):
    """Text that is one of a fixed set of words."""

    default_error_messages = _messages(unknown="is {value!r}; use one of {words}")

    def __init__(self, words: tuple[str, ...], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self._words = words

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> str:
        text = super()._deserialize(value, attr, data, **kwargs)
        if text not in self._words:
            raise self.make_error("unknown", value=text, words=", ".join(self._words))
        return text


class Number(fields.Field[float]):
    """A finite number as the file spells it: 1200 stays an int. Bounds are inclusive."""

    default_error_messages = _messages(
        invalid="must be a number without quotes",
        whole="must be a whole number without quotes",
        range="is {value:g}; use a number from {low:g} to {high:g}",
    )

    def __init__(
        self,
        *,
        low: float = -math.inf,
        high: float = math.inf,
        whole: bool = False,
        **kwargs: Any,
    ) -> None:
        super().__init__(**kwargs)
        self._low, self._high, self._whole = low, high, whole

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> float:
        if (
            isinstance(value, bool)
            or not isinstance(value, int | float)
            or not math.isfinite(value)
        ):
            raise self.make_error("invalid")
        if self._whole and not isinstance(value, int):
            raise self.make_error("whole")
        if not self._low <= value <= self._high:
            raise self.make_error("range", value=value, low=self._low, high=self._high)
        return value


class YesNo(fields.Field[bool]):
    """`true` or `false`, not a word in quotes."""

    default_error_messages = _messages(invalid="must be true or false")

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> bool:
        if not isinstance(value, bool):
            raise self.make_error("invalid")
        return value


class Day(fields.Field[datetime.date]):
    """A date such as 2026-07-09, without quotes."""

    default_error_messages = _messages(invalid="must be a date such as 2026-07-09, without quotes")

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> datetime.date:
        if not isinstance(value, datetime.date) or isinstance(value, datetime.datetime):
            raise self.make_error("invalid")
        return value


class ListOf(fields.List[Any]):
    """A list. `at_least` is the smallest count that makes sense, `at_most` the largest."""

    default_error_messages = _messages(
        invalid="must be a list (lines that begin with '- ', or [a, b])",
        few="has {count}; list at least {least}",
        many="has {count}; list at most {most}",
    )

    def __init__(
        self,
        inner: fields.Field[Any],
        *,
        at_least: int = 0,
        at_most: float = math.inf,
        **kwargs: Any,
    ) -> None:
        super().__init__(inner, **kwargs)
        self._at_least, self._at_most = at_least, at_most

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> list[Any]:
        if not isinstance(value, list):
            raise self.make_error("invalid")
        if len(value) < self._at_least:
            raise self.make_error("few", count=len(value), least=self._at_least)
        if len(value) > self._at_most:
            raise self.make_error("many", count=len(value), most=self._at_most)
        return super()._deserialize(value, attr, data, **kwargs)


class Part(fields.Nested):
    """A mapping inside a mapping, checked by its own schema."""

    default_error_messages = _messages()


class MappingOf(fields.Dict):
    """A mapping with free names, such as a formula's parameters."""

    default_error_messages = _messages(invalid="must be a mapping (name: value lines)")


def error_messages(error: ValidationError) -> dict[str, Any]:
    """All messages of an error, by field."""
    messages: dict[str, Any] = error.normalized_messages()  # type: ignore[no-untyped-call]
    return messages


def refuse(field: str, message: str) -> ValidationError:
    """The error for one field, to be raised by a schema's own check."""
    return ValidationError({field: [message]})


def check_parts(
    raw: Mapping[str, Any], shared: FileSchema, rest: FileSchema | None
) -> tuple[dict[str, Any], dict[str, Any]]:
    """Splits a mapping between two schemas; what neither knows counts as unknown."""
    known = {name: value for name, value in raw.items() if name in shared.fields}
    other = {name: value for name, value in raw.items() if name not in shared.fields}
    errors: dict[str, Any] = {}
    loaded = []
    for schema, part in ((shared, known), (rest, other)):
        try:
            loaded.append(schema.load(part) if schema else {})
        except ValidationError as error:
            errors |= error_messages(error)
    if errors:
        raise ValidationError(errors)
    return loaded[0], loaded[1]
