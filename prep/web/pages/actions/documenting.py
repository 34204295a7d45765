"""Documenting an action: what was done, in a form that may be left and taken up again."""

from collections.abc import Mapping
from uuid import UUID, uuid4

from flask import redirect, render_template, request, url_for

from prep.errors import Conflict, InvalidInput
from prep.services.actions.documenting import (
    LABELS,
    SAID,
    Draft,
    document_action,
    save_draft,
)
from prep.services.actions.evidence import EvidenceView
from prep.services.actions.page import ActionPage
from prep.services.confidentiality import EVIDENCE_FIELDS, LEVELS
from prep.web.clock import now
from prep.web.db import get_db
from prep.web.forms import optional_date_field, optional_number_field, text_field
from prep.web.login import current_learner, current_learner_id, login_required
from prep.web.pages.actions.blueprint import Answer, bp, page_of, to_action


@bp.get("/<uuid:action_id>/document")
@login_required
def document(action_id: UUID) -> Answer:
    """The form, filled with what was saved."""
    page = page_of(action_id)
    if page.action.stage == "dropped":
        return to_action(action_id)
    return _form(page, _stored(page))


@bp.post("/<uuid:action_id>/document")
@login_required
def save(action_id: UUID) -> Answer:
    """Keep a draft, or document it; what is wrong comes back with all that was typed."""
    is_draft = text_field("as") == "draft"
    db = get_db()
    try:
        (_save_draft if is_draft else _document)(action_id)
    except InvalidInput as error:
        db.rollback()
        return _form(page_of(action_id), dict(request.form), error), 422
    except Conflict as conflict:  # another tab was quicker
        db.rollback()
        told = InvalidInput("as", str(conflict))
        typed = {name: text for name, text in request.form.items() if name != "revision"}
        return _form(page_of(action_id), typed, told), 409
    db.commit()
    if is_draft:
        return redirect(url_for("actions.document", action_id=action_id, saved=1), 303)
    return to_action(action_id)


def _save_draft(action_id: UUID) -> None:
    draft = _draft(page_of(action_id))
    save_draft(get_db(), current_learner_id(), action_id, draft, evidence_id=uuid4(), now=now())


def _document(action_id: UUID) -> None:
    learner = current_learner()
    document_action(
        get_db(),
        learner.id,
        action_id,
        _draft(page_of(action_id)),
        evidence_id=uuid4(),
        today=learner.today(now()),
        now=now(),
    )


def _draft(page: ActionPage) -> Draft:
    """What the form holds. Line ends come as two characters from browsers, and count as one."""
    return Draft(
        wordings={name: _text(name) for name in EVIDENCE_FIELDS},
        redacted={name: _text(f"redacted-{name}") for name in EVIDENCE_FIELDS},
        hours=optional_number_field("hours", "Hours"),
        began_on=optional_date_field("began_on", "From"),
        ended_on=optional_date_field("ended_on", "To"),
        confidentiality=text_field("confidentiality", "private"),
        rubric=[text_field(f"rubric-{n}") for n, _ in enumerate(page.rubric, start=1)],
        reflection=[_text(f"reflection-{n}") for n, _ in enumerate(page.questions, start=1)],
        revision=request.form.get("revision"),
    )


def _text(name: str) -> str:
    return text_field(name).replace("\r\n", "\n")


def _form(page: ActionPage, values: Mapping[str, object], error: InvalidInput | None = None) -> str:
    return render_template(
        "actions/document.html",
        page=page,
        action=page.action,
        evidence=page.evidence,
        values=values,
        error=error,
        is_saved="saved" in request.args,
        labels=LABELS,
        levels=LEVELS,
        said=SAID,
    )


def _stored(page: ActionPage) -> dict[str, object]:
    """What the form shows at first: what was saved, else the exercise's template."""
    evidence, product = page.evidence, page.action.exercise.produce
    if evidence is None:
        return {"title": product.name, "artefact_text": product.template}
    values = {**evidence.wordings, **_facts(evidence), **_judged(evidence)}
    if not page.action.documented_at:
        values["artefact_text"] = values["artefact_text"] or product.template
    return values


def _facts(evidence: EvidenceView) -> dict[str, object]:
    hours = "" if evidence.hours is None else f"{evidence.hours:g}"
    redacted = {f"redacted-{name}": text for name, text in evidence.redacted.items()}
    return {
        **redacted,
        "hours": hours,
        "began_on": evidence.began_on or "",
        "ended_on": evidence.ended_on or "",
        "confidentiality": evidence.confidentiality,
    }


def _judged(evidence: EvidenceView) -> dict[str, object]:
    said = {f"rubric-{n}": e["said"] for n, e in enumerate(evidence.rubric, start=1)}
    told = {f"reflection-{n}": e["answer"] for n, e in enumerate(evidence.reflection, start=1)}
    return {**said, **told}
