"""The file format of exam blueprints. None means that the issuer does not publish the fact."""

from collections.abc import Mapping
from typing import Any

from prep.content.fields import (
    Day,
    FileSchema,
    ListOf,
    MappingOf,
    Number,
    OneOf,
    Part,
    Text,
    YesNo,
    check_parts,
)
from prep.learning.choosing import LEVELS


class TaskSchema(FileSchema):
    """A task of an outline."""

    id = Text(required=True)
    name = Text(required=True)
    topics = ListOf(Text(), at_least=1, required=True)


class DomainSchema(FileSchema):
    """A domain of an outline; weight in percent of the exam."""

    id = Text(required=True)
    name = Text(required=True)
    weight = Number(low=0, high=100, required=True)
    tasks = ListOf(Part(TaskSchema), at_least=1, required=True)


class EducationRuleSchema(FileSchema):
    """Months of leading projects that one level of education asks for."""

    level = OneOf((*LEVELS, "accredited"), required=True)
    education = Text(required=True)
    months = Number(low=0, whole=True, required=True)


class EligibilityFactsSchema(FileSchema):
    """The issuer's entry rule in figures."""

    any_of = ListOf(Part(EducationRuleSchema), at_least=1, required=True)
    training_hours = Number(low=0, required=True)
    training_waiver = Text()
    training_rule_from_2026_12_01 = Text()
    experience_window_years = Number(low=1)
    experience_kind = Text()
    recommended_experience_months = Text()


class SectionSchema(FileSchema):
    """A part of the exam. Sizes are None where the issuer publishes none."""

    id = Text(required=True)
    name = Text(required=True)
    questions_official = Number(low=1, whole=True, allow_none=True, required=True)
    questions_reported = Number(low=1, whole=True)
    locks_on_break = YesNo(required=True)


class BreakSchema(FileSchema):
    """A break after a section."""

    after = Text(required=True)
    minutes = Number(low=0, required=True)
    counts_against_exam_time = YesNo(allow_none=True, required=True)


class BlueprintSchema(FileSchema):
    """What the program computes with."""

    id = Text(required=True)
    name = Text(required=True)
    short_name = Text(required=True)
    vendor = Text(required=True)
    outline = Text(required=True)
    in_force_from = Day(required=True)
    in_force_until = Day(allow_none=True, required=True)
    questions_total = Number(low=1, whole=True, required=True)
    questions_scored = Number(low=1, whole=True, allow_none=True, required=True)
    minutes = Number(low=1, whole=True, required=True)
    domains = ListOf(Part(DomainSchema), at_least=1, required=True)
    sources = ListOf(Text(), at_least=1, required=True)


class BlueprintDetailsSchema(FileSchema):
    """The other facts of a blueprint file, kept as the file spells them."""

    researched_on = Text(required=True)
    code = Text()
    status = Text(required=True)
    replaces = Text()
    questions_unscored = Number(low=0, whole=True, allow_none=True)
    questions_total_is_maximum = YesNo()
    untimed_extras = ListOf(Text())
    sections = ListOf(Part(SectionSchema), at_least=1, required=True)
    breaks = ListOf(Part(BreakSchema), required=True)
    adaptive_test = YesNo(allow_none=True)
    item_types = ListOf(MappingOf(), at_least=1, required=True)
    item_types_not_used = ListOf(Text())
    item_type_shares = MappingOf(allow_none=True)
    approach_mix = MappingOf(allow_none=True)
    result = MappingOf(required=True)
    eligibility = Part(EligibilityFactsSchema, required=True)
    attempts = MappingOf(required=True)
    maintenance = MappingOf(required=True)
    languages = ListOf(Text())
    scored_items_expected = MappingOf()
    confidence = MappingOf(required=True)


def check_blueprint(raw: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """Core fields and details of one blueprint. Raises ValidationError with all that is wrong."""
    return check_parts(raw, BlueprintSchema(), BlueprintDetailsSchema())
