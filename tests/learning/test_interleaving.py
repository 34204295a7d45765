"""Interleaving: nothing lost, neighbours as different as they can be."""

from collections import Counter
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from prep.learning.interleaving import interleaved

THINGS = st.lists(
    st.tuples(st.sampled_from("abc"), st.sampled_from("xyz"), st.integers(0, 99)), max_size=25
)
Thing = tuple[str, str, int]


def ordered(things: list[Thing]) -> list[Thing]:
    return interleaved(things, topic=lambda t: t[0], subtopic=lambda t: t[0] + t[1])


def pairs_of(names: list[str]) -> int:
    """How many neighbours are the same."""
    return sum(one == other for one, other in pairwise(names))


def fewest_pairs(names: list[str]) -> int:
    """How many are the same in the best order."""
    return max(0, 2 * max(Counter(names).values(), default=0) - len(names) - 1)


@given(THINGS)
def test_nothing_is_lost_or_doubled(things: list[Thing]) -> None:
    assert Counter(ordered(things)) == Counter(things)


@given(THINGS)
def test_topics_take_turns_as_far_as_possible(things: list[Thing]) -> None:
    topics = [topic for topic, _, _ in ordered(things)]
    assert pairs_of(topics) == fewest_pairs(topics)


@given(THINGS)
def test_within_one_topic_subtopics_take_turns(things: list[Thing]) -> None:
    one_topic = [("a", subtopic, number) for _, subtopic, number in things]
    subtopics = [subtopic for _, subtopic, _ in ordered(one_topic)]
    assert pairs_of(subtopics) == fewest_pairs(subtopics)


@given(THINGS)
def test_the_same_things_in_the_same_order_come_out_the_same(things: list[Thing]) -> None:
    assert ordered(things) == ordered(list(things))
