"""Why questions of a mock exam were missed: said, counted, and gone through one by one."""

from html import unescape

import pytest

from prep.services.exam_results.items import MissReason
from tests.web.sitting import Room
from tests.web.visiting import text_of

ITEMS = "/result/items"
FORM = f"{ITEMS}/3/miss-reason"
NONE_YET = "?show=missed&reason=none"
AND_NEXT = {"reason": "trap", "then": "next"}


def page(room: Room, path: str) -> str:
    response = room.get(path)
    assert response.status_code == 200, path
    return unescape(response.text)


def read(room: Room, path: str) -> str:
    return text_of(room.get(path).text)


def kept(room: Room, position: int) -> str | None:
    row = room.candidate.items().get(position)
    return row.miss_reason if row else None


def test_a_reason_for_a_miss_is_kept(sat: Room) -> None:
    path = f"{sat.base}{ITEMS}/3"
    response = sat.visitor.submit(path, f"{sat.base}{FORM}", {"reason": "trap"})
    assert response.location == f"{path}?kept=1"
    assert kept(sat, 3) == "trap"
    assert "Kept." in read(sat, f"{ITEMS}/3?kept=1")
    assert "fell for a tempting answer" in read(sat, ITEMS)


def test_keep_and_next_keeps_and_goes_on_in_the_filter(sat: Room) -> None:
    assert "Keep and next" in page(sat, f"{ITEMS}/3{NONE_YET}")
    response = sat.press(FORM + NONE_YET, AND_NEXT)
    assert response.status_code == 303
    assert response.location == f"{sat.base}{ITEMS}/4{NONE_YET}"
    assert kept(sat, 3) == "trap"
    assert "1 of 12 missed: no reason yet" in read(sat, f"{ITEMS}/4{NONE_YET}")


def test_keep_and_next_without_a_filter_goes_to_the_next_question(sat: Room) -> None:
    assert sat.press(FORM, AND_NEXT).location == f"{sat.base}{ITEMS}/4"


def test_after_the_last_question_of_the_filter_comes_its_list(sat: Room) -> None:
    assert "Keep and see the list" in page(sat, f"{ITEMS}/4?show=wrong")
    response = sat.press(f"{ITEMS}/4/miss-reason?show=wrong", AND_NEXT)
    assert response.location == f"{sat.base}{ITEMS}?show=wrong"
    assert kept(sat, 4) == "trap"


@pytest.mark.parametrize("then", ["", "nonsense"])
def test_what_is_no_way_on_stays_at_the_question(sat: Room, then: str) -> None:
    response = sat.press(FORM + NONE_YET, {"reason": "trap", "then": then})
    assert response.location == f"{sat.base}{ITEMS}/3{NONE_YET}&kept=1"


def test_a_wrong_reason_is_refused_and_the_filter_stays(sat: Room) -> None:
    response = sat.press(FORM + NONE_YET, {"reason": "bad luck", "then": "next"})
    assert response.status_code == 422
    assert "Reason: choose one of knowledge, misread" in text_of(response.text)
    assert "1 of 13 missed: no reason yet" in text_of(response.text)
    assert f"{sat.base}{ITEMS}/4{NONE_YET}" in unescape(response.text)
    assert kept(sat, 3) is None


def test_a_reason_is_taken_back_by_an_empty_choice(sat: Room) -> None:
    sat.press(FORM, {"reason": "trap"})
    sat.press(FORM, {"reason": ""})
    assert kept(sat, 3) is None


@pytest.mark.parametrize("then", ["", "next"])
def test_a_right_answer_takes_no_reason(sat: Room, then: str) -> None:
    fields = {"reason": "trap", "then": then}
    assert sat.press(f"{ITEMS}/1/miss-reason", fields).status_code == 409
    assert "miss-reason" not in page(sat, f"{ITEMS}/1")


def test_a_reason_without_the_token_is_refused(sat: Room) -> None:
    assert sat.visitor.post(sat.base + FORM, {"reason": "trap"}).status_code == 400
    assert kept(sat, 3) is None


