"""catsim, the peer of the diagnostic: one ability, maximum information, maximum likelihood."""

import contextlib
import io
import warnings

import numpy as np
from catsim.estimation import NumericalSearchEstimator
from catsim.irt import see
from catsim.item_bank import ItemBank
from catsim.selection import MaxInfoSelector
from catsim.stopping import MinErrorStopper

from benchmarks.adaptive import SHARES, WANTED_ERROR, Sitting, make_learner


def catsim_sitting(seed: int, *, items: int, guessing: float) -> Sitting:
    """One sitting, ended by catsim's own rule for the standard error."""
    with warnings.catch_warnings(), contextlib.redirect_stdout(io.StringIO()):
        warnings.simplefilter("ignore")  # it divides by zero, and prints empty lines
        return _sitting(seed, items, guessing)


def _sitting(seed: int, items: int, guessing: float) -> Sitting:
    learner = make_learner(seed, items=items, correlation=1.0, guessing=guessing)
    true = learner.bank
    bank = ItemBank(
        np.column_stack((true.discrimination, true.difficulty, true.guessing, np.ones(items)))
    )
    select, estimator = MaxInfoSelector().select, NumericalSearchEstimator()
    stopper = MinErrorStopper(WANTED_ERROR)
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
    return Sitting(len(asked), error, float(see(estimate, bank.items[asked])))
