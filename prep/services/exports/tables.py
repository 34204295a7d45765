"""The portfolio as tables: one CSV file each, safe to open in a spreadsheet."""

import csv
import io
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date

from prep.services.confidentiality import EVIDENCE_FIELDS, PROJECT_FIELDS
from prep.services.exports.document import PortfolioDocument

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
"""A cell that begins so would be computed; an apostrophe before it keeps it a text."""

Row = Sequence[object]


def render_table(document: PortfolioDocument, name: str) -> str:
    """One of `TABLES` as CSV text with a heading line. Raises KeyError for another name."""
    heading, rows = TABLES[name]
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(heading)
    writer.writerows([_cell(value) for value in row] for row in rows(document))
    return out.getvalue()


def _projects(document: PortfolioDocument) -> Iterator[Row]:
    for project in document.projects:
        texts = [project.wording.get(field) for field in PROJECT_FIELDS[1:]]
        lines = "\n".join(project.bullets)
        ends = (project.began_on, project.ended_on)
        yield (project.name, project.kind, project.approach, *ends, *texts, lines)


def _evidence(document: PortfolioDocument) -> Iterator[Row]:
    for project, piece in document.all_evidence:
        texts = [piece.wording.get(field) for field in EVIDENCE_FIELDS]
        yield (project, *texts, piece.hours, piece.began_on, piece.ended_on)


def _periods(document: PortfolioDocument) -> Iterator[Row]:
    for project in document.projects:
        for period in project.periods:
            hours = "; ".join(f"{name}: {given:g}" for name, given in period.hours.items())
            ends = (period.began_on, period.ended_on)
            yield (project.name, *ends, sum(period.hours.values()), hours, period.description)


def _training(document: PortfolioDocument) -> Iterator[Row]:
    for one in document.training:
        yield (one.name, one.provider, one.delivery, one.hours, one.ended_on)


TABLES: Mapping[str, tuple[Row, Callable[[PortfolioDocument], Iterator[Row]]]] = {
    "projects": (
        ("name", "kind", "approach", "began_on", "ended_on", *PROJECT_FIELDS[1:], "lines"),
        _projects,
    ),
    "evidence": (("project", *EVIDENCE_FIELDS, "hours", "began_on", "ended_on"), _evidence),
    "periods": (
        ("project", "began_on", "ended_on", "hours", "hours_by_domain", "description"),
        _periods,
    ),
    "training": (("name", "provider", "delivery", "hours", "ended_on"), _training),
}
"""The tables by name, which is a part of `document.PARTS`, each with its heading and its rows."""


def _cell(value: object) -> object:
    if value is None:
        return ""
    if isinstance(value, date):
        return value.isoformat()
    return f"'{value}" if isinstance(value, str) and value.startswith(FORMULA_STARTS) else value
