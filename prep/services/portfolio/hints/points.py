"""The eight points of a bullet that says what was done, with whom and what came of it."""

import re
from collections.abc import Callable

from prep.services.portfolio.hints.jargon import jargon_in
from prep.services.portfolio.hints.numbers import numbers_in, uncounted
from prep.services.portfolio.hints.outcome import aim_in, outcome_in
from prep.services.portfolio.hints.scope import audience_in, scope_in
from prep.services.portfolio.hints.shapes import Point, quoted, verbs_in
from prep.services.portfolio.hints.verbs import COORDINATING, is_strong, is_weak

SHORTEST_WORDS = 12
LONGEST_WORDS = 35
MOST_TERMS = 3

_WORD = re.compile(r"[^\W_]+(?:[’'.,/&-][^\W_]+)*")


def words_in(text: str) -> list[str]:
    """The words of a text; a hyphenated one, and a figure, count once."""
    return _WORD.findall(text)


def check_opening(text: str) -> Point:
    """It begins with what was done, in the past."""
    label = "Begins with what you did"
    first, second = [*words_in(text), "", ""][:2]
    if is_strong(first):
        return Point("opening", label, True, f"It begins with {quoted(first)}.")
    if first.lower().endswith("ly") and is_strong(second):
        return Point(
            "opening",
            label,
            False,
            f"{quoted(first)} stands before the verb.",
            f"Begin with {quoted(second.capitalize())}.",
        )
    why = "which hides what you did" if is_weak(first) else "which is no verb in the past tense"
    return Point(
        "opening",
        label,
        False,
        f"It begins with {quoted(first)}, {why}.",
        "Begin with the deed: planned, agreed, led, moved, cut.",
    )


def check_coordination(text: str) -> Point:
    """It says that others were brought together."""
    found = next(verbs_in(COORDINATING, text), None)
    return _found(
        "coordination",
        "Says what you coordinated",
        found,
        "No verb says that you planned, agreed or led something with others.",
        "If you did, say it: coordinated, agreed, facilitated, negotiated, planned, led.",
    )


def check_outcome(text: str) -> Point:
    """It says what changed, or how it ended."""
    aim = aim_in(text)
    missing = f"{quoted(aim)} is an aim." if aim else "Nothing says what changed, or how it ended."
    return _found(
        "outcome",
        "Says what came of it",
        outcome_in(text),
        missing,
        "Say what happened in the end: what became faster, fewer, safer, or was kept.",
    )


def check_number(text: str) -> Point:
    """It counts something."""
    label = "Has a number"
    found, names = numbers_in(text), uncounted(text)
    if found:
        listed = ", ".join(quoted(one) for one in found[:MOST_TERMS])
        return Point("number", label, True, f"It counts: {listed}.")
    missing = "Nothing is counted."
    if names:
        missing = f"{quoted(names[0])} is a date, a version or a label; it counts nothing."
    fix = "Count what you know: how many, how long before and after, how much."
    return Point("number", label, False, missing, fix)


def check_scope(text: str) -> Point:
    """It says how large the work was."""
    return _found(
        "scope",
        "Says how large it was",
        scope_in(text),
        "Nothing says how large the work was.",
        "Say how many teams, sites, users, systems or weeks.",
    )


def check_audience(text: str) -> Point:
    """It says for whom."""
    return _found(
        "audience",
        "Says for whom",
        audience_in(text),
        "Nothing says for whom it was.",
        "Say who had something of it: “for 400 nurses”, “so that finance could close in time”.",
    )


def check_length(text: str) -> Point:
    """It is neither a label nor a paragraph."""
    count = len(words_in(text))
    message = f"It has {count} {'word' if count == 1 else 'words'}."
    if SHORTEST_WORDS <= count <= LONGEST_WORDS:
        return Point("length", "Is one good line", True, message)
    fix = "Say more: " if count < SHORTEST_WORDS else "Shorten it: "
    fix += f"{SHORTEST_WORDS} to {LONGEST_WORDS} words are read in one go."
    return Point("length", "Is one good line", False, message, fix)


def check_plain_words(text: str) -> Point:
    """A reader from another field knows its words."""
    label = "Is in plain words"
    found = list(jargon_in(text).items())
    if not found:
        return Point("plain", label, True, "No IT term that needs explaining was seen.")
    terms = ", ".join(quoted(term) for term, _ in found[:MOST_TERMS])
    plain = "; ".join(f"{term}: {meaning}" for term, meaning in found[:MOST_TERMS])
    message = f"A recruiter may not know {terms}."
    return Point("plain", label, False, message, f"Say what it did for people. {plain}.")


CHECKS: tuple[Callable[[str], Point], ...] = (
    check_opening,
    check_coordination,
    check_outcome,
    check_number,
    check_scope,
    check_audience,
    check_length,
    check_plain_words,
)
"""In the order in which they are shown."""


def _found(rule: str, label: str, found: str | None, missing: str, fix: str) -> Point:
    if found:
        return Point(rule, label, True, f"It says {quoted(found)}.")
    return Point(rule, label, False, missing, fix)
