"""Which figures count something."""

import pytest

from prep.services.portfolio.hints.numbers import numbers_in
from prep.services.portfolio.hints.points import check_number
from tests.services.hints.phrases import table

NUMBERS = table(
    """
    # counts
    1,400 | Moved 1,400 mailboxes
    40 | Moved 40 servers
    14 | A 14-site migration
    six | Took six hours
    six | A six-hour window
    two | In two weeks
    dozen | A dozen users
    half | Half of the tickets
    twice | Rehearsed twice
    halved | Halved the wait
    zero | With zero downtime
    12 % | Rose by 12 %
    12% | Rose by 12%
    40 per cent | Fell by 40 per cent
    £4,000 | Saved £4,000
    $1.5m | A budget of $1.5m
    4,000 € | Saved 4,000 €
    EUR 4,000 | Saved EUR 4,000
    €4k | Saved €4k
    6 h; 40 min | From 6 h to 40 min
    99.9 % | Reached 99.9 %
    3x | Made it 3x faster
    2.5 | Took 2.5 days
    1.400.000 | Moved 1.400.000 records
    1'400 | Moved 1'400 users
    nine; eleven | Nine of eleven risks
    2024 | Closed 2024 tickets
    2000 | From 2000 open tickets
    900 | 900 staff
    10 | Trained 10-12 people
    30 | Moved 30 laptops to Windows 11
    40 | Moved 40 desktops from Windows 7
    5 | Upgraded SQL Server 2019 on 5 hosts
    3; 2 | Cut from 3 weeks to 2 days
    40 | Closed 40 P1 tickets
    12 | In 12 countries since 2019
    seventy | Seventy schools
    two; two | Two teams, two dates
    640 | A city’s 640-number change
    doubled | Doubled the throughput
    10 | Trained (10) colleagues
    # dates, times, versions, labels, addresses
    - | SQL Server 2019
    - | Windows 10 rollout
    - | Moved to Windows Server 2022
    - | Office 365 migration
    - | Microsoft 365
    - | RHEL 8
    - | Python 3.11
    - | Release 4.2
    - | Version 10
    - | v2.1
    - | Version 10.0.3
    - | Kernel 5.15.0
    - | In 2024 we moved
    - | Since 2019
    - | Between 2019 and 2021
    - | The 2024 budget
    - | 12 March
    - | 12th of March 2025
    - | March 12, 2025
    - | March 2025
    - | 2025-03-12
    - | 12/03/2025
    - | 12.03.2025
    - | Q3 2024
    - | Q3
    - | 24/7 support
    - | 24x7
    - | At 9:00
    - | At 6 pm
    - | 10.0.0.12
    - | 10.0.0.0/24
    - | 802.1x
    - | 802.11ac
    - | IPv6
    - | P1 tickets
    - | L2 support
    - | Level 2 support
    - | Tier 3
    - | Phase 2
    - | Wave 3 of the rollout
    - | Port 443
    - | VLAN 20
    - | ISO 27001
    - | TLS 1.3
    - | Ticket 4711
    - | Ticket #4711
    - | INC0012345
    - | Two-factor log-in
    - | Three-tier design
    - | Zero-day patch
    - | Zero trust
    - | S3 buckets
    - | k8s
    - | 3D models
    - | 1st line
    - | One of the teams
    - | Several teams
    - | Hundreds of users
    - | On behalf of finance
    - | Tenth floor
    """
)


@pytest.mark.parametrize(("expected", "phrase"), NUMBERS)
def test_figures_that_count_are_found_and_no_others(expected: str, phrase: str) -> None:
    found = numbers_in(phrase)

    assert [one.lower() for one in found] == (
        [] if expected == "-" else expected.lower().split("; ")
    )
    assert check_number(phrase).is_present == bool(found)


def test_a_version_is_named_as_the_reason() -> None:
    point = check_number("Upgraded SQL Server 2019")

    assert point.message == (
        "“SQL Server 2019” is a date, a version or a label; it counts nothing."
    )


def test_the_table_has_at_least_sixty_phrases() -> None:
    assert len(NUMBERS) >= 60
