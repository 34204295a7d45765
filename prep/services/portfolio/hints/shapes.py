"""What the rules say of a wording, and how they look for words."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

DETERMINERS = frozenset({
    "a", "an", "the", "its", "their", "our", "my", "your", "his", "her", "this", "these", "those",
    "each", "every", "than", "as", "no", "any",
})  # fmt: skip
PREPOSITIONS = frozenset({
    "with", "at", "of", "for", "through", "by", "in", "on", "to", "under", "into", "from",
    "after", "before",
})  # fmt: skip
BEFORE_GERUNDS = frozenset({
    "by", "while", "and", "when", "after", "before", "through", "then",
})  # fmt: skip
NUMBER_WORDS = (
    "two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|"
    "seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|"
    "thousand|million"
)


@dataclass(frozen=True, slots=True)
class Point:
    """One point of the checklist. fix: what to do; empty when the point is there."""

    rule: str
    label: str
    is_present: bool
    message: str
    fix: str = ""


@dataclass(frozen=True, slots=True)
class Caution:
    """Something that weakens the wording or may have to stay confidential, quoted."""

    rule: str
    message: str
    fix: str


def quoted(text: str) -> str:
    """`“text”`, with its spaces made single."""
    return f"“{' '.join(text.split())}”"


def one_of(words: str) -> str:
    """A pattern of one of the words in a list that spaces part."""
    return f"(?:{'|'.join(words.split())})"


def nouns(words: str) -> str:
    """The same, each with or without its plural."""
    return one_of(words) + "(?:e?s)?"


def done(stems: str) -> str:
    """The same for stems of verbs: the past of each, or “doing” it."""
    return one_of(stems) + "(?:ed|ing)"


def word_pattern(*alternatives: str) -> re.Pattern[str]:
    """Finds any of the patterns in any case, but not within a longer or a hyphenated word."""
    return re.compile(rf"(?<![\w’'-])(?:{'|'.join(alternatives)})(?![\w’'-])", re.IGNORECASE)


def verbs_in(pattern: re.Pattern[str], text: str) -> Iterator[str]:
    """Matches used as verbs: “reduced it”, but not “a reduced team” or “two planned runs”."""
    for match in pattern.finditer(text):
        before = text[: match.start()].rstrip()
        if _is_verb(match.group(), _last_word(before), is_first=not before):
            yield match.group()


def _is_verb(found: str, before: str, *, is_first: bool) -> bool:
    if found.split()[0].lower().endswith("ing"):
        return is_first or before in BEFORE_GERUNDS
    is_counted = before.isdigit() or before in NUMBER_WORDS.split("|")
    return not (is_counted or before in DETERMINERS or before in PREPOSITIONS)


def _last_word(text: str) -> str:
    """The word at the end of a text in lower case; a comma there counts as “and”."""
    if text.endswith((",", ";", "–", "—")):
        return "and"
    match = re.search(r"[\w’']+$", text)
    return match.group().lower() if match else ""
