"""What in a text may have to stay confidential, by its form: a warning before it is shared."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

MOST_LISTED = 12
"""So many finds are listed at most: more would not be read."""


@dataclass(frozen=True, slots=True)
class ConfidentialHint:
    """One find. kind: what it looks like, in words. text: as it stands there."""

    kind: str
    text: str


_EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_BYTE = r"(?:25[0-5]|2[0-4]\d|1?\d?\d)"
_IPV4 = re.compile(rf"(?<![\w.]){_BYTE}(?:\.{_BYTE}){{3}}(?![\w.]*\d)")
_IPV6 = re.compile(r"(?<![\w:])(?:[0-9a-f]{1,4}:){3,7}(?::|[0-9a-f]{1,4})(?![\w:])", re.IGNORECASE)
_ENDINGS = "com|net|org|int|io|dev|app|cloud|local|lan|corp|internal|intranet|eu|uk|de|at|ch|fr|us"
_DOMAIN = re.compile(
    rf"(?<![\w@.-])(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+(?:{_ENDINGS})(?![\w-])", re.IGNORECASE
)
_MACHINE = re.compile(
    r"\b(?:srv|server|host|node|dc|db|sql|web|app|mail|mx|dns|file|print|vm|esx|nas|san|sw|rtr|fw|"
    r"vpn|proxy)[a-z]*(?:[-_][a-z]+){0,8}[-_]?\d{1,4}\b",
    re.IGNORECASE,
)
_PHONE = re.compile(r"(?<![\w.,+-])(?:\+|00|0|\()\d[\d ()/.-]{6,17}\d(?![\w-])")
_CURRENCY = r"(?:[$€£¥]|EUR|USD|GBP|CHF|CAD|AUD)"
_FIGURE = r"\d[\d.,' ’]{0,30}\d"
_AMOUNT = re.compile(rf"{_CURRENCY}\s?{_FIGURE}|\b{_FIGURE}\s?{_CURRENCY}(?!\w)")
_DATE = re.compile(r"^\D*\d{1,2}[./-]\d{1,2}[./-]\d{2,4}\D*$|^\d{4}-\d{2}-\d{2}")


def confidential_hints(texts: Iterable[str]) -> tuple[ConfidentialHint, ...]:
    """Email and IP addresses, host names, telephone numbers and large amounts, each once.

    It goes by form alone: it misses what has none, such as a customer's name, and may take a
    version number for an address.
    """
    found = dict.fromkeys(hint for text in texts for hint in _hints_in(text))
    return tuple(found)[:MOST_LISTED]


def _hints_in(text: str) -> Iterator[ConfidentialHint]:
    for kind, pattern in (
        ("email address", _EMAIL),
        ("IP address", _IPV4),
        ("IP address", _IPV6),
        ("host name", _DOMAIN),
        ("host name", _MACHINE),
    ):
        for match in pattern.finditer(text):
            yield ConfidentialHint(kind, match.group())
    for match in _PHONE.finditer(text):
        if _is_telephone(match.group()):
            yield ConfidentialHint("telephone number", match.group())
    for match in _AMOUNT.finditer(text):
        if sum(character.isdigit() for character in match.group()) > 5:
            yield ConfidentialHint("amount of money", match.group().strip())


def _is_telephone(text: str) -> bool:
    """Dates and addresses of machines look alike, and are none."""
    digits = sum(character.isdigit() for character in text)
    return 8 <= digits <= 15 and not _DATE.match(text) and not _IPV4.search(text)
