"""Item calibration as `prep calibrate` does it: `python -m benchmarks.calibration`.

Simulated learners with abilities in domains, tasks and concepts answer items whose difficulty
their authors missed by one logit (standard deviation) and whose discrimination nobody knew. Every
true figure is drawn, none is fitted: there is nothing to hold out. Beside it girth, on the small
complete tables that it can do.
"""

import time
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np

from benchmarks.crowd import (
    EACH,
    ITEMS,
    LEARNERS,
    NOW,
    WRONG_KEYS,
    World,
    fill,
    make_blueprint,
    make_world,
)
from benchmarks.missing import peer
from benchmarks.report import Figure, Section, section_text
from prep.learning.beliefs import FirstAnswer, beliefs_before
from prep.learning.calibration import FirstAnswers, ItemEstimates, ItemPriors, calibrated
from prep.learning.items import ItemParameters
from prep.learning.mastery import layout_of
from prep.services.calibrating import CalibrationStudy, Findings, save_calibration
from prep.storage.database import Database, connect, transaction

FEW_LEARNERS = 2_000
"""So many learners give 200 answers an item."""
PEER_ITEMS, PEER_LEARNERS = 100, 200


def sections() -> Iterator[Section]:
    """With a million answers, and beside girth. Raises Missing without girth."""
    yield section()
    yield peer_section()


def section() -> Section:
    """Speed and accuracy with a million answers."""
    part = Section(
        "Item calibration",
        [
            f"{ITEMS:,} items, {LEARNERS:,} simulated learners with {EACH} first answers each, "
            "read from SQLite and estimated as `prep calibrate` does. Difficulties spread by 1.1 "
            "logits around 0, authors miss them by 1.0, discriminations spread by 30 %, a quarter "
            "of what is not known is guessed right. *Slope*: of the truth on the estimate, 1 when "
            f"shrunk just enough. *Inside*: truths in the 90 % interval. {WRONG_KEYS} keys are "
            "wrong; the other columns leave those out.",
        ],
        header=("answers an item", "correlation", "slope", "inside", "wrong keys found", "falsely"),
    )
    rng = np.random.default_rng(20261123)
    world = make_world(rng)
    with TemporaryDirectory() as folder:
        database = connect(f"sqlite:///{Path(folder) / 'bench.sqlite'}")
        fill(database, world, rng)
        few = study(database, FEW_LEARNERS)
        began, began_working = time.perf_counter(), time.process_time()
        found = study(database, LEARNERS)
        with transaction(database) as db:
            save_calibration(db, found, now=NOW)
        working = time.process_time() - began_working
        seconds = time.perf_counter() - began
        database.dispose()
    part.rows += [accuracy(world, few), accuracy(world, found)]
    part.figures += [
        Figure(f"Calibrating {found.answers:,} answers", seconds, "s", 60),
        Figure("the same, processor time", working, "s"),
        correlation(world, few),
    ]
    return part


def study(database: Database, learners: int) -> Findings:
    with database.reader() as db:
        reading = CalibrationStudy(db, "bench")
        for learner in range(1, learners + 1):
            reading.read(db, learner)
    return reading.findings()


def sound(world: World, findings: Findings) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """True difficulty, estimate and its standard deviation, of items with a right key."""
    rows = [
        (world.difficulty[number], estimate.difficulty, estimate.difficulty_sd)
        for estimate in findings.estimates
        if (number := int(estimate.item_id.removeprefix("item-"))) >= WRONG_KEYS
    ]
    truth, estimate, sd = np.array(rows).T
    return truth, estimate, sd


def correlation(world: World, findings: Findings) -> Figure:
    """Of true and estimated difficulty; its interval by Fisher's transformation."""
    truth, estimate, _ = sound(world, findings)
    found = float(np.corrcoef(truth, estimate)[0, 1])
    reach = 1.96 / np.sqrt(len(truth) - 3)
    low, high = np.tanh(np.arctanh(found) + np.array([-reach, reach])).tolist()
    name = f"correlation with true difficulty at {findings.answers / ITEMS:.0f} answers an item"
    return Figure(name, found, "", 0.95, len(truth), low, high, is_goal_least=True)


