"""How long requests take, and whether that grows with the history.

One process, SQLite, the shipped banks. Learners with logs of different length share a database
with many others; their requests take turns, so that other work on the machine slows all of them
alike. A trivial Flask route in the same turns is the yardstick.
"""

import argparse
import os
import tempfile
import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from uuid import UUID

from flask import Flask

from benchmarks.first_load import first_load
from benchmarks.history import add_learner
from benchmarks.report import Figure, Section, section_text, timing
from benchmarks.server import Server
from benchmarks.verify import count_stale
from benchmarks.visitor import EXAM_QUESTIONS, Meter, Samples, Visitor, sign_in_by_header
from prep.app import create_app
from prep.config import Settings, read_settings
from prep.content.loader import load_banks
from prep.services.banks import sync_banks
from prep.services.learners import list_learner_ids
from prep.services.states import rebuild_learner
from prep.storage.banks import list_served_versions
from prep.storage.database import Database, connect, transaction
from prep.storage.migrating import upgrade
from tests.examining import begun

CERTIFICATION = "pmp"
SHORT, LONG = 100, 20_000
SIZES = (0, SHORT, 5_000, LONG)
OTHERS_SIZE = 5_000
MILLION = 1_000_000
WARM_UP = 5
PAGES = {"today": "/today", "dashboard": "/dashboard", "library": "/library"}
GOALS = {
    "custom: answer": (15, 60, 12),
    "diagnostic: answer": (15, 60, 12),
    "today": (30, 100, 15),
    "dashboard": (30, 100, 15),
}
"""Most milliseconds at the median and at the 99th percentile, most SQL statements."""

AUTOSAVE_GOAL = 6
"""Most milliseconds at the median."""

FLATNESS = 1.2


@dataclass(frozen=True, slots=True)
class Effort:
    """How much is done. responses: in the whole database. rounds: answers of each kind."""

    responses: int
    rounds: int
    starts: int
    rebuilds_all: bool


QUICK = Effort(responses=50_000, rounds=60, starts=3, rebuilds_all=False)
NORMAL = Effort(responses=MILLION, rounds=300, starts=7, rebuilds_all=False)
FULL = Effort(responses=MILLION, rounds=300, starts=7, rebuilds_all=True)


def sections(effort: Effort) -> list[Section]:
    """Measure everything in temporary folders."""
    with tempfile.TemporaryDirectory(prefix="prep-speed-") as name:
        banks = {key: value for key, value in os.environ.items() if key == "PREP_BANKS"}
        settings = read_settings({"PREP_DATA_DIR": name, **banks})
        database = connect(settings.database_url)
        learners = _fill(database, settings, effort.responses)
        app = create_app(settings, database=database)
        sign_in_by_header(app)
        meter = Meter(database)
        visitors = [Visitor(app, meter, learners[size], size) for size in SIZES]
        attempts = {size: _exam(database, learners[size]) for size in SIZES}
        _take_turns(visitors, attempts, meter, effort.rounds)
        parts = [_requests(meter.samples, effort), first_load(visitors[-1])]
        parts.append(_rebuild(database, learners, effort))
        database.dispose()
    return [*parts, _start_up(effort.starts)]


