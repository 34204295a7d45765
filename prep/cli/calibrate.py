"""`prep calibrate`: how the questions behave, from everybody's first answers."""

from collections.abc import Sequence
from datetime import UTC, datetime

import click
from flask.cli import with_appcontext
from rich.console import Console
from rich.progress import track
from rich.table import Table

from prep.cli.context import database
from prep.learning.calibration import FEWEST_ANSWERS
from prep.learning.disputes import DisputeKind
from prep.services.calibrating import (
    CalibrationStudy,
    Findings,
    FlaggedItem,
    list_certification_ids,
    save_calibration,
)
from prep.services.learners import list_learner_ids
from prep.storage.database import transaction

STEM_CHARACTERS = 60


@click.command()
@with_appcontext
def calibrate() -> None:
    """Estimate how hard and how telling every question is, and list those to look at again.

    The figures are in force for answers from now on. Nothing is stored before all is computed.
    """
    console = Console()
    with database().reader() as db:
        certification_ids = list_certification_ids(db)
    if not certification_ids:
        click.echo("There are no questions yet: run `prep bank sync` first.")
    for certification_id in certification_ids:
        findings = _study(certification_id, console)
        with transaction(database()) as db:
            stored = save_calibration(db, findings, now=datetime.now(UTC))
        for line in _summary(findings, stored):
            console.print(line, highlight=False, markup=False)
        if findings.flagged:
            console.print(_table(findings.flagged))


def _study(certification_id: str, console: Console) -> Findings:
    with database().reader() as db:
        study = CalibrationStudy(db, certification_id)
        learner_ids = list_learner_ids(db)
        label = f"Reading {certification_id}"
        for learner_id in track(learner_ids, label, console=console, transient=True):
            study.read(db, learner_id)
    return study.findings()


def _summary(findings: Findings, stored: int) -> list[str]:
    """What was found, what was stored, and what was left alone and why."""
    name = findings.certification_id
    if not findings.answers:
        return [
            f"{name}: nobody has answered yet, so the authors' figures stand. "
            f"A question is calibrated from {FEWEST_ANSWERS} learners' first answers on."
        ]
    known = len(findings.estimates)
    lines = [
        f"{name}: {findings.answers:,} first answers of {findings.learners:,} learners. "
        f"{known:,} questions estimated, {stored:,} of them stored anew."
    ]
    if stored < known:
        lines.append(
            f"  {known - stored:,} keep their last figures: hardly any answers came since."
        )
    if findings.scarce:
        lines.append(
            f"  {findings.scarce:,} have fewer than {FEWEST_ANSWERS} answers: "
            "the author's figure stands."
        )
    if findings.passed_over:
        lines.append(
            f"  {findings.passed_over:,} answers were passed over: their questions were retired "
            "or reworded since, or belong to an older outline."
        )
    if not findings.flagged:
        lines.append("  No key is disputed by the answers.")
    return lines


def _table(flagged: Sequence[FlaggedItem]) -> Table:
    table = Table(
        "Question",
        "Against it",
        "Abler by",
        "What to look at",
        title="Look at these again",
        caption="Ability in logits as believed before the answer, ± one standard error, compared "
        "with those who were right.",
        title_justify="left",
    )
    for item in flagged:
        table.add_row(
            f"{item.item_id}\n{_shortened(item.stem)}",
            f"{item.responses} of {item.first_answers}",
            f"{item.lead:.2f} ± {item.lead_se:.2f}",
            _advice(item),
        )
    return table


def _advice(item: FlaggedItem) -> str:
    if item.kind is DisputeKind.REVERSED:
        return "Those who get it wrong are the abler: is the key right?"
    return f"The able choose “{item.option}”: is it right too, or the stem unclear?"


def _shortened(text: str) -> str:
    """The text, cut at a word so that it fits a line of the table."""
    if len(text) <= STEM_CHARACTERS:
        return text
    return text[:STEM_CHARACTERS].rpartition(" ")[0] + " …"
