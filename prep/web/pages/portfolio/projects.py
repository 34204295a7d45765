"""The project inventory: one project, its form, and taking it out."""

from collections.abc import Mapping
from uuid import UUID

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from prep.errors import Conflict, InvalidInput
from prep.services.confidentiality import LEVELS, PROJECT_FIELDS
from prep.services.portfolio import projects
from prep.services.portfolio.overview import get_project_page
from prep.services.portfolio.project_words import APPROACHES, FORGOTTEN, KINDS
from prep.web.clock import now
from prep.web.db import get_db
from prep.web.forms import optional_date_field, text_field, uuid_field
from prep.web.login import current_learner, current_learner_id, login_required
from prep.web.pages.portfolio.blueprint import Answer, bp, to_index, typed


@bp.get("/projects/new")
@login_required
def new_project() -> str:
    """A project that is not written down yet, with questions that bring forgotten ones back."""
    return _form(None, {})


@bp.post("/projects/new")
@login_required
def add_project() -> Answer:
    """Write a project down."""
    return _save(None)


@bp.get("/projects/<uuid:project_id>")
@login_required
def project(project_id: UUID) -> str:
    """One project with its evidence, bullets and stories."""
    return render_template(
        "portfolio/project.html",
        page=get_project_page(get_db(), current_learner_id(), project_id),
        levels=LEVELS,
        saved=request.args.get("saved"),
    )


@bp.get("/projects/<uuid:project_id>/edit")
@login_required
def edit_project(project_id: UUID) -> str:
    """A project to be changed."""
    return _form(
        project_id, _stored(projects.get_entry(get_db(), current_learner_id(), project_id))
    )


@bp.post("/projects/<uuid:project_id>/edit")
@login_required
def save_project(project_id: UUID) -> Answer:
    """Change a project."""
    projects.get_entry(get_db(), current_learner_id(), project_id)
    return _save(project_id)


@bp.get("/projects/<uuid:project_id>/delete")
@login_required
def deleting_project(project_id: UUID) -> str:
    """Ask before a project is taken out, and say what is kept."""
    return _deleting(project_id)


@bp.post("/projects/<uuid:project_id>/delete")
@login_required
def delete_project(project_id: UUID) -> Answer:
    """Take a project out; what belongs to it is kept."""
    db = get_db()
    try:
        projects.delete_project(db, current_learner_id(), project_id)
    except Conflict as conflict:
        db.rollback()
        return _deleting(project_id, str(conflict)), 409
    db.commit()
    return to_index("project-deleted")


def _save(project_id: UUID | None) -> Answer:
    db, learner = get_db(), current_learner()
    try:
        saved_id = project_id or uuid_field("project_id")
        today = learner.today(now())
        projects.save_project(db, learner.id, saved_id, _entry(), today=today, now=now())
    except InvalidInput as error:
        db.rollback()
        return _form(project_id, dict(request.form), error), 422
    db.commit()
    return _to_project(saved_id)


def _to_project(project_id: UUID) -> Response:
    return redirect(url_for("portfolio.project", project_id=project_id, saved="project"), 303)


def _entry() -> projects.ProjectEntry:
    return projects.ProjectEntry(
        wordings={name: typed(name) for name in PROJECT_FIELDS},
        redacted={name: typed(f"redacted-{name}") for name in projects.REDACTED_FIELDS},
        public_name=text_field("public_name"),
        kind=text_field("kind"),
        approach=text_field("approach"),
        began_on=optional_date_field("began_on", "First day"),
        ended_on=optional_date_field("ended_on", "Last day"),
        deadline_on=optional_date_field("deadline_on", "Deadline"),
        confidentiality=text_field("confidentiality", "private"),
    )


def _stored(entry: projects.ProjectEntry) -> dict[str, object]:
    return {
        **entry.wordings,
        **{f"redacted-{name}": text for name, text in entry.redacted.items()},
        "public_name": entry.public_name,
        "kind": entry.kind,
        "approach": entry.approach,
        "began_on": entry.began_on,
        "ended_on": entry.ended_on or "",
        "deadline_on": entry.deadline_on or "",
        "confidentiality": entry.confidentiality,
    }


def _form(
    project_id: UUID | None, values: Mapping[str, object], error: InvalidInput | None = None
) -> str:
    return render_template(
        "portfolio/project_form.html",
        project_id=project_id,
        values=values,
        error=error,
        kinds=KINDS,
        approaches=APPROACHES,
        labels=projects.LABELS,
        levels=LEVELS,
        forgotten=FORGOTTEN,
    )


def _deleting(project_id: UUID, refusal: str = "") -> str:
    page = get_project_page(get_db(), current_learner_id(), project_id)
    return render_template("portfolio/project_delete.html", page=page, refusal=refusal)
