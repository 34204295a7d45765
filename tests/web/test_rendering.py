import re
from datetime import UTC, date, datetime, timedelta

import pytest
from flask import Flask

from prep.web import clock, rendering
from prep.web.rendering import (
    ago,
    day,
    days_left,
    local_time,
    markdown,
    markdown_below,
    number,
    percent,
    points,
    static_url,
    stem_parts,
)

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)


@pytest.fixture
def at_noon():
    app = Flask("prep")
    clock.init_app(app, lambda: NOON)
    with app.app_context():
        yield app


def test_markdown_becomes_html():
    assert markdown("A **bold** word") == "<p>A <strong>bold</strong> word</p>\n"


@pytest.mark.parametrize(
    ("text", "tags"),
    [
        ("# One\n\n## Two\n\n# Three", ["h3", "h4", "h3"]),
        ("## Two\n\n###### Six", ["h3", "h6"]),
        ("No heading", []),
    ],
)
def test_headings_of_a_text_stand_below_that_of_the_page(text, tags):
    html = markdown_below(text, 2)
    assert re.findall(r"<(h\d)>", html) == re.findall(r"</(h\d)>", html) == tags


def test_a_text_below_a_heading_is_as_safe():
    assert "<script>" not in markdown_below("# <script>alert(1)</script>", 2)


def test_raw_html_in_markdown_is_shown_as_text():
    assert "<script>" not in markdown("<script>alert(1)</script>")
    assert "&lt;script&gt;" in markdown("<script>alert(1)</script>")


def test_a_link_in_markdown_cannot_run_a_script():
    assert "href" not in markdown("[x](javascript:alert(1))")


@pytest.mark.parametrize(("share", "text"), [(0.62, "62 %"), (0, "0 %"), (1, "100 %"), (None, "–")])
def test_a_share_is_shown_in_percent(share, text):
    assert percent(share) == text


def test_the_half_width_is_in_points():
    assert points(0.086) == "9"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (11000, "11,000"),
        (1200.5, "1,200.5"),
        (0.85, "0.85"),
        (-32, "−32"),
        (0.0, "0"),
        (-0.0, "0"),
        (5.0, "5"),
        (1_000_000, "1,000,000"),
        (0.1 + 0.2, "0.3"),
    ],
)
def test_numbers_are_written_as_people_write_them(value, text):
    assert number(value) == text


def test_a_day_has_no_leading_zero():
    assert day(date(2027, 1, 4)) == "4 January 2027"


@pytest.mark.parametrize(
    ("days", "text"), [(43, "43 days"), (1, "tomorrow"), (0, "today"), (-2, "date passed")]
)
def test_the_days_to_an_exam_in_words(days, text):
    assert days_left(days) == text


def test_a_moment_is_shown_in_the_learners_zone():
    assert local_time(NOON, "Asia/Tokyo") == "22 November 2026, 21:00"


@pytest.mark.parametrize(
    ("hours", "text"),
    [(0, "today"), (11, "today"), (13, "yesterday"), (61, "3 days ago"), (-5, "today")],
)
def test_how_long_ago_counts_calendar_days(at_noon, hours, text):
    assert ago(NOON - timedelta(hours=hours)) == text


def test_how_long_ago_follows_the_learners_calendar(at_noon):
    assert ago(NOON - timedelta(hours=11), "Pacific/Auckland") == "yesterday"


def test_what_never_happened_was_never(at_noon):
    assert ago(None) == "never"


def test_a_stem_is_split_into_its_situation_and_its_question():
    assert stem_parts("A team is late. The sponsor asks why. What comes first?") == (
        ("A team is late. The sponsor asks why.",),
        "What comes first?",
        "",
    )


def test_the_paragraphs_of_a_situation_are_kept():
    situation, asked, _ = stem_parts("A team is late.\nThe sponsor waits. What comes first?")
    assert situation == ("A team is late.", "The sponsor waits.")
    assert asked == "What comes first?"


def test_a_question_alone_has_no_situation():
    assert stem_parts("What comes first?") == ((), "What comes first?", "")


def test_a_quoted_sentence_ends_before_the_question():
    situation, asked, _ = stem_parts("She says: “It is done.” What comes first?")
    assert situation == ("She says: “It is done.”",)
    assert asked == "What comes first?"


def test_a_decimal_point_ends_no_sentence():
    situation, *_ = stem_parts("CPI is 0.85 and SPI 1.1 so far. What does that mean?")
    assert situation == ("CPI is 0.85 and SPI 1.1 so far.",)


def test_an_instruction_asks_too():
    assert stem_parts("A team is late. Match the rows.") == (
        ("A team is late.",),
        "Match the rows.",
        "",
    )


def test_what_follows_an_instruction_does_not_ask():
    assert stem_parts("Four people speak. Match each to a role. Two roles stay unused.") == (
        ("Four people speak.",),
        "Match each to a role.",
        "Two roles stay unused.",
    )


def test_a_question_in_the_situation_gives_way_to_the_instruction():
    situation, asked, _ = stem_parts("She asks: “Who decides?” Put the steps in order.")
    assert situation == ("She asks: “Who decides?”",)
    assert asked == "Put the steps in order."


def test_where_no_sentence_asks_none_is_stressed():
    assert stem_parts("A team is late. So is its sponsor.") == (
        ("A team is late. So is its sponsor.",),
        "",
        "",
    )


def test_an_empty_stem_breaks_nothing():
    assert stem_parts("") == ((), "", "")


def test_the_address_of_a_static_file_changes_with_its_content(tmp_path, monkeypatch):
    monkeypatch.setattr(rendering, "STATIC_FOLDER", tmp_path)
    addresses = []
    for content in ("a", "b", "b"):
        (tmp_path / "prep.css").write_text(content)
        app = Flask("prep", static_folder=str(tmp_path), static_url_path="/static")
        rendering.init_app(app)
        with app.test_request_context():
            addresses.append(static_url("prep.css"))
    assert addresses[0] != addresses[1] == addresses[2]
