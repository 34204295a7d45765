"""All that is measured of forecasts."""

from collections.abc import Iterator

from benchmarks.readiness import medical, simulated
from benchmarks.report import Section


def sections() -> Iterator[Section]:
    """Simulated learners first, then real candidates. Raises Missing for data or a peer."""
    yield simulated.brier_section()
    yield simulated.coverage_section()
    yield medical.section()
