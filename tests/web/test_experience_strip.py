"""The months of a ledger as a drawing and as a table that say the same."""

from datetime import date
from fractions import Fraction
from xml.etree import ElementTree

from prep.learning.experience import Experience, Period, count_experience
from prep.web.experience_strip import experience_strip, year_lines


def counted(*periods: Period) -> Experience:
    return count_experience(periods, today=date(2026, 11, 23), years=10)


LED = counted(Period(date(2025, 1, 1), date(2025, 2, 14)), Period(date(2026, 11, 1), None))


def cells(experience: Experience, css: str) -> list[ElementTree.Element]:
    drawing = ElementTree.fromstring(experience_strip(experience))
    return [one for one in drawing.iter() if one.get("class") == css]


def test_every_month_of_the_window_has_a_cell() -> None:
    assert len(cells(LED, "strip__month")) == 121  # November 2016 to November 2026


def test_a_cell_is_filled_by_the_share_of_its_days() -> None:
    widths = [float(one.get("width", 0)) for one in cells(LED, "strip__led")]
    assert widths == [22, 11, round(22 * 23 / 30, 3)]  # January, half of February, 23 of 30 days


def test_it_says_in_words_what_it_shows() -> None:
    drawing = ElementTree.fromstring(experience_strip(LED))
    told = {one.tag: one.text for one in drawing}
    assert told["title"] == "Months of leading projects"
    assert told["desc"] == (
        "From November 2016 to November 2026: 2.2 months count, in 3 calendar months. "
        "The table has every month."
    )
    assert drawing.get("role") == "img"


def test_without_periods_no_cell_is_filled() -> None:
    assert cells(counted(), "strip__led") == []
    assert len(cells(counted(), "strip__month")) == 121


def test_the_table_has_the_latest_year_first_and_marks_what_lies_outside() -> None:
    lines = dict(year_lines(LED))
    assert list(lines) == list(range(2026, 2015, -1))
    assert lines[2026][9:] == [Fraction(0), Fraction(23, 30), None]
    assert lines[2025][:3] == [Fraction(1), Fraction(1, 2), Fraction(0)]
    assert lines[2016] == [None] * 10 + [Fraction(0), Fraction(0)]
