"""`prep rebuild`: the caches behind the log."""

from collections.abc import Sequence

import click
from flask.cli import with_appcontext
from rich.progress import track

from prep.cli.context import database
from prep.services.learners import list_learner_ids
from prep.services.states import list_learners_to_rebuild, rebuild_learner
from prep.storage.database import transaction


@click.command()
@with_appcontext
def rebuild() -> None:
    """Derive memory, mastery and exposures anew from the response log."""
    with database().reader() as db:
        learner_ids = list_learner_ids(db)
    replayed = rebuild_learners(learner_ids)
    click.echo(f"{replayed} responses of {len(learner_ids)} learners replayed.")


def rebuild_emptied() -> None:
    """Rebuild the learners whose caches an upgrade has emptied; one that is stopped goes on."""
    with database().reader() as db:
        learner_ids = list_learners_to_rebuild(db)
    if learner_ids:
        rebuild_learners(learner_ids)


def rebuild_learners(learner_ids: Sequence[int]) -> int:
    """Rebuild these learners, with progress shown. Returns how many responses were replayed."""
    replayed = 0
    for learner_id in track(learner_ids, description="Rebuilding"):
        with transaction(database()) as db:
            replayed += rebuild_learner(db, learner_id)
    return replayed
