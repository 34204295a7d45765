"""Which verbs say that others were brought together."""

import pytest

from prep.services.portfolio.hints.points import check_coordination
from tests.services.hints.phrases import table

COORDINATION = table(
    """
    # verbs of planning and agreeing
    Coordinated | Coordinated four teams
    Co-ordinated | Co-ordinated the change
    coordinating | Cut delays by coordinating two suppliers
    Led | Led the move of 40 servers
    led | Tests done, led the move
    Co-led | Co-led a pilot
    leading | Saved a week by leading daily calls
    Agreed | Agreed the dates with sales
    agreed | Moved mail and agreed the order with sites
    Facilitated | Facilitated a review
    facilitating | Ended a dispute by facilitating three talks
    Negotiated | Negotiated repair times
    negotiating | Saved £900 by negotiating a discount
    Planned | Planned the rollout
    planned | Tested and planned the switch
    Aligned | Aligned two departments on one date
    Chaired | Chaired the weekly change board
    Mediated | Mediated between two leads
    Organised | Organised a rehearsal
    Organized | Organized a rehearsal
    Delegated | Delegated checks to three analysts
    Convened | Convened six owners
    Brokered | Brokered a deal with the landlord
    Consulted | Consulted nurses on the layout
    Briefed | Briefed the directors hourly
    Moderated | Moderated a review
    Steered | Steered a group of eight
    Prioritised | Prioritised eight wishes with their owner
    Supervised | Supervised two contractors
    Oversaw | Oversaw the electricians
    Mobilised | Mobilised volunteers of three sites
    Arranged | Arranged weekend cover
    Engaged | Engaged six stakeholders
    Scheduled | Scheduled visits with 14 sites
    Assigned | Assigned owners to 40 actions
    Ran risk reviews | Ran risk reviews with four teams
    Ran a two-day workshop | Ran a two-day workshop
    Held weekly meetings | Held weekly meetings with the supplier
    Set up a daily stand-up | Set up a daily stand-up
    Prepared the handover briefing | Prepared the handover briefing
    Managed the migration | Managed the migration of mail
    Managed three suppliers | Managed three suppliers
    Managed stakeholders | Managed stakeholders in two cities
    Ran a small rollout | Ran a small rollout
    brought sales and finance together | Then brought sales and finance together
    handed it over | Closed it and handed it over
    obtained a decision | Compared offers and obtained a decision
    Won approval | Won approval for a trial
    # false alarms
    - | Moved 40 servers
    - | Kept to its planned six hours
    - | Worked within the agreed window
    - | Did three planned runs
    - | Replaced two agreed parts
    - | This led to fewer tickets
    - | A leading supplier was chosen
    - | Installed LED-lit cabinets
    - | Scheduled nightly backups
    - | Scheduled tasks on servers
    - | Assigned IP addresses
    - | Assigned permissions to folders
    - | Managed switches and routers
    - | Managed 40 servers
    - | Ran backups every night
    - | Ran scripts on 40 hosts
    - | Held licences for CAD
    - | Set up a firewall
    - | A well-coordinated team moved in
    - | Ahead of the planned day
    - | Capacity planning tools were bought
    - | The planning took weeks
    - | Organisation of the archive
    - | Facilities moved out
    - | Hosted the web site
    - | Balanced the load of two lines
    - | Negotiation skills
    - | Under supervised access
    - | Pleaded for budget
    - | Misaligned racks were moved
    - | Restored the database
    - | Wrote documentation
    """
)


@pytest.mark.parametrize(("quoted", "phrase"), COORDINATION)
def test_a_verb_of_coordination_is_quoted(quoted: str, phrase: str) -> None:
    point = check_coordination(phrase)

    assert point.is_present == (quoted != "-"), point.message
    if point.is_present:
        assert point.message == f"It says “{quoted}”."


def test_the_table_has_at_least_sixty_phrases() -> None:
    assert len(COORDINATION) >= 60
