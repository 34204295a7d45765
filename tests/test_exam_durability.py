"""Mock exams under kills and cuts: what was confirmed stands. See benchmarks/exam_durability."""

from pathlib import Path

from benchmarks.exam_durability import torment
from tests.banks import write_banks
from tests.conftest import Fresh
from tests.factories import wide_documents

TROUBLES = 6
MOST_SECONDS = 15.0


def test_what_was_confirmed_of_an_exam_stands_whatever_happens_to_prep(
    fresh: Fresh, tmp_path: Path
) -> None:
    banks = write_banks(tmp_path / "banks", wide_documents())

    with fresh("empty") as url:
        ordeal = torment(
            tmp_path,
            url,
            troubles=TROUBLES,
            seconds=MOST_SECONDS,
            seed=11,
            PREP_BANKS=str(banks),
        )

    assert ordeal.saves > 0
    assert ordeal.kills + ordeal.cuts > 0
    assert ordeal.findings.faults == 0, str(ordeal)