@pytest.mark.parametrize("path", ["/result", f"{ITEMS}?show=missed"])
def test_misses_are_counted_by_reason_and_each_leads_to_its_list(sat: Room, path: str) -> None:
    sat.press(FORM, {"reason": "trap"})
    sat.press(f"{ITEMS}/9/miss-reason", {"reason": "trap"})
    sat.press(f"{ITEMS}/4/miss-reason", {"reason": "misread"})
    html = page(sat, path)
    for reason, name, count in (
        ("misread", "Misread", 1),
        ("trap", "Trap", 2),
        ("none", "No reason yet", 10),
    ):
        assert f"{sat.base}{ITEMS}?show=missed&reason={reason}" in html
        assert f"{name} {count}" in read(sat, path)
        listed = page(sat, f"{ITEMS}?show=missed&reason={reason}")
        assert listed.count("row--item") == count
    assert "reason=knowledge" not in html


def test_the_report_says_why_questions_were_missed(sat: Room) -> None:
    sat.press(FORM, {"reason": "misread"})
    assert "Why missed: misread 1, no reason yet 12." in read(sat, "/report")


def test_a_list_that_has_become_empty_says_why(sat: Room) -> None:
    for position in range(3, 16):
        sat.press(f"{ITEMS}/{position}/miss-reason", {"reason": "time"})
    assert "All that you missed has a reason now." in read(sat, ITEMS + NONE_YET)
    assert "The list is empty: missed: no reason yet" in read(sat, f"{ITEMS}/9{NONE_YET}")


@pytest.mark.parametrize("reason", [*MissReason, "none"])
def test_a_reason_alone_means_what_was_missed(sat: Room, reason: str) -> None:
    alone = read(sat, f"{ITEMS}?reason={reason}")
    assert "Missed questions" in alone
    assert alone == read(sat, f"{ITEMS}?show=missed&reason={reason}")


def test_the_way_through_a_filter_keeps_it(sat: Room) -> None:
    address = "?show=missed&domain=people"
    listed = page(sat, ITEMS + address).split(f"{sat.base}{ITEMS}/")[1:]
    first, second, *_ = numbers = [int(part.split("?")[0]) for part in listed]
    html = page(sat, f"{ITEMS}/{first}{address}")
    assert f'href="{sat.base}{ITEMS}{address}"' in html
    assert f'href="{sat.base}{ITEMS}/{second}{address}"' in html
    assert f"1 of {len(numbers)} missed in People" in text_of(html)


@pytest.mark.parametrize(
    ("path", "words"),
    [
        (f"{ITEMS}/3?show=missed", "1 of 13 missed"),
        (f"{ITEMS}/15?show=missed", "13 of 13 missed"),
        (f"{ITEMS}/1?show=missed", "Not among the 13 missed"),
        (f"{ITEMS}/4?show=changed", "1 of 1 changed"),
        (f"{ITEMS}/4?show=missed&domain=nowhere", "The list is empty: missed"),
    ],
)
def test_a_question_says_where_in_the_filter_it_stands(sat: Room, path: str, words: str) -> None:
    assert words in read(sat, path)


@pytest.mark.parametrize("address", ["", "?show=nonsense", "?reason=nonsense", "?show=all"])
def test_without_a_filter_the_way_leads_through_all(sat: Room, address: str) -> None:
    html = page(sat, f"{ITEMS}/3{address}")
    assert 'class="place' not in html
    assert f'href="{sat.base}{ITEMS}/4"' in html
    assert f'href="{sat.base}{ITEMS}"' in html
    assert page(sat, ITEMS + address).count("row--item") == 15


def test_the_last_question_of_a_filter_leads_back_to_its_list(sat: Room) -> None:
    html = page(sat, f"{ITEMS}/2?show=right")
    assert f'href="{sat.base}{ITEMS}?show=right">Back to the list' in html
