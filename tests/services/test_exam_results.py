"""What a mock exam shows once it is handed in."""

from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest

from prep.errors import ExamConflict, NotFound
from prep.learning.exam_analysis import Change
from prep.learning.items import Confidence
from prep.services.exam_results.outcome import outcome_of
from prep.services.exam_results.result import ExamResult, get_exam_result
from prep.services.exam_results.sheet import Verdict, get_sheet
from prep.storage.database import Database, transaction
from tests.examining import Candidate, begun
from tests.practising import enrolled
from tests.rows import forecast_row


@pytest.fixture
def candidate(stocked: Database) -> Candidate:
    """Somebody whose exam of an hour has just begun: five questions of each type and more."""
    return begun(stocked, enrolled(stocked).learner_id)


def result_of(candidate: Candidate) -> ExamResult:
    """The result as the page gets it."""
    with candidate.database.reader() as db:
        return get_exam_result(db, candidate.learner_id, candidate.attempt_id, now=candidate.now)


def sit(candidate: Candidate, right: int, wrong: int = 0) -> Candidate:
    """Answer the first section's questions, so many right and then so many wrong; hand in."""
    for position in range(1, right + wrong + 1):
        candidate.answer(position, is_right=position <= right, elapsed_ms=position * 10_000)
    later = candidate.later(minutes=30)
    later.submit()
    return later


def test_it_works(candidate: Candidate) -> None:
    result = result_of(sit(candidate, right=4, wrong=2))

    assert result.exam.id == candidate.attempt_id
    assert (result.exam.kind_name, result.exam.questions) == ("Full mock exam", 15)
    assert result.exam.submitted_at == candidate.now + timedelta(minutes=30)
    outcome = result.outcome
    assert (outcome.right, outcome.unanswered, outcome.score.n) == (4, 9, 15)
    assert outcome.score.share == pytest.approx(4 / 15)
    assert outcome.score.low < 4 / 15 < outcome.score.high
    assert [line.verdict for line in result.lines] == [
        *[Verdict.RIGHT] * 4,
        *[Verdict.WRONG] * 2,
        *[Verdict.UNANSWERED] * 9,
    ]


def test_the_score_is_the_one_that_was_stored(candidate: Candidate) -> None:
    result = result_of(sit(candidate, right=5))
    assert result.outcome.score.share == candidate.row().score


def test_nothing_is_shown_before_the_exam_is_handed_in(candidate: Candidate) -> None:
    candidate.answer(1)
    with pytest.raises(ExamConflict) as refused:
        result_of(candidate)
    assert refused.value.reason == "open"


def test_the_result_of_somebody_else_is_unknown(candidate: Candidate) -> None:
    sit(candidate, right=1)
    other = enrolled(candidate.database).learner_id
    with candidate.database.reader() as db, pytest.raises(NotFound):
        get_exam_result(db, other, candidate.attempt_id, now=candidate.now)


def test_an_unknown_exam_has_no_result(candidate: Candidate) -> None:
    with candidate.database.reader() as db, pytest.raises(NotFound):
        get_exam_result(db, candidate.learner_id, uuid4(), now=candidate.now)


def test_domains_are_counted_by_the_outline(candidate: Candidate) -> None:
    result = result_of(sit(candidate, right=3, wrong=1))
    domains = {domain.id: (domain.right, domain.score.n) for domain in result.outcome.domains}
    tasks = [version.task_id for version in candidate.versions().values()]
    people = sum(task.startswith("people") for task in tasks)
    assert domains["people"] == (3, people)
    assert sum(n for _, n in domains.values()) == 15
    assert [domain.level for domain in result.outcome.domains] == [None] * len(domains)


