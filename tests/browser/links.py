"""Private links to a piece of work: one that waits for a sign-off, one that has it."""

from uuid import UUID

from prep.services.learners import find_local_learner
from prep.services.mentoring import create_link
from prep.services.sign_offs import SignOff, sign_off
from prep.storage.database import transaction
from tests.browser.site import Site

SAID = SignOff("Jo Smith", "Head of operations", "Clear.\nIt is in use since.", has_seen=True)


def make_links(site: Site, action_id: UUID) -> dict[str, str]:
    """Their secrets by name. The work must be documented and shareable."""
    with transaction(site.database) as db:
        learner_id = find_local_learner(db)
        assert learner_id
        made = {
            name: create_link(db, learner_id, action_id, days=14, now=site.clock())[0]
            for name in ("link", "signed_link")
        }
    with transaction(site.database) as db:
        sign_off(db, made["signed_link"], SAID, now=site.clock())
    return made
