"""Single choice: exactly one option is right."""

from typing import Any

from marshmallow import validates_schema

from prep.content.fields import refuse
from prep.content.item_types.choices import Choices, ChoicesSchema


class SingleSchema(ChoicesSchema):
    """Three or more options, one of them the key."""

    @validates_schema
    def _one_key(self, data: dict[str, Any], **_kwargs: Any) -> None:
        if len(data["key"]) != 1:
            raise refuse("key", "names more than one option; keep one, or use type multiple")


class Single(Choices):
    """One right option; a blind guess is right once in the number of options."""

    name = "single"
    schema = SingleSchema