def test_a_domain_of_few_questions_has_a_range_of_levels(candidate: Candidate) -> None:
    sit(candidate, right=6)
    levels = {"domain_levels": ["Above Target", "Target", "Below Target", "Needs Improvement"]}
    with candidate.database.reader() as db:
        sheet = get_sheet(db, candidate.learner_id, candidate.attempt_id)
        blueprint = replace(sheet.catalogue.blueprint, details={"result": levels})
        catalogue = replace(sheet.catalogue, blueprint=blueprint)
        outcome = outcome_of(db, replace(sheet, catalogue=catalogue))
    people = outcome.domains[0]
    assert (people.id, people.right) == ("people", 6)
    assert people.level == "Needs Improvement to Below Target"
    assert "The thresholds are ours" in str(outcome.about_levels)


def test_an_issuer_without_levels_has_none_and_says_pass_or_fail(candidate: Candidate) -> None:
    outcome = result_of(sit(candidate, right=1)).outcome
    assert outcome.about_levels is None
    assert outcome.issuer == "Test Institute gives pass or fail."


@pytest.mark.parametrize(
    ("low", "high", "said"),
    [(0.2, 0.4, "inside"), (0.5, 0.8, "below"), (0.0, 0.1, "above")],
)
def test_the_forecast_stands_beside_the_outcome(
    candidate: Candidate, low: float, high: float, said: str
) -> None:
    with transaction(candidate.database) as db:
        db.add(forecast_row(candidate.learner_id, candidate.attempt_id, low=low, high=high))
    forecast = result_of(sit(candidate, right=4)).outcome.forecast
    assert forecast is not None
    assert forecast.outcome is not None
    assert said in forecast.outcome


def test_a_forecast_that_was_withheld_has_no_outcome(candidate: Candidate) -> None:
    with transaction(candidate.database) as db:
        db.add(forecast_row(candidate.learner_id, candidate.attempt_id, is_sufficient=False))
    forecast = result_of(sit(candidate, right=4)).outcome.forecast
    assert forecast is not None
    assert forecast.outcome is None


@pytest.mark.parametrize(("target", "said"), [(0.2, "You reached"), (0.9, "did not reach")])
def test_the_result_says_whether_the_target_was_reached(
    stocked: Database, target: float, said: str
) -> None:
    candidate = begun(stocked, enrolled(stocked).learner_id, target=target)
    with transaction(stocked) as db:
        db.add(forecast_row(candidate.learner_id, candidate.attempt_id))
    forecast = result_of(sit(candidate, right=4)).outcome.forecast
    assert forecast is not None
    assert said in str(forecast.about_target)


def test_an_exam_without_a_forecast_has_a_result(candidate: Candidate) -> None:
    assert result_of(sit(candidate, right=4)).outcome.forecast is None


def test_pacing_counts_the_questions_that_were_looked_at(candidate: Candidate) -> None:
    pacing = result_of(sit(candidate, right=4, wrong=2)).conduct.pacing
    assert pacing is not None
    assert (pacing.pace.seconds, pacing.pace.n) == (35, 6)
    assert pacing.allowed == 3600 / 15
    assert pacing.left == 30 * 60
    assert [(one.questions, one.seconds) for one in pacing.sections] == [(6, 210), (6, 0), (3, 0)]
    assert [one.pace for one in pacing.sections[1:]] == [None, None]
    assert [slow.position for slow in pacing.slowest] == [6, 5, 4, 3, 2]
    assert pacing.slowest[0].verdict is Verdict.WRONG


def test_extra_time_raises_what_is_allowed(stocked: Database) -> None:
    candidate = begun(stocked, enrolled(stocked).learner_id, extra_time=1.5)
    result = result_of(sit(candidate, right=1))
    assert result.conduct.pacing is not None
    assert result.conduct.pacing.allowed == 360
    assert result.exam.minutes == 90


def test_an_exam_without_times_has_no_pacing(candidate: Candidate) -> None:
    candidate.answer(1, elapsed_ms=0)
    candidate.submit()
    assert result_of(candidate).conduct.pacing is None


def test_a_short_exam_says_nothing_about_tiring(candidate: Candidate) -> None:
    conduct = result_of(sit(candidate, right=4)).conduct
    assert len(conduct.blocks) == 1
    assert "too short" in conduct.tiring


