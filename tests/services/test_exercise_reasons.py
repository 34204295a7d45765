"""The sentences of reasons: every figure is the one that the choice was made on."""

import pytest

from prep.learning.composites import Mastery
from prep.learning.exercise_matching import MatchKind, MatchReason, TaskNeed
from prep.services.catalogue import get_catalogue
from prep.services.exercise_reasons import ReasonFacts, match_sentence
from prep.storage.database import Database


@pytest.fixture
def facts(stocked_sqlite: Database) -> ReasonFacts:
    """One measured task, one with three answers and one without any."""
    with stocked_sqlite.reader() as db:
        catalogue = get_catalogue(db, "pmp")
    needs = [
        TaskNeed("people.1", 0.058, Mastery(0.48, 0.37, 0.59, 41), True),
        TaskNeed("people.2", 0.042, Mastery(0.5, 0.2, 0.8, 3), False),
        TaskNeed("process.1", 0.04, Mastery(0.5, 0.1, 0.9, 0), False),
    ]
    return ReasonFacts(catalogue, {n.task_id: n for n in needs}, {"hero": "Do it alone."}, 120)


@pytest.mark.parametrize(
    ("reason", "sentence"),
    [
        (
            MatchReason(MatchKind.WEAK_TASK, "people.1", 0.03, 1),
            "“{people.1}” is your weakest task where it counts: 48 % ± 11 after 41 answers, about "
            "6 % of the exam.",
        ),
        (
            MatchReason(MatchKind.WEAK_TASK, "people.1", 0.03, 3),
            "“{people.1}” is among your 3 weakest tasks where it counts: 48 % ± 11 after 41 "
            "answers, about 6 % of the exam.",
        ),
        (
            MatchReason(MatchKind.WEAK_TASK, "people.1", 0.03, 4),
            "On “{people.1}” you stand at 48 % ± 11 after 41 answers. It is about 6 % of the exam.",
        ),
        (
            MatchReason(MatchKind.UNMEASURED_TASK, "people.2", 0.01, 1),
            "It is too early to say how you stand on “{people.2}” (3 answers). It is about 4 % of "
            "the exam.",
        ),
        (
            MatchReason(MatchKind.UNMEASURED_TASK, "process.1", 0.01, 1),
            "You have not answered anything on “{process.1}” yet. It is about 4 % of the exam.",
        ),
        (
            MatchReason(MatchKind.BELIEF, "hero", 0.03, count=4),
            "4 of your latest 120 answers hold that “Do it alone”. This exercise takes that on.",
        ),
        (
            MatchReason(MatchKind.BELIEF, "hero", 0.01, count=1),
            "1 of your latest 120 answers holds that “Do it alone”. This exercise takes that on.",
        ),
        (
            MatchReason(MatchKind.SELF_RATING, "scope-change", 0.01, count=2),
            "You rated yourself 2 of 5 on “Can you drive decisions?”, and not all that this trains "
            "is measured yet.",
        ),
    ],
)
def test_a_reason_is_one_true_sentence(facts, reason, sentence):
    for task in facts.needs:
        sentence = sentence.replace("{" + task + "}", facts.catalogue.task_name(task))
    assert match_sentence(reason, facts) == sentence
