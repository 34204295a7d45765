"""The head of a résumé, and the education that an application asks for."""

from flask import redirect, render_template, url_for

from prep.errors import InvalidInput
from prep.services.ledger import profile
from prep.web.clock import now
from prep.web.db import get_db
from prep.web.forms import text_field
from prep.web.login import current_learner_id, login_required
from prep.web.pages.ledger.blueprint import Answer, bp


@bp.get("/profile")
@login_required
def head() -> str:
    """The head of the résumé, and the education."""
    return _profile_page(profile.get_profile(get_db(), current_learner_id()))


@bp.post("/profile")
@login_required
def save_head() -> Answer:
    """Keep the head."""
    texts = {name: text_field(name) for name in profile.LIMITS}
    given = profile.Profile(**texts, education=text_field("education") or None)
    db = get_db()
    try:
        profile.save_profile(db, current_learner_id(), given, now=now())
    except InvalidInput as error:
        db.rollback()
        return _profile_page(given, error), 422
    db.commit()
    return redirect(url_for("ledger.index", saved="profile"), 303)


def _profile_page(given: profile.Profile, error: InvalidInput | None = None) -> str:
    return render_template(
        "ledger/profile.html",
        profile=given,
        limits=profile.LIMITS,
        levels=profile.EDUCATION,
        error=error,
    )
