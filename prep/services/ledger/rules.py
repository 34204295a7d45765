"""What an application asks for: months of leading projects, and hours of training."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from prep.learning.blueprint import Domain, ExamBlueprint
from prep.learning.experience import EducationRule
from prep.services.catalogue import Catalogue, get_catalogue
from prep.storage import banks

LIVE_RULE_FROM = date(2026, 12, 1)
"""From when a blueprint's `training_rule_from_2026_12_01` says which live classes count."""


@dataclass(frozen=True, slots=True)
class ApplicationRules:
    """The entry rule of one certification, as its outline states it.

    education: the months asked for at each level; empty where none are asked for.
    years: the window in which they count; None where no months are asked for.
    training_hours: 0 where none are asked for. waiver, live_rule: the issuer's exceptions in
    words; empty without any.
    source: where the rule stands. in_force_from: of that outline. researched_on: when we read it.
    """

    certification_id: str
    short_name: str
    marks: str
    text: str
    education: tuple[EducationRule, ...]
    years: int | None
    domains: tuple[Domain, ...]
    training_hours: float
    waiver: str
    live_rule: str
    source: str
    in_force_from: date
    researched_on: str


def list_rules(db: Session) -> list[ApplicationRules]:
    """The rules of all certifications that ask for experience or training."""
    rules = [_rules(get_catalogue(db, row.id)) for row in banks.list_certifications(db)]
    return [one for one in rules if one.years is not None or one.training_hours]


def experience_rules(rules: list[ApplicationRules]) -> ApplicationRules | None:
    """The rule by which months are counted: of the certification that asks for most; or None."""
    asking = [one for one in rules if one.years is not None]
    return max(asking, key=_most_months, default=None)


def _most_months(rules: ApplicationRules) -> int:
    return max(rule.months for rule in rules.education)


def _rules(catalogue: Catalogue) -> ApplicationRules:
    blueprint, facts = catalogue.blueprint, catalogue.facts
    eligibility: dict[str, Any] = blueprint.details["eligibility"]
    education = _education(blueprint)
    return ApplicationRules(
        certification_id=catalogue.certification_id,
        short_name=catalogue.short_name,
        marks=facts["marks"],
        text=facts["eligibility"]["text"],
        education=education,
        years=eligibility.get("experience_window_years") if education else None,
        domains=blueprint.domains,
        training_hours=eligibility["training_hours"],
        waiver=eligibility.get("training_waiver", ""),
        live_rule=eligibility.get("training_rule_from_2026_12_01", ""),
        source=facts["eligibility"]["source"],
        in_force_from=blueprint.in_force_from,
        researched_on=blueprint.details["researched_on"],
    )


def _education(blueprint: ExamBlueprint) -> tuple[EducationRule, ...]:
    rules = blueprint.details["eligibility"]["any_of"]
    return tuple(
        EducationRule(rule["level"], rule["education"], rule["months"])
        for rule in rules
        if rule["months"]
    )
