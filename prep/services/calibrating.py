"""Item calibration: the log read learner by learner, items estimated, figures stored and dated."""

from array import array
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import numpy as np
from sqlalchemy.orm import Session

from prep.content.item_types import item_type
from prep.learning.beliefs import FirstAnswer, beliefs_before
from prep.learning.calibration import (
    FEWEST_ANSWERS,
    FirstAnswers,
    ItemEstimates,
    ItemPriors,
    calibrated,
)
from prep.learning.disputes import Choices, Dispute, DisputeKind, key_disputes
from prep.learning.items import ItemParameters
from prep.services.catalogue import get_catalogue
from prep.storage import banks, calibrations
from prep.storage.calibrations import LoggedAnswer

WORTH_STORING = 0.1
"""Share by which an item's answers must have changed since its last calibration. Keeps the
history of an item to a few dozen rows for ever, however often somebody calibrates."""


@dataclass(frozen=True, slots=True)
class FlaggedItem:
    """An item whose key the answers dispute.

    option: text of the distractor that the able choose; None when the key itself is reversed.
    responses: how many speak against it, of `first_answers`; lead: how much abler they are than
    those who were right, on the logit scale, with its standard error.
    """

    item_id: str
    stem: str
    kind: DisputeKind
    option: str | None
    responses: int
    first_answers: int
    lead: float
    lead_se: float


@dataclass(frozen=True, slots=True)
class ItemEstimate:
    """The estimated parameters of one item version."""

    item_id: str
    item_version: int
    difficulty: float
    difficulty_sd: float
    discrimination: float
    responses: int


@dataclass(frozen=True, slots=True)
class Findings:
    """What the log says of a certification's items.

    answers: first answers to items as they are served now. learners: how many gave them.
    passed_over: first answers to items retired or reworded since, or of an older outline.
    scarce: items with too few answers to be estimated.
    """

    certification_id: str
    learners: int
    answers: int
    passed_over: int
    scarce: int
    estimates: tuple[ItemEstimate, ...]
    flagged: tuple[FlaggedItem, ...]


_Measure = tuple[str, str, ItemParameters]
"""What an item version measures: task and concept, with the parameters its author expects."""


