"""Reading form fields: every complaint names the field and the fix."""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from math import isfinite
from typing import TypeVar
from uuid import UUID

from flask import request

from prep.errors import InvalidInput

E = TypeVar("E", bound=StrEnum)
MOST = 10**9


def text_field(name: str, default: str = "") -> str:
    """The field as text without outer blanks."""
    return str(request.form.get(name, default)).strip()


def int_field(name: str, label: str) -> int:
    """A whole number of at most nine digits: one that every column and every sum can hold."""
    value = text_field(name)
    try:
        number = int(value)
    except ValueError:
        raise InvalidInput(name, f"{label}: write a whole number.") from None
    if abs(number) >= MOST:
        raise InvalidInput(name, f"{label}: write a number of at most nine digits.")
    return number


def optional_int_field(name: str) -> int | None:
    """A whole number, or None when the field is missing or is not one."""
    value = text_field(name)
    return int(value) if value.isdecimal() and len(value) < 10 else None


def optional_number_field(name: str, label: str) -> float | None:
    """A number with or without decimals, by point or comma, or None when the field is empty."""
    value = text_field(name).replace(",", ".")
    if not value:
        return None
    try:
        number = float(value)
    except ValueError:
        raise InvalidInput(name, f"{label}: write a number, such as 2.5.") from None
    if not isfinite(number) or abs(number) >= MOST:
        raise InvalidInput(name, f"{label}: write a number of at most nine digits.")
    return number


def optional_date_field(name: str, label: str) -> date | None:
    """A date as the browser sends it, or None when the field is empty."""
    value = text_field(name)
    if not value:
        return None
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise InvalidInput(name, f"{label}: write the date as year-month-day.") from None


def int_list_field(name: str, label: str) -> tuple[int, ...]:
    """All whole numbers of a group of check boxes."""
    try:
        return tuple(int(value) for value in request.form.getlist(name))
    except ValueError:
        raise InvalidInput(name, f"{label}: choose from the list.") from None


def choice_field(name: str, kind: type[E], label: str, default: str = "") -> E:
    """One of the values of an enumeration."""
    try:
        return kind(text_field(name, default))
    except ValueError:
        accepted = ", ".join(kind)
        raise InvalidInput(name, f"{label}: choose one of {accepted}.") from None


def optional_choice_field(name: str, kind: type[E], label: str) -> E | None:
    """One of the values of an enumeration, or None where none was chosen."""
    if len(request.form.getlist(name)) > 1:
        raise InvalidInput(name, f"{label}: choose one of them or neither.")
    return choice_field(name, kind, label) if text_field(name) else None


def uuid_field(name: str) -> UUID:
    """An id that the page made."""
    try:
        return UUID(text_field(name))
    except ValueError:
        raise InvalidInput(name, "The page's id is missing. Load the page again.") from None


def raw_fields() -> Mapping[str, list[str]]:
    """All fields with all their values, for the item types."""
    return request.form.to_dict(flat=False)
