"""Kill Prep with SIGKILL at random moments, start it again, and look for what got lost.

A scripted learner answers over HTTP. What it was told is stored must be stored, once. Only Prep
is killed: the PostgreSQL server stays up, with its own settings.
"""

import argparse
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

import numpy as np
from sqlalchemy import select

from benchmarks.report import Figure, Section
from benchmarks.script import ScriptedLearner
from benchmarks.server import Browser, Disconnected, Server
from benchmarks.verify import Findings, verify
from prep.storage.database import Database, connect, transaction
from prep.storage.practice import ResponseRow
from tests import postgresql

KINDS = ("sqlite", "postgresql")
KILLS = 200
SECONDS = 1800.0
SEED = 20261122

COLUMNS = (
    "database",
    "kills",
    "of these during start-up",
    "seconds",
    "answers",
    "acknowledged",
    "quizzes",
    "cut off",
    "of these stored",
)

SHARE_AT_START = 0.1
"""Share of the kills that hit a server which is still starting."""

MOST_STEPS = 24
"""So many pages are looked at before a kill, at most; an answered question takes three."""


@dataclass(frozen=True, slots=True)
class Ordeal:
    """What happened. cut_off: answers on their way at a kill; of them `kept` were stored."""

    kills: int
    kills_at_start: int
    cut_off: int
    kept: int
    seconds: float
    findings: Findings

    def __str__(self) -> str:
        """Everything in two lines."""
        return (
            f"{self.kills} kills ({self.kills_at_start} during start-up) in {self.seconds:.0f} s; "
            f"{self.cut_off} answers cut off, of which {self.kept} had been stored\n"
            f"{self.findings}"
        )


def torment(
    folder: Path, url: str, *, kills: int, seconds: float, seed: int, **settings: str
) -> Ordeal:
    """Kill so many times, or until the time is up; then work on undisturbed, and verify.

    settings: PREP_* variables besides the data folder, the port and the database.
    """
    began = time.monotonic()
    trial = _Trial(Server(folder / "data", PREP_DATABASE_URL=url, **settings), seed)
    database = connect(url)
    done = at_start = kept = 0
    cut_off: set[str] = set()
    while done < kills and time.monotonic() - began < seconds:
        at_start += trial.work_until_killed()
        done += 1
        answer = trial.learner.pending.response_id if trial.learner.pending else None
        if answer and answer not in cut_off:
            cut_off.add(answer)
            kept += _is_stored(database, answer)
    trial.go_on_in_peace()
    with transaction(database) as db:
        findings = verify(db, trial.learner.acknowledged)
    database.dispose()
    return Ordeal(done, at_start, len(cut_off), kept, time.monotonic() - began, findings)


class _Trial:
    """A server, a learner, and a killer who times the kills by how fast the machine is now."""

    def __init__(self, server: Server, seed: int) -> None:
        self._server = server
        self._browser = Browser(server.port)
        self._rng = np.random.default_rng(seed)
        self._start_seconds = 2.0
        self.learner = ScriptedLearner(self._browser, self._rng)

    def work_until_killed(self) -> bool:
        """Start, work a little, and be killed. Returns whether the kill was due in start-up."""
        is_at_start = bool(self._rng.random() < SHARE_AT_START)
        try:
            self._server.start()
            if is_at_start:
                self._kill_within(self._start_seconds)
            self._wait()
            if not is_at_start:
                longest = 2 * self._seconds_a_step()
                self.learner.at_answer = lambda: self._kill_within(longest)
            self.learner.go_on()
        except Disconnected:
            self._killer.join()
        finally:
            self._server.kill()
        return is_at_start

    def go_on_in_peace(self) -> None:
        """Start once more, send what is pending, and go on a little."""
        try:
            self._server.start()
            self._wait()
            for _ in range(MOST_STEPS):
                self.learner.step()
            self.learner.settle()
        finally:
            self._server.kill()
            self._browser.close()

    def _wait(self) -> None:
        began = time.monotonic()
        self._browser.close()
        self._server.wait()
        self._start_seconds = time.monotonic() - began

    def _seconds_a_step(self) -> float:
        began, steps = time.monotonic(), int(self._rng.integers(1, MOST_STEPS))
        for _ in range(steps):
            self.learner.step()
        return (time.monotonic() - began) / steps

    def _kill_within(self, longest_seconds: float) -> None:
        delay = float(self._rng.uniform(0, longest_seconds))
        self._killer = threading.Timer(delay, self._server.kill)
        self._killer.start()


