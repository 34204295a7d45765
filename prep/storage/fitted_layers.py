"""The fitted prediction layer: one dated JSON file of named coefficients in the data folder."""

import json
import math
import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime
from itertools import pairwise
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

from prep.errors import InvalidInput
from prep.learning.cross_fitting import HeldOut
from prep.learning.layer import Curve, Layer
from prep.learning.prediction_features import NAMES

FILE_NAME = "prediction.json"
FORMAT = 1


@dataclass(frozen=True, slots=True)
class TrainingData:
    """What a layer was fitted to. Dates are those of the first and the last answer."""

    certifications: tuple[str, ...]
    learners: int
    responses: int
    first_on: date
    last_on: date


@dataclass(frozen=True, slots=True)
class FittedLayer:
    """A layer with its origin."""

    layer: Layer
    fitted_at: datetime
    training_data: TrainingData
    held_out: HeldOut


def save_layer(folder: Path, fitted: FittedLayer) -> Path:
    """Write the file, or leave the one before as it was. Returns its path."""
    path = folder / FILE_NAME
    document = {"format": FORMAT, **asdict(fitted)}
    with NamedTemporaryFile("w", dir=folder, prefix=path.name, delete=False) as file:
        try:
            json.dump(document, file, indent=1, default=lambda moment: moment.isoformat())
            file.flush()
            os.fsync(file.fileno())
            Path(file.name).replace(path)
        except BaseException:
            Path(file.name).unlink()
            raise
    return path


def find_layer(folder: Path) -> FittedLayer | None:
    """The layer in the folder, None where there is none. Raises InvalidInput for a bad file."""
    path = folder / FILE_NAME
    try:
        return _fitted_from(json.loads(path.read_text()))
    except FileNotFoundError:
        return None
    except (OSError, ValueError, TypeError, KeyError, AttributeError) as error:
        raise InvalidInput(
            str(path),
            f"is no prediction layer of this version ({type(error).__name__}: {error}). "
            "Make it again with `prep fit`, or delete it.",
        ) from error


def _fitted_from(document: Mapping[str, Any]) -> FittedLayer:
    if document["format"] != FORMAT:
        raise ValueError(f"format {document['format']!r}")
    data = document["training_data"]
    return FittedLayer(
        layer=_layer_from(document["layer"]),
        fitted_at=datetime.fromisoformat(document["fitted_at"]),
        training_data=TrainingData(
            certifications=tuple(data["certifications"]),
            learners=data["learners"],
            responses=data["responses"],
            first_on=date.fromisoformat(data["first_on"]),
            last_on=date.fromisoformat(data["last_on"]),
        ),
        held_out=HeldOut(**document["held_out"]),
    )


def _layer_from(document: Mapping[str, Any]) -> Layer:
    """The layer. Raises ValueError unless its features are those that this version computes."""
    curves = document["curves"]
    if set(curves) != set(NAMES):
        raise ValueError(f"features {', '.join(sorted(curves))}")
    return Layer(
        _finite(document["constant"]),
        {name: _curve_from(name, curves[name]) for name in NAMES},
    )


def _curve_from(name: str, document: Mapping[str, Any]) -> Curve:
    knots = tuple(_finite(knot) for knot in document["knots"])
    values = tuple(_finite(value) for value in document["values"])
    is_ascending = all(low < high for low, high in pairwise(knots))
    if not knots or len(knots) != len(values) or not is_ascending:
        raise ValueError(f"the curve of {name}")
    return Curve(knots, values)


def _finite(value: Any) -> float:
    number = float(value)
    if not math.isfinite(number):
        raise ValueError(f"{value!r} is no figure")
    return number
