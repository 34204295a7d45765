"""`prep fit`: a layer over the core's predictions, kept only if it helps with unseen learners."""

from datetime import UTC, datetime
from pathlib import Path

import click
from flask.cli import with_appcontext
from rich.console import Console
from rich.progress import track

from prep.cli.context import database, settings
from prep.errors import InvalidInput
from prep.learning.cross_fitting import HeldOut
from prep.services.fitting import FEWEST_ANSWERS, FEWEST_LEARNERS, FittingStudy, Trial
from prep.services.learners import list_learner_ids
from prep.storage.fitted_layers import FILE_NAME, find_layer, save_layer


@click.command()
@with_appcontext
def fit() -> None:
    """Learn from the log where the predictions of answers are off, and correct them.

    What is learned is tried on learners that it was not learned from, and written only if it
    predicts their answers better. It is in force when Prep starts again.
    """
    console = Console()
    study = FittingStudy()
    with database().reader() as db:
        learner_ids = list_learner_ids(db)
        for learner_id in track(learner_ids, "Reading the log", console=console, transient=True):
            study.read(db, learner_id)
    with console.status("Fitting, and trying it on unseen learners"):
        trial = study.trial(now=datetime.now(UTC))
    folder = settings().data_dir
    for line in _report(trial, folder):
        console.print(line, highlight=False, markup=False, soft_wrap=True)


def _report(trial: Trial, folder: Path) -> list[str]:
    """What was found and what became of it. Writes the layer that helps."""
    if trial.held_out is None:
        return [
            f"A fit needs at least {FEWEST_ANSWERS:,} answers of at least {FEWEST_LEARNERS} "
            f"learners; the log has {trial.responses:,} of {trial.learners}. Nothing was written.",
            _standing(folder),
        ]
    figures = _figures(trial.held_out)
    if trial.fitted is None:
        return [
            figures,
            "That is not better by more than its noise. Nothing was written.",
            _standing(folder),
        ]
    path = save_layer(folder, trial.fitted)
    return [figures, f"Written to {path}. Start Prep again to use it; delete it to do without."]


def _figures(found: HeldOut) -> str:
    return (
        f"{found.responses:,} answers of {found.learners:,} learners, each predicted without "
        f"having seen the learner: log loss {found.core_loss:.4f} by the core, "
        f"{found.layer_loss:.4f} with the fit. Gain {found.gain:+.4f} an answer, "
        f"95 % interval {found.low:+.4f} to {found.high:+.4f}."
    )


def _standing(folder: Path) -> str:
    """What predicts from here on, now that nothing was written."""
    try:
        before = find_layer(folder)
    except InvalidInput:
        before = None
    if before is None:
        return "Predictions stay the core's own."
    day = before.fitted_at.date().isoformat()
    return f"The fit of {day} stays in use; delete {folder / FILE_NAME} to do without."
