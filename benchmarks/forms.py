"""Forms as a browser finds them in a page."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

import numpy as np

Fields = list[tuple[str, str]]


@dataclass(slots=True)
class Form:
    """One form. choices: values of its radio buttons and check boxes, by name.

    lists: values of its drop-down lists, by name. choose: how many boxes a question wants ticked.
    action: an absolute path.
    """

    action: str
    hidden: Fields = field(default_factory=list)
    choices: dict[str, list[str]] = field(default_factory=dict)
    lists: dict[str, list[str]] = field(default_factory=dict)
    typed: list[str] = field(default_factory=list)
    choose: int = 1


def find_form(html: str, ending: str) -> Form:
    """The first form whose action ends so. Raises LookupError."""
    reader = _Reader()
    reader.feed(html)
    for form in reader.forms:
        if form.action.endswith(ending):
            return form
    raise LookupError(f"no form for {ending!r} among {[form.action for form in reader.forms]}")


def has_form(html: str, ending: str) -> bool:
    """Whether the page has such a form."""
    return f'{ending}"' in html


def answer_fields(form: Form, rng: np.random.Generator) -> Fields:
    """A random answer to a question, with or without a word on confidence."""
    fields = [*form.hidden]
    if options := form.choices.get("choice"):
        picked = rng.permutation(len(options))[: form.choose]
        fields += [("choice", options[int(n)]) for n in picked]
    elif form.lists:
        fields += _picked(form.lists, rng)
    else:
        fields.append(("value", str(int(rng.integers(1, 1000)))))
    confidence = ("", "sure", "unsure")[int(rng.integers(3))]
    return [*fields, ("confidence", confidence)] if confidence else fields


def _picked(lists: dict[str, list[str]], rng: np.random.Generator) -> Fields:
    """One value of each list, each once while there are enough: places and partners differ."""
    fields: Fields = []
    for name, values in lists.items():
        taken = {value for _, value in fields} if not name.startswith("blank-") else set()
        free = [value for value in values if value not in taken] or values
        fields.append((name, free[int(rng.integers(len(free)))]))
    return fields


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.forms: list[Form] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Collect forms, and what belongs to the latest one."""
        named = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.forms.append(Form(named.get("action", "")))
        if not self.forms:
            return
        if "data-choose" in named:
            self.forms[-1].choose = int(named["data-choose"])
        if tag == "input" and "name" in named:
            self._input(self.forms[-1], named["name"], named)
        if tag == "select" and "name" in named:
            self.forms[-1].lists[named["name"]] = []
        if tag == "option" and self.forms[-1].lists and named.get("value"):
            [*self.forms[-1].lists.values()][-1].append(named["value"])

    def _input(self, form: Form, name: str, named: dict[str, str]) -> None:
        kind, value = named.get("type", "text"), named.get("value", "")
        if kind == "hidden":
            form.hidden.append((name, value))
        elif kind in ("radio", "checkbox"):
            form.choices.setdefault(name, []).append(value)
        else:
            form.typed.append(name)
