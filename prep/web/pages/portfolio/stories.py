"""Stories for an interview."""

from collections.abc import Mapping
from uuid import UUID

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from prep.errors import InvalidInput
from prep.services.portfolio import stories
from prep.services.portfolio.workshop import begin_story, get_bench, questions_by_gap
from prep.services.portfolio.written import Origin, parse_origin
from prep.web.clock import now
from prep.web.db import get_db
from prep.web.forms import text_field, uuid_field
from prep.web.login import current_learner_id, login_required
from prep.web.pages.portfolio.blueprint import Answer, bp, origin_asked, to_index, typed


@bp.get("/stories/new")
@login_required
def new_story() -> str:
    """An empty story, or one with the words of ?evidence=, for ?question= if there is one."""
    asked = request.args.get("question", "")
    return _form(None, begin_story(get_db(), current_learner_id(), origin_asked(), asked))


@bp.post("/stories/new")
@login_required
def add_story() -> Answer:
    """Write a story down."""
    return _save(None)


@bp.get("/stories/<uuid:story_id>")
@login_required
def story(story_id: UUID) -> str:
    """A story to read or change."""
    return _form(story_id, stories.get_entry(get_db(), current_learner_id(), story_id))


@bp.post("/stories/<uuid:story_id>")
@login_required
def save_story(story_id: UUID) -> Answer:
    """Change a story."""
    stories.get_entry(get_db(), current_learner_id(), story_id)
    return _save(story_id)


@bp.post("/stories/<uuid:story_id>/export")
@login_required
def mark_story(story_id: UUID) -> Response:
    """Mark whether an export may take it."""
    db = get_db()
    is_exported = text_field("is_exported") == "yes"
    stories.mark_story(db, current_learner_id(), story_id, is_exported=is_exported)
    db.commit()
    return redirect(url_for("portfolio.index", _anchor="stories"), 303)


@bp.post("/stories/<uuid:story_id>/delete")
@login_required
def delete_story(story_id: UUID) -> Response:
    """Take a story out."""
    db = get_db()
    stories.delete_story(db, current_learner_id(), story_id)
    db.commit()
    return to_index("story-deleted")


def _save(story_id: UUID | None) -> Answer:
    db = get_db()
    try:
        saved_id = story_id or uuid_field("story_id")
        entry = _entry(parse_origin(text_field("origin")))
        stories.save_story(db, current_learner_id(), saved_id, entry, now=now())
    except InvalidInput as error:
        db.rollback()
        return _form(story_id, _entry(Origin()), values=request.form, error=error), 422
    db.commit()
    return to_index("story")


def _entry(origin: Origin) -> stories.StoryEntry:
    return stories.StoryEntry(
        title=text_field("title"),
        question=text_field("question"),
        parts={name: typed(name) for name in stories.PARTS},
        origin=origin,
    )


def _form(
    story_id: UUID | None,
    entry: stories.StoryEntry,
    *,
    values: Mapping[str, str] | None = None,
    error: InvalidInput | None = None,
) -> str:
    bench = get_bench(get_db(), current_learner_id(), entry.origin)
    return render_template(
        "portfolio/story.html",
        story_id=story_id,
        entry=entry,
        origin=(values or {}).get("origin", str(entry.origin)),
        id_sent=(values or {}).get("story_id"),
        bench=bench,
        questions=questions_by_gap(bench.pattern.gap if bench.pattern else ""),
        parts=stories.PARTS,
        hints=stories.HINTS,
        words_a_minute=stories.WORDS_A_MINUTE,
        time=stories.time_to_tell(stories.minutes_to_tell(entry.parts)),
        error=error,
    )
