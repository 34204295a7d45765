"""The exam pool of a certification, in the shape in which the assembly wants it.

Built once per bank version and calibration, and kept. Nothing of it is ever practised.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy.orm import Session

from prep.learning.assembly.pool import FormItem
from prep.learning.blueprint import ExamBlueprint
from prep.services.catalogue import Catalogue, get_catalogue
from prep.storage import banks

_KEPT: dict[tuple[str, str], "ExamPool"] = {}
_KEEP_AT_MOST = 16


@dataclass(frozen=True, slots=True)
class ExamPool:
    """Every exam item in force, with its newest difficulty.

    key: of the bank version and the calibration. versions: by item id, the one that is served.
    """

    key: tuple[str, str]
    certification_id: str
    blueprint: ExamBlueprint
    items: tuple[FormItem, ...]
    versions: Mapping[str, int]


def get_exam_pool(db: Session, certification_id: str) -> ExamPool:
    """The pool of the bank version in force. Raises NotFound for an unknown certification."""
    row = banks.get_certification(db, certification_id)
    key = (row.bank_hash, row.calibration_hash)
    if key not in _KEPT:
        while len(_KEPT) >= _KEEP_AT_MOST:
            _KEPT.pop(next(iter(_KEPT)), None)
        _KEPT[key] = _built(db, key, get_catalogue(db, certification_id))
    return _KEPT[key]


def _built(db: Session, key: tuple[str, str], catalogue: Catalogue) -> ExamPool:
    served = banks.list_served_versions(db, catalogue.certification_id, "exam")
    return ExamPool(
        key=key,
        certification_id=catalogue.certification_id,
        blueprint=catalogue.blueprint,
        items=tuple(_form_item(version, catalogue) for version in served),
        versions={version.item_id: version.version for version in served},
    )


def _form_item(version: banks.ItemVersionRow, catalogue: Catalogue) -> FormItem:
    dated = catalogue.calibrations.get((version.item_id, version.version))
    return FormItem(
        id=version.item_id,
        domain_id=catalogue.blueprint.domain_of(version.task_id).id,
        task_id=version.task_id,
        concept_id=version.concept_id,
        approach=version.approach,
        type=version.type,
        is_graphic="figure" in (version.stimulus or {}),
        case_id=version.case_id,
        template=version.template,
        enemies=frozenset(version.enemies),
        difficulty=dated[-1].difficulty if dated else version.difficulty,
    )
