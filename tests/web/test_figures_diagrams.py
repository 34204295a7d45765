"""Diagrams: all inside, labels and regions keep apart, arrows end at boxes, tables have it all."""

from itertools import combinations, pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from prep.content.figures import check_figure, elements
from prep.learning.precedence import After
from prep.web.figures import draw, table
from prep.web.figures.base import SIZES, TARGET, WIDTHS, lettered
from prep.web.figures.boxes import Box
from prep.web.figures.gantt import bar, calendar_of, links
from prep.web.figures.layers import Layout, arranged, box_width
from prep.web.numbers import number
from prep.web.svg import Point
from tests.diagrams import DIAGRAMS, MARKS, STRATEGIES, diagram
from tests.drawings import SVG, collisions, drawings, hits, outside, region_ids, texts

KINDS = sorted(DIAGRAMS)
ANY_DIAGRAM = st.one_of(*STRATEGIES.values()).map(check_figure)
NOT_SHOWN = ("kind", "title", "blocked")
EVIL = '<b onclick="x">&'


def leaves(value: Any) -> list[str]:
    """Every number and name in a figure as a table shows it, without words of the format."""
    if isinstance(value, dict):
        parts = {name: part for name, part in value.items() if name not in NOT_SHOWN}
        if isinstance(parts.get("probability"), float):
            parts["probability"] = parts["probability"] * 100
        return [leaf for part in parts.values() for leaf in leaves(part)]
    if isinstance(value, list):
        return [leaf for part in value for leaf in leaves(part)]
    return [number(value) if isinstance(value, int | float) else value]


def overlap(a: Box, b: Box) -> bool:
    across = min(a.right, b.right) - max(a.left, b.left)
    down = min(a.bottom, b.bottom) - max(a.top, b.top)
    return across > 0.01 and down > 0.01


def on_the_edge(point: Point, box: Box) -> bool:
    """Whether the point is on a side of the box."""
    x, y = point
    inside = box.left - 0.01 <= x <= box.right + 0.01 and box.top - 0.01 <= y <= box.bottom + 0.01
    gaps = (x - box.left, x - box.right, y - box.top, y - box.bottom)
    return inside and min(map(abs, gaps)) < 0.01


def enters(line: tuple[Point, Point], box: Box) -> bool:
    """Whether a straight line goes through the inside of a box, tried at 99 points."""
    (x1, y1), (x2, y2) = line
    points = ((x1 + (x2 - x1) * n / 100, y1 + (y2 - y1) * n / 100) for n in range(1, 100))
    return any(
        box.left + 0.01 < x < box.right - 0.01 and box.top + 0.01 < y < box.bottom - 0.01
        for x, y in points
    )


@settings(max_examples=60)
@given(ANY_DIAGRAM)
def test_nothing_is_drawn_outside_the_drawing(figure):
    for svg in drawings(figure):
        assert outside(svg) == []


@settings(max_examples=60)
@given(ANY_DIAGRAM)
def test_labels_never_touch(figure):
    for svg in drawings(figure):
        assert collisions(svg) == []


@settings(max_examples=60)
@given(ANY_DIAGRAM.flatmap(lambda f: st.tuples(st.just(f), st.sets(st.sampled_from(elements(f))))))
def test_any_elements_can_be_marked(figure_and_marks):
    figure, marks = figure_and_marks
    chosen = tuple(sorted(marks)[:6])
    for svg in drawings(figure, chosen):
        assert sorted(region_ids(svg)) == sorted(chosen)
        assert outside(svg) == []
        assert collisions(svg) == []


@settings(max_examples=60)
@given(ANY_DIAGRAM)
def test_every_region_takes_a_finger_on_a_phone(figure):
    _, narrow = drawings(figure, elements(figure))
    for hit in hits(narrow).values():
        assert hit.right - hit.left >= TARGET - 0.1
        assert hit.bottom - hit.top >= TARGET - 0.1


@pytest.mark.parametrize("kind", KINDS)
def test_regions_of_neighbours_keep_apart(kind):
    for svg in drawings(DIAGRAMS[kind], MARKS[kind]):
        assert not [
            pair for pair in combinations(hits(svg).values(), 2) if pair[0].touches(pair[1])
        ]


@pytest.mark.parametrize("kind", KINDS)
def test_letters_follow_the_order_of_the_marks(kind):
    for svg in drawings(DIAGRAMS[kind], MARKS[kind][::-1]):
        found = dict(
            zip(
                region_ids(svg),
                [e.text for e in svg.iter(f"{SVG}text") if e.attrib["class"] == "figure__letter"],
                strict=True,
            )
        )
        assert found == lettered(MARKS[kind][::-1])


