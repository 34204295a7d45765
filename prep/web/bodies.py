"""Reading JSON bodies: every complaint names the field and the fix."""

from typing import Any

from flask import request
from marshmallow import Schema, ValidationError, fields

from prep.errors import InvalidInput


class Words(fields.String):
    """Text that both databases can hold."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> str:
        text: str = super()._deserialize(value, attr, data, **kwargs)
        try:
            text.encode()
        except UnicodeEncodeError:
            raise ValidationError("Holds half a character; write it anew.") from None
        return text


def json_body(schema: Schema) -> dict[str, Any]:
    """The request's body as the schema wants it. Raises InvalidInput."""
    try:
        body = request.get_json(silent=True)
    except RecursionError:
        body = None
    if not isinstance(body, dict):
        raise InvalidInput("body", "Send a JSON object with its content type.")
    try:
        loaded: dict[str, Any] = schema.load(body)
    except ValidationError as error:
        raise InvalidInput(*_complaint(error.messages)) from None
    return loaded


def _complaint(messages: Any) -> tuple[str, str]:
    """The first field that is wrong, and what is wrong with it, however deep it stands."""
    field, found = next(iter(messages.items()))
    while not isinstance(found, str):
        found = next(iter(found.values() if isinstance(found, dict) else found))
    return field, f"{field}: {found}"
