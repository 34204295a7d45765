"""Passive, first person, vague words, blanks, and what may have to stay confidential."""

import pytest

from prep.services.portfolio.hints import cautions
from tests.services.hints.phrases import table

PASSIVE = table(
    """
    was moved | The mail was moved
    were moved | Boxes were moved at night
    was quickly restored | It was quickly restored
    were also told | Users were also told
    was not tested | The copy was not tested
    is used | A tool is used daily
    are planned | Two steps are planned
    been approved | It has been approved
    got replaced | The switch got replaced
    was built | A portal was built
    was done | The work was done
    were made | Lists were made
    was sent | A letter was sent
    were set | Dates were set
    was run | The test was run
    was led | It was led from above
    was taken | Action was taken
    was given | Notice was given
    was written | A guide was written
    was kept | The date was kept
    were held | Reviews were held
    was shown | The plan was shown
    was brought | The order was brought forward
    was cut | The cost was cut
    was found | A fault was found
    were taught | Nine were taught
    was chosen | A tool was chosen
    were lost | No files were lost
    were sold | Old tills were sold
    was paid | The bill was paid
    was seen | An error was seen
    was tested; were told | It was tested and users were told
    was closed | The gap was closed
    were agreed | Dates were agreed
    was decided | It was decided in May
    # false alarms
    - | Moved the mail
    - | Users were able to work
    - | The team was small
    - | Staff were interested in it
    - | The office is located in Graz
    - | It was based on facts
    - | They were tired
    - | Users were pleased
    - | Is responsible
    - | The date was red
    - | A need was there
    - | It is related to sales
    - | She was used to it
    - | Were in time
    - | The wait was 40 minutes
    - | It was faster
    - | As it was indeed late
    - | The plan is detailed-looking
    - | Wasted no time
    - | Is it?
    - | Area moved
    - | Moved, tested and handed over
    - | It had moved
    - | Having moved the mail
    - | Was on call
    - | Were there
    """
)

FIRST_PERSON = table(
    """
    I | I led the move
    I | Last year I led it
    I | I’m the lead
    my | Moved it with my team
    My | My team moved it
    me | The order came from me
    mine | The plan was mine
    we | Then we moved
    We | We moved it
    our | Moved our mail
    Our | Our mail moved
    us | It saved us a week
    ours | The plan was ours
    myself | Did it myself
    ourselves | Did it ourselves
    i | Then i was asked
    I; my | I led my team
    We; us | We moved, it saved us time
    I | When I joined, tickets fell
    I | Tools that I wrote
    # false alarms
    - | Led the move
    - | Phase I ended
    - | Type I error
    - | Part I of the plan
    - | I/O errors fell
    - | IT moved
    - | MySQL moved
    - | Moved the US office
    - | US staff
    - | USB sticks
    - | Memory was doubled
    - | Used less
    - | Mined data
    - | Weekly reviews
    - | Wednesday
    - | Hours fell
    - | Four teams
    - | Tourists
    - | I-9 forms
    - | i.e. less
    - | Owed sums
    - | Bus lines
    - | Status
    - | Me-too products
    - | Mycology
    - | Hawaii
    - | Wifi
    - | Colours
    - | Army staff
    - | Album
    - | Time
    - | Became faster
    - | Some of them
    - | Welcomed starters
    - | Focus group
    - | Campus
    - | Bonus
    - | Consensus
    - | Email
    - | Imaging
    - | Ill staff
    """
)

VAGUE = table(
    """
    various | Closed various tickets
    several | Met several teams
    Several | Several teams met
    many | Moved many users
    numerous | Numerous errors
    multiple | Moved multiple sites
    some | Closed some gaps
    lots of | Moved lots of data
    a lot | Slept a lot less
    a lot | Saved a lot
    a number of | Moved a number of users
    a few | Took a few days
    etc. | Mail, files, etc.
    etc | Mail, files etc
    stuff | Moved stuff
    things | Sorted things out
    significant | A significant change
    significantly | Fell significantly
    substantial | Substantial savings
    substantially | Fell substantially
    huge | A huge move
    hugely | Hugely faster
    greatly | Greatly faster
    successful | A successful move
    successfully | Moved successfully
    effective | An effective plan
    effectively | Led effectively
    efficient | An efficient desk
    efficiently | Led efficiently
    countless | Countless calls
    considerable | Considerable savings
    considerably | Considerably faster
    hundreds | Hundreds of users
    dozens | Dozens of tickets
    thousands | Thousands of files
    and more | Mail, files and more
    and much more | Mail and much more
    as needed | Helped as needed
    and so on | Mail and so on
    day-to-day | Day-to-day work
    key stakeholders | Met key stakeholders
    best practices | Used best practices
    best practice | Used best practice
    various; many | Various tools, many users
    # false alarms
    - | Germany
    - | Someone
    - | A many-to-many table
    - | Severally
    - | Etching
    - | Fetched
    - | Stuffing
    - | Multiple-choice tests
    - | Few errors remained
    - | A hundred users
    - | Two dozen users
    - | Inefficiency ended
    - | Unsuccessful trials ended
    - | Insignificant
    - | Something
    - | Numbers fell
    - | A number plate
    - | Lottery
    - | Best in class
    - | More users
    - | Days
    - | Effect on users
    - | Great Britain
    - | Better service
    """
)

