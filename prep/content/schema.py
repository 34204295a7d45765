"""The file formats under `question_banks/`, except blueprints: this module is the format.

An item is checked in two parts: the fields that all types share here, the rest by its type.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from marshmallow import validates_schema

from prep.content.bank import APPROACHES, COGNITIVE_LEVELS, GAPS, POOLS
from prep.content.fields import (
    FileSchema,
    ListOf,
    MappingOf,
    Number,
    OneOf,
    Part,
    Text,
    check_parts,
    refuse,
)
from prep.content.figures import elements
from prep.content.generators import FAMILIES
from prep.content.generators.base import NUMERIC, SINGLE
from prep.content.generators.expansion import expanded
from prep.content.item_types import ITEM_TYPES
from prep.content.stimulus import CaseSchema, StimulusSchema
from prep.learning.choosing import HORIZONS

MOST_INSTANCES = 8
"""Of one generator: further ones would be known by their pattern."""
MOST_SEEDS = 2**31 - 1


class MisconceptionSchema(FileSchema):
    """One entry of misconceptions.yaml."""

    id = Text(required=True)
    belief = Text(required=True)
    tempting = Text(required=True)
    instead = Text(required=True)


class BriefSchema(FileSchema):
    """The card that an item was written to (see `briefs`)."""

    industry = Text()
    event = Text()
    form = Text()
    length_rank = Number(low=1, high=6, whole=True)


class ItemSchema(FileSchema):
    """The fields that items of all types share."""

    id = Text(required=True)
    type = OneOf(tuple(ITEM_TYPES), required=True)
    approach = OneOf(APPROACHES, required=True)
    cognitive_level = OneOf(COGNITIVE_LEVELS, required=True)
    difficulty = Number(low=-2, high=2, required=True)
    pool = OneOf(POOLS, required=True)
    brief = Part(BriefSchema)
    enemies = ListOf(Text())
    stimulus = Part(StimulusSchema)
    stem = Text(required=True)
    explanation = Text(required=True)
    principle = Text(required=True)
    references = ListOf(Text(), required=True)


class CaseItemSchema(ItemSchema):
    """The shared fields of an item in a case file, which names its concept itself."""

    concept = Text(required=True)


class GeneratorSchema(FileSchema):
    """An entry under `generators`: the items `<id>-1`, `<id>-2`, ... of one family.

    `as` is the type that the items have, `seed` what they are drawn from.
    """

    id = Text(required=True)
    family = OneOf(tuple(FAMILIES), required=True)
    way = OneOf((NUMERIC, SINGLE), data_key="as", required=True)
    instances = Number(low=1, high=MOST_INSTANCES, whole=True, required=True)
    seed = Number(low=0, high=MOST_SEEDS, whole=True, required=True)
    approach = OneOf(APPROACHES, required=True)
    cognitive_level = OneOf(COGNITIVE_LEVELS, required=True)
    difficulty = Number(low=-2, high=2, required=True)
    pool = OneOf(POOLS, required=True)
    enemies = ListOf(Text())
    references = ListOf(Text(), required=True)

    @validates_schema
    def _family_can_be_asked_so(self, data: dict[str, Any], **_kwargs: Any) -> None:
        ways = FAMILIES[data["family"]].ways
        if data["way"] not in ways:
            raise refuse("as", f"is {data['way']!r}; use {ways[0]!r}, as this family is asked")


class ConceptSchema(FileSchema):
    """The head of a concept file."""

    id = Text(required=True)
    name = Text(required=True)
    task = Text(required=True)
    gap = OneOf(GAPS, required=True)
    prerequisites = ListOf(Text())


class ConceptFileSchema(FileSchema):
    """A concept file without the insides of its items and generators."""

    concept = Part(ConceptSchema, required=True)
    lesson = Text(required=True)
    items = ListOf(MappingOf(), at_least=1, required=True)
    generators = ListOf(MappingOf())


class CaseFileSchema(FileSchema):
    """A case file without the insides of its items."""

    case = Part(CaseSchema, required=True)
    items = ListOf(MappingOf(), at_least=3, at_most=5, required=True)


class EligibilitySchema(FileSchema):
    """Who may sit the exam, in our own words."""

    text = Text(required=True)
    source = Text(required=True)


class WordRangeSchema(FileSchema):
    """Fewest and most words."""

    min = Number(low=1, whole=True, required=True)
    max = Number(low=1, whole=True, required=True)

    @validates_schema
    def _in_order(self, data: dict[str, Any], **_kwargs: Any) -> None:
        if data["min"] > data["max"]:
            raise refuse("min", "is above max; swap them")


class TrainingCanFollowSchema(FileSchema):
    """When missing training hours may still be taken, by the learner's present work."""

    projects = ListOf(OneOf(HORIZONS), required=True)
    it_operations = ListOf(OneOf(HORIZONS), required=True)


class FitsSchema(FileSchema):
    """When "help me choose" recommends the certification (see `learning.choosing`)."""

    rank = Number(low=1, whole=True, required=True)
    because = Text(required=True)
    training_can_follow = Part(TrainingCanFollowSchema, required=True)


class CertificationSchema(FileSchema):
    """certification.yaml."""

    id = Text(required=True)
    name = Text(required=True)
    short_name = Text(required=True)
    vendor = Text(required=True)
    marks = Text(required=True)
    summary = Text(required=True)
    blueprint = Text(required=True)
    seconds_per_item = Number(low=1, required=True)
    stem_words = Part(WordRangeSchema, required=True)
    eligibility = Part(EligibilitySchema, required=True)
    fits = Part(FitsSchema, required=True)


def check_item(
    raw: Mapping[str, Any], schema: type[ItemSchema] = ItemSchema
) -> tuple[dict[str, Any], dict[str, Any]]:
    """Shared fields and body of one item. Raises ValidationError with all that is wrong."""
    kind = ITEM_TYPES.get(str(raw.get("type")))
    if kind is None:
        # Without a type nobody can say which fields belong; the shared ones are still checked.
        return check_parts(raw, schema(unknown="exclude"), None)
    shared, body = check_parts(raw, schema(), kind.schema())
    if regions := kind.regions(body):
        _check_regions(regions, shared.get("stimulus", {}))
    return shared, body


def check_generator(
    raw: Mapping[str, Any],
) -> list[tuple[dict[str, Any], dict[str, Any]]]:
    """Shared fields and body of every item that an entry under `generators` stands for."""
    return [check_item(item) for item in expanded(GeneratorSchema().load(dict(raw)))]


def check_case_item(raw: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """The same for an item of a case file, whose shared fields name its concept."""
    return check_item(raw, CaseItemSchema)


def _check_regions(regions: Sequence[str], stimulus: Mapping[str, Any]) -> None:
    if "figure" not in stimulus:
        raise refuse("stimulus", "has no figure; add the one whose parts the regions are")
    known = elements(stimulus["figure"])
    for region in regions:
        if region not in known:
            message = f"is no part of the figure; use one of {', '.join(known)}"
            raise refuse(f"regions[{region}].id", message)
