"""Today's row about the newest mock exam: what was missed and has no reason yet."""

import re
from html import unescape

from tests.practising import counted_statements
from tests.web.sitting import Room
from tests.web.visiting import Visitor, text_of

ROW = "Mock exam of 23 November · 13 missed questions without a reason yet."
MISSED = range(3, 16)


def give_reason(room: Room, position: int) -> None:
    """Say why a question was missed."""
    path = f"/result/items/{position}/miss-reason"
    assert room.press(path, {"reason": "misread"}).status_code == 303


def test_it_counts_them_and_leads_to_them(sat: Room) -> None:
    page = sat.visitor.get("/today").text
    assert f"{ROW} Stands here until 7 December" in text_of(page)
    (link,) = re.findall(r'href="([^"]*/result/items[^"]*)"', page)

    listed = sat.visitor.get(unescape(link))

    assert listed.status_code == 200
    assert len(set(re.findall(r"/result/items/(\d+)", listed.text))) == 13


def test_it_shrinks_with_every_reason_and_goes_with_the_last(sat: Room) -> None:
    for position in MISSED[:-1]:
        give_reason(sat, position)
    assert "· 1 missed question without a reason yet." in text_of(sat.visitor.get("/today").text)
    give_reason(sat, MISSED[-1])
    assert "without a reason" not in sat.visitor.get("/today").text


def test_it_goes_after_two_weeks(sat: Room) -> None:
    sat.clock.on(days=14)
    assert ROW in text_of(sat.visitor.get("/today").text)
    sat.clock.on(days=1)
    assert "without a reason" not in sat.visitor.get("/today").text


def test_an_open_exam_has_none(room: Room) -> None:
    assert "without a reason" not in room.visitor.get("/today").text


def test_it_is_no_primary_button(sat: Room) -> None:
    page = sat.visitor.get("/today").text
    assert page.count("button--primary") == 1


def test_others_do_not_see_it(sat: Room, owner: Visitor) -> None:
    assert "without a reason" not in owner.get("/today").text


def test_todays_statements_stay_few(sat: Room) -> None:
    sat.visitor.get("/today")
    with counted_statements(sat.candidate.database) as statements:
        assert ROW in text_of(sat.visitor.get("/today").text)
    assert len(statements) <= 15, statements
