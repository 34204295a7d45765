"""Mechanical rules for exercises that loaded cleanly.

They cannot see whether an exercise trains judgement or paperwork; a reader must.
"""

import re
from collections.abc import Iterator

from prep.content.bank import BankSet, Problem
from prep.content.exercise import Exercise
from prep.content.text import length_message

NAME_LETTERS = (20, 70)
SUMMARY_LETTERS = (80, 300)
ROLE_LETTERS = (60, 320)
ASK_WORDS = (50, 110)
LEAST_WORDS = {
    "preparation": 5, "steps": 10, "done_when": 5, "rubric": 5, "reflection": 6,
    "confidentiality": 6,
}  # fmt: skip
"""Of every entry of these lists: less is a heading, not a sentence that helps."""
TEMPLATE_WORDS = 15
EXAMPLE_WORDS = 60
LONGEST = 1000

BLANK = re.compile(r"<[^<>=\s][^<>]*>")
"""What the learner fills in."""
_UNNAMED_COLUMN = re.compile(r"^ *\|(?:.*\|)? *\|.*\n *\|[ :]*-", re.MULTILINE)
"""An empty cell in the line above a table's rule."""
_NUMBER = re.compile(
    r"\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|half|twice|third)\b",
    re.IGNORECASE,
)


def exercise_problems(banks: BankSet) -> Iterator[Problem]:
    """Every breach of the rules, exercise by exercise."""
    for exercise in banks.exercises:
        for field, message in (
            *_lengths(exercise),
            *_entries(exercise),
            *_blanks(exercise),
            *_tables(exercise),
            *_bullet(exercise),
        ):
            yield Problem(exercise.path, field, message)


def _lengths(exercise: Exercise) -> Iterator[tuple[str, str]]:
    texts = {"name": (exercise.name, NAME_LETTERS), "summary": (exercise.summary, SUMMARY_LETTERS)}
    texts |= {f"roles.{role}": (text, ROLE_LETTERS) for role, text in exercise.roles.items()}
    for field, (text, (low, high)) in texts.items():
        if not low <= len(text) <= high:
            fix = "write more" if len(text) < low else "shorten it"
            yield field, f"has {len(text)} characters, wanted {low} to {high}; {fix}"
    if message := length_message("the message", exercise.ask, *ASK_WORDS):
        yield "ask", message
    if len(set(exercise.roles.values())) < len(exercise.roles):
        yield "roles", "says the same of two jobs; name a concrete object of each"


def _entries(exercise: Exercise) -> Iterator[tuple[str, str]]:
    for field, least in LEAST_WORDS.items():
        for number, text in enumerate(getattr(exercise, field), start=1):
            if message := length_message("the entry", text, least, LONGEST):
                yield f"{field}[#{number}]", message
    for field, text, least in (
        ("produce.template", exercise.produce.template, TEMPLATE_WORDS),
        ("produce.example", exercise.produce.example, EXAMPLE_WORDS),
    ):
        if message := length_message("the text", text, least, LONGEST):
            yield field, message


def _blanks(exercise: Exercise) -> Iterator[tuple[str, str]]:
    for field, text in (
        ("produce.template", exercise.produce.template),
        ("bullet.pattern", exercise.bullet.pattern),
    ):
        if not BLANK.search(text):
            yield field, "has no <blank>; mark what the learner fills in"
    for field, text in (
        ("produce.example", exercise.produce.example),
        ("bullet.before", exercise.bullet.before),
        ("bullet.after", exercise.bullet.after),
    ):
        if blank := BLANK.search(text):
            yield field, f"still has the blank {blank[0]}; fill it in"


def _tables(exercise: Exercise) -> Iterator[tuple[str, str]]:
    """Columns without a name: who hears the table read out does not know what a cell is."""
    for field in ("template", "example"):
        if _UNNAMED_COLUMN.search(getattr(exercise.produce, field)):
            yield f"produce.{field}", "has a table with an empty head cell; name the column"


def _bullet(exercise: Exercise) -> Iterator[tuple[str, str]]:
    if not _NUMBER.search(exercise.bullet.after):
        yield "bullet.after", "has no number; give the result one"
