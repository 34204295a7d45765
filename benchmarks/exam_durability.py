"""Kill Prep, or cut its connections, while mock exams save themselves; then look what got lost.

What the server confirmed of a save must stand, or something newer; an exam that was handed in is
marked and logged as a whole. Only Prep is killed: the PostgreSQL server stays up.
"""

import tempfile
import threading
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
from sqlalchemy import select, update

from benchmarks.durability import KINDS, postgresql_url
from benchmarks.exam_script import ScriptedCandidate
from benchmarks.exam_verify import Findings, verify_exams
from benchmarks.report import Figure, Section
from benchmarks.server import Browser, Disconnected, Server
from prep.services.enrolments import Plan, enrol
from prep.services.learners import ensure_local_learner
from prep.storage.banks import ItemRow, ItemVersionRow
from prep.storage.database import Database, connect, transaction
from prep.storage.forms import FormRow
from prep.storage.practice import ResponseRow
from tests.examining import stored_form
from tests.factories import MONDAY_NOON

TROUBLES = 500
SECONDS = 5400.0
SEED = 20261123
QUESTIONS = 20
MINUTES = 600.0
SHARE_OF_CUTS = 0.5
MOST_STEPS = 24
PLAN = Plan(exam_on=None, minutes_a_day=20, study_days=(1, 2, 3, 4, 5), job_role="developer")

COLUMNS = (
    "database",
    "kills",
    "cuts",
    "seconds",
    "acknowledged saves",
    "positions",
    "exams handed in",
    "answers logged",
)


@dataclass(frozen=True, slots=True)
class ExamOrdeal:
    """What happened. cuts: connections that were cut while a save was on its way."""

    kills: int
    cuts: int
    seconds: float
    saves: int
    places: int
    handed_in: int
    logged: int
    findings: Findings

    def __str__(self) -> str:
        """Everything in one line."""
        return ", ".join(f"{name} {value}" for name, value in asdict(self).items())


def torment(
    folder: Path, url: str, *, troubles: int, seconds: float, seed: int, **settings: str
) -> ExamOrdeal:
    """Kill or cut so many times, or until the time is up; then work on undisturbed, and verify."""
    database = connect(url)
    trial = _Trial(Server(folder / "data", PREP_DATABASE_URL=url, **settings), database, seed)
    began = time.monotonic()
    try:
        while trial.kills + trial.cuts < troubles and time.monotonic() - began < seconds:
            trial.suffer()
        trial.go_on_in_peace()
    finally:
        trial.end()
    records = trial.candidate.records
    with transaction(database) as db:
        findings = verify_exams(db, records, QUESTIONS)
        logged = len(db.scalars(select(ResponseRow.sequence)).all())
    database.dispose()
    return ExamOrdeal(
        kills=trial.kills,
        cuts=trial.cuts,
        seconds=time.monotonic() - began,
        saves=records.saves,
        places=len(records.acknowledged),
        handed_in=len(records.handed_in),
        logged=logged,
        findings=findings,
    )


class _Trial:
    """A server, a candidate, and troubles at moments drawn by how fast the machine is now."""

    def __init__(self, server: Server, database: Database, seed: int) -> None:
        self.kills = self.cuts = 0
        self._server = server
        self._database = database
        self._browser = Browser(server.port)
        self._rng = np.random.default_rng(seed)
        server.start()
        server.wait()
        _put_form(database)
        self.candidate = ScriptedCandidate(self._browser, self._rng, QUESTIONS)

    def suffer(self) -> None:
        """Work a little, then be killed or cut off while a save is on its way."""
        longest = 2 * self._seconds_a_step()
        is_cut = bool(self._rng.random() < SHARE_OF_CUTS)
        self.candidate.at_save = self._cut if is_cut else lambda *_: self._kill_within(longest)
        try:
            self.candidate.go_on()
        except Disconnected:
            if is_cut:
                self.cuts += 1
                return
            self._killer.join()
            self.kills += 1
            self._server.kill()
            self._browser.close()
            self._start_again()

    def go_on_in_peace(self) -> None:
        """Go on a little, and end with nothing pending."""
        for _ in range(MOST_STEPS):
            self.candidate.step()
        self.candidate.settle()

    def end(self) -> None:
        """Stop the server."""
        self._server.kill()
        self._browser.close()

    def _start_again(self) -> None:
        self._server.start()
        self._server.wait()

    def _seconds_a_step(self) -> float:
        began, steps = time.monotonic(), int(self._rng.integers(1, MOST_STEPS))
        for _ in range(steps):
            self.candidate.step()
        return (time.monotonic() - began) / steps

    def _cut(self, path: str, body: dict[str, Any], token: str) -> None:
        """Half of the cuts come when all was sent, so that only the answer is missing."""
        self._browser.cut(path, body, token, share=min(1.0, 2 * float(self._rng.random())))

    def _kill_within(self, longest_seconds: float) -> None:
        delay = float(self._rng.uniform(0, longest_seconds))
        self._killer = threading.Timer(delay, self._server.kill)
        self._killer.start()