CONFIDENTIAL = table(
    """
    email address | Write to anna@example.com
    email address | a.b+c@mail.example.co.uk
    IP address | Moved 10.0.0.12
    IP address | 192.168.1.1
    IP address | fe80:0:0:0:1
    host name | On srv01
    host name | On mail-01
    host name | On db12
    host name | On sql-prod-3
    host name | intranet.example.local
    host name | portal.example.com
    telephone number | Call +44 20 7946 0958
    telephone number | Call 0316 123 4567
    amount of money | Saved £1,400,000
    amount of money | Saved 1.400.000 €
    amount of money | EUR 250,000
    # nothing by its form
    - | Saved £4,000
    - | Saved 4,000 €
    - | Led four teams
    - | Version 10.0.3
    - | On 12.03.2025
    - | On 2025-03-12
    - | SQL Server 2019
    - | 1,400 mailboxes
    - | 99.9 % available
    - | The customer Muster
    - | Server 2019
    - | Mail and files
    - | and/or
    - | 24/7
    - | 9:00
    - | @ home
    - | Node 18
    - | ISO 27001
    """
)

BLANKS = table(
    """
    <number> | Identified <number> risks
    <who>; <result with a number> | Agreed with <who>, which <result with a number>
    [team] | Led [team]
    ___ | Saved ___ hours
    XX | Saved XX hours
    XXX | Saved XXX hours
    TBD | Result TBD
    ?? | Saved ?? hours
    - | Reached < 5 minutes
    - | From 5 > 3
    - | Super Bowl XL
    - | a_b
    - | Why?
    - | Excel
    """
)


def quotes_of(found: object) -> list[str]:
    """What the cautions quote."""
    return [caution.message.split("“")[1].split("”")[0] for caution in found]


@pytest.mark.parametrize(("expected", "phrase"), PASSIVE)
def test_the_passive_is_quoted(expected: str, phrase: str) -> None:
    assert quotes_of(cautions.passive_voice(phrase)) == _listed(expected)


@pytest.mark.parametrize(("expected", "phrase"), FIRST_PERSON)
def test_the_first_person_is_quoted(expected: str, phrase: str) -> None:
    assert quotes_of(cautions.first_person(phrase)) == _listed(expected)


@pytest.mark.parametrize(("expected", "phrase"), VAGUE)
def test_vague_words_are_quoted(expected: str, phrase: str) -> None:
    found = [quote.lower() for quote in quotes_of(cautions.vague_words(phrase))]

    assert found == [word.lower() for word in _listed(expected)]


@pytest.mark.parametrize(("expected", "phrase"), CONFIDENTIAL)
def test_what_looks_confidential_is_named(expected: str, phrase: str) -> None:
    kinds = [caution.message.split(" looks like ")[1] for caution in cautions.confidential(phrase)]

    assert kinds == ([] if expected == "-" else [f"{_article(expected)} {expected}."])


@pytest.mark.parametrize(("expected", "phrase"), BLANKS)
def test_a_blank_that_was_left_is_quoted(expected: str, phrase: str) -> None:
    assert quotes_of(cautions.blanks(phrase)) == _listed(expected)


def test_the_same_word_is_minded_once() -> None:
    assert quotes_of(cautions.vague_words("Many users, many sites, MANY dates")) == ["MANY"]


def test_each_table_of_wording_has_at_least_sixty_phrases() -> None:
    assert min(len(PASSIVE), len(FIRST_PERSON), len(VAGUE)) >= 60


def _listed(expected: str) -> list[str]:
    return [] if expected == "-" else expected.split("; ")


def _article(kind: str) -> str:
    return {"email address": "an", "IP address": "an", "amount of money": "an"}.get(kind, "a")
