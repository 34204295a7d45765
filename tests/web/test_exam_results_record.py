"""The track record: forecasts against what came, the learner's own and everybody's."""

from datetime import timedelta
from typing import Any

import pytest

from prep.services.learners import create_learner
from prep.storage.database import Database, transaction
from tests.factories import MONDAY_NOON
from tests.rows import attempt_row, forecast_row, form_row
from tests.web.visiting import Visitor, text_of


def judged(database: Database, learner_id: int, score: float, **forecast: Any) -> None:
    """A mock exam that was handed in, with its forecast."""
    with transaction(database) as db:
        form = form_row()
        db.add(form)
        db.flush()
        begin = forecast.get("made_at", MONDAY_NOON)
        attempt = attempt_row(
            learner_id,
            form.id,
            score=score,
            started_at=begin,
            submitted_at=begin + timedelta(hours=1),
            submitted_by="learner",
        )
        db.add(attempt)
        db.flush()
        db.add(forecast_row(learner_id, attempt.id, **forecast))


def read(visitor: Visitor) -> str:
    response = visitor.get("/mock/record")
    assert response.status_code == 200
    return text_of(response.text)


def test_it_works(me: Visitor, local_database: Database, learner_id: int) -> None:
    for score, chance in ((0.55, 0.3), (0.62, 0.7), (0.78, 0.8)):
        judged(local_database, learner_id, score, target=0.6, p_target=chance)
    page = read(me)
    assert "2 of 3 scores came inside their 90 % intervals" in page
    assert "Scores inside the interval 2 of 3 inside" in page
    assert "came 55 %: inside" in page
    assert "came 78 %: outside" in page
    assert "Chances of reaching a target" in page
    assert "forecast 75 %, reached 100 % of 1" not in page
    assert "forecast 30 %, reached 0 % of 1" in page


@pytest.mark.parametrize(
    ("count", "words"), [(1, "1 of 1 inside"), (7, "7 of 7 inside"), (8, "100 % (75–100) of 8")]
)
def test_few_forecasts_are_counted_and_many_make_a_share(
    me: Visitor, local_database: Database, learner_id: int, count: int, words: str
) -> None:
    for _ in range(count):
        judged(local_database, learner_id, 0.6)
    assert f"Scores inside the interval {words}" in read(me)


def test_before_any_outcome_the_page_says_what_will_stand_there(
    me: Visitor, learner_id: int
) -> None:
    page = read(me)
    assert "No mock exam with a forecast has been handed in yet." in page
    assert "Choose a mock exam" in page
    assert "Everybody" not in page


def test_withheld_forecasts_are_counted(
    me: Visitor, local_database: Database, learner_id: int
) -> None:
    judged(local_database, learner_id, 0.6, is_sufficient=False)
    assert "1 mock exam was handed in without a forecast" in read(me)


def test_without_targets_there_are_no_chances(
    me: Visitor, local_database: Database, learner_id: int
) -> None:
    judged(local_database, learner_id, 0.6)
    assert "No target was set for these exams" in read(me)


def test_others_are_shown_as_sums_alone(
    owner: Visitor, server_database: Database, owner_id: int
) -> None:
    with transaction(server_database) as db:
        other_id = create_learner(db, "Zoe", now=MONDAY_NOON)
    judged(server_database, owner_id, 0.6)
    judged(server_database, other_id, 0.91)
    page = read(owner)
    assert "Zoe" not in page
    assert "came 60 %" in page
    assert "came 91 %" not in page
    assert "1 of 2 scores came inside" in page


def test_long_records_show_the_latest_in_the_chart_and_all_in_the_table(
    me: Visitor, local_database: Database, learner_id: int
) -> None:
    for number in range(25):
        judged(local_database, learner_id, 0.6, made_at=MONDAY_NOON + timedelta(days=number))
    text = me.get("/mock/record").text
    assert "17 Dec 2026 · Full mock exam," in text
    assert "28 Nov 2026 · Full mock exam," in text
    assert "27 Nov 2026" not in text
    assert "Full mock exam, 27 November 2026, 12:00" in text
    assert text.count("<td>yes</td>") == 25


def test_a_stranger_is_asked_to_log_in(anonymous: Visitor) -> None:
    response = anonymous.get("/mock/record")
    assert response.status_code == 303
    assert response.location.startswith("/account/login")


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_the_record_is_only_looked_at(me: Visitor, learner_id: int, method: str) -> None:
    response = getattr(me.client, method)("/mock/record", base_url=me.base_url)
    assert response.status_code in (400, 405)
