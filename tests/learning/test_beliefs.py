"""Beliefs before answers: no answer counts for the ability that it is held against."""

from datetime import timedelta

import numpy as np
import pytest

from prep.learning.beliefs import FirstAnswer, beliefs_before
from prep.learning.mastery import layout_of, prior, task_ability
from tests.factories import MONDAY_NOON, make_blueprint, make_parameters

LAYOUT = layout_of(make_blueprint())


def answers(rng: np.random.Generator, count: int = 40) -> list[FirstAnswer]:
    """Answers in all tasks, some minutes or days apart."""
    moments = np.cumsum(rng.exponential(0.3, count))
    return [
        FirstAnswer(
            task_id=LAYOUT.task_ids[rng.integers(len(LAYOUT.task_ids))],
            concept_id=f"concept-{rng.integers(6)}",
            parameters=make_parameters(difficulty=float(rng.normal())),
            is_correct=bool(rng.random() < 0.6),
            answered_at=MONDAY_NOON + timedelta(days=float(days)),
        )
        for days in moments
    ]


@pytest.mark.parametrize("turned", [0, 17, 39])
def test_flipping_an_answer_changes_no_belief_up_to_and_including_its_own(
    rng: np.random.Generator, turned: int
) -> None:
    log = answers(rng)
    flipped = [
        answer._replace(is_correct=not answer.is_correct) if n >= turned else answer
        for n, answer in enumerate(log)
    ]
    before, after = (list(beliefs_before(each, LAYOUT)) for each in (log, flipped))
    assert before[: turned + 1] == after[: turned + 1]
    assert all(a != b for a, b in zip(before[turned + 1 :], after[turned + 1 :], strict=True))


def test_the_first_belief_is_what_is_believed_of_anybody(rng: np.random.Generator) -> None:
    first = answers(rng, 1)
    (belief,) = beliefs_before(first, LAYOUT)
    assert belief.mean == task_ability(prior(), LAYOUT, first[0].task_id).value == 0
    assert belief.variance > 1


def test_an_unknown_task_is_refused(rng: np.random.Generator) -> None:
    strange = answers(rng, 1)[0]._replace(task_id="no.such")
    with pytest.raises(KeyError):
        list(beliefs_before([strange], LAYOUT))
