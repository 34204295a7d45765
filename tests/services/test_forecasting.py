"""Forecasts: stored before the first question, never changed, shown with what they rest on."""

import json
from collections.abc import Sequence
from dataclasses import replace
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import update
from sqlalchemy.orm import Session

from prep.errors import NotFound
from prep.learning.readiness import LEAST_ANSWERS
from prep.services.catalogue import get_catalogue
from prep.services.custom_quizzes import Status
from prep.services.forecasting import (
    ForecastView,
    forecast_shortage,
    forecast_view,
    make_forecast,
    readiness_of,
)
from prep.services.learners import create_learner
from prep.storage.banks import (
    CertificationRow,
    ItemRow,
    ItemVersionRow,
    get_item_version,
    list_served_versions,
)
from prep.storage.database import Database, transaction
from prep.storage.forecasts import find_forecast
from tests.practising import Practice, counted_statements, enrolled
from tests.rows import attempt_row, form_row
from tests.sittings import serve_quiz

LEVELS = ["Above Target", "Target", "Below Target", "Needs Improvement"]


def practised(database: Database, answers: int = 40, **wanted: Any) -> Practice:
    """A learner after so many first answers, all right, in tens."""
    practice = enrolled(database)
    for _ in range(answers // 10):
        practice = practice.later(days=2)
        practice.complete(practice.custom(count=10, status=Status.UNSEEN, **wanted))
    return practice


def versions_of(db: Session, prefix: str = "") -> list[ItemVersionRow]:
    """The bank's items whose id begins so, as a form would hold them."""
    served = get_catalogue(db, "pmp").versions
    return [get_item_version(db, i, n) for i, n in served.items() if i.startswith(prefix)]


def begun(db: Session, practice: Practice, **changes: Any) -> UUID:
    """An attempt on a form of its own."""
    form = form_row()
    attempt = attempt_row(practice.learner_id, form.id, started_at=practice.now, **changes)
    db.add(form)
    db.flush()
    db.add(attempt)
    db.flush()
    return attempt.id


def forecast(
    practice: Practice,
    *,
    target: float | None = None,
    prefix: str = "",
    levels: Sequence[str] = (),
) -> UUID:
    """Begin an attempt and forecast it; its id."""
    with transaction(practice.database) as db:
        attempt_id = begun(db, practice, target=target)
        catalogue = get_catalogue(db, "pmp")
        details = {**catalogue.blueprint.details, "result": {"domain_levels": list(levels)}}
        catalogue = replace(catalogue, blueprint=replace(catalogue.blueprint, details=details))
        make_forecast(
            db,
            practice.learner_id,
            catalogue,
            attempt_id,
            versions_of(db, prefix),
            target,
            practice.now,
        )
    return attempt_id


def viewed(practice: Practice, attempt_id: UUID) -> ForecastView:
    with practice.database.reader() as db:
        return forecast_view(db, practice.learner_id, attempt_id)


def readiness(practice: Practice) -> ForecastView:
    with practice.database.reader() as db:
        return readiness_of(db, practice.learner_id, "pmp", practice.now)


def shortage(practice: Practice, prefix: str = "") -> str | None:
    with practice.database.reader() as db:
        versions = versions_of(db, prefix)
        return forecast_shortage(db, practice.learner_id, "pmp", versions, practice.now)


def test_it_works(stocked: Database) -> None:
    practice = practised(stocked)
    view = viewed(practice, forecast(practice, target=0.7, levels=LEVELS))
    figures = view.figures
    assert figures.is_sufficient
    assert figures.answers == 40
    assert figures.made_at == practice.now
    assert 0 <= figures.low < figures.expected < figures.high <= 1
    assert figures.target == 0.7
    assert figures.p_target is not None
    assert 0.5 < figures.p_target <= 1
    assert [domain.id for domain in figures.domains] == ["people", "process"]
    for domain in figures.domains:
        assert domain.low <= domain.expected <= domain.high
        assert [name for name, _ in domain.levels] == LEVELS
        assert sum(chance for _, chance in domain.levels) == pytest.approx(1)
    assert sum(domain.items for domain in figures.domains) == 60
    assert f"{round(figures.expected * 100)} %" in view.summary
    assert "40 first answers" in view.summary
    assert view.about_target is not None
    assert "70 %" in view.about_target
    assert view.about_levels is not None
    assert "ours" in view.about_levels


def test_without_levels_and_without_a_target_nothing_is_said_of_them(stocked: Database) -> None:
    practice = practised(stocked)
    view = viewed(practice, forecast(practice))
    assert view.figures.target is view.figures.p_target is None
    assert view.about_target is view.about_levels is None
    assert all(domain.levels == () for domain in view.figures.domains)


def test_too_few_answers_are_stored_and_said(stocked: Database) -> None:
    practice = practised(stocked, 10, task_id="people.1")
    attempt_id = forecast(practice, target=0.7, levels=LEVELS)
    view = viewed(practice, attempt_id)
    assert not view.figures.is_sufficient
    assert view.figures.missing == LEAST_ANSWERS - 10
    assert view.summary == (
        "It is too early for a forecast, after 10 first answers. About 20 more would be enough, "
        "among them 8 in Process."
    )
    assert view.about_target is view.about_levels is view.narrowing is None


def test_a_stored_forecast_does_not_change_with_later_answers(stocked: Database) -> None:
    practice = practised(stocked)
    attempt_id = forecast(practice, target=0.7, levels=LEVELS)
    before = viewed(practice, attempt_id)
    later = practice.later(days=3)
    quiz = later.custom(count=10)
    for position in range(1, 11):
        later.answer(quiz.id, position, is_correct=False)
    assert viewed(practice, attempt_id) == before


def test_a_form_of_one_domain_is_forecast_from_it(stocked: Database) -> None:
    practice = practised(stocked)
    figures = viewed(practice, forecast(practice, prefix="pmp-process")).figures
    assert [domain.id for domain in figures.domains] == ["process"]
    assert figures.expected == pytest.approx(figures.domains[0].expected)


def test_repeats_do_not_count_as_evidence(stocked: Database) -> None:
    practice = enrolled(stocked)
    found = []
    for _ in range(2):
        quiz_id = serve_quiz(stocked, practice.learner_id, ["pmp-people-1-001"], now=practice.now)
        practice.answer(quiz_id, 1)
        found.append(readiness(practice).figures)
    assert found[0] == found[1]
    assert found[0].answers == 1


def test_somebody_elses_and_unknown_forecasts_are_not_found(stocked: Database) -> None:
    practice = practised(stocked, 10)
    attempt_id = forecast(practice)
    with transaction(stocked) as db:
        stranger = create_learner(db, "Bob", now=practice.now)
        unforecast = begun(db, replace(practice, learner_id=stranger))
    for learner_id, wanted in (
        (stranger, attempt_id),
        (practice.learner_id, uuid4()),
        (stranger, unforecast),
    ):
        with stocked.reader() as db, pytest.raises(NotFound):
            forecast_view(db, learner_id, wanted)


def test_readiness_is_a_typical_form_beside_the_latest_target(stocked: Database) -> None:
    practice = practised(stocked)
    view = readiness(practice)
    assert view.figures.is_sufficient
    assert view.figures.target is None
    people, process = view.figures.domains
    assert (people.items, process.items) == (36, 24)
    assert view.narrowing is not None
    forecast(practice, target=0.8)
    assert readiness(practice).figures.target == 0.8
    with stocked.reader() as db:
        assert find_forecast(db, practice.learner_id, uuid4()) is None


def test_the_target_is_that_of_the_newest_exam(stocked: Database) -> None:
    practice = practised(stocked)
    for target in (0.8, None, 0.7):
        practice = practice.later(days=1)
        with transaction(stocked) as db:
            begun(db, practice, target=target, submitted_at=practice.now)
        view = readiness(practice)
        assert view.figures.target == target
        assert (view.about_target is None) == (target is None)


def test_readiness_of_a_newcomer_says_what_would_be_enough(stocked: Database) -> None:
    view = readiness(enrolled(stocked))
    assert not view.figures.is_sufficient
    assert view.summary == (
        "It is too early for a forecast, after no first answers. About 30 more would be enough, "
        "among them 8 in People and 8 in Process."
    )


def test_readiness_wears_off_without_practice(stocked: Database) -> None:
    practice = practised(stocked)
    figures, later = readiness(practice).figures, readiness(practice.later(days=120)).figures
    assert later.high - later.low > figures.high - figures.low


def test_who_is_not_enrolled_has_no_readiness(stocked: Database) -> None:
    practice = enrolled(stocked)
    with transaction(stocked) as db:
        stranger = create_learner(db, "Bob", now=practice.now)
    with stocked.reader() as db, pytest.raises(NotFound):
        readiness_of(db, stranger, "pmp", practice.now)


def test_readiness_takes_few_statements(stocked: Database) -> None:
    practice = practised(stocked)
    readiness(practice)
    with counted_statements(stocked) as statements:
        readiness(practice)
    assert len(statements) <= 5, statements


def test_a_shortage_says_what_the_forecast_will_say_until_there_is_enough(
    stocked: Database,
) -> None:
    for prefix in ("", "pmp-people"):
        newcomer = enrolled(stocked)
        promised = shortage(newcomer, prefix)
        assert promised == viewed(newcomer, forecast(newcomer, prefix=prefix)).summary
    practice = practised(stocked)
    assert shortage(practice) is None


def test_a_shortage_is_of_the_domains_that_an_exam_asks_about(stocked: Database) -> None:
    practice = practised(stocked, 30, domain_id="people")
    assert shortage(practice, "pmp-people") is None
    for prefix, more in (("", 10), ("pmp-process", 15)):
        assert shortage(practice, prefix) == (
            f"It is too early for a forecast, after 30 first answers. About {more} more would be "
            "enough, among them 8 in Process."
        )


def test_there_is_no_shortage_where_nothing_can_be_practised(stocked_sqlite: Database) -> None:
    practice = enrolled(stocked_sqlite)
    with transaction(stocked_sqlite) as db:
        db.execute(update(ItemRow).where(ItemRow.id.like("pmp-process-%")).values(pool="exam"))
        db.execute(update(CertificationRow).values(bank_hash="nothing to practise in Process"))
    with stocked_sqlite.reader() as db:
        asked = list_served_versions(db, "pmp", "exam")
        assert asked
        assert forecast_shortage(db, practice.learner_id, "pmp", asked, practice.now) is None
    assert shortage(practice, "pmp-people") is not None


def test_a_shortage_takes_few_statements(stocked: Database) -> None:
    practice = practised(stocked)
    with stocked.reader() as db:
        asked = versions_of(db)
        with counted_statements(stocked) as statements:
            forecast_shortage(db, practice.learner_id, "pmp", asked, practice.now)
    assert len(statements) <= 3, statements


def test_no_sentence_speaks_of_a_chance_to_pass(stocked: Database) -> None:
    practice = practised(stocked)
    view = viewed(practice, forecast(practice, target=0.7, levels=LEVELS))
    said = json.dumps([view.summary, view.about_target, view.about_levels])
    assert "chance to pass" not in said
    assert "chance of passing" not in said
