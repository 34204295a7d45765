"""What says that something changed, or how it ended."""

import pytest

from prep.services.portfolio.hints.points import check_outcome
from tests.services.hints.phrases import table

OUTCOMES = table(
    """
    # changes
    + | reduced tickets by a third
    + | Reduced
    + | cut the wait for new staff
    + | cutting costs
    + | saved £4,000 a year
    + | shortened the queue
    + | lowered the noise of alarms
    + | raised use of the portal
    + | increased the share of first-time fixes
    + | improved the answer rate
    + | avoided a second move
    + | prevented an outage
    + | eliminated double entry
    + | halved the number of calls
    + | doubled the speed
    + | sped up onboarding
    + | freed two days a month
    + | simplified the order form
    + | tickets fell from 30 to 8
    + | errors dropped by 12 %
    + | use rose to 90 %
    + | met the deadline
    + | met every agreed date
    + | kept the project on track
    + | kept the cost within budget
    + | passed the external audit
    + | restored service
    + | restored payroll access
    + | won approval
    + | protected the sign-off date
    # how it ended
    + | finished on time
    + | finished two weeks early
    + | delivered ahead of schedule
    + | closed under budget
    + | moved without an outage
    + | moved without any data loss
    + | moved with no lost mail
    + | ran with zero downtime
    + | had fewer complaints
    + | closed its month faster
    + | from 6 h to 40 min
    + | from two days to three hours
    + | from a week to two days
    + | from 14 to 3 approvals
    + | down from eleven to two
    + | so that staff could work at home
    + | which kept the approved date
    + | which let 400 nurses log in
    + | by 22 %
    + | users no longer wait
    + | the plan was approved
    + | had it approved
    + | in time for the exams
    + | done before the deadline
    # false alarms
    - | SQL Server 2019
    - | Upgraded SQL Server 2012 to SQL Server 2019
    - | Upgraded from Windows 7 to Windows 10
    - | Migrated from Exchange 2016 to Microsoft 365
    - | Worked from 2 March to 26 June
    - | Open from 9:00 to 17:00
    - | Moved from version 4 to version 5
    - | Moved mail to reduce cost
    - | Wrote a guide to improve the service
    - | This should save time
    - | It will cut costs
    - | Aimed at reducing tickets
    - | Worked with a reduced team
    - | Installed an improved version
    - | Cut over to the new system
    - | Planned the cut-over
    - | Saved the files to disk
    - | Saved all backups
    - | Raised a ticket with the vendor
    - | Raised requests
    - | Wrote time sheets
    - | Reported on time sheets
    - | Dropped tables in the database
    - | Met the supplier weekly
    - | Kept a list of problems
    - | Restored 40 VMs
    - | Configured 40 switches
    - | Coordinated four teams
    - | Bought a switch for £4,000
    - | 12 % of users have Macs
    - | Budget of £40,000
    - | Passed messages on
    - | Fell ill
    """
)


@pytest.mark.parametrize(("verdict", "phrase"), OUTCOMES)
def test_an_outcome_is_told_from_an_activity(verdict: str, phrase: str) -> None:
    point = check_outcome(phrase)

    assert point.is_present == (verdict == "+"), point.message


def test_an_aim_is_quoted_as_one() -> None:
    point = check_outcome("Moved mail to reduce cost, with two teams")

    assert point.message == "“to reduce cost” is an aim."


def test_a_change_from_one_figure_to_another_is_quoted_whole() -> None:
    assert check_outcome("Took it from 6 h to 40 min").message == "It says “from 6 h to 40 min”."


def test_the_table_has_at_least_sixty_phrases() -> None:
    assert len(OUTCOMES) >= 60
