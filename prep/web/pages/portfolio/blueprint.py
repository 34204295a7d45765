"""What all pages of the portfolio share."""

from uuid import UUID

from flask import Blueprint, redirect, request, url_for
from werkzeug.wrappers import Response

from prep.errors import NotFound
from prep.services.portfolio.written import Origin
from prep.web.forms import text_field

Answer = str | Response | tuple[str, int]

bp = Blueprint("portfolio", __name__, url_prefix="/portfolio")


def origin_asked() -> Origin:
    """What ?evidence= or ?project= names. Raises NotFound for what is no id."""
    for name in ("evidence", "project"):
        value = request.args.get(name)
        if value:
            return Origin(**{f"{name}_id": _id(value)})
    return Origin()


def typed(name: str) -> str:
    """A text of several lines. Line ends come as two characters from browsers, and count as one."""
    return text_field(name).replace("\r\n", "\n")


def to_index(saved: str) -> Response:
    """On to the first page, which says what happened."""
    return redirect(url_for("portfolio.index", saved=saved), 303)


def _id(value: str) -> UUID:
    try:
        return UUID(value)
    except ValueError:
        raise NotFound("no such id") from None