def test_changed_answers_are_marked_as_they_stood(candidate: Candidate) -> None:
    later = candidate.later(minutes=1)
    candidate.answer(1, is_right=True)
    later.answer(1, is_right=False, revision=2)
    candidate.answer(2, is_right=False)
    later.answer(2, is_right=True, revision=2)
    candidate.answer(3, is_right=True)
    later.answer(3, is_right=True, revision=2)
    later.submit()

    result = result_of(candidate)

    changes = result.conduct.changes
    assert {change: n for change, n in changes.items() if n} == {
        Change.RIGHT_TO_WRONG: 1,
        Change.WRONG_TO_RIGHT: 1,
    }
    assert result.conduct.changing == "Changing answers neither gained nor cost you questions."
    assert [line.change for line in result.lines[:3]] == [
        Change.RIGHT_TO_WRONG,
        Change.WRONG_TO_RIGHT,
        None,
    ]


def test_an_answer_that_was_emptied_counts_as_changed_to_wrong(candidate: Candidate) -> None:
    candidate.answer(1, is_right=True)
    candidate.later(minutes=1).save(1, {}, revision=2)
    candidate.submit()
    assert result_of(candidate).conduct.changes[Change.RIGHT_TO_WRONG] == 1


def test_sure_and_unsure_are_held_against_right_and_wrong(candidate: Candidate) -> None:
    candidate.answer(1, confidence=Confidence.SURE)
    candidate.answer(2, is_right=False, confidence=Confidence.SURE)
    candidate.answer(3)
    candidate.submit()
    conduct = result_of(candidate).conduct
    assert conduct.matrix is not None
    assert conduct.matrix.unsure is None
    assert conduct.matrix.sure is not None
    assert (conduct.matrix.sure.share, conduct.matrix.sure.n) == (0.5, 2)
    assert conduct.sureness == "1 of the 2 that you were sure of were right."


def test_without_a_word_on_confidence_there_is_no_matrix(candidate: Candidate) -> None:
    conduct = result_of(sit(candidate, right=2)).conduct
    assert (conduct.matrix, conduct.sureness) == (None, None)


def test_beliefs_name_the_questions_behind_them(candidate: Candidate) -> None:
    candidate.answer(1)
    candidate.answer(2, is_right=False)
    candidate.submit()
    (held,) = result_of(candidate).steps.beliefs
    assert held.belief.id == "belief-1"
    assert held.positions == (2,)


def test_the_tasks_that_cost_most_points_come_first(candidate: Candidate) -> None:
    result = result_of(sit(candidate, right=5))
    tasks = result.steps.tasks
    missed = [task.missed for task in tasks]
    assert missed == sorted(missed, reverse=True)
    assert sum(missed) == 10
    assert all(task.missed <= task.questions for task in tasks)
    assert all(task.has_practice for task in tasks)
    assert tasks[0].concept_id in {v.concept_id for v in candidate.versions().values()}


def test_an_exam_without_a_miss_has_nothing_to_mend(stocked: Database) -> None:
    form = {"sizes": (3,)}
    candidate = begun(stocked, enrolled(stocked).learner_id, form=form)
    steps = result_of(sit(candidate, right=3)).steps
    assert (steps.tasks, steps.beliefs) == ((), ())


def test_an_exam_that_was_never_answered_has_a_result(candidate: Candidate) -> None:
    candidate.later(hours=2).submit()
    result = result_of(candidate)
    assert result.exam.submitted_by == "deadline"
    assert (result.outcome.right, result.outcome.unanswered) == (0, 15)
    assert result.outcome.score.low == 0
    assert result.conduct.pacing is None
    assert result.conduct.blocks[0].right is None


def test_looking_at_a_result_changes_nothing(candidate: Candidate) -> None:
    later = sit(candidate, right=4, wrong=2)
    before = (len(later.log()), {n: row.saved_at for n, row in later.items().items()})
    assert result_of(later) == result_of(later)
    assert (len(later.log()), {n: row.saved_at for n, row in later.items().items()}) == before
