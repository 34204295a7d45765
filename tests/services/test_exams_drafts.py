"""Answers on their way, for every kind of field that an item type has."""

from typing import Any

import pytest

from prep.errors import InvalidInput
from prep.services.exams.drafts import checked_raw, checked_struck, shown_ids

SHOWN = {
    "prompts": [{"id": "p1", "text": "One"}, {"id": "p2", "text": "Two"}],
    "answers": [{"id": "x", "text": "X"}, {"id": "y", "text": "Y"}],
    "blanks": [{"id": "b1", "options": [{"id": "o1", "text": "O"}, {"id": "o2", "text": "P"}]}],
    "choose": 2,
}
KNOWN = {"p1", "p2", "x", "y", "b1", "o1", "o2"}


def test_every_id_that_is_shown_is_known() -> None:
    assert shown_ids(SHOWN) == KNOWN


@pytest.mark.parametrize(
    "raw",
    [
        {},
        {"choice": ["x", "y"]},
        {"value": ["about one"]},
        {"match-p1": ["x"], "match-p2": ["y"]},
        {"order-p1": ["2"], "order-p2": ["1"]},
        {"blank-b1": ["o2"]},
    ],
)
def test_what_the_item_shows_can_be_sent(raw: dict[str, list[str]]) -> None:
    assert checked_raw(SHOWN, raw) == raw


def test_what_is_empty_is_left_out() -> None:
    raw = {"match-p1": [""], "match-p2": ["", "y"], "choice": []}
    assert checked_raw(SHOWN, raw) == {"match-p2": ["y"]}


@pytest.mark.parametrize(
    "raw",
    [
        {"choice": ["z"]},
        {"choice": ["x"] * 9},
        {"match-z": ["x"]},
        {"match-p1": ["z"]},
        {"match": ["x"]},
        {"any-p1": ["x"]},
        {"z" * 10_000 + "-p1": ["x"]},
        {"order-p1": ["0"]},
        {"order-p1": ["8"]},
        {"order-p1": ["²"]},
        {"order-p1": ["first"]},
        {"blank-b2": ["o1"]},
        {"blank-b1": ["z" * 10_000]},
        {"value": ["9" * 201]},
        {"csrf_token": ["x"]},
        {"z" * 10_000: [""]},
    ],
)
def test_what_the_item_does_not_show_is_refused(raw: dict[str, Any]) -> None:
    with pytest.raises(InvalidInput) as refusal:
        checked_raw(SHOWN, raw)
    assert refusal.value.field == "raw"
    assert len(refusal.value.message) < 200


def test_struck_options_are_kept_once_and_in_order() -> None:
    assert checked_struck(SHOWN, ["y", "x", "y"]) == ["x", "y"]
    with pytest.raises(InvalidInput, match="not an option"):
        checked_struck(SHOWN, ["z"])
