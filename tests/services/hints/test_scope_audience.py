"""How large it was, and for whom."""

import pytest

from prep.services.portfolio.hints.points import check_audience, check_scope
from tests.services.hints.phrases import table

SCOPES = table(
    """
    + | with four teams
    + | at 14 sites
    + | a 14-site migration
    + | a 14-school move
    + | 1,400 mailboxes
    + | 1,400 shared mailboxes
    + | 120 laptops
    + | 40 virtual servers
    + | 900 staff
    + | nine new analysts
    + | two suppliers
    + | three regional branch offices
    + | both offices
    + | in six weeks
    + | over three months
    + | a two-week trial
    + | six waves
    + | 12 countries
    + | a dozen users
    + | 640 city employees
    + | four stakeholder groups
    + | ten change requests
    + | 40 access requests
    + | 85 tablets
    + | an 85-tablet rollout
    + | across all departments
    + | across every site
    + | across the company departments
    + | company-wide
    + | a city-wide change
    + | nationwide
    + | a budget of £40,000
    + | a £40,000 budget
    + | an EUR 40,000 contract
    + | seven interfaces
    + | five milestones
    + | 2,000 records
    + | 11 shops
    + | 30 user accounts
    + | two workstreams
    + | three vendors and one date
    + | 26 branch computers
    + | eight requests from staff
    + | 60 label printers
    # false alarms
    - | several teams
    - | various sites
    - | many users
    - | across several teams
    - | a team
    - | the users
    - | one of the teams
    - | one site
    - | all kinds of work
    - | by 30 %
    - | from 6 h to 40 min
    - | to 40 min for users
    - | cut it by 30 % for users
    - | £4,000
    - | saved £4,000 a year
    - | Windows 10 laptops
    - | SQL Server 2019 databases
    - | in 2024 users moved
    - | Level 2 team
    - | P1 tickets
    - | within two days
    - | two-factor log-in
    - | from three weeks to two days
    - | six of the best
    - | 12 March
    - | twice
    - | two more than before
    - | 24/7 service
    - | Phase 2 sites
    - | quickly
    """
)

AUDIENCES = table(
    """
    + | for users
    + | for 400 nurses
    + | for the finance department
    + | for a city
    + | for new starters
    + | for eleven schools
    + | for the heads of four departments
    + | for 14 sites
    + | for customers
    + | for the board
    + | for HR
    + | for human resources
    + | for the help desk
    + | for teachers and pupils
    + | so that finance could close in time
    + | so that staff could work at home
    + | so that every team kept its calls
    + | so users saw no change
    + | which let 400 nurses log in
    + | which let finance close
    + | gave managers one list
    + | giving sales a forecast
    + | enabled drivers to plan
    + | allowed auditors to see it
    + | helped callers sooner
    + | served 900 residents
    + | spared visitors the queue
    + | handed over to the service desk
    + | presented to the board
    + | to 640 staff
    + | among volunteers
    + | users could log in again
    + | staff were able to work
    + | customers saw no outage
    + | patients no longer wait
    + | teachers got answers
    + | nurses now find it
    + | residents received letters
    + | for three clinics
    + | for everyone
    + | to all departments
    # nobody in sight
    - | Moved 40 servers
    - | Coordinated four teams
    - | Led two suppliers
    - | Worked with users
    - | with four teams
    - | for six weeks
    - | for a week
    - | for free
    - | for the first time
    - | for two weeks with four teams
    - | for compliance
    - | for example
    - | for 19 hours
    - | for printers
    - | to the cloud
    - | to 40 min
    - | to reduce cost
    - | to two data centres
    - | from the teams
    - | of the department
    - | by the board
    - | user accounts
    - | staffed the desk
    - | a customer portal
    - | the schoolbook order
    - | so that it works
    - | so it ended
    - | which kept the date
    - | gave up
    - | served as lead
    - | before the deadline
    """
)


@pytest.mark.parametrize(("verdict", "phrase"), SCOPES)
def test_scope_counts_teams_sites_users_systems_weeks(verdict: str, phrase: str) -> None:
    point = check_scope(phrase)

    assert point.is_present == (verdict == "+"), point.message


@pytest.mark.parametrize(("verdict", "phrase"), AUDIENCES)
def test_an_audience_is_somebody_who_has_something_of_it(verdict: str, phrase: str) -> None:
    point = check_audience(phrase)

    assert point.is_present == (verdict == "+"), point.message


def test_each_table_has_at_least_sixty_phrases() -> None:
    assert min(len(SCOPES), len(AUDIENCES)) >= 60
