"""All rules together: the checklist, its length rule, its own examples, and any text at all."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prep.services.portfolio.bullets import LONGEST_PROJECT
from prep.services.portfolio.examples import EXAMPLES
from prep.services.portfolio.hints.points import check_length, words_in
from prep.services.portfolio.hints.review import MOST_CAUTIONS, review_wording
from prep.services.portfolio.project_words import KINDS

GOOD = EXAMPLES[0].after


@pytest.mark.parametrize("run", ["1-", "two a-", "1 a-a ", "for a-", "kept the a-"])
def test_a_run_that_parts_in_many_ways_is_read_as_any_other_text(run: str) -> None:
    review = review_wording((run * LONGEST_PROJECT)[:LONGEST_PROJECT])

    assert review
    assert not {"scope", "audience"} & {p.rule for p in review.points if p.is_present}


@pytest.mark.parametrize("count", range(1, 61))
def test_twelve_to_thirty_five_words_are_one_good_line(count: int) -> None:
    point = check_length(" ".join(["word"] * count))

    assert point.is_present == (12 <= count <= 35)
    assert point.message == f"It has {count} {'word' if count == 1 else 'words'}."


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", 0),
        ("– … !", 0),
        ("six-hour window", 2),
        ("1,400 mailboxes", 2),
        ("each site’s manager", 3),
        ("help desk / sales", 3),
        ("24/7 support", 2),
        ("12 %", 1),
        ("🎉 done", 1),
        ("قاد فريقا", 2),
        ("line\nnext line", 3),
        ("R&D", 1),
        ("e.g. this", 2),
    ],
)
def test_words_are_counted_as_people_count_them(text: str, count: int) -> None:
    assert len(words_in(text)) == count


def test_the_checklist_has_eight_points_and_no_score() -> None:
    review = review_wording(GOOD)

    assert review is not None
    assert len(review.points) == len({point.rule for point in review.points}) == 8
    assert review.summary == "8 of 8 present"


def test_the_summary_counts_what_to_mind() -> None:
    review = review_wording("Worked on various servers")

    assert review is not None
    assert review.summary == "1 of 8 present, 2 things to mind"


@pytest.mark.parametrize("text", ["", "   ", "…", "🎉"])
def test_without_words_there_is_nothing_to_review(text: str) -> None:
    assert review_wording(text) is None


def test_only_so_many_cautions_are_listed() -> None:
    review = review_wording("I, my, we, our, us, various, several, many, some, stuff and things")

    assert review is not None
    assert len(review.cautions) == MOST_CAUTIONS


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.before[:30])
def test_every_example_passes_its_own_rules(example: object) -> None:
    after, before = review_wording(example.after), review_wording(example.before)

    assert after is not None
    assert before is not None
    assert [point.message for point in after.points if not point.is_present] == []
    assert after.cautions == ()
    assert before.present <= 3


def test_there_are_two_examples_for_each_kind_of_project() -> None:
    assert [example.kind for example in EXAMPLES] == [kind for kind in KINDS for _ in range(2)]


@given(st.text(max_size=400))
def test_any_text_is_reviewed_and_what_is_quoted_stands_in_it(text: str) -> None:
    review = review_wording(text)

    if review is None:
        return
    for point in review.points:
        if point.is_present and point.message.startswith("It says “"):
            assert point.message[9:-2] in " ".join(text.split())
        assert point.message
        assert bool(point.fix) != point.is_present


@pytest.mark.parametrize(
    "text", ["from 1 ", "for the ", "1", "a", "12 of ", "<", "A 1 ", "1.", "x@", "إلى ", "🎉 x"]
)
def test_a_wording_of_the_greatest_length_is_reviewed_whatever_it_repeats(text: str) -> None:
    repeated = (text * LONGEST_PROJECT)[:LONGEST_PROJECT]

    assert (review_wording(repeated) is None) == (not words_in(repeated))
