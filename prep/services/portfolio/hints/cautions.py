"""What weakens a wording, and what in it may have to stay confidential."""

import re
from collections.abc import Callable, Iterator

from prep.services.confidential_hints import confidential_hints
from prep.services.portfolio.hints.shapes import Caution, one_of, quoted, word_pattern

_WEAK_OPENERS = re.compile(
    r"^\W*(?:i\s+(?:was\s+|have\s+been\s+)?|was\s+|been\s+)?(responsible\s+for|in\s+charge\s+of|"
    r"helped(?:\s+(?:with|to|out))?|assisted(?:\s+(?:with|in))?|worked\s+(?:on|with|as|in|for)|"
    r"participated(?:\s+in)?|involved\s+in|tasked\s+with|(?:my\s+)?duties\s+included|part\s+of|"
    r"(?:a\s+)?member\s+of|took\s+part\s+in|supported|contributed\s+to|dealt\s+with|handled|"
    r"in\s+my\s+role|my\s+(?:job|role|task)\s+was|had\s+to|looked\s+after|accountable\s+for|"
    r"tried\s+to|attended|assigned\s+to)\b",
    re.IGNORECASE,
)
_IRREGULAR = (
    "built|done|made|sent|set|run|led|taken|given|written|kept|held|shown|brought|put|cut|met|"
    "found|told|taught|chosen|drawn|driven|lost|sold|bought|paid|rebuilt|split|seen"
)
_ADJECTIVES = (
    "interested|excited|located|based|related|supposed|tired|pleased|concerned|satisfied|"
    "delighted|worried|used\\s+to|limited|dedicated|qualified|indeed"
)
_PASSIVE = re.compile(
    rf"(?<![\w-])(?:was|were|is|are|been|got)\s+(?:\w+ly\s+|also\s+|then\s+|not\s+)?"
    rf"(?!(?:{_ADJECTIVES})\b)(?:\w{{2,}}ed|{_IRREGULAR})\b(?!-)",
    re.IGNORECASE,
)
_FIRST_PERSON = re.compile(
    r"(?<![\w/.’'-])(?<!Phase )(?<!Type )(?<!Part )(?:I(?=[\s,’'])(?!/)|[Mm]y|[Mm]e|[Mm]ine|[Ww]e|"
    r"[Oo]ur|[Oo]urs|us|[Mm]yself|[Oo]urselves|i(?=\s(?:was|am|did|have|led|ran)\b))(?![\w/-])"
)
_VAGUE = word_pattern(
    one_of("various several many numerous multiple some countless hundreds dozens thousands"),
    one_of("significant substantial huge successful effective efficient") + "(?:ly)?",
    r"greatly|considerabl[ey]|stuff|things|etc\.?|day-to-day",
    r"lots?\s+of|a\s+lot|a\s+number\s+of|a\s+few|and\s+(?:much\s+)?more|and\s+so\s+on|as\s+needed",
    r"key\s+stakeholders|best\s+practices?",
)
_BLANK = re.compile(r"<[^<>\n]{1,80}>|\[[^\[\]\n]{1,80}\]|_{3,}|\bX{2,}\b|\bTBD\b|\?{2,}")


def weak_opener(text: str) -> Iterator[Caution]:
    """It begins by naming a duty or a place instead of a deed."""
    match = _WEAK_OPENERS.search(text)
    if match:
        yield Caution(
            "weak-opener",
            f"{quoted(match[1])} says where you stood, not what you did.",
            "Name your own part: what you planned, agreed, decided or made.",
        )


def passive_voice(text: str) -> Iterator[Caution]:
    """It hides who did it."""
    for found in _once(_PASSIVE, text):
        fix = "If it was you, say it: “moved”, not “was moved”."
        yield Caution("passive", f"{quoted(found)} hides who did it.", fix)


def first_person(text: str) -> Iterator[Caution]:
    """Bullets leave the first person out."""
    for found in _once(_FIRST_PERSON, text):
        fix = "A bullet leaves I, my and we out: begin with the verb."
        yield Caution("first-person", f"{quoted(found)} is not needed.", fix)


def vague_words(text: str) -> Iterator[Caution]:
    """Words in place of a count or a fact."""
    for found in _once(_VAGUE, text):
        fix = "Put the number or the name of the thing, or leave the word out."
        yield Caution("vague", f"{quoted(found)} leaves open how many or what.", fix)


def blanks(text: str) -> Iterator[Caution]:
    """Blanks of a pattern that nobody has filled."""
    for found in _once(_BLANK, text):
        fix = "Fill it with what you know, or take it out."
        yield Caution("blank", f"{quoted(found)} is still a blank.", fix)


def confidential(text: str) -> Iterator[Caution]:
    """What by its form may have to stay in the company; names of customers have none."""
    for hint in confidential_hints([text]):
        fix = "Say it without: “a supplier”, “a server of the payroll”."
        article = "an" if hint.kind[0] in "aeiI" else "a"
        message = f"{quoted(hint.text)} looks like {article} {hint.kind}."
        yield Caution("confidential", message, fix)


CHECKS: tuple[Callable[[str], Iterator[Caution]], ...] = (
    confidential,
    blanks,
    weak_opener,
    first_person,
    passive_voice,
    vague_words,
)
"""In the order in which they are shown."""


def _once(pattern: re.Pattern[str], text: str) -> list[str]:
    """What a pattern finds, each wording once whatever its case."""
    return list({match.group().lower(): match.group() for match in pattern.finditer(text)}.values())
