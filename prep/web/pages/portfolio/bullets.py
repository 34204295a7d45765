"""The bullet workshop: two wordings side by side, with hints from rules beside them."""

from collections.abc import Mapping
from uuid import UUID

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from prep.errors import InvalidInput
from prep.services.portfolio import bullets
from prep.services.portfolio.hints.review import review_wording
from prep.services.portfolio.project_words import KINDS
from prep.services.portfolio.workshop import begin_bullet, get_bench
from prep.services.portfolio.written import Origin, parse_origin
from prep.web.clock import now
from prep.web.db import get_db
from prep.web.forms import text_field, uuid_field
from prep.web.login import current_learner_id, login_required
from prep.web.pages.portfolio.blueprint import Answer, bp, origin_asked, to_index, typed


@bp.get("/bullets/new")
@login_required
def new_bullet() -> str:
    """An empty bench, or one with the words of ?evidence= on it."""
    return _bench(None, begin_bullet(get_db(), current_learner_id(), origin_asked()))


@bp.post("/bullets/new")
@login_required
def add_bullet() -> Answer:
    """Write a bullet down, or only check its wording."""
    return _save(None)


@bp.get("/bullets/<uuid:bullet_id>")
@login_required
def bullet(bullet_id: UUID) -> str:
    """A bullet on the bench."""
    return _bench(bullet_id, bullets.get_entry(get_db(), current_learner_id(), bullet_id))


@bp.post("/bullets/<uuid:bullet_id>")
@login_required
def save_bullet(bullet_id: UUID) -> Answer:
    """Change a bullet, or only check its wording."""
    bullets.get_entry(get_db(), current_learner_id(), bullet_id)
    return _save(bullet_id)


@bp.post("/bullets/check")
@login_required
def check_wording() -> Answer:
    """The hints on a wording, as a part of a page; nothing is kept."""
    try:
        wording, error = bullets.checked_wording(typed("project_wording")), None
    except InvalidInput as problem:
        wording, error = "", problem
    part = render_template("portfolio/hints.html", review=review_wording(wording), problem=error)
    return (part, 422) if error else part


@bp.post("/bullets/<uuid:bullet_id>/export")
@login_required
def mark_bullet(bullet_id: UUID) -> Response:
    """Mark whether an export may take it."""
    db = get_db()
    is_exported = text_field("is_exported") == "yes"
    bullets.mark_bullet(db, current_learner_id(), bullet_id, is_exported=is_exported)
    db.commit()
    return redirect(url_for("portfolio.index", _anchor="bullets"), 303)


@bp.post("/bullets/<uuid:bullet_id>/delete")
@login_required
def delete_bullet(bullet_id: UUID) -> Response:
    """Take a bullet out."""
    db = get_db()
    bullets.delete_bullet(db, current_learner_id(), bullet_id)
    db.commit()
    return to_index("bullet-deleted")


def _save(bullet_id: UUID | None) -> Answer:
    db = get_db()
    try:
        saved_id = bullet_id or uuid_field("bullet_id")
        entry = bullets.BulletEntry(
            typed("it_wording"), typed("project_wording"), parse_origin(text_field("origin"))
        )
        if text_field("as") == "check":
            bullets.checked_wording(entry.project_wording)
            return _bench(bullet_id, entry, values=request.form)
        bullets.save_bullet(db, current_learner_id(), saved_id, entry, now=now())
    except InvalidInput as error:
        db.rollback()
        return _bench(bullet_id, _typed_entry(), values=request.form, error=error), 422
    db.commit()
    return to_index("bullet")


def _typed_entry() -> bullets.BulletEntry:
    """What was typed, its origin only if there is such a thing."""
    try:
        origin = parse_origin(text_field("origin"))
    except InvalidInput:
        origin = Origin()
    return bullets.BulletEntry(typed("it_wording"), typed("project_wording"), origin)


def _bench(
    bullet_id: UUID | None,
    entry: bullets.BulletEntry,
    *,
    values: Mapping[str, str] | None = None,
    error: InvalidInput | None = None,
) -> str:
    is_short = len(entry.project_wording) <= bullets.LONGEST_PROJECT
    return render_template(
        "portfolio/bullet.html",
        bullet_id=bullet_id,
        entry=entry,
        id_sent=(values or {}).get("bullet_id"),
        bench=get_bench(get_db(), current_learner_id(), entry.origin),
        review=review_wording(entry.project_wording) if is_short else None,
        kinds=KINDS,
        longest=bullets.LONGEST_PROJECT,
        error=error,
    )
