"""Questions of the later types and with a stimulus: asked, refused, marked and explained."""

import re
from datetime import datetime
from pathlib import Path
from uuid import UUID

import pytest

from prep.content.loader import load_banks
from prep.services.banks import sync_banks
from prep.storage.database import Database, transaction
from prep.storage.practice import list_quiz_responses
from tests.banks import CASE, concept_path, every_type, write_banks
from tests.examining import begun
from tests.factories import wide_documents
from tests.sittings import right_fields, serve_quiz, wrong_fields
from tests.web.visiting import Visitor, text_of

MATCHING, ORDERING, PULLDOWN, HOTSPOT, TABLE, IN_CASE = (
    "pmp-people-1-011",
    "pmp-people-1-012",
    "pmp-people-1-013",
    "pmp-people-1-014",
    "pmp-people-1-015",
    "pmp-harbour-1",
)
ITEMS = {
    MATCHING: ("matching", "match"),
    ORDERING: ("ordering", "order"),
    PULLDOWN: ("pulldown", "blank"),
    HOTSPOT: ("hotspot", "choice"),
    TABLE: ("single", "choice"),
    IN_CASE: ("single", "choice"),
}
PLACE = {item_id: n for n, item_id in enumerate(ITEMS, start=1)}
FILES = every_type(wide_documents())
BODIES = {i["id"]: i for i in (*FILES[concept_path()]["items"], *FILES[CASE]["items"])}

WITHOUT_BELIEF = (MATCHING, ORDERING)
"""Their wrong answers here point to no belief."""

each_item = pytest.mark.parametrize("item_id", ITEMS)


@pytest.fixture
def quiz(local_database: Database, learner_id: int, now: datetime, tmp_path: Path) -> str:
    """The path of a quiz with these items."""
    with transaction(local_database) as db:
        sync_banks(db, load_banks(write_banks(tmp_path, FILES)), now=now)
    return f"/quiz/{serve_quiz(local_database, learner_id, list(ITEMS), now=now)}"


def answers(database: Database, learner_id: int, quiz: str) -> list[object]:
    with database.reader() as db:
        rows = list_quiz_responses(db, learner_id, UUID(quiz.rpartition("/")[2]))
    return [row.answer for row in rows]


def answered(me: Visitor, quiz: str, item_id: str, *, is_right: bool) -> str:
    """The text of the page after an answer."""
    kind, _ = ITEMS[item_id]
    fields = (right_fields if is_right else wrong_fields)(kind, BODIES[item_id])
    page = f"{quiz}/{PLACE[item_id]}"
    assert me.submit(page, f"{page}/answer", dict(fields)).location == page
    return text_of(me.get(page).text)


@each_item
def test_a_question_holds_nothing_of_its_answer(me: Visitor, quiz: str, item_id: str) -> None:
    page = me.get(f"{quiz}/{PLACE[item_id]}").text
    assert item_id in text_of(page)
    for giveaway in ("Pair ", "This order", "Gap g", "Place ", "Way 0 the", "belief", "rationale"):
        assert giveaway not in page.replace("Place</option>", "")


@each_item
@pytest.mark.parametrize("is_right", [True, False])
def test_an_answer_is_stored_and_every_part_is_explained(
    me: Visitor, local_database: Database, learner_id: int, quiz: str, item_id: str, is_right: bool
) -> None:
    text = answered(me, quiz, item_id, is_right=is_right)

    assert text.partition("·")[0].strip() == ("Right" if is_right else "Wrong")
    assert len(answers(local_database, learner_id, quiz)) == 1
    body = BODIES[item_id]
    parts = [
        *body.get("prompts", ()),
        *body.get("regions", ()),
        *(option for blank in body.get("blanks", ()) for option in blank["options"]),
        *([body] if "steps" in body else ()),
    ]
    for part in parts:
        assert part["rationale"] in text
    assert ("The belief behind it" in text) == (not is_right and item_id not in WITHOUT_BELIEF)


@each_item
def test_an_empty_answer_names_the_field_and_stores_nothing(
    me: Visitor, local_database: Database, learner_id: int, quiz: str, item_id: str
) -> None:
    page, field = f"{quiz}/{PLACE[item_id]}", ITEMS[item_id][1]
    response = me.submit(page, f"{page}/answer")

    assert response.status_code == 422
    assert f'href="#{field}"' in response.text
    assert f'id="{field}"' in response.text
    assert f'id="{field}-error"' in response.text
    assert answers(local_database, learner_id, quiz) == []


@pytest.mark.parametrize(
    ("item_id", "given"),
    [
        (MATCHING, {"match-p2": "a4"}),
        (ORDERING, {"order-s3": "2"}),
        (PULLDOWN, {"blank-g2": "c"}),
    ],
)
def test_what_was_chosen_is_kept_beside_the_error(
    me: Visitor, quiz: str, item_id: str, given: dict[str, str]
) -> None:
    page = f"{quiz}/{PLACE[item_id]}"
    response = me.submit(page, f"{page}/answer", dict(given))

    assert response.status_code == 422
    [(name, value)] = given.items()
    [chosen] = re.findall(
        r'<select[^>]* name="([^"]+)"[^>]*>(?:(?!</select>).)*" selected>', response.text, re.S
    )
    assert chosen == name
    assert f'<option value="{value}" selected>' in response.text


