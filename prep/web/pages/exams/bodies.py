"""What the exam room's pages send, and what they get back as data."""

from dataclasses import asdict
from typing import Any
from uuid import UUID

from flask import jsonify, request, url_for
from marshmallow import Schema, fields
from werkzeug.wrappers import Response

from prep.learning.items import Confidence
from prep.services.exams.saving import GivenSave
from prep.services.exams.views import ClockView, SavedView, SaveView
from prep.web.bodies import Words, json_body
from prep.web.forms import (
    int_field,
    optional_choice_field,
    optional_int_field,
    raw_fields,
    text_field,
)

OWN_FIELDS = frozenset(
    ("csrf_token", "revision", "is_flagged", "struck", "note", "confidence", "elapsed_ms", "go")
)
"""Fields of the page's form that are no part of the answer."""


class SaveSchema(Schema):
    """What stands at a position of a page."""

    tab = fields.UUID(required=True)
    revision = fields.Integer(required=True, strict=True)
    raw = fields.Dict(keys=Words(), values=fields.List(Words()), required=True)
    is_flagged = fields.Boolean(required=True)
    struck = fields.List(Words(), required=True)
    note = Words(required=True)
    confidence = fields.Enum(Confidence, by_value=True, required=True, allow_none=True)
    elapsed_ms = fields.Integer(required=True, strict=True)


class TakeSchema(Schema):
    """Which page asks."""

    tab = fields.UUID(required=True)


SAVE = SaveSchema()
TAKE = TakeSchema()


def save_from_json() -> GivenSave:
    """A save that a script sent. Raises InvalidInput."""
    return GivenSave(**json_body(SAVE))


def save_from_form() -> GivenSave:
    """A save that a form sent without a script. Raises InvalidInput."""
    return GivenSave(
        tab=None,
        revision=int_field("revision", "Revision"),
        raw={name: values for name, values in raw_fields().items() if name not in OWN_FIELDS},
        is_flagged=text_field("is_flagged") == "1",
        struck=request.form.getlist("struck"),
        note=text_field("note").replace("\r\n", "\n"),
        confidence=optional_choice_field("confidence", Confidence, "Sure or unsure"),
        elapsed_ms=optional_int_field("elapsed_ms") or 0,
    )


def save_json(saved: SaveView) -> Response:
    """The answer to a save."""
    standing = _standing(saved.standing)
    return jsonify(
        position=saved.position,
        is_stored=saved.is_stored,
        revision=standing["revision"],
        completeness=saved.completeness,
        saved_at=standing["saved_at"],
        seconds_left=saved.seconds_left,
        server_time=saved.server_time.isoformat(),
        standing=standing,
    )


def clock_json(attempt_id: UUID, clock: ClockView) -> Response:
    """The clocks, and the page to go on at."""
    return jsonify(
        stage=clock.stage,
        section=clock.section,
        seconds_left=clock.seconds_left,
        break_seconds_left=clock.break_seconds_left,
        deadline_at=clock.deadline_at.isoformat(),
        server_time=clock.server_time.isoformat(),
        tab=clock.tab,
        next_url=url_for("exams.resume", attempt_id=attempt_id),
    )


def _standing(saved: SavedView) -> dict[str, Any]:
    return {**asdict(saved), "saved_at": saved.saved_at and saved.saved_at.isoformat()}
