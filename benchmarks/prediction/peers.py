"""What others use: Elo in ten lines, logistic regression, Bayesian knowledge tracing (pyBKT)."""

import json
import subprocess
import tempfile
from collections import defaultdict
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.missing import Missing, peer
from benchmarks.prediction.data import Log
from benchmarks.prediction.fitting import learners

ELO_STEP, ELO_FADING = 1.0, 0.05
"""An update weighs step / (1 + fading × answers before), as in Pelánek (2016)."""

PYBKT = Path(__file__).parents[2] / ".venv-pybkt" / "bin" / "python"
MOST_SECONDS = 1800
TRACER = Path(__file__).parent / "bkt_peer.py"


def elo(train: Log, test: Log) -> np.ndarray:
    """Probabilities by Elo ratings of learners and items; items rest while learners are tested."""
    difficulty: dict[int, float] = defaultdict(float)
    met: dict[int, int] = defaultdict(int)
    found: list[float] = []
    for log, is_training in ((train, True), (test, False)):
        for answers in learners(log):
            ability = 0.0
            for n, (_, item, correct) in enumerate(answers):
                p = 1 / (1 + np.exp(difficulty[item] - ability))
                if is_training:
                    difficulty[item] -= ELO_STEP / (1 + ELO_FADING * met[item]) * (correct - p)
                    met[item] += 1
                else:
                    found.append(p)
                ability += ELO_STEP / (1 + ELO_FADING * n) * (correct - p)
    return np.array(found)


def logistic_regression(train: Log, test: Log) -> np.ndarray:
    """Probabilities by regression on item, skill, and log counts of right and wrong answers."""
    linear, preprocessing = peer("sklearn.linear_model"), peer("sklearn.preprocessing")
    sparse = peer("scipy.sparse")
    encoder = preprocessing.OneHotEncoder(handle_unknown="ignore")
    encoder.fit(np.stack([train.item, train.skill], axis=1))

    def matrix(log: Log) -> Any:
        names = encoder.transform(np.stack([log.item, log.skill], axis=1))
        return sparse.hstack([names, sparse.csr_matrix(_log_counts(log))], format="csr")

    model = linear.LogisticRegression(solver="newton-cg").fit(matrix(train), train.correct)
    return np.asarray(model.predict_proba(matrix(test))[:, 1])


def bayesian_knowledge_tracing(train: Log, test: Log) -> np.ndarray:
    """Probabilities by pyBKT, in an environment of its own. Raises Missing if that is not there.

    Raises TimeoutExpired after MOST_SECONDS.
    """
    if not PYBKT.exists():
        raise Missing(
            f"{PYBKT} is missing: pyBKT needs an older numpy and an environment of its own, "
            "which `make pybkt` makes."
        )
    with tempfile.TemporaryDirectory() as folder:
        for name, log in (("train", train), ("test", test)):
            columns = np.stack([log.learner, log.skill, log.correct], axis=1)
            np.save(Path(folder) / f"{name}.npy", columns)
        subprocess.run([PYBKT, TRACER, folder], check=True, timeout=MOST_SECONDS)
        return np.array(json.loads((Path(folder) / "p.json").read_text()))


def _log_counts(log: Log) -> np.ndarray:
    """ln(1 + right) and ln(1 + wrong) so far: of the learner, in the skill, on the item."""
    rows = []
    for answers in learners(log):
        counts: dict[tuple[str, int], list[int]] = defaultdict(lambda: [0, 0])
        for skill, item, correct in answers:
            keys = (("all", 0), ("skill", skill), ("item", item))
            rows.append([count for key in keys for count in counts[key]])
            for key in keys:
                counts[key][correct] += 1
    return np.log1p(np.array(rows))
