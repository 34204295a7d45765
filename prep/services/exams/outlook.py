"""What beginning a mock exam now would mean: for its forecast, and for the full exams left."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from prep.services.forecasting import forecast_shortage
from prep.services.forms import next_form


@dataclass(frozen=True, slots=True)
class Outlook:
    """Computed from the very form that would be given.

    forecast_shortage: why it would not be forecast, None where it would. full_exams: how many full
    exams of new questions could be sat now, one after the other; full_exams_after: after this one.
    """

    forecast_shortage: str | None
    full_exams: int
    full_exams_after: int


def find_outlook(
    db: Session, learner_id: int, certification_id: str, kind: str, *, now: datetime
) -> Outlook | None:
    """The outlook on an exam of a kind; None where the learner cannot be given one.

    Raises InvalidInput for an unknown kind.
    """
    form = next_form(db, learner_id, certification_id, kind)
    if form is None:
        return None
    return Outlook(
        forecast_shortage(db, learner_id, certification_id, form.versions, now),
        form.full_exams,
        form.full_exams_after,
    )
