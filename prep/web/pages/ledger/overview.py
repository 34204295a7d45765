"""The ledger's first page: months and hours against what an application asks for."""

from flask import render_template, request

from prep.services.ledger.overview import get_ledger
from prep.services.ledger.profile import EDUCATION
from prep.services.ledger.rules import LIVE_RULE_FROM
from prep.web.clock import now
from prep.web.db import get_db
from prep.web.experience_strip import experience_strip, year_lines
from prep.web.login import current_learner, login_required
from prep.web.pages.ledger.blueprint import bp


@bp.get("")
@login_required
def index() -> str:
    """Months and hours against what an application asks for."""
    learner = current_learner()
    return render_template(
        "ledger/index.html",
        ledger=get_ledger(get_db(), learner.id, today=learner.today(now())),
        levels=EDUCATION,
        live_rule_from=LIVE_RULE_FROM,
        strip=experience_strip,
        year_lines=year_lines,
        saved=request.args.get("saved"),
    )
