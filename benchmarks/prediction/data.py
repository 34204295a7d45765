"""Public learner data, read from the folder that PREP_BENCH_DATA names.

Every split is by learner: what is fitted sees training learners only, and the learners whose
responses are predicted were never looked at before.
"""

import os
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from benchmarks.missing import Missing

VARIABLE = "PREP_BENCH_DATA"
FOLDS = 5
SEED = 20261122

_WHERE = {
    "assistments09": "github.com/theophilegervet/learner-performance-prediction, data/",
    "spanish": "github.com/theophilegervet/learner-performance-prediction, data/",
    "ednet164.npz": "github.com/arghosh/OptionTracing, data/kt_ednet.json, as arrays",
    "exam_medical.npz": "the R package ShinyItemAnalysis, dataMedical, as arrays",
    "exam_spisa.npz": "the R package psychotree, SPISA, as arrays",
    "exam_sat12.npz": "the R package mirt, SAT12, as arrays",
}


@dataclass(frozen=True, slots=True, eq=False)
class Log:
    """Responses sorted by learner, then in order of time; arrays of one length n.

    learner, item, skill: identifying integers from 0. correct: 0 or 1. fold: in which part of the
    split a learner's responses are predicted; rows of fold -1 are only ever trained on.
    """

    learner: np.ndarray
    item: np.ndarray
    skill: np.ndarray
    correct: np.ndarray
    fold: np.ndarray

    def rows(self, chosen: np.ndarray) -> "Log":
        """The log of some rows (mask or indices)."""
        return Log(
            self.learner[chosen],
            self.item[chosen],
            self.skill[chosen],
            self.correct[chosen],
            self.fold[chosen],
        )

    def splits(self) -> Iterator[tuple[int, "Log", "Log"]]:
        """Number of the fold, training learners' log, and the log of those to be predicted."""
        for fold in sorted(set(self.fold.tolist()) - {-1}):
            yield fold, self.rows(self.fold != fold), self.rows(self.fold == fold)


@dataclass(frozen=True, slots=True, eq=False)
class Exam:
    """One sitting each: answers (candidates, items) 0 or 1, NaN where missing.

    domain: of each item. fold: of each candidate. order: (candidates, items), the seeded random
    order in which a candidate's items are predicted.
    """

    answers: np.ndarray
    domain: np.ndarray
    fold: np.ndarray
    order: np.ndarray


def assistments09() -> Log:
    """ASSISTments 2009 in the published split: fold 0 is the test part, -1 the training part."""
    parts = [_csv("assistments09", f"preprocessed_data_{part}.csv") for part in ("train", "test")]
    train, test = parts
    both = np.concatenate(parts)
    fold = np.concatenate([np.full(len(train), -1), np.zeros(len(test), dtype=np.int64)])
    return collapsed(_log(both[:, 0], both[:, 1], both[:, 4], both[:, 3], fold))


def spanish() -> Log:
    """Spanish vocabulary, the published test part, in folds by learner."""
    table = _csv("spanish", "preprocessed_data_test.csv")
    learner = np.unique(table[:, 0], return_inverse=True)[1]
    fold = folds(int(learner.max()) + 1)[learner]
    return collapsed(_log(table[:, 0], table[:, 1], table[:, 4], table[:, 3], fold))


def ednet164() -> Log:
    """EdNet sample, in the folds that come with it."""
    arrays = _npz("ednet164.npz")
    log = _log(*(arrays[name] for name in ("u", "item", "skill", "y", "fold")))
    return collapsed(log)


def exam(name: str) -> Exam:
    """One of exam_medical, exam_spisa, exam_sat12, in folds by candidate."""
    arrays = _npz(f"{name}.npz")
    answers = arrays["X"].astype(float)
    rng = np.random.default_rng(SEED)
    order = rng.permuted(np.tile(np.arange(answers.shape[1]), (len(answers), 1)), axis=1)
    return Exam(answers, arrays["dom"].astype(np.int64), folds(len(answers)), order)


def folds(learners: int) -> np.ndarray:
    """A fold, 0 to 4, for each learner, of sizes as equal as can be, by a fixed seed."""
    return np.asarray(np.random.default_rng(SEED).permutation(np.arange(learners) % FOLDS))


def collapsed(log: Log) -> Log:
    """One row a response, where the log repeats a response once for each of its skills.

    Such repeats stand one after the other: same learner, item and outcome, another skill. The
    skills seen together become one skill of their own; otherwise every repeat would be predicted
    from itself.
    """
    same = (
        (log.learner[1:] == log.learner[:-1])
        & (log.item[1:] == log.item[:-1])
        & (log.correct[1:] == log.correct[:-1])
        & (log.skill[1:] != log.skill[:-1])
    )
    first = np.flatnonzero(np.concatenate([[True], ~same]))
    ends = np.append(first[1:], len(log.skill))
    sets = [tuple(sorted(set(log.skill[a:b].tolist()))) for a, b in zip(first, ends, strict=True)]
    numbers = {skills: n for n, skills in enumerate(sorted(set(sets)))}
    skill = np.array([numbers[skills] for skills in sets])
    return replace(log.rows(first), skill=skill)


def _log(*columns: np.ndarray) -> Log:
    learner, item, skill, correct, fold = columns
    log = Log(
        np.unique(learner, return_inverse=True)[1],
        np.unique(item, return_inverse=True)[1],
        np.unique(skill, return_inverse=True)[1],
        correct.astype(np.int64),
        fold.astype(np.int64),
    )
    return log.rows(np.argsort(log.learner, kind="stable"))


def _csv(folder: str, name: str) -> np.ndarray:
    # user_id, item_id, timestamp, correct, skill_id
    return np.loadtxt(_path(folder) / name, delimiter="\t", skiprows=1, dtype=np.int64)


def _npz(name: str) -> dict[str, np.ndarray]:
    with np.load(_path(name)) as arrays:
        return dict(arrays)


def _path(name: str) -> Path:
    folder = os.environ.get(VARIABLE)
    if not folder:
        raise Missing(f"{VARIABLE} is not set: it names the folder with the learner data.")
    path = Path(folder) / name
    if not path.exists():
        raise Missing(f"{path} is missing; it is had from {_WHERE[name]}.")
    return path