@pytest.mark.parametrize("kind", KINDS)
def test_a_diagram_without_marks_has_no_regions(kind):
    assert "data-region" not in draw(DIAGRAMS[kind])


@settings(max_examples=60)
@given(ANY_DIAGRAM)
def test_the_table_has_every_number_and_name(figure):
    cells = " ".join((*table(figure).heads, *(cell for row in table(figure).rows for cell in row)))
    assert [leaf for leaf in leaves(figure) if leaf not in cells] == []


@settings(max_examples=60)
@given(ANY_DIAGRAM)
def test_rows_of_a_table_are_as_long_as_its_head(figure):
    shown = table(figure)
    assert {len(row) for row in shown.rows} == {len(shown.heads)}


@pytest.mark.parametrize("kind", KINDS)
def test_the_text_alternative_has_every_cell_of_the_table(kind):
    for svg in drawings(DIAGRAMS[kind]):
        description = svg.findtext(f"{SVG}desc") or ""
        for row in table(DIAGRAMS[kind]).rows:
            assert all(cell in description for cell in row)


@pytest.mark.parametrize(
    "figure",
    [
        diagram("network", unit=EVIL, activities=[{"id": "<b>", "name": EVIL, "duration": 1}]),
        diagram(
            "gantt",
            unit=EVIL,
            milestones=[],
            activities=[{"id": "<b>", "name": EVIL, "start": 1, "end": 1}],
        ),
        diagram(
            "stakeholder_grid", stakeholders=[{"name": EVIL, "power": "low", "interest": "low"}]
        ),
        diagram("raci", roles=[EVIL], work=[{"name": EVIL, "letters": {EVIL: "A"}}]),
        diagram("kanban", columns=[{"name": EVIL, "cards": [{"id": "<b>", "name": EVIL}]}]),
        diagram("fishbone", effect=EVIL, categories=[{"name": EVIL, "causes": ["<b>"]}] * 2),
        diagram("org_chart", positions=[{"name": EVIL}, {"name": "<b>", "under": EVIL}]),
        diagram(
            "risk_matrix",
            probability=[EVIL],
            impact=["<b>"],
            risks=[{"id": "<b>", "name": EVIL, "probability": EVIL, "impact": "<b>"}],
        ),
        diagram(
            "decision_tree",
            unit=EVIL,
            nodes=[
                {"id": "<b>", "type": "decision"},
                {"id": "<b", "type": "end", "on": "<b>", "branch": EVIL, "value": 1},
            ],
        ),
    ],
    ids=lambda figure: figure["kind"],
)
def test_texts_of_authors_are_escaped(figure):
    assert "<b" not in draw(figure, [EVIL, "<b>"])


class TestNetwork:
    def layouts(self, network: dict[str, Any]) -> list[tuple[After, Layout]]:
        after = {activity["id"]: activity["after"] for activity in network["activities"]}
        return [
            (
                after,
                arranged(
                    after,
                    size,
                    width=box_width(after, size, gap=16),
                    height=60,
                    gap=16,
                    margin=8,
                ),
            )
            for size in SIZES
        ]

    @settings(max_examples=60)
    @given(STRATEGIES["network"])
    def test_boxes_never_overlap(self, network):
        for _, layout in self.layouts(network):
            pairs = combinations(layout.boxes.values(), 2)
            assert not [pair for pair in pairs if overlap(*pair)]

    @settings(max_examples=60)
    @given(STRATEGIES["network"])
    def test_arrows_go_from_box_to_box_and_through_none(self, network):
        for after, layout in self.layouts(network):
            ends = [(other, name) for name, before in after.items() for other in before]
            for (begin, end), points in zip(ends, layout.arrows, strict=True):
                assert on_the_edge(points[0], layout.boxes[begin])
                assert on_the_edge(points[-1], layout.boxes[end])
                for line in pairwise(points):
                    assert not [name for name, box in layout.boxes.items() if enters(line, box)]

    def test_levels_run_to_the_right_and_on_a_phone_downwards(self):
        good = check_figure(DIAGRAMS["network"])
        activities = [{"after": [], **activity} for activity in good["activities"]]
        (_, wide), (_, narrow) = self.layouts({"activities": activities})
        assert wide.boxes["A"].right < wide.boxes["C"].left < wide.boxes["E"].left
        assert narrow.boxes["A"].bottom < narrow.boxes["C"].top < narrow.boxes["E"].top

    def test_dates_stand_in_the_boxes_where_they_are_given(self):
        activities = [
            {"id": "A", "duration": 3, "es": 11, "ef": 14, "ls": 21, "lf": 24},
            {"id": "B", "duration": 2, "after": ["A"]},
        ]
        figure = diagram("network", activities=activities)
        for svg in drawings(figure):
            assert {"11", "14", "21", "24"} <= set(texts(svg))
        assert table(figure).rows[1][-4:] == ("–", "–", "–", "–")

    def test_boxes_stay_broad_enough_for_a_finger(self):
        level = [f"{letter}{n}" for n in (1, 2) for letter in "ABC"]
        after: dict[str, list[str]] = {name: [] for name in level[:3]}
        after |= dict.fromkeys(level[3:], level[:3]) | {"Z": level}
        assert box_width(after, "narrow", gap=16) >= TARGET
        assert box_width(after, "wide", gap=16) > box_width(after, "narrow", gap=16)