def _is_stored(database: Database, response_id: str) -> bool:
    wanted = select(ResponseRow.id).where(ResponseRow.id == UUID(response_id))
    with database.reader() as db:
        return db.scalar(wanted) is not None


def run(kind: str, *, kills: int, seconds: float, seed: int) -> Ordeal:
    """Torment Prep on one kind of database, in a temporary folder."""
    with tempfile.TemporaryDirectory(prefix="prep-durability-") as name:
        folder = Path(name)
        if kind == "sqlite":
            url = f"sqlite:///{folder / 'prep.sqlite3'}"
            return torment(folder, url, kills=kills, seconds=seconds, seed=seed)
        with postgresql_url() as url:
            return torment(folder, url, kills=kills, seconds=seconds, seed=seed)


@contextmanager
def postgresql_url() -> Iterator[str]:
    """A new database of a PostgreSQL server of its own, which syncs to disk as by default."""
    with postgresql.server() as url:
        reset = [f"ALTER SYSTEM RESET {setting}" for setting in postgresql.THROW_AWAY]
        postgresql.run(url, *reset, "SELECT pg_reload_conf()", "CREATE DATABASE prep")
        yield postgresql.database_in(url, "prep")


def section(
    *, kills: int, seconds: float, seed: int = SEED, kinds: Sequence[str] = KINDS
) -> Section:
    """Torment Prep on every kind of database, and report."""
    part = Section(
        "Durability",
        [
            "A scripted learner answers over HTTP while `prep serve` is killed with SIGKILL, the "
            "whole process group, at random moments: one in ten during start-up, the others while "
            "an answer is on its way or just after. An answer is acknowledged when its redirect "
            "came back; what was cut off is sent again with the same id. Asked for: "
            f"{kills} kills on each database within {seconds:.0f} s; seed {seed}. The PostgreSQL "
            "server itself is not killed."
        ],
        COLUMNS,
    )
    for kind in kinds:
        ordeal = run(kind, kills=kills, seconds=seconds, seed=seed)
        print(f"{kind}: {ordeal}", flush=True)
        part.rows.append(_row(kind, ordeal))
        part.figures += _figures(kind, ordeal)
    return part


def _row(kind: str, ordeal: Ordeal) -> tuple[str | int, ...]:
    found = ordeal.findings
    return (
        kind,
        ordeal.kills,
        ordeal.kills_at_start,
        round(ordeal.seconds),
        found.answers,
        found.acknowledged,
        found.quizzes,
        ordeal.cut_off,
        ordeal.kept,
    )


def _figures(kind: str, ordeal: Ordeal) -> list[Figure]:
    found = ordeal.findings
    counts = {
        "acknowledged answers lost": found.lost,
        "answers doubled": found.doubled,
        "wrong sequence numbers": found.gaps,
        "cache rows unlike a rebuild": found.stale,
        "quizzes with wrong positions": found.misplaced,
    }
    return [Figure(f"{kind}: {name}", count, "", 0, ordeal.kills) for name, count in counts.items()]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=KILLS, help="kills on each database")
    parser.add_argument("--seconds", type=float, default=SECONDS, help="most time for each")
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--database", choices=KINDS, action="append", help="default: both")
    chosen = parser.parse_args()
    part = section(
        kills=chosen.kills,
        seconds=chosen.seconds,
        seed=chosen.seed,
        kinds=chosen.database or KINDS,
    )
    raise SystemExit(any(figure.is_met is False for figure in part.figures))


if __name__ == "__main__":
    main()
