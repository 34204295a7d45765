"""The calendar feed: a private address for calendar programs, and the file behind it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from hashlib import sha256
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event, vDuration
from sqlalchemy.orm import Session

from prep.services.calendar_zone import zone_component
from prep.services.occasions import DAY, Occasion, list_occasions
from prep.services.private_links import live_links, make_link, open_link, revoke_links
from prep.storage.learners import get_learner, lock_learner

KIND = "calendar"
PRODUCT = "-//Prep//Calendar//EN"
REFRESH = timedelta(hours=6)
WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


@dataclass(frozen=True, slots=True)
class Feed:
    """A calendar file, and a tag that changes when anything but its time stamps does."""

    body: bytes
    tag: str


def get_feed(db: Session, secret: str, *, now: datetime) -> Feed:
    """The file behind an address. Raises NotFound for one that is unknown or revoked."""
    link = open_link(db, secret, KIND, now=now)
    learner = get_learner(db, link.learner_id)
    today = now.astimezone(ZoneInfo(learner.time_zone)).date()
    occasions = list_occasions(db, learner, today=today)
    body = calendar_file(occasions, learner.time_zone, today=today, stamp=now)
    stamp = f"{now.astimezone(UTC):%Y%m%dT%H%M%SZ}".encode()
    return Feed(body, tag=sha256(body.replace(stamp, b"")).hexdigest()[:32])


def find_address_date(db: Session, learner_id: int, *, now: datetime) -> datetime | None:
    """Since when the learner's present address works; None when there is none."""
    links = live_links(db, learner_id, KIND, now=now)
    return links[0].created_at if links else None


def make_address(db: Session, learner_id: int, *, now: datetime) -> str:
    """The secret of a new address, which is told this once; the one before ends."""
    lock_learner(db, learner_id)
    revoke_address(db, learner_id, now=now)
    return make_link(db, learner_id, KIND, now=now)


def revoke_address(db: Session, learner_id: int, *, now: datetime) -> None:
    """End the address at once; without one nothing happens."""
    revoke_links(live_links(db, learner_id, KIND, now=now), now=now)


def calendar_file(
    occasions: Sequence[Occasion], time_zone: str, *, today: date, stamp: datetime
) -> bytes:
    """The file as RFC 5545 wants it, with the zone told for all years that entries reach.

    stamp: when the file was made. Entries carry it as the moment of their last change, for when
    one was changed is stored nowhere; who asks with the tag gets new stamps with news only.
    """
    calendar = Calendar()
    for name, value in _HEAD.items():
        calendar.add(name, value)
    calendar.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", vDuration(REFRESH))  # the same for older programs
    days = [today, *(on for occasion in occasions for on in _reach(occasion))]
    years = (min(days).year, max(days).year)
    calendar.add_component(zone_component(time_zone, *years))
    for occasion in occasions:
        calendar.add_component(_event(occasion, stamp))
    file: bytes = calendar.to_ical()
    return file


_HEAD = {
    "prodid": PRODUCT,
    "version": "2.0",
    "calscale": "GREGORIAN",
    "x-wr-calname": "Prep",
}


def _event(occasion: Occasion, stamp: datetime) -> Event:
    event = Event()
    event.add("uid", occasion.uid)
    event.add("dtstamp", stamp)
    event.add("last-modified", stamp)
    event.add("summary", occasion.summary)
    event.add("dtstart", occasion.begins)
    event.add("dtend", occasion.begins + occasion.length)
    event.add("transp", "TRANSPARENT")  # a reminder keeps nobody from inviting the learner
    if occasion.last_on and isinstance(occasion.begins, datetime):
        last = datetime.combine(occasion.last_on, time(23, 59), occasion.begins.tzinfo)
        event.add(
            "rrule",
            {
                "freq": "weekly",
                "until": last.astimezone(UTC),
                "byday": [WEEKDAYS[day - 1] for day in occasion.study_days],
            },
        )
    return event


def _reach(occasion: Occasion) -> tuple[date, date]:
    """The first and the last day of an entry, roomy enough for any zone."""
    begins = occasion.begins
    first = begins.date() if isinstance(begins, datetime) else begins
    return first - DAY, (occasion.last_on or first) + DAY
