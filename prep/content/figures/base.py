"""What every kind of figure shares in a bank file: its head, its limits and its checks.

A check across fields names the place in words that `content.reader` understands, such as
`activities[C].after`, and raises it by `refuse`.
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from prep.content.fields import FileSchema, Text, refuse

Figure = Mapping[str, Any]
"""A checked figure, as its file spells it."""

NAME_LENGTH = 28
"""Most characters of a name that stands in a drawing."""


class Label(Text):
    """Text that stands in a drawing, so that its length has a limit."""

    default_error_messages = {  # noqa: RUF012 - marshmallow reads it from the class
        **Text.default_error_messages,
        "long": "has {count} characters; use at most {longest}",
    }

    def __init__(self, *, longest: int = NAME_LENGTH, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self._longest = longest

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> str:
        text = super()._deserialize(value, attr, data, **kwargs)
        if len(text) > self._longest:
            raise self.make_error("long", count=len(text), longest=self._longest)
        return text


class FigureSchema(FileSchema):
    """The fields that figures of all kinds share."""

    kind = Text(required=True)
    title = Label(longest=80, required=True)
    note = Label(longest=200)


@dataclass(frozen=True, slots=True)
class FigureKind:
    """One kind of figure as a file format."""

    name: str
    """The word that `kind` has in a bank file."""

    schema: type[FigureSchema]
    """The format, with the checks across its fields."""

    elements: Callable[[Figure], tuple[str, ...]]
    """Ids of the parts of a checked figure that a hotspot item may ask for, in drawing order."""


def refuse_repeated(names: Sequence[str], field: str) -> None:
    """Raises ValidationError for `field` when a name stands twice in it."""
    repeated = [name for name, count in Counter(names).items() if count > 1]
    if repeated:
        raise refuse(field, f"has {repeated[0]!r} twice; rename one")
