"""The data sets, each with its section of the report."""

from collections.abc import Iterator

from benchmarks.prediction import exams, practice
from benchmarks.prediction.output import introduction
from benchmarks.report import Section

NAMES = (*practice.NAMES, *exams.NAMES)


def sections() -> Iterator[Section]:
    """All data sets, one after the other. Raises Missing for data or a peer."""
    yield introduction()
    for name in NAMES:
        yield section(name)


def section(name: str) -> Section:
    """One data set. Raises Missing for data or a peer."""
    return practice.section(name) if name in practice.NAMES else exams.section(name)
