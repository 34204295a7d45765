"""catsim, the peer of the diagnostic: one ability, maximum information, maximum likelihood."""

import contextlib
import io
import warnings

import numpy as np

from benchmarks.adaptive import SHARES, WANTED_ERROR, Sitting, make_learner
from benchmarks.missing import peer


def catsim_sitting(seed: int, *, items: int, guessing: float) -> Sitting:
    """One sitting, ended by catsim's own rule for the standard error.

    Raises Missing if catsim is not installed.
    """
    with warnings.catch_warnings(), contextlib.redirect_stdout(io.StringIO()):
        warnings.simplefilter("ignore")  # it divides by zero, and prints empty lines
        return _sitting(seed, items, guessing)


def _sitting(seed: int, items: int, guessing: float) -> Sitting:
    learner = make_learner(seed, items=items, correlation=1.0, guessing=guessing)
    true = learner.bank
    bank = peer("catsim.item_bank").ItemBank(
        np.column_stack((true.discrimination, true.difficulty, true.guessing, np.ones(items)))
    )
    select = peer("catsim.selection").MaxInfoSelector().select
    estimator = peer("catsim.estimation").NumericalSearchEstimator()
    stopper = peer("catsim.stopping").MinErrorStopper(WANTED_ERROR)
    asked: list[int] = []
    answers: list[bool] = []
    estimate = 0.0
    while len(asked) < items and not stopper.stop(
        administered_items=bank.items[asked], theta=estimate
    ):
        asked.append(int(select(item_bank=bank, administered_items=asked, est_theta=estimate)))
        answers.append(learner.is_right(asked[-1]))
        estimate = float(
            estimator.estimate(
                item_bank=bank,
                administered_items=asked,
                response_vector=answers,
                est_theta=estimate,
            )
        )
    error = estimate - float(SHARES @ learner.abilities)
    return Sitting(len(asked), error, float(peer("catsim.irt").see(estimate, bank.items[asked])))
