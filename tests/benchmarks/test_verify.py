"""What counts as stored: every type of answer, and nothing but what was sent."""

from typing import Any

import pytest

from benchmarks.forms import Fields
from benchmarks.verify import says_the_same

HIDDEN = ("response_id", "x")


@pytest.mark.parametrize(
    ("sent", "stored", "other"),
    [
        ([("choice", "b")], ["b"], ["a"]),
        ([("choice", "b"), ("choice", "d")], ["d", "b"], ["b"]),
        ([("value", "12")], 12.0, 13.0),
        ([("match-p1", "b"), ("match-p2", "a")], {"p1": "b", "p2": "a"}, {"p1": "a", "p2": "b"}),
        ([("blank-b1", "c")], {"b1": "c"}, {"b1": "a"}),
        ([("order-s1", "2"), ("order-s2", "1")], ["s2", "s1"], ["s1", "s2"]),
    ],
)
def test_an_answer_of_every_type_is_known_again(sent: Fields, stored: Any, other: Any) -> None:
    fields = [HIDDEN, *sent, ("confidence", "sure")]
    assert says_the_same(stored, fields)
    assert not says_the_same(other, fields)
