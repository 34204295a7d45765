"""A time zone as a calendar file tells it: every change of the clock in a span of years."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from icalendar import Timezone, TimezoneDaylight, TimezoneStandard

DAY = timedelta(days=1)


@lru_cache(maxsize=64)
def zone_component(name: str, first_year: int, last_year: int) -> Timezone:
    """The VTIMEZONE of a zone from the first day of one year to the last of another.

    Each change is an observance of its own that begins at the local time in force before it, as
    RFC 5545 section 3.6.5 wants. So the file says what the zone database says, also for zones
    whose rule changes from year to year. After the last year its last offset goes on.
    """
    zone = ZoneInfo(name)
    begin = datetime(first_year, 1, 1, tzinfo=zone).astimezone(UTC)
    end = datetime(last_year + 1, 1, 1, tzinfo=zone).astimezone(UTC)
    component = Timezone()
    component.add("tzid", name)
    component.add_component(_observance(zone, begin, begin))
    for change in _changes(zone, begin, end):
        component.add_component(_observance(zone, change, change - timedelta(seconds=1)))
    return component


def _observance(
    zone: ZoneInfo, moment: datetime, before: datetime
) -> TimezoneStandard | TimezoneDaylight:
    """What holds from a moment on; `before` tells the offset that held until then."""
    local, offset_before = moment.astimezone(zone), _offset(zone, before)
    observance = TimezoneDaylight() if local.dst() else TimezoneStandard()
    observance.add("dtstart", (moment + offset_before).replace(tzinfo=None))
    observance.add("tzoffsetfrom", offset_before)
    observance.add("tzoffsetto", _offset(zone, moment))
    observance.add("tzname", local.tzname())
    return observance


def _changes(zone: ZoneInfo, begin: datetime, end: datetime) -> Iterator[datetime]:
    """The moments, in UTC, from which another offset holds. No zone changes twice in a day."""
    day = begin
    while day < end:
        if _offset(zone, day) != _offset(zone, day + DAY):
            yield _change_between(zone, day, day + DAY)
        day += DAY


def _change_between(zone: ZoneInfo, low: datetime, high: datetime) -> datetime:
    """The one change after `low` and not after `high`, to the second."""
    old = _offset(zone, low)
    while high - low > timedelta(seconds=1):
        middle = low + (high - low) // 2
        middle = middle.replace(microsecond=0)
        low, high = (middle, high) if _offset(zone, middle) == old else (low, middle)
    return high


def _offset(zone: ZoneInfo, moment: datetime) -> timedelta:
    return moment.astimezone(zone).utcoffset() or timedelta(0)
