"""Reading one file at a time: content and problems together, nothing thrown at the first one."""

from collections.abc import Callable, Hashable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import yaml
from marshmallow import ValidationError

from prep.content.bank import Problem
from prep.content.fields import error_messages
from prep.errors import InvalidInput

if TYPE_CHECKING:
    SafeLoader = yaml.SafeLoader
else:
    SafeLoader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # the C one is four times faster

T = TypeVar("T")


@dataclass(slots=True)
class Reader:
    """Reads files under `root` and collects what is wrong with them."""

    root: Path
    problems: list[Problem] = field(default_factory=list)

    def report(self, path: Path, place: str, message: str) -> None:
        """Notes a problem."""
        self.problems.append(Problem(self.relative(path), place, message))

    def relative(self, path: Path) -> str:
        """The path as messages show it: the machine's own folders stay out of them."""
        return path.relative_to(self.root).as_posix()

    def refuse_yml(self, folder: Path) -> None:
        """Reports files that would go unread because of how their names end."""
        for path in sorted(folder.rglob("*.yml")):
            self.report(path, "file", "is not read; end its name with .yaml")

    def read(self, path: Path, kind: type[T]) -> T | None:
        """The content when it is YAML with this kind of top level; None after reporting."""
        try:
            content = _load(path.read_text(encoding="utf-8"))
        except FileNotFoundError:
            self.report(path, "file", "is missing; add it")
        except UnicodeDecodeError:
            self.report(path, "file", "is not UTF-8 text; save it as UTF-8")
        except (yaml.YAMLError, ValueError) as error:
            self.report(path, "file", f"is not YAML: {_reason(error)}")
        else:
            if isinstance(content, kind):
                return content
            wanted = "a list" if kind is list else "a mapping"
            self.report(path, "file", f"must hold {wanted} at its top level")
        return None

    def checked(self, path: Path, raw: Any, check: Callable[[Any], T], place: str = "") -> T | None:
        """What `check` makes of `raw`; None after reporting every field that is wrong."""
        try:
            return check(raw)
        except ValidationError as error:
            for where, message in _flat(error_messages(error), raw, place):
                self.report(path, where, message)
        except InvalidInput as error:
            self.report(path, error.field, error.message)
        return None


def place_in(list_name: str, position: int, entry: Any) -> str:
    """How messages name an entry of a list: by its id if it has one, else by number from 1."""
    named = isinstance(entry, Mapping) and isinstance(entry.get("id"), str)
    return f"{list_name}[{entry['id'] if named else f'#{position + 1}'}]"


def mappings(entries: Any) -> list[Mapping[str, Any]]:
    """The entries that are mappings; what else is there, the file's own schema reports."""
    return [e for e in entries if isinstance(e, Mapping)] if isinstance(entries, list) else []


class _StrictLoader(SafeLoader):
    """Safe YAML that refuses a field written twice; YAML itself would keep the last."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:
        seen: set[str] = set()
        for key, _ in node.value:
            if isinstance(key, yaml.ScalarNode):
                if key.value in seen:
                    raise yaml.constructor.ConstructorError(
                        problem=f"{key.value!r} is written twice", problem_mark=key.start_mark
                    )
                seen.add(key.value)
        return super().construct_mapping(node, deep=deep)


def _load(text: str) -> Any:
    loader = _StrictLoader(text)
    try:
        return loader.get_single_data()
    finally:
        loader.dispose()


def _reason(error: Exception) -> str:
    if isinstance(error, yaml.MarkedYAMLError) and error.problem_mark:
        return f"line {error.problem_mark.line + 1}: {error.problem}"
    return " ".join(str(error).split())


def _flat(messages: Any, raw: Any, place: str) -> Iterator[tuple[str, str]]:
    """Marshmallow's nested messages as (place, message) pairs."""
    if isinstance(messages, Mapping):
        for name, inner in messages.items():
            yield from _flat(inner, _inside(raw, name), _below(place, name, raw))
    else:
        for message in messages:
            yield place or "file", message


def _inside(raw: Any, name: str | int) -> Any:
    try:
        return raw[name]
    except (KeyError, IndexError, TypeError):
        return None


def _below(place: str, name: str | int, raw: Any) -> str:
    if isinstance(name, int):
        return place_in(place, name, _inside(raw, name))
    if name == "_schema":
        return place
    return f"{place}.{name}" if place else str(name)
