"""Study days in a row."""

from collections.abc import Collection
from datetime import date, timedelta


def streak_of(
    studied: Collection[date], study_days: Collection[int], *, since: date, today: date
) -> tuple[int, bool]:
    """How many study days in a row were kept until today, and whether all of them since a day.

    studied: days with an answer. study_days: ISO weekdays, 1 is Monday. Days that are not meant
    for study neither count nor break it, and today breaks nothing while it lasts.
    """
    count = 0
    day = today
    while day >= since:
        if day in studied and day.isoweekday() in study_days:
            count += 1
        elif day.isoweekday() in study_days and day != today:
            return count, False
        day -= timedelta(days=1)
    return count, count > 0
