from hypothesis import given
from hypothesis import strategies as st

from prep.learning.precedence import circle, levels, passing

DIAMOND = {"A": [], "B": ["A"], "C": ["A"], "D": ["B", "C"], "E": ["D", "A"]}


@st.composite
def orders(draw: st.DrawFn) -> dict[str, list[str]]:
    """Names that come after any of those before them."""
    names = [str(n) for n in range(draw(st.integers(1, 9)))]
    return {
        name: sorted(draw(st.sets(st.sampled_from(names[:n])))) if n else []
        for n, name in enumerate(names)
    }


def test_a_level_is_the_longest_way_to_a_name():
    assert levels(DIAMOND) == {"A": 0, "B": 1, "C": 1, "D": 2, "E": 3}


def test_nothing_has_no_levels():
    assert levels({}) == {}
    assert passing({}) == {}


@given(orders())
def test_a_level_is_one_above_the_highest_before(after):
    level = levels(after)
    assert set(level) == set(after)
    for name, before in after.items():
        assert level[name] == max((level[other] + 1 for other in before), default=0)


@given(orders())
def test_what_comes_after_earlier_names_has_no_circle(after):
    assert circle(after) == ()


def test_a_circle_is_named_without_what_comes_before_and_after_it():
    after = {"A": [], "B": ["A", "D"], "C": ["B"], "D": ["C"], "E": ["D"]}
    assert circle(after) == ("B", "C", "D")
    assert levels(after) == {"A": 0}


def test_a_name_that_comes_after_itself_is_a_circle():
    assert circle({"A": ["A"]}) == ("A",)


def test_a_link_passes_the_levels_between_its_ends():
    assert passing(DIAMOND) == {0: (), 1: ("A",), 2: ("A",), 3: ()}


@given(orders())
def test_names_pass_between_their_own_level_and_the_last_one_that_they_lead_to(after):
    level = levels(after)
    for n, names in passing(after).items():
        for name in names:
            assert level[name] < n
            assert any(level[other] > n for other in after if name in after[other])