def _put_form(database: Database) -> None:
    """A learner, and one form of questions whose answers are options in place of those shipped.

    It stays until a sync, and there is none while the bank files are what they were.
    """
    with transaction(database) as db:
        db.execute(update(FormRow).values(retired_at=MONDAY_NOON))
        learner_id = ensure_local_learner(db, now=MONDAY_NOON)
        enrol(db, learner_id, "pmp", PLAN, today=MONDAY_NOON.date(), now=MONDAY_NOON)
        rows = (
            select(ItemVersionRow.item_id)
            .join(ItemRow, ItemRow.id == ItemVersionRow.item_id)
            .where(
                ItemRow.certification_id == "pmp",
                ItemRow.pool == "practice",  # for these may be asked again, exam after exam
                ItemVersionRow.type == "single",
            )
        )
        item_ids = db.scalars(rows.order_by(ItemVersionRow.item_id).limit(QUESTIONS)).all()
        stored_form(
            db,
            (QUESTIONS,),
            item_ids,
            name="a",
            minutes=MINUTES,
            created_at=MONDAY_NOON,
        )


def run(kind: str, *, troubles: int, seconds: float, seed: int) -> ExamOrdeal:
    """Torment exams on one kind of database, in a temporary folder."""
    limits = {"troubles": troubles, "seconds": seconds, "seed": seed}
    with tempfile.TemporaryDirectory(prefix="prep-exams-") as name:
        folder = Path(name)
        if kind == "sqlite":
            return torment(folder, f"sqlite:///{folder / 'prep.sqlite3'}", **limits)
        with postgresql_url() as url:
            return torment(folder, url, **limits)


def section(
    *, troubles: int, seconds: float, seed: int = SEED, kinds: Sequence[str] = KINDS
) -> Section:
    """Torment exams on every kind of database, and report."""
    part = Section(
        "Durability of mock exams",
        [
            "A scripted candidate saves answers, flags and notes at random positions and hands "
            "exams in, while `prep serve` is killed with SIGKILL or the connection is cut, each "
            "about half of the time and each while a save is on its way. A save is acknowledged "
            "when its response came back; what was cut off is sent again with the same revision. "
            f"Asked for: {troubles} kills and cuts on each database within {seconds:.0f} s; seed "
            f"{seed}. The PostgreSQL server itself is not killed."
        ],
        COLUMNS,
    )
    for kind in kinds:
        ordeal = run(kind, troubles=troubles, seconds=seconds, seed=seed)
        print(f"{kind}: {ordeal}", flush=True)
        part.rows.append(
            (
                kind,
                ordeal.kills,
                ordeal.cuts,
                round(ordeal.seconds),
                ordeal.saves,
                ordeal.places,
                ordeal.handed_in,
                ordeal.logged,
            )
        )
        part.figures += _figures(kind, ordeal)
    return part


def _figures(kind: str, ordeal: ExamOrdeal) -> list[Figure]:
    found = ordeal.findings
    counts = {
        "acknowledged saves lost": found.lost,
        "saves altered": found.altered,
        "exams handed in and open again": found.not_handed_in,
        "exams half marked or half logged": found.half,
        "wrong sequence numbers": found.gaps,
        "cache rows unlike a rebuild": found.stale,
    }
    troubles = ordeal.kills + ordeal.cuts
    return [Figure(f"{kind}: {name}", count, "", 0, troubles) for name, count in counts.items()]
