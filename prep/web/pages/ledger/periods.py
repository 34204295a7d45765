"""Writing periods of leading work down, and changing them."""

from collections.abc import Mapping
from uuid import UUID

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from prep.errors import InvalidInput
from prep.learning.blueprint import Domain
from prep.services.ledger import periods
from prep.services.ledger.overview import get_ledger
from prep.services.ledger.rules import experience_rules, list_rules
from prep.web.clock import now
from prep.web.db import get_db
from prep.web.forms import optional_date_field, optional_number_field, text_field, uuid_field
from prep.web.login import current_learner, current_learner_id, login_required
from prep.web.pages.ledger.blueprint import Answer, bp


@bp.get("/periods/new")
@login_required
def new_period() -> str:
    """A period that is not written down yet, of ?project= if there is one."""
    return _period_page(values={"project_id": request.args.get("project", "")})


@bp.post("/periods/new")
@login_required
def add_period() -> Answer:
    """Write a period down."""
    return _save_period(None)


@bp.get("/periods/<uuid:period_id>")
@login_required
def period(period_id: UUID) -> str:
    """A period to look at or change."""
    entry = periods.get_entry(get_db(), current_learner_id(), period_id)
    values = {
        "project_id": entry.project_id,
        "began_on": entry.began_on,
        "ended_on": entry.ended_on,
        "description": entry.description,
        **{f"hours-{domain}": f"{hours:.12g}" for domain, hours in entry.hours.items()},
    }
    return _period_page(period_id, values)


@bp.post("/periods/<uuid:period_id>")
@login_required
def save_period(period_id: UUID) -> Answer:
    """Change a period."""
    periods.get_entry(get_db(), current_learner_id(), period_id)
    return _save_period(period_id)


@bp.post("/periods/<uuid:period_id>/delete")
@login_required
def delete_period(period_id: UUID) -> Response:
    """Take a period out."""
    db = get_db()
    periods.delete_period(db, current_learner_id(), period_id)
    db.commit()
    return redirect(url_for("ledger.index", saved="deleted"), 303)


def _save_period(period_id: UUID | None) -> Answer:
    db, learner = get_db(), current_learner()
    domains = [domain.id for domain in _domains()]
    try:
        periods.save_period(
            db,
            learner.id,
            period_id or uuid_field("period_id"),
            _period_entry(domains),
            domains=domains,
            today=learner.today(now()),
            now=now(),
        )
    except InvalidInput as error:
        db.rollback()
        return _period_page(period_id, request.form, error), 422
    db.commit()
    return redirect(url_for("ledger.index", saved="period"), 303)


def _period_entry(domains: list[str]) -> periods.PeriodEntry:
    hours = {domain: optional_number_field(f"hours-{domain}", "Hours") for domain in domains}
    try:
        project_id = UUID(text_field("project_id"))
    except ValueError:
        raise InvalidInput("project_id", "Choose a project.") from None
    return periods.PeriodEntry(
        project_id=project_id,
        began_on=optional_date_field("began_on", "First day"),
        ended_on=optional_date_field("ended_on", "Last day"),
        hours={domain: given for domain, given in hours.items() if given is not None},
        description=text_field("description"),
    )


def _period_page(
    period_id: UUID | None = None,
    values: Mapping[str, object] | None = None,
    error: InvalidInput | None = None,
) -> str:
    learner = current_learner()
    ledger = get_ledger(get_db(), learner.id, today=learner.today(now()))
    return render_template(
        "ledger/period.html",
        period_id=period_id,
        projects=ledger.projects,
        domains=_domains(),
        values=values or {},
        error=error,
        longest=periods.LONGEST_DESCRIPTION,
    )


def _domains() -> tuple[Domain, ...]:
    """The domains by which hours are told apart; none when no certification asks for months."""
    found = experience_rules(list_rules(get_db()))
    return found.domains if found else ()
