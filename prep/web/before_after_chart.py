"""The chart of one task's mastery at two moments."""

from markupsafe import Markup

from prep.services.actions.comparing import BeforeAfter
from prep.services.actions.standing import Standing
from prep.web.interval_chart import IntervalRow, interval_chart, share_figure


def before_after_chart(found: BeforeAfter) -> Markup:
    """Two intervals on one axis; nothing while one of them rests on too few answers."""
    if not (found.before.is_measured and found.after.is_measured):
        return Markup()
    later = "After" if found.is_final else "Now"
    rows = [_row("Before", found.before), _row(later, found.after)]
    return interval_chart(rows, f"Mastery before and {later.lower()}", key="before-after")


def _row(name: str, standing: Standing) -> IntervalRow:
    count = standing.mastery.responses
    return IntervalRow(
        name=name,
        note=f"{count} answer{'' if count == 1 else 's'}",
        figure=share_figure(standing.mastery),
        estimate=standing.mastery,
    )
