"""The zones of our files, as another program reads them, against the zone database."""

from datetime import UTC, datetime, timedelta
from io import StringIO
from zoneinfo import ZoneInfo

import pytest
from dateutil.tz import tzical
from hypothesis import given
from hypothesis import strategies as st

from prep.services.calendar_zone import zone_component
from prep.services.learners import known_time_zones

YEARS = (2026, 2028)


def lines(name: str) -> list[str]:
    return zone_component(name, *YEARS).to_ical().decode().splitlines()


def offset_in_file(name: str, local: datetime) -> timedelta | None:
    """What dateutil makes of the file: the offset at a local time."""
    zone = tzical(StringIO("\n".join(lines(name)))).get(name)
    return local.replace(tzinfo=zone).utcoffset()


@pytest.mark.parametrize(
    ("name", "begins", "old", "new"),
    [
        ("Europe/Berlin", "20260329T020000", "+0100", "+0200"),
        ("Europe/Berlin", "20261025T030000", "+0200", "+0100"),
        ("Europe/Berlin", "20270328T020000", "+0100", "+0200"),
        ("America/New_York", "20260308T020000", "-0500", "-0400"),
        ("America/New_York", "20261101T020000", "-0400", "-0500"),
        ("Australia/Lord_Howe", "20260405T020000", "+1100", "+1030"),
        ("Australia/Lord_Howe", "20261004T020000", "+1030", "+1100"),
        ("Europe/Dublin", "20260329T010000", "+0000", "+0100"),
    ],
)
def test_a_change_begins_at_the_local_time_before_it(
    name: str, begins: str, old: str, new: str
) -> None:
    told = "\n".join(lines(name))

    assert any(
        f"DTSTART:{begins}" in part and f"FROM:{old}" in part and f"TO:{new}" in part
        for part in told.split("BEGIN:")
    )


@pytest.mark.parametrize("name", ["UTC", "Asia/Kolkata", "Etc/GMT+5"])
def test_a_zone_without_changes_has_one_observance(name: str) -> None:
    assert lines(name).count("BEGIN:STANDARD") == 1
    assert "BEGIN:DAYLIGHT" not in lines(name)


@given(
    st.sampled_from(sorted(known_time_zones())),
    st.integers(2, 3 * 365 - 2),
    st.integers(0, 24 * 60 - 1),
)
def test_every_zone_reads_as_the_zone_database_has_it(name: str, day: int, minute: int) -> None:
    moment = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(days=day, minutes=minute)
    local = moment.astimezone(ZoneInfo(name)).replace(tzinfo=None)
    around = [local.replace(tzinfo=ZoneInfo(name), fold=fold).utcoffset() for fold in (0, 1)]

    if around[0] == around[1]:  # in the hour that comes twice a local time says too little
        assert offset_in_file(name, local) == around[0]