class TestGantt:
    @settings(max_examples=60)
    @given(STRATEGIES["gantt"])
    def test_arrows_go_from_a_finish_to_what_comes_after(self, gantt):
        rows = [*gantt["activities"], *gantt["milestones"]]
        by_id = {row["id"]: row for row in rows}
        ends = [(by_id[other], row) for row in rows for other in row["after"]]
        for size in SIZES:
            calendar = calendar_of(gantt, size)
            for (begin, end), points in zip(ends, links(rows, calendar), strict=True):
                assert points[0][0] == pytest.approx(bar(begin, calendar).right)
                assert on_the_edge(points[-1], bar(end, calendar))

    def test_bars_stand_where_the_periods_say(self):
        gantt = DIAGRAMS["gantt"]
        for size in SIZES:
            calendar = calendar_of(gantt, size)
            first, second = (bar(row, calendar) for row in gantt["activities"][:2])
            assert first.left == calendar.left
            assert second.left == pytest.approx(first.right)
            assert second.width == pytest.approx(first.width * 5 / 3)
            assert calendar.end(11) == pytest.approx(WIDTHS[size] - 10)

    def test_the_table_has_how_much_is_done_and_today(self):
        rows = {row[0]: row[1:] for row in table(DIAGRAMS["gantt"]).rows}
        assert rows["B"] == ("Configure", "4", "8", "40 %", "A")
        assert rows["M1"] == ("Old tool switched off", "milestone", "11", "–", "E")
        assert rows["today"] == ("line of today", "–", "6", "–", "–")


def test_a_decision_tree_has_probabilities_and_values_on_its_branches():
    for svg in drawings(DIAGRAMS["decision_tree"]):
        assert {"60 % · 420", "40 % · 95.5", "−180", "0"} <= set(texts(svg))
    assert ("a", "end", "2", "Many bookings", "60 %", "420") in table(
        DIAGRAMS["decision_tree"]
    ).rows


def test_high_levels_stand_on_top_and_on_the_right():
    wide, _ = drawings(DIAGRAMS["risk_matrix"])
    at = {e.text: (float(e.attrib["x"]), float(e.attrib["y"])) for e in wide.iter(f"{SVG}text")}
    assert at["Almost sure"][1] < at["Rare"][1]
    assert at["Negligible"][0] < at["Severe"][0]
    assert at["R2"][0] == at["R12"][0]
    assert at["R12"][1] < at["R2"][1]


def test_the_table_of_a_grid_is_the_grid():
    shown = table(DIAGRAMS["risk_matrix"])
    assert shown.heads == (
        "Probability",
        *(f"Impact: {level}" for level in DIAGRAMS["risk_matrix"]["impact"]),
    )
    assert shown.rows[1] == ("Likely", "–", "R1 Late cabling, R4 Lift out of order", "–", "–", "–")


def test_a_blocked_card_says_so_in_words():
    for svg in drawings(DIAGRAMS["kanban"]):
        assert texts(svg).count("Blocked") == 1
    cards = table(DIAGRAMS["kanban"]).rows[1][-1]
    assert "T-38 Backup report (blocked)" in cards
    assert cards.count("blocked") == 1


def test_a_column_without_a_limit_shows_none():
    assert table(DIAGRAMS["kanban"]).rows[-1][:3] == ("Done", "–", "1")


def test_a_role_without_a_letter_has_an_empty_cell():
    shown = table(DIAGRAMS["raci"])
    assert shown.heads[1:] == tuple(DIAGRAMS["raci"]["roles"])
    assert shown.rows[1][1:] == ("–", "A", "C", "–", "R")


def test_a_long_title_of_a_cell_is_shortened_and_whole_in_the_table():
    name = "Incomprehensibilities of law"
    figure = diagram(
        "stakeholder_grid", stakeholders=[{"name": name, "power": "low", "interest": "low"}]
    )
    assert table(figure).rows[1][1] == name
    _, narrow = drawings(figure)
    assert any(word.endswith("…") for word in texts(narrow))
