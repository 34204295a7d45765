"""Proposals: what they rest on, that every figure is the dashboard's, and what they cost."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from prep.errors import NotFound
from prep.services.exercise_reasons import BELIEF_ANSWERS
from prep.services.exercises import ProposalView, propose
from prep.services.learners import set_time_zone
from prep.services.progress import get_dashboard, weakest_tasks
from prep.services.self_assessment import save_ratings
from prep.storage.answer_log import count_latest_beliefs
from prep.storage.banks import CertificationRow, list_misconceptions
from prep.storage.database import Database, transaction
from prep.storage.exercises import ExerciseRow
from prep.storage.practice import iterate_responses
from tests.evidence_rows import action_row
from tests.exercises import make_known
from tests.practising import Practice, counted_statements, enrolled, random_history

MOST_STATEMENTS = 9


def proposals(practice: Practice, limit: int = 99, **wanted: Any) -> list[ProposalView]:
    with practice.database.reader() as db:
        return propose(db, practice.learner_id, "pmp", now=practice.now, limit=limit, **wanted)


def ids(found: list[ProposalView]) -> list[str]:
    return [view.exercise.id for view in found]


def act(practice: Practice, exercise_id: str, **moments: datetime) -> None:
    with transaction(practice.database) as db:
        db.add(action_row(practice.learner_id, exercise_id, **moments))


def test_a_newcomer_is_offered_exercises_and_told_that_nothing_is_measured(
    stocked: Database,
) -> None:
    practice = enrolled(stocked)
    found = proposals(practice, role="qa")
    assert ids(found) == [f"risk-{n}" for n in range(1, 8)]
    assert len(found[0].reasons) == 1
    assert found[0].reason.startswith("You have not answered anything on “")
    assert found[0].role_text.startswith("As qa, take ")
    assert found[0].setting_names == ("Tracking action items", "Running a small rollout")
    assert ids(proposals(practice, limit=2)) == ["risk-1", "risk-2"]


def test_a_job_without_a_variant_gets_no_variant(stocked_sqlite: Database) -> None:
    practice = enrolled(stocked_sqlite)
    assert {view.role_text for view in proposals(practice, role="other")} == {""}
    assert {view.role_text for view in proposals(practice)} == {""}


@pytest.mark.parametrize(
    ("wanted", "count"),
    [
        ({"task_id": "people.1"}, 7),
        ({"task_id": "process.1"}, 2),
        ({"task_id": "process.9"}, 0),
        ({"minutes": 60}, 7),
        ({"minutes": 59}, 0),
        ({"setting": "rollout"}, 7),
        ({"setting": "vendor"}, 0),
    ],
)
def test_filters_narrow_the_choice(
    stocked_sqlite: Database, wanted: dict[str, Any], count: int
) -> None:
    found = proposals(enrolled(stocked_sqlite), **wanted)
    assert len(found) == count
    if "task_id" in wanted:
        assert {view.task_id for view in found} <= {wanted["task_id"]}


def test_the_weakest_task_is_the_one_that_the_dashboard_calls_weakest(stocked: Database) -> None:
    practice = enrolled(stocked)
    for task_id, is_correct in (("people.1", True), ("people.2", True), ("process.1", False)):
        quiz = practice.custom(task_id=task_id, count=10)
        for position in range(1, 11):
            practice.answer(quiz.id, position, is_correct=is_correct)
    with stocked.reader() as db:
        dashboard = get_dashboard(db, practice.learner_id, "pmp", now=practice.now)
    [worst] = weakest_tasks(dashboard, 1)
    [sentence] = {r for view in proposals(practice) for r in view.reasons if "is your weakest" in r}
    share, half = round(worst.mastery.share * 100), round(worst.mastery.half_width * 100)
    assert sentence == (
        f"“{worst.name}” is your weakest task where it counts: {share} % ± {half} after 10 answers,"
        f" about {round(worst.weight * 100)} % of the exam."
    )


def test_figures_of_reasons_are_those_of_the_dashboard_and_the_log(stocked: Database) -> None:
    practice = random_history(enrolled(stocked), 5)
    with stocked.reader() as db:
        dashboard = get_dashboard(db, practice.learner_id, "pmp", now=practice.now)
        log = list(iterate_responses(db, practice.learner_id))
        beliefs = list_misconceptions(db, [name for row in log for name in row.misconceptions])
    assert len(log) <= BELIEF_ANSWERS
    figures = {
        task.name: f"{round(task.mastery.share * 100)} % ± {round(task.mastery.half_width * 100)}"
        for task in dashboard.tasks
        if task.is_measured
    }
    counts = {
        belief.belief.rstrip("."): sum(name in row.misconceptions for row in log)
        for name, belief in beliefs.items()
    }
    said = [reason for view in proposals(practice) for reason in view.reasons]
    assert any("hold" in sentence for sentence in said)
    assert any("±" in sentence for sentence in said)
    for sentence in said:
        [quoted] = [part.partition("”")[0] for part in sentence.split("“")[1:]]
        if "±" in sentence:
            assert figures[quoted] in sentence
        elif "hold" in sentence:
            assert sentence.startswith(f"{counts[quoted]} of your latest {len(log)} answers ")
        else:
            assert quoted in {task.name for task in dashboard.tasks if not task.is_measured}


def test_beliefs_are_counted_in_the_latest_answers(stocked: Database) -> None:
    practice = enrolled(stocked)
    quiz = practice.custom(task_id="people.1", count=10)
    for position in (1, 2, 3):
        practice.answer(quiz.id, position, is_correct=False)
    later = practice.later(days=10)
    later.answer(quiz.id, 4, is_correct=False)
    later.answer(quiz.id, 5, is_correct=True)
    with stocked.reader() as db:
        log = list(iterate_responses(db, practice.learner_id))
        counts, answers = count_latest_beliefs(db, practice.learner_id, "pmp", 99)
        late, few = count_latest_beliefs(db, practice.learner_id, "pmp", 2)
        nothing = count_latest_beliefs(db, practice.learner_id, "capm", 99)
    assert (answers, few) == (5, 2)
    assert counts == {
        name: sum(name in row.misconceptions for row in log)
        for row in log
        for name in row.misconceptions
    }
    assert set(late) == {name for row in log[3:] for name in row.misconceptions}
    assert nothing == ({}, 0)


def test_what_learners_say_of_themselves_is_a_reason_until_it_is_measured(
    stocked: Database,
) -> None:
    practice = enrolled(stocked)
    before = proposals(practice)
    with transaction(stocked) as db:
        save_ratings(db, practice.learner_id, {"risk": "1"}, now=practice.now)
    [reason] = {r for view in proposals(practice) for r in view.reasons if "rated" in r}
    assert reason.startswith("You rated yourself 1 of 5 on “Can you surface risk early?”")
    for task_id in ("people.1", "people.2", "process.1"):
        practice.complete(practice.custom(task_id=task_id, count=10))
    assert not [r for view in proposals(practice) for r in view.reasons if "rated" in r]
    assert len(before) == len(proposals(practice)) == 7


def test_days_without_an_answer_change_the_figures_told_but_not_the_ranking(
    stocked: Database,
) -> None:
    practice = random_history(enrolled(stocked), 5)
    first = proposals(practice)
    told = [first]
    for days in (1, 8, 29, 61, 400):
        later = practice.later(days=days)
        told.append(proposals(later))
        with stocked.reader() as db:
            dashboard = get_dashboard(db, practice.learner_id, "pmp", now=later.now)
        figures = [
            f"{round(t.mastery.share * 100)} % ± {round(t.mastery.half_width * 100)} after"
            for t in dashboard.tasks
        ]
        for view in told[-1]:
            assert "±" not in view.reason or any(f in view.reason for f in figures)
    assert all(ids(found) == ids(first) for found in told)
    assert any(found != first for found in told)


@pytest.mark.parametrize("moment", ["started_at", "documented_at", "dropped_at"])
def test_what_was_taken_up_lately_rests(stocked: Database, moment: str) -> None:
    practice = enrolled(stocked)
    act(practice, "risk-1", **{moment: practice.now})
    assert "risk-1" not in ids(proposals(practice.later(days=59)))
    assert ("risk-1" in ids(proposals(practice.later(days=60)))) is (moment != "started_at")


def test_what_was_done_for_another_exam_rests_as_well(stocked_sqlite: Database) -> None:
    practice = enrolled(stocked_sqlite)
    with transaction(stocked_sqlite) as db:
        pmp = db.get_one(CertificationRow, "pmp")
        facts = {column.key: getattr(pmp, column.key) for column in pmp.__table__.columns}
        db.add(CertificationRow(**facts | {"id": "other"}))
        db.flush()
        db.add(action_row(practice.learner_id, "risk-1", certification_id="other"))
    assert "risk-1" not in ids(proposals(practice))


def test_days_are_counted_in_the_learner_s_zone(stocked_sqlite: Database) -> None:
    practice = enrolled(stocked_sqlite)
    act(practice, "risk-1", documented_at=practice.now)  # Tuesday in Auckland
    later = practice.later(days=59, hours=11)
    assert "risk-1" not in ids(proposals(later))
    with transaction(stocked_sqlite) as db:
        set_time_zone(db, practice.learner_id, "Pacific/Auckland")
    assert "risk-1" not in ids(proposals(later))
    assert "risk-1" in ids(proposals(practice.later(days=59, hours=23)))


def test_somebody_else_s_actions_and_answers_change_nothing(stocked: Database) -> None:
    mine, theirs = enrolled(stocked), enrolled(stocked)
    before = proposals(mine)
    act(theirs, "risk-1")
    theirs.complete(theirs.daily())
    assert proposals(mine) == before


def test_a_retired_exercise_is_not_proposed_and_comes_back(stocked_sqlite: Database) -> None:
    practice = enrolled(stocked_sqlite)
    for retired_at in (practice.now, None):
        with transaction(stocked_sqlite) as db:
            db.get_one(ExerciseRow, "risk-3").retired_at = retired_at
            make_known(db)
        assert ("risk-3" in ids(proposals(practice))) is (retired_at is None)


def test_the_same_data_give_the_same_proposals_all_day(stocked_sqlite: Database) -> None:
    practice = random_history(enrolled(stocked_sqlite), 8)
    assert proposals(practice) == proposals(practice) == proposals(practice.later(minutes=5))


def test_an_unknown_certification_is_not_found(stocked_sqlite: Database) -> None:
    practice = enrolled(stocked_sqlite)
    with stocked_sqlite.reader() as db, pytest.raises(NotFound):
        propose(db, practice.learner_id, "cpa", now=practice.now, limit=3)


def test_the_statements_are_few_whatever_the_learner_did(stocked_sqlite: Database) -> None:
    counts = []
    for practice in (enrolled(stocked_sqlite), random_history(enrolled(stocked_sqlite), 3)):
        act(practice, "risk-2", dropped_at=practice.now - timedelta(days=90))
        with counted_statements(stocked_sqlite) as sent, stocked_sqlite.writer() as db:
            propose(db, practice.learner_id, "pmp", now=practice.now, limit=3)
        counts.append(len([s for s in sent if not s.startswith("BEGIN")]))
    assert max(counts) <= MOST_STATEMENTS
    assert counts[0] >= counts[1] - 1  # the names of beliefs, where there are any
