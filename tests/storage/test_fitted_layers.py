"""The file of a fitted layer: comes back as it was, is never half-written, is checked when read."""

import json
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from prep.errors import InvalidInput
from prep.learning.cross_fitting import HeldOut
from prep.learning.layer import Curve, Layer
from prep.learning.prediction_features import CORE, NAMES
from prep.storage.fitted_layers import (
    FILE_NAME,
    FittedLayer,
    TrainingData,
    find_layer,
    save_layer,
)


def made(constant: float = 0.1 + 0.2) -> FittedLayer:
    """A layer that leaves predictions as they are, but for its constant."""
    curves = {name: Curve((0.0,), (0.0,)) for name in NAMES}
    curves[CORE] = Curve((-20.0, 20.0), (-20.0, 20.0))
    return FittedLayer(
        layer=Layer(constant, curves),
        fitted_at=datetime(2026, 11, 23, 12, tzinfo=UTC),
        training_data=TrainingData(("pmp",), 24, 2400, date(2026, 9, 1), date(2026, 11, 20)),
        held_out=HeldOut(24, 2400, 0.58, 0.56, 0.02, 0.01, 0.03),
    )


def test_a_layer_comes_back_to_the_bit(tmp_path: Path) -> None:
    path = save_layer(tmp_path, made())
    assert path == tmp_path / FILE_NAME
    assert find_layer(tmp_path) == made()


def test_a_person_can_read_what_it_rests_on(tmp_path: Path) -> None:
    document = json.loads(save_layer(tmp_path, made()).read_text())
    assert document["fitted_at"] == "2026-11-23T12:00:00+00:00"
    assert document["training_data"] == {
        "certifications": ["pmp"],
        "learners": 24,
        "responses": 2400,
        "first_on": "2026-09-01",
        "last_on": "2026-11-20",
    }
    assert set(document["layer"]["curves"]) == set(NAMES)
    assert (document["held_out"]["low"], document["held_out"]["high"]) == (0.01, 0.03)


def test_without_a_file_there_is_no_layer(tmp_path: Path) -> None:
    assert find_layer(tmp_path) is None


def test_the_next_one_takes_its_place(tmp_path: Path) -> None:
    save_layer(tmp_path, made(1.0))
    save_layer(tmp_path, made(2.0))
    assert find_layer(tmp_path) == made(2.0)
    assert [path.name for path in tmp_path.iterdir()] == [FILE_NAME]


def test_writing_that_breaks_off_leaves_the_one_before(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    save_layer(tmp_path, made(1.0))

    def fail(_: int) -> None:
        raise OSError("no space left")

    monkeypatch.setattr("os.fsync", fail)
    with pytest.raises(OSError, match="no space"):
        save_layer(tmp_path, made(2.0))
    assert find_layer(tmp_path) == made(1.0)
    assert [path.name for path in tmp_path.iterdir()] == [FILE_NAME]


Harm = Callable[[dict[str, Any]], object]

HARMS: dict[str, Harm] = {
    "another format": lambda d: d.update(format=2),
    "no format": lambda d: d.pop("format"),
    "no origin": lambda d: d.pop("training_data"),
    "a feature that this version does not know": lambda d: d["layer"]["curves"].update(moon={}),
    "a feature missing": lambda d: d["layer"]["curves"].pop("lapses"),
    "no number": lambda d: d["layer"].update(constant="much"),
    "no figure": lambda d: d["layer"].update(constant=float("nan")),
    "an endless one": lambda d: d["layer"]["curves"]["days"].update(values=[float("inf")]),
    "no knots": lambda d: d["layer"]["curves"]["days"].update(knots=[], values=[]),
    "a value too few": lambda d: d["layer"]["curves"]["core"].update(values=[1.0]),
    "knots out of order": lambda d: d["layer"]["curves"]["core"].update(knots=[2.0, 1.0]),
    "curves in a list": lambda d: d["layer"].update(curves=list(NAMES)),
    "no date": lambda d: d.update(fitted_at=None),
}


@pytest.mark.parametrize("harm", HARMS.values(), ids=HARMS)
def test_a_bad_file_is_refused_with_what_to_do(tmp_path: Path, harm: Harm) -> None:
    path = save_layer(tmp_path, made())
    document = json.loads(path.read_text())
    harm(document)
    path.write_text(json.dumps(document))
    with pytest.raises(InvalidInput, match="prep fit") as refused:
        find_layer(tmp_path)
    assert refused.value.field == str(path)


@pytest.mark.parametrize("text", ["", "[]", "{", '"layer"', "\x00\x01"])
def test_another_file_is_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / FILE_NAME).write_text(text)
    with pytest.raises(InvalidInput):
        find_layer(tmp_path)


def test_bytes_that_are_no_text_are_refused(tmp_path: Path) -> None:
    (tmp_path / FILE_NAME).write_bytes(b"\xff\xfe\x80")
    with pytest.raises(InvalidInput):
        find_layer(tmp_path)