def accuracy(world: World, findings: Findings) -> tuple[Any, ...]:
    truth, estimate, sd = sound(world, findings)
    flagged = {int(item.item_id.removeprefix("item-")) for item in findings.flagged}
    wrong = sum(item < WRONG_KEYS for item in flagged)
    return (
        f"{findings.answers / ITEMS:.0f}",
        f"{np.corrcoef(truth, estimate)[0, 1]:.3f}",
        f"{np.polyfit(estimate, truth, 1)[0]:.3f}",
        f"{np.mean(np.abs(truth - estimate) < 1.645 * sd):.3f}",
        f"{wrong} of {WRONG_KEYS}",
        f"{len(flagged) - wrong} of {ITEMS - WRONG_KEYS}",
    )


def peer_section(repeats: int = 5) -> Section:
    """The same small tables for girth's marginal maximum likelihood and for ours."""
    part = Section(
        "Item calibration beside girth",
        [
            f"{repeats} tables of {PEER_LEARNERS} learners × {PEER_ITEMS} items, all answered, two "
            "parameters, one ability, no guessing: girth takes neither missing answers nor a "
            "floor in `twopl_mml`. Ours sees each answer once, in order, and is shown with "
            "authors who know nothing and with authors who miss by one logit. Means over the "
            "tables; correlation and root mean square error are those of difficulty.",
        ],
        header=("method", "correlation", "error", "correlation of log a", "seconds"),
    )
    results: dict[str, list[tuple[float, ...]]] = {}
    for seed in range(repeats):
        for name, scores in peer_scores(np.random.default_rng(seed)):
            results.setdefault(name, []).append(scores)
    for name, of_tables in results.items():
        mean = np.mean(of_tables, axis=0)
        part.rows.append((name, *(f"{value:.3f}" for value in mean)))
    return part


def peer_scores(rng: np.random.Generator) -> Iterator[tuple[str, tuple[float, ...]]]:
    authors = rng.normal(0, 0.5, PEER_ITEMS)
    difficulty = authors + rng.normal(0, 1, PEER_ITEMS)
    discrimination = np.exp(rng.normal(0, 0.3, PEER_ITEMS))
    ability = rng.normal(0, 1, PEER_LEARNERS)
    p = 1 / (1 + np.exp(-discrimination * (ability[:, None] - difficulty)))
    table = rng.random(p.shape) < p

    def scores(b: np.ndarray, a: np.ndarray, seconds: float) -> tuple[float, ...]:
        return (
            float(np.corrcoef(b, difficulty)[0, 1]),
            float(np.sqrt(np.mean((b - difficulty) ** 2))),
            float(np.corrcoef(np.log(a), np.log(discrimination))[0, 1]),
            seconds,
        )

    girth = peer("girth")
    began = time.perf_counter()
    theirs = girth.twopl_mml(table.T.astype(int))
    seconds = time.perf_counter() - began
    yield "girth 2PL, marginal", scores(theirs["Difficulty"], theirs["Discrimination"], seconds)
    for name, expected in (
        ("ours, authors know nothing", np.zeros(PEER_ITEMS)),
        ("ours, authors miss by 1", authors),
    ):
        began = time.perf_counter()
        ours = estimated(table, expected, rng)
        seconds = time.perf_counter() - began
        yield name, scores(ours.difficulty, ours.discrimination, seconds)


def estimated(table: np.ndarray, expected: np.ndarray, rng: np.random.Generator) -> ItemEstimates:
    """Ours on a complete table, each learner's answers taken in a random order."""
    layout = layout_of(make_blueprint(1, 1))
    orders = np.array([rng.permutation(table.shape[1]) for _ in table])
    beliefs = [
        (belief.mean, belief.variance)
        for order, row in zip(orders, table, strict=True)
        for belief in beliefs_before(
            (
                FirstAnswer("task-0", "concept", ItemParameters(expected[n]), bool(row[n]), NOW)
                for n in order
            ),
            layout,
        )
    ]
    mean, variance = np.array(beliefs).T
    is_correct = np.take_along_axis(table, orders, axis=1).ravel()
    return calibrated(
        FirstAnswers(orders.ravel(), mean, variance, is_correct),
        ItemPriors(expected, np.zeros(len(expected))),
    )


if __name__ == "__main__":
    for part in sections():
        print(section_text(part) + "\n", flush=True)