def _fill(database: Database, settings: Settings, responses: int) -> dict[int, int]:
    """Learner ids by length of log. The others have a log and no caches."""
    now = datetime.now(UTC)
    upgrade(settings.database_url, settings.migrations)
    loaded = load_banks(settings.banks)
    with transaction(database) as db:
        certifications = [b.certification_id for b in sync_banks(db, loaded, now=now)]
    measured = {}
    for size in SIZES:
        with transaction(database) as db:
            learner_id = add_learner(db, str(size), CERTIFICATION, size, now=now, seed=size)
            rebuild_learner(db, learner_id)
        measured[size] = learner_id
    for n in range((responses - sum(SIZES)) // OTHERS_SIZE):
        with transaction(database) as db:
            certification = certifications[n % len(certifications)]
            add_learner(db, f"Other {n}", certification, OTHERS_SIZE, now=now, seed=n)
    return measured


def _exam(database: Database, learner_id: int) -> UUID:
    """An exam that this learner has just begun."""
    form = {"sizes": (EXAM_QUESTIONS,), "item_ids": _item_ids(database)}
    return begun(database, learner_id, now=datetime.now(UTC), form=form).attempt_id


def _item_ids(database: Database) -> list[str]:
    """Questions with an option a, which every save chooses."""
    with database.reader() as db:
        versions = list_served_versions(db, CERTIFICATION, "practice")
        return [version.item_id for version in versions if version.type == "single"]


def _take_turns(
    visitors: list[Visitor], attempts: Mapping[int, UUID], meter: Meter, rounds: int
) -> None:
    yardstick = Flask("yardstick")
    yardstick.add_url_rule("/", view_func=lambda: "ok")
    client = yardstick.test_client()
    for n in range(-WARM_UP, rounds):
        meter.is_on = n >= 0
        meter.open("yardstick", client, "GET", "/")
        for visitor in visitors:
            visitor.answer("custom")
            visitor.answer("diagnostic")
            visitor.autosave(attempts[visitor.size])
        if n % 3 == 0:
            for name, path in PAGES.items():
                for visitor in visitors:
                    visitor.look(name, path)


def _requests(samples: Mapping[str, Samples], effort: Effort) -> Section:
    yardstick = timing(samples["yardstick"].seconds).p50
    part = Section(
        "Requests",
        [
            f"Server time through Flask's test client, SQLite with {effort.responses:,} responses "
            "in all. SQL statements are the most that one request sent, BEGIN among them. "
            "The learner with 0 responses is new at the start. An answer's feedback is "
            "the page that its redirect leads to. A diagnostic answer also picks the next question."
        ],
        ("request", "responses before", "least ms", "p50 ms", "p99 ms", "× yardstick", "SQL", "n"),
        figures=[Figure("trivial Flask route (yardstick), p50", yardstick, "ms")],
    )
    for name, measured in sorted(samples.items()):
        request, _, size = name.partition("/")
        took = timing(measured.seconds)
        times = took.p50 / yardstick
        sql = max(measured.statements)
        row = (
            f"{int(size):,}" if size else "–",
            took.least,
            took.p50,
            took.p99,
            times,
            sql,
            took.n,
        )
        part.rows.append((request, *row))
    saved = timing(samples[f"exam: autosave/{LONG}"].seconds)
    part.figures.append(Figure("exam: autosave, p50", saved.p50, "ms", AUTOSAVE_GOAL, saved.n))
    for request, goals in GOALS.items():
        part.figures += _against_goals(request, goals, samples)
    return part


def _against_goals(
    request: str, goals: tuple[int, int, int], samples: Mapping[str, Samples]
) -> list[Figure]:
    long, short = samples[f"{request}/{LONG}"], samples[f"{request}/{SHORT}"]
    took = timing(long.seconds)
    ratio = took.p50 / timing(short.seconds).p50
    return [
        Figure(f"{request}, p50", took.p50, "ms", goals[0], took.n),
        Figure(f"{request}, p99", took.p99, "ms", goals[1], took.n),
        Figure(f"{request}, SQL statements", max(long.statements), "", goals[2], took.n),
        Figure(f"{request}, p50 at {LONG:,} / {SHORT} responses", ratio, "×", FLATNESS, took.n),
    ]


def _rebuild(database: Database, learners: Mapping[int, int], effort: Effort) -> Section:
    """Rebuild the longest log, or all of them, and compare with what live answers had left."""
    stale = 0
    for learner_id in learners.values():
        with transaction(database) as db:
            stale += count_stale(db, learner_id)
    with database.reader() as db:
        everybody = list_learner_ids(db)
    began, replayed = time.perf_counter(), 0
    for learner_id in everybody if effort.rebuilds_all else [learners[LONG]]:
        with transaction(database) as db:
            replayed += rebuild_learner(db, learner_id)
    took = time.perf_counter() - began
    name = "rebuild of 1,000,000 responses"
    if replayed < MILLION:
        name += f", extrapolated from {replayed:,}"
    return Section(
        "Rebuild from the log",
        ["The state after live answers is compared with the rebuilt one, value by value."],
        figures=[
            Figure(name, took * MILLION / replayed, "s", 120),
            Figure("responses replayed in a second", replayed / took, ""),
            Figure("cache rows that differ from the live ones", stale, "", 0, len(learners)),
        ],
    )


def _start_up(starts: int) -> Section:
    """`prep serve` until its first page, on a new data folder and then again."""
    with tempfile.TemporaryDirectory(prefix="prep-start-") as name:
        server = Server(Path(name) / "data")
        took = []
        for _ in range(1 + starts):
            began = time.perf_counter()
            server.start()
            try:
                server.wait()
                took.append(time.perf_counter() - began)
            finally:
                server.kill()
    return Section(
        "Start-up",
        ["`prep serve` until it answers, everything being installed."],
        figures=[
            Figure("first start: new database, all banks", took[0], "s", 60),
            Figure("started again, median", median(took[1:]), "s", 3, starts),
        ],
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="50,000 responses, fewer rounds")
    parser.add_argument("--full", action="store_true", help="rebuild all 1,000,000 responses")
    chosen = parser.parse_args()
    effort = QUICK if chosen.quick else FULL if chosen.full else NORMAL
    for part in sections(effort):
        print(section_text(part))


if __name__ == "__main__":
    main()
