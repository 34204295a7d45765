"""RACI charts: who is responsible, accountable, consulted and informed for which work."""

from typing import Any

from marshmallow import validates_schema

from prep.content.fields import FileSchema, ListOf, MappingOf, OneOf, Part, Text
from prep.content.figures.base import Figure, FigureKind, FigureSchema, Label, refuse_repeated
from prep.content.figures.graphs import check_known

LETTERS = ("R", "A", "C", "I", "A/R")


class WorkSchema(FileSchema):
    """One piece of work: letters by role. A role that is left out has an empty cell."""

    name = Label(required=True)
    letters = MappingOf(keys=Text(), values=OneOf(LETTERS), required=True)


class RaciSchema(FigureSchema):
    """Roles across, work down. A chart may break the rules: finding that can be the question.

    Elements are the rows, by the name of the work, and the cells, called `<work> / <role>`.
    """

    roles = ListOf(Label(longest=20), at_least=2, at_most=5, required=True)
    work = ListOf(Part(WorkSchema), at_least=1, at_most=10, required=True)

    @validates_schema
    def _letters_have_roles(self, data: dict[str, Any], **_kwargs: Any) -> None:
        refuse_repeated(data["roles"], "roles")
        for work in data["work"]:
            for role in work["letters"]:
                field = f"work[{work['name']}].letters"
                check_known(role, data["roles"], field=field, what="role")
        refuse_repeated(_elements(data), "work")


def _elements(figure: Figure) -> tuple[str, ...]:
    names = [work["name"] for work in figure["work"]]
    return (*names, *(f"{name} / {role}" for name in names for role in figure["roles"]))


RACI = FigureKind("raci", RaciSchema, _elements)
