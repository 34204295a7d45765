"""What begins a bullet: a deed in the past, not a duty."""

import pytest

from prep.services.portfolio.hints.cautions import weak_opener
from prep.services.portfolio.hints.points import check_opening
from tests.services.hints.phrases import table

OPENINGS = table(
    """
    # deeds in the past
    + | Coordinated four teams
    + | Led the move of a data centre
    + | Ran risk reviews with the network team
    + | Planned the exchange of 120 laptops
    + | Negotiated repair times
    + | Agreed the order with each manager
    + | Facilitated three workshops
    + | Cut the wait from 6 h to 40 min
    + | Built a plan for the cutover
    + | Rewrote the weekly status
    + | Took over a log of 14 issues
    + | Set up responsibilities
    + | Kept a burn-up chart
    + | Met the deadline with two suppliers
    + | Won approval for a trial
    + | Wrote the handover guide
    + | Taught nine analysts
    + | Held weekly reviews
    + | Oversaw the contractors
    + | Sped up onboarding
    + | Brought two departments together
    + | Forecast the final cost
    + | Spread evidence over six sprints
    + | Co-led the pilot with finance
    + | Rehearsed the switch twice
    + | Assigned owners to 40 actions
    + | Levelled the workload of one person
    + | Prioritised eight requests
    + | Prioritized eight requests
    + | "Reduced tickets by 22 %"
    + | • Moved 40 servers
    + | - Tested recovery of a shift planner
    # weak verbs
    - | Helped with the mail migration
    - | Assisted the project manager
    - | Supported users
    - | Worked on firewalls
    - | Participated in change meetings
    - | Contributed to a rollout
    - | Handled tickets
    - | Used a ticket tool
    - | Tried a new process
    - | Attended the daily meeting
    - | Was on call
    - | Had weekly calls with the vendor
    - | Made a list of problems
    - | Did the backups
    # no verb, or not in the past
    - | Responsible for backups
    - | Main contact for the vendor
    - | Coordinating four teams
    - | Coordinate four teams
    - | Lead engineer of the migration
    - | Manager of the help desk
    - | Migration of 1,400 mailboxes
    - | The migration of mail
    - | I led the migration
    - | We moved 40 servers
    - | In 2024 the team moved
    - | 40 servers moved
    - | Various tasks
    - | Need for speed
    - | Experienced administrator
    - | Certified engineer
    - | Dedicated team player
    - | Detailed plans were made
    - | Advanced user support
    # an adverb in front
    - | Successfully migrated 40 servers
    - | Quickly restored the service
    # other scripts
    - | قاد فريقا من أربعة
    - | 项目管理
    """
)

WEAK = table(
    """
    Responsible for | Responsible for all backups
    responsible for | Was responsible for the printers
    responsible for | I was responsible for the printers
    In charge of | In charge of the helpdesk
    Helped | Helped users with passwords
    Helped with | Helped with the migration
    Helped to | Helped to move servers
    Helped out | Helped out the network team
    Assisted | Assisted the manager
    Assisted with | Assisted with the rollout
    Assisted in | Assisted in planning
    Worked on | Worked on the cutover
    Worked with | Worked with the vendor
    Worked as | Worked as a coordinator
    Worked in | Worked in a team of five
    Worked for | Worked for the city
    Participated in | Participated in reviews
    Participated | Participated actively
    Involved in | Involved in the audit
    involved in | Was involved in the audit
    Tasked with | Tasked with the inventory
    Duties included | Duties included patching
    Part of | Part of a team of eight
    part of | I was part of a team of eight
    Member of | Member of the change board
    a member of | Was a member of the change board
    Took part in | Took part in a pilot
    Supported | Supported 200 users
    Contributed to | Contributed to a new process
    Dealt with | Dealt with complaints
    Handled | Handled incidents
    In my role | In my role as analyst I led
    My job was | My job was to patch servers
    Had to | Had to restore the mail
    Looked after | Looked after 40 servers
    Accountable for | Accountable for uptime
    Tried to | Tried to cut costs
    Attended | Attended stand-ups
    Assigned to | Assigned to the migration team
    responsible for | - responsible for change
    # no weak openers
    - | Led those responsible for backups
    - | Agreed who is responsible for what
    - | Coordinated helpers of three teams
    - | Planned how the teams worked on changes
    - | Negotiated with members of the board
    - | Reworked on-call rules with two teams
    - | Partnered with finance
    - | Workshopped ideas with staff
    - | Handed the service over to operations
    - | Supporters of the club were moved
    - | Networked on three floors
    - | Hosted reviews
    - | Charged the supplier for delays
    - | Attendance rose by 12 %
    - | Involvement of staff rose
    - | Memberships moved to one system
    - | Dealers got new tills
    - | Wrote duties included in the contract
    - | Tasks were sorted with the team
    - | Cut tickets for those involved in sales
    - | Looked
    - | Parted with two suppliers
    """
)


@pytest.mark.parametrize(("verdict", "phrase"), OPENINGS)
def test_a_bullet_begins_with_what_was_done(verdict: str, phrase: str) -> None:
    point = check_opening(phrase)

    assert point.is_present == (verdict == "+"), point.message
    assert bool(point.fix) != point.is_present


@pytest.mark.parametrize(("quoted", "phrase"), WEAK)
def test_a_weak_opener_is_quoted(quoted: str, phrase: str) -> None:
    messages = [caution.message for caution in weak_opener(phrase)]

    if quoted == "-":
        assert messages == []
    else:
        assert messages == [f"“{quoted}” says where you stood, not what you did."]


def test_an_adverb_in_front_is_told_apart_from_a_missing_verb() -> None:
    point = check_opening("Successfully migrated 40 servers")

    assert point.message == "“Successfully” stands before the verb."
    assert point.fix == "Begin with “Migrated”."


def test_each_table_has_at_least_sixty_phrases() -> None:
    assert min(len(OPENINGS), len(WEAK)) >= 60
