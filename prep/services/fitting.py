"""Fitting the prediction layer to the log, replayed learner by learner."""

from array import array
from dataclasses import dataclass
from datetime import date, datetime

import numpy as np
from sqlalchemy.orm import Session

from prep.learning.cross_fitting import Answers, HeldOut, fitted_layer, held_out
from prep.learning.prediction_features import NAMES, features_before
from prep.services.predicting import core_expectation
from prep.services.states import Replay
from prep.storage.fitted_layers import FittedLayer, TrainingData
from prep.storage.practice import iterate_outcomes

FEWEST_LEARNERS = 20
"""Of fewer, the interval over learners is not to be trusted."""

FEWEST_ANSWERS = 2000
"""About thirty for each of the layer's coefficients, of which there are at most 64."""


@dataclass(frozen=True, slots=True)
class Trial:
    """What the log says of a layer. `held_out` is None with too little to try one.

    fitted: the layer, where it predicts unseen learners better by more than the noise.
    """

    learners: int
    responses: int
    held_out: HeldOut | None
    fitted: FittedLayer | None


class FittingStudy:
    """The answers of everybody's log, gathered learner by learner.

    The core's prediction is made anew for every answer: what an earlier layer had stored is no
    figure of the core. Answers on tasks of an older outline are not predicted, so passed over.
    """

    def __init__(self) -> None:
        self._features, self._is_correct, self._learner = array("d"), array("b"), array("l")
        self._learners = 0
        self._certifications: set[str] = set()
        self._days: set[date] = set()

    def read(self, db: Session, learner_id: int) -> None:
        """Take in one learner's log."""
        before = len(self._is_correct)
        replay = Replay(db, learner_id)
        for row in iterate_outcomes(db, learner_id):
            state, catalogue, version = replay.take(row)
            core = core_expectation(state, catalogue, version, row.answered_at)
            if core is None:
                continue
            features = features_before(core, state.memory, state.exposure, now=row.answered_at)
            self._features.extend(features[name] for name in NAMES)
            self._is_correct.append(row.is_correct)
            self._learner.append(self._learners)
            self._certifications.add(row.certification_id)
            self._days.add(row.answered_at.date())
        self._learners += len(self._is_correct) > before

    def trial(self, *, now: datetime) -> Trial:
        """Try a layer on learners that it has not seen."""
        count = len(self._is_correct)
        if self._learners < FEWEST_LEARNERS or count < FEWEST_ANSWERS:
            return Trial(self._learners, count, held_out=None, fitted=None)
        answers = self.answers()
        found = held_out(answers)
        fitted = self._fitted(answers, found, now) if found.improves else None
        return Trial(self._learners, count, found, fitted)

    def answers(self) -> Answers:
        """What was read, as the core wants it."""
        return Answers(
            features=np.array(self._features).reshape(-1, len(NAMES)),
            is_correct=np.array(self._is_correct, dtype=np.intp),
            learner=np.array(self._learner, dtype=np.intp),
        )

    def _fitted(self, answers: Answers, found: HeldOut, now: datetime) -> FittedLayer:
        return FittedLayer(
            layer=fitted_layer(answers),
            fitted_at=now,
            training_data=TrainingData(
                certifications=tuple(sorted(self._certifications)),
                learners=self._learners,
                responses=len(answers.is_correct),
                first_on=min(self._days),
                last_on=max(self._days),
            ),
            held_out=found,
        )
