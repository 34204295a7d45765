"""`prep simulate`: policies for what to ask next, compared on simulated learners."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import click
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table

from prep.cli.score_plot import score_plot
from prep.learning.memory_arrays import Floats
from prep.learning.simulation.bound import MOST_DAYS, score_bounds
from prep.learning.simulation.comparing import Estimate, estimate, paired
from prep.learning.simulation.policies import OURS, POLICIES
from prep.learning.simulation.running import WORLDS, exam_scores
from prep.learning.simulation.setting import Setting, Taps
from prep.services.seeds import rng_for

BOUND = "upper bound"
HEADER = ("policy", "recall on exam day", "± (95 %)", "compared with ours", "± (95 %)", "n")


@dataclass(frozen=True, slots=True)
class Row:
    """A policy's mean score and, where `ours` took part, its paired difference to it."""

    policy: str
    score: Estimate
    difference: Estimate | None


@click.command()
@click.option("--world", type=click.Choice(sorted(WORLDS)), default="fsrs", show_default=True)
@click.option(
    "--policies",
    default=",".join(POLICIES),
    show_default=True,
    help="Names, separated by commas.",
)
@click.option("--learners", type=click.IntRange(min=2), default=300, show_default=True)
@click.option("--days", type=click.IntRange(1, 365), default=60, show_default=True)
@click.option("--minutes", type=click.FloatRange(1, 240), default=20, show_default=True)
@click.option(
    "--taps",
    type=click.Choice([taps.value for taps in Taps]),
    default=Taps.NONE.value,
    show_default=True,
    help="How learners say whether they were sure.",
)
@click.option(
    "--missed",
    type=click.FloatRange(0, 0.95),
    default=0.0,
    show_default=True,
    help="Share of days without study.",
)
@click.option("--seed", type=int, default=1, show_default=True)
@click.option(
    "--bound",
    "has_bound",
    is_flag=True,
    help="Add what no policy can beat (fsrs world; some 15 seconds a learner).",
)
@click.option(
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write the table to FILE (.csv or .md) and a plot beside it (.svg).",
)
def simulate(
    world: str,
    policies: str,
    learners: int,
    days: int,
    minutes: float,
    taps: str,
    missed: float,
    seed: int,
    has_bound: bool,
    output: Path | None,
) -> None:
    """Compare policies for what to ask next on simulated learners.

    Recall on exam day, weighted by the blueprint; every policy meets the same learners and
    the same luck.
    """
    names = _named(policies)
    _check_output(output)
    setting = Setting(learners, days, minutes, Taps(taps), missed)
    if has_bound:
        _check_bound(world, days)
    scores = _simulated(world, names, setting, seed, has_bound=has_bound)
    rows = _rows(scores)
    title = f"{world} world, {learners} learners, {days} days, {minutes:g} minutes, taps {taps}"
    Console().print(_table(title, rows))
    if output is not None:
        _write(output, title, rows)


def _named(policies: str) -> list[str]:
    names = [name.strip() for name in policies.split(",") if name.strip()]
    unknown = [name for name in names if name not in POLICIES]
    if unknown or not names:
        raise click.BadParameter(
            f"unknown: {', '.join(unknown) or 'nothing named'}; choose from {', '.join(POLICIES)}",
            param_hint="--policies",
        )
    return list(dict.fromkeys(names))


def _check_output(output: Path | None) -> None:
    if output is None:
        return
    if output.suffix not in (".csv", ".md"):
        raise click.BadParameter(f"{output} should end in .csv or .md", param_hint="--output")
    if not output.parent.is_dir():
        raise click.BadParameter(
            f"the folder {output.parent} does not exist; make it first", param_hint="--output"
        )


def _check_bound(world: str, days: int) -> None:
    if world != "fsrs":
        raise click.BadParameter(
            f"there is none for the {world} world; choose --world fsrs", param_hint="--bound"
        )
    if days > MOST_DAYS:
        raise click.BadParameter(
            f"takes too much storage for {days} days; choose --days {MOST_DAYS} or fewer",
            param_hint="--bound",
        )


def _simulated(
    world: str, names: Sequence[str], setting: Setting, seed: int, *, has_bound: bool
) -> dict[str, Floats]:
    columns = TextColumn("{task.description}"), BarColumn(), TimeRemainingColumn()
    scores = {}
    with Progress(*columns, console=Console(stderr=True)) as progress:
        task = progress.add_task("Simulating", total=len(names) * setting.days)
        for name in names:
            progress.update(task, description=name)
            scores[name] = exam_scores(
                world,
                POLICIES[name],
                setting,
                rng_for("simulation", world, seed),
                on_day=lambda: progress.advance(task),
            )
        if has_bound:
            task = progress.add_task(BOUND, total=setting.learners)
            rng = rng_for("simulation", world, seed)
            scores[BOUND] = score_bounds(setting, rng, lambda: progress.advance(task))
    return scores


def _rows(scores: Mapping[str, Floats]) -> list[Row]:
    """Best policy first."""
    ours = scores.get(OURS)
    rows = [
        Row(
            name,
            estimate(values),
            None if ours is None or name == OURS else paired(values, ours),
        )
        for name, values in scores.items()
    ]
    return sorted(rows, key=lambda row: -row.score.mean)


def _cells(row: Row) -> tuple[str, ...]:
    difference = ("–", "–")
    if row.difference is not None:
        difference = f"{row.difference.mean:+.4f}", f"{row.difference.half_width:.4f}"
    score = f"{row.score.mean:.4f}", f"{row.score.half_width:.4f}"
    return (row.policy, *score, *difference, str(row.score.n))


def _table(title: str, rows: Sequence[Row]) -> Table:
    table = Table(title=title)
    for n, name in enumerate(HEADER):
        table.add_column(name, justify="left" if n == 0 else "right")
    for row in rows:
        table.add_row(*_cells(row))
    return table


def _write(output: Path, title: str, rows: Sequence[Row]) -> None:
    cells = [HEADER, *(_cells(row) for row in rows)]
    if output.suffix == ".csv":
        text = "\n".join(",".join(line) for line in cells)
    else:
        lines = [f"| {' | '.join(line)} |" for line in cells]
        text = "\n".join([f"# {title}", "", lines[0], "|" + "---|" * len(HEADER), *lines[1:]])
    output.write_text(text + "\n", encoding="utf-8")
    plot = output.with_suffix(".svg")
    points = [(row.policy, row.score.mean, row.score.half_width) for row in rows]
    plot.write_text(score_plot(title, points, OURS), encoding="utf-8")
    click.echo(f"Written: {output} and {plot}")
