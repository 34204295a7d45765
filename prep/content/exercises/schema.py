"""The format of an exercise file, `gap_to_action/<gap>/<id>.yaml`."""

import re
from typing import Any

from marshmallow import ValidationError, validates, validates_schema

from prep.content.bank import APPROACHES, GAPS
from prep.content.exercise import ROLES, SETTINGS
from prep.content.fields import FileSchema, ListOf, MappingOf, Number, OneOf, Part, Text, refuse

ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
MINUTES = (20, 240)
LISTS_WITHOUT_REPEATS = ("settings", "misconceptions")


class ProductSchema(FileSchema):
    """What exists afterwards."""

    name = Text(required=True)
    template = Text(required=True)
    example = Text(required=True)


class BulletSchema(FileSchema):
    """The résumé line that it can become."""

    pattern = Text(required=True)
    before = Text(required=True)
    after = Text(required=True)


RolesSchema = FileSchema.from_dict({role: Text(required=True) for role in ROLES})
"""How it looks in every job."""


class ExerciseSchema(FileSchema):
    """An exercise file."""

    id = Text(required=True)
    gap = OneOf(GAPS, required=True)
    name = Text(required=True)
    summary = Text(required=True)
    approach = OneOf(APPROACHES, required=True)
    settings = ListOf(OneOf(SETTINGS), at_least=1, at_most=3, required=True)
    minutes = Number(low=MINUTES[0], high=MINUTES[1], whole=True, required=True)
    tasks = MappingOf(keys=Text(), values=ListOf(Text(), at_least=1, at_most=4), required=True)
    misconceptions = ListOf(Text(), at_least=1, at_most=4, required=True)
    preparation = ListOf(Text(), at_least=2, at_most=4, required=True)
    steps = ListOf(Text(), at_least=4, at_most=7, required=True)
    produce = Part(ProductSchema, required=True)
    done_when = ListOf(Text(), at_least=3, at_most=5, required=True)
    rubric = ListOf(Text(), at_least=4, at_most=6, required=True)
    reflection = ListOf(Text(), at_least=2, at_most=4, required=True)
    ask = Text(required=True)
    confidentiality = ListOf(Text(), at_least=1, at_most=3, required=True)
    roles = Part(RolesSchema, required=True)
    bullet = Part(BulletSchema, required=True)

    @validates("id")
    def _plain(self, value: str, **_kwargs: Any) -> None:
        if not ID.fullmatch(value):
            raise ValidationError("must be lower-case words joined by '-'; reword it")

    @validates_schema
    def _once(self, data: dict[str, Any], **_kwargs: Any) -> None:
        for name in LISTS_WITHOUT_REPEATS:
            if len(set(data[name])) < len(data[name]):
                raise refuse(name, "names one twice; remove the second")
        for certification, tasks in data["tasks"].items():
            if len(set(tasks)) < len(tasks):
                raise refuse(f"tasks.{certification}", "names a task twice; remove the second")
