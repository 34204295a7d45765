"""What the dashboard's pages draw: two dates side by side, and shares of right answers."""

from collections.abc import Sequence

from markupsafe import Markup

from prep.services.dashboard.answers import Said
from prep.services.dashboard.comparing import ComparedLine
from prep.web.interval_chart import IntervalRow, interval_chart, share_figure


def comparison_chart(lines: Sequence[ComparedLine]) -> Markup:
    """The later figure with its interval, and an upright line where the earlier one was."""
    rows = [
        IntervalRow(
            name=line.name,
            note=f"was {share_figure(line.before)}",
            figure=share_figure(line.after),
            estimate=line.after,
            outcome=line.before.share,
        )
        for line in lines
        if line.change
    ]
    return interval_chart(rows, "Mastery on the later date, and what it was", key="compared")


def said_chart(said: Sequence[Said]) -> Markup:
    """Shares of right answers by what the learner said."""
    rows = [
        IntervalRow(
            name=one.word,
            note=f"{one.right.n} {'answer' if one.right.n == 1 else 'answers'}",
            figure=share_figure(one.right),
            estimate=one.right,
        )
        for one in said
        if one.right
    ]
    return interval_chart(rows, "Share of right answers by what you said", key="said")