class CalibrationStudy:
    """The first answers of a certification, gathered learner by learner.

    Abilities are believed from the authors' figures, never from calibrated ones: the same log
    gives the same estimates, whatever was calibrated before.
    """

    def __init__(self, db: Session, certification_id: str) -> None:
        """Read the items. Raises NotFound for an unknown certification."""
        self._certification_id = certification_id
        self._layout = get_catalogue(db, certification_id).outline.layout
        self._measures: dict[tuple[str, int], _Measure] = {
            (facts.item_id, facts.item_version): (
                facts.task_id,
                facts.concept_id,
                ItemParameters(difficulty=facts.difficulty, guessing=facts.guessing),
            )
            for facts in calibrations.list_version_facts(db, certification_id)
        }
        self._served = [
            version
            for pool in ("practice", "exam")
            for version in banks.list_served_versions(db, certification_id, pool)
        ]
        self._position = {(v.item_id, v.version): n for n, v in enumerate(self._served)}
        self._options = [
            (n, *choice)
            for n, version in enumerate(self._served)
            for choice in item_type(version.type).choices(version.body)
        ]
        self._option_position = {
            (n, option_id): at for at, (n, option_id, *_) in enumerate(self._options)
        }
        self._learners = self._passed_over = 0
        self._item, self._is_correct = array("l"), array("b")
        self._ability_mean, self._ability_variance = array("d"), array("d")
        self._chosen_in, self._chosen = array("l"), array("l")

    def read(self, db: Session, learner_id: int) -> None:
        """Take in one learner's first answers."""
        before = len(self._item)
        rows = list(self._measuring(db, learner_id))
        beliefs = beliefs_before((answer for _, answer in rows), self._layout)
        for (row, _), belief in zip(rows, beliefs, strict=True):
            position = self._position.get((row.item_id, row.item_version))
            if position is None:
                self._passed_over += 1
                continue
            self._choose(position, row.answer)
            self._item.append(position)
            self._is_correct.append(row.is_correct)
            self._ability_mean.append(belief.mean)
            self._ability_variance.append(belief.variance)
        self._learners += len(self._item) > before

    def findings(self) -> Findings:
        """Estimate the items from what was read."""
        answers = FirstAnswers(
            item=np.array(self._item, dtype=np.intp),
            ability_mean=np.array(self._ability_mean),
            ability_variance=np.array(self._ability_variance),
            is_correct=np.array(self._is_correct, dtype=bool),
        )
        estimates = calibrated(
            answers,
            ItemPriors(
                difficulty=np.array([version.difficulty for version in self._served]),
                guessing=np.array([version.guessing for version in self._served]),
            ),
        )
        known = tuple(self._known(estimates))
        disputes = key_disputes(answers, self._choices(), len(self._served))
        return Findings(
            certification_id=self._certification_id,
            learners=self._learners,
            answers=len(self._item),
            passed_over=self._passed_over,
            scarce=len(self._served) - len(known),
            estimates=known,
            flagged=tuple(self._flagged(d, int(estimates.responses[d.item])) for d in disputes),
        )

    def _measuring(
        self, db: Session, learner_id: int
    ) -> Iterator[tuple[LoggedAnswer, FirstAnswer]]:
        """The first answers that measure an ability of the outline in force."""
        for row in calibrations.iterate_first_answers(db, learner_id, self._certification_id):
            task_id, concept_id, parameters = self._measures[row.item_id, row.item_version]
            if task_id in self._layout.paths:
                yield (
                    row,
                    FirstAnswer(task_id, concept_id, parameters, row.is_correct, row.answered_at),
                )
            else:
                self._passed_over += 1

    def _choose(self, position: int, answer: Any) -> None:
        """Note the options that the next answer chose; a number chooses none."""
        for option_id in item_type(self._served[position].type).picked(answer):
            self._chosen_in.append(len(self._item))
            self._chosen.append(self._option_position[position, option_id])

    def _choices(self) -> Choices:
        return Choices(
            answer=np.array(self._chosen_in, dtype=np.intp),
            option=np.array(self._chosen, dtype=np.intp),
            item_of_option=np.array([n for n, *_ in self._options], dtype=np.intp),
            is_key=np.array([is_key for *_, is_key in self._options], dtype=bool),
        )

    def _known(self, estimates: ItemEstimates) -> Iterator[ItemEstimate]:
        for n in np.flatnonzero(estimates.responses >= FEWEST_ANSWERS):
            yield ItemEstimate(
                item_id=self._served[n].item_id,
                item_version=self._served[n].version,
                difficulty=float(estimates.difficulty[n]),
                difficulty_sd=float(estimates.difficulty_sd[n]),
                discrimination=float(estimates.discrimination[n]),
                responses=int(estimates.responses[n]),
            )

    def _flagged(self, dispute: Dispute, first_answers: int) -> FlaggedItem:
        version = self._served[dispute.item]
        return FlaggedItem(
            item_id=version.item_id,
            stem=version.stem,
            kind=dispute.kind,
            option=None if dispute.option is None else self._options[dispute.option][2],
            responses=dispute.responses,
            first_answers=first_answers,
            lead=dispute.lead,
            lead_se=dispute.lead_se,
        )


def list_certification_ids(db: Session) -> list[str]:
    """All certifications, by id."""
    return [row.id for row in banks.list_certifications(db)]


def save_calibration(db: Session, findings: Findings, *, now: datetime) -> int:
    """Store what is worth storing, in force for every answer from here on.

    Returns how many items were calibrated. It is dated after every answer stored so far, so that
    those stay learned from as they were. Answers wait until the transaction ends.
    """
    certification_id = findings.certification_id
    calibrations.hold_answers(db)
    latest = {
        (c.item_id, c.item_version): c.responses
        for c in calibrations.list_calibrations(db, certification_id)
    }
    calibrated_at = max(now, calibrations.last_answer_at(db, certification_id) or now)
    fresh = [estimate for estimate in findings.estimates if _is_worth_storing(estimate, latest)]
    if fresh:
        calibrations.add_calibrations(
            db, certification_id, [_dated(estimate, calibrated_at) for estimate in fresh]
        )
    return len(fresh)


def _is_worth_storing(estimate: ItemEstimate, latest: Mapping[tuple[str, int], int]) -> bool:
    before = latest.get((estimate.item_id, estimate.item_version), 0)
    return abs(estimate.responses - before) >= WORTH_STORING * before


def _dated(estimate: ItemEstimate, calibrated_at: datetime) -> calibrations.Calibration:
    return calibrations.Calibration(
        item_id=estimate.item_id,
        item_version=estimate.item_version,
        calibrated_at=calibrated_at,
        difficulty=estimate.difficulty,
        difficulty_sd=estimate.difficulty_sd,
        discrimination=estimate.discrimination,
        responses=estimate.responses,
    )
