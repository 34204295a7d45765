"""Checks that the forms of the ledger share: every complaint names the field and the fix."""

from datetime import date

from prep.errors import InvalidInput
from prep.storage.base import NUL

EARLIEST = date(1950, 1, 1)


def checked_text(field: str, label: str, text: str, longest: int) -> str:
    """The text without outer blanks. Raises InvalidInput when it is too long to be stored."""
    stripped = text.strip()
    if len(stripped) > longest:
        raise InvalidInput(field, f"{label}: at most {longest} characters; shorten it.")
    if NUL in stripped:
        raise InvalidInput(field, f"{label}: holds a character that cannot be kept; write it anew.")
    return stripped


def required_text(field: str, label: str, text: str, longest: int) -> str:
    """The same for a text that must not be empty."""
    checked = checked_text(field, label, text, longest)
    if not checked:
        raise InvalidInput(field, f"{label}: write it.")
    return checked


def past_day(field: str, label: str, on: date | None, today: date) -> date:
    """A day that was given and is over or today. Raises InvalidInput."""
    if on is None:
        raise InvalidInput(field, f"{label}: choose a date.")
    if on > today:
        raise InvalidInput(
            field, f"{label}: that is in the future. Choose today or an earlier day."
        )
    if on < EARLIEST:
        raise InvalidInput(field, f"{label}: choose a date after {EARLIEST.year - 1}.")
    return on
