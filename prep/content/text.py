"""Measuring texts the way the item-writing guide does."""

import re

_WORD = re.compile(r"[A-Za-z0-9][\w'’%,.-]*")
_BLANK_OR_SIGN = re.compile(r"[^a-z0-9%$.]+")


def word_count(text: str) -> int:
    """Number of words; a figure such as 1,200.5 is one word."""
    return len(_WORD.findall(text))


def normalised(text: str) -> str:
    """Lower case, one blank between words, no punctuation: equal for texts that read the same."""
    return _BLANK_OR_SIGN.sub(" ", text.lower()).strip(" .")


def length_message(what: str, text: str, low: int, high: int) -> str | None:
    """What to do about a text that is too short or too long; None when it fits."""
    count = word_count(text)
    if low <= count <= high:
        return None
    fix = "write more" if count < low else "shorten it"
    return f"{what} has {count} words, wanted {low} to {high}; {fix}"


def final_sentence(text: str) -> str:
    """The last sentence: in a stem, the question."""
    return re.split(r"(?<=[.!?])\s+", text.strip())[-1]
