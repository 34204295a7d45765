"""`prep rebuild`: the caches behind the log."""

import click
from flask.cli import with_appcontext
from rich.progress import track

from prep.cli.context import database
from prep.services.learners import list_learner_ids
from prep.services.states import rebuild_learner
from prep.storage.database import transaction


@click.command()
@with_appcontext
def rebuild() -> None:
    """Derive memory, mastery and exposures anew from the response log."""
    with database().reader() as db:
        learner_ids = list_learner_ids(db)
    replayed = 0
    for learner_id in track(learner_ids, description="Rebuilding"):
        with transaction(database()) as db:
            replayed += rebuild_learner(db, learner_id)
    click.echo(f"{replayed} responses of {len(learner_ids)} learners replayed.")