@pytest.mark.parametrize("item_id", [MATCHING, ORDERING, PULLDOWN])
def test_both_rules_of_marking_stand_by_the_answer(me: Visitor, quiz: str, item_id: str) -> None:
    text = text_of(me.get(f"{quiz}/{PLACE[item_id]}").text)
    assert re.search(r"Practice counts each [\w ]+; in a mock exam all must be right\.", text)


@pytest.mark.usefixtures("quiz")
@pytest.mark.parametrize(
    ("item_id", "rule"),
    [
        (MATCHING, "All rows must be right."),
        (ORDERING, "The whole order must be right."),
        (PULLDOWN, "All gaps must be right."),
    ],
)
def test_in_a_mock_exam_its_own_rule_stands_alone(
    me: Visitor, local_database: Database, learner_id: int, now: datetime, item_id: str, rule: str
) -> None:
    form = {"sizes": (1,), "item_ids": [item_id]}
    attempt = begun(local_database, learner_id, now=now, form=form)
    text = text_of(me.get(f"/mock/{attempt.attempt_id}/1").text)
    assert rule in text
    assert "Practice counts" not in text


@pytest.mark.parametrize(
    ("item_id", "tally"), [(MATCHING, "2 of 3 rows right."), (PULLDOWN, "1 of 2 gaps right.")]
)
def test_a_wrong_answer_says_how_much_of_it_was_right(
    me: Visitor, quiz: str, item_id: str, tally: str
) -> None:
    kind, _ = ITEMS[item_id]
    wrong = wrong_fields(kind, BODIES[item_id])
    if item_id == PULLDOWN:
        wrong |= {"blank-g2": ["a"]}
    page = f"{quiz}/{PLACE[item_id]}"
    me.submit(page, f"{page}/answer", dict(wrong))
    assert tally in text_of(me.get(page).text)


def test_a_wrong_pair_names_the_belief_behind_it(me: Visitor, quiz: str) -> None:
    page = f"{quiz}/{PLACE[MATCHING]}"
    given = {"match-p1": "a2", "match-p2": "a1", "match-p3": "a3"}
    me.submit(page, f"{page}/answer", dict(given))
    assert "The belief behind it belief-2 is true." in text_of(me.get(page).text)


def test_an_order_that_is_wrong_stands_beside_the_right_one(me: Visitor, quiz: str) -> None:
    text = answered(me, quiz, ORDERING, is_right=False)
    own, _, right = text.partition("Right answer")
    assert "Step 3 of pmp-people-1-012 (belongs in place 4)" in own
    assert "belongs in place" not in right


def test_the_letters_in_a_figure_are_those_of_the_list(me: Visitor, quiz: str) -> None:
    page = me.get(f"{quiz}/{PLACE[HOTSPOT]}").text
    served = re.findall(r'name="choice" value="(T\d)"', page)
    assert sorted(served) == ["T1", "T2", "T3"]
    regions = re.findall(r'data-region="(T\d)".*?figure__letter[^>]*>([A-C])<', page, re.S)
    assert set(regions) == set(zip(served, "ABC", strict=True))
    after = me.submit(
        f"{quiz}/{PLACE[HOTSPOT]}", f"{quiz}/{PLACE[HOTSPOT]}/answer", {"choice": "T1"}
    )
    assert 'data-region="T2"' in me.get(after.location).text


def test_a_case_stands_before_its_question_with_all_exhibits(me: Visitor, quiz: str) -> None:
    page = me.get(f"{quiz}/{PLACE[IN_CASE]}").text
    text = text_of(page)
    for part in ("Case study A harbour", "House rules", "Ships wait.", "Tuesday", "Third task"):
        assert part in text
    assert page.index('id="case-title"') < page.index('id="stem"')
    assert page.count("<details") >= 4  # the scenario and three exhibits work without a script


def test_a_text_and_a_table_stand_before_their_question(me: Visitor, quiz: str) -> None:
    page = me.get(f"{quiz}/{PLACE[TABLE]}").text
    assert "<strong>memo</strong>" in page
    assert '<th scope="row">Tuesday</th>' in page
    assert "<caption>Ships by day</caption>" in page


@pytest.mark.parametrize(("item_id", "is_there"), [(MATCHING, False), (HOTSPOT, True)])
def test_styles_of_figures_are_loaded_with_a_stimulus_only(
    me: Visitor, quiz: str, item_id: str, is_there: bool
) -> None:
    assert ("figures.css" in me.get(f"{quiz}/{PLACE[item_id]}").text) == is_there


def test_texts_of_authors_are_escaped(
    me: Visitor, local_database: Database, quiz: str, tmp_path: Path, now: datetime, learner_id: int
) -> None:
    files = every_type(wide_documents())
    evil = "<script>alert(1)</script>"
    files[CASE]["case"]["title"] = evil
    files[CASE]["case"]["exhibits"][0]["text"] = evil
    files[CASE]["case"]["exhibits"][1]["table"]["rows"][0][1] = evil
    with transaction(local_database) as db:
        sync_banks(db, load_banks(write_banks(tmp_path / "evil", files)), now=now)
    again = serve_quiz(local_database, learner_id, [IN_CASE], now=now)
    page = me.get(f"/quiz/{again}/1").text
    assert evil not in page
    assert page.count("&lt;script&gt;") >= 3
