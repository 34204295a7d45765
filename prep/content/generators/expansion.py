"""From an entry under `generators` in a concept file to the items that it stands for.

An entry draws the same items for ever: chance comes from its id, its seed and the item's number.
"""

import hashlib
from collections.abc import Iterator, Mapping, Set
from typing import Any

import numpy as np

from prep.content.fields import refuse
from prep.content.generators import FAMILIES
from prep.content.generators.base import (
    NUMERIC,
    OPTIONS,
    Choice,
    Decision,
    Draft,
    Number,
    Slip,
    are_apart,
    choice,
    with_rank,
)

MOST_DRAWS = 3000
MOST_TRAPS = 4
"""Of a numeric item; the slips stand in order of how common they are."""
COPIED = ("approach", "cognitive_level", "difficulty", "pool", "enemies", "references")
"""Fields that every item has from its entry."""


def expanded(entry: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """The items of a checked entry, spelled as a bank file spells items: `<id>-1`, `<id>-2`, ...

    No two of them begin with the same sentence, so that each looks like a question of its own.
    Raises ValidationError for `seed` when no draw of an item is fit to be asked.
    """
    shared = {name: entry[name] for name in COPIED if name in entry}
    openings: set[str] = set()
    for n in range(1, entry["instances"] + 1):
        question = _question(entry, n, openings)
        openings.add(_opening(question["stem"]))
        yield {"id": f"{entry['id']}-{n}", **shared, **question}


def _opening(stem: str) -> str:
    return stem.partition(". ")[0]


def _question(entry: Mapping[str, Any], n: int, openings: Set[str]) -> dict[str, Any]:
    family, rng = FAMILIES[entry["family"]], rng_for(entry["id"], entry["seed"], n)
    rank = _rank(entry, n)
    for _ in range(MOST_DRAWS):
        draft = family.draw(rng)
        if draft is None or _opening(draft.stem) in openings:
            continue
        if body := body_of(rng, draft, entry["way"], rank):
            return {**_texts(draft), **body}
    raise refuse("seed", f"leads to no fit question number {n}; choose another")


def rng_for(*identity: object) -> np.random.Generator:
    """A generator seeded by what it draws: the same on every machine and at every load."""
    digest = hashlib.sha256("\x1f".join(map(str, identity)).encode()).digest()
    return np.random.default_rng(int.from_bytes(digest[:16], "big"))


def body_of(rng: np.random.Generator, draft: Draft, way: str, rank: int) -> dict[str, Any] | None:
    """Type and body of a draft's item; None when the draft is not fit to be asked this way.

    way: `numeric` or `single`. rank: the key's wanted position among the options, from 0.
    """
    asked = draft.asked
    if isinstance(asked, Decision):
        return _single(asked) if asked.rank == rank else None
    if not all(are_apart((asked.value, slip.value)) for slip in asked.slips):
        return None
    if way == NUMERIC:
        return _numeric(asked)
    slips = with_rank(rng, asked.value, asked.slips, rank)
    return _single(_as_decision(asked, slips)) if slips else None


def _rank(entry: Mapping[str, Any], n: int) -> int:
    """The key's position: every block of four items has each position once, in a drawn order."""
    block, place = divmod(n - 1, OPTIONS)
    return int(rng_for(entry["id"], entry["seed"], "ranks", block).permutation(OPTIONS)[place])


def _texts(draft: Draft) -> dict[str, Any]:
    texts = {
        "stem": draft.stem,
        "explanation": draft.explanation,
        "principle": draft.principle,
    }
    return texts if draft.stimulus is None else {**texts, "stimulus": draft.stimulus}


def _numeric(number: Number) -> dict[str, Any] | None:
    traps = number.slips[:MOST_TRAPS]
    if not are_apart([slip.value for slip in traps]):
        return None
    return {
        "type": "numeric",
        "answer": number.value,
        "tolerance": number.tolerance,
        "unit": number.unit,
        "rationale": number.rationale,
        "traps": [
            {"value": s.value, "misconception": s.misconception, "rationale": s.rationale}
            for s in traps
        ],
    }


def _as_decision(number: Number, slips: tuple[Slip, ...]) -> Decision:
    key = Slip(number.value, "", number.rationale)
    ascending = sorted((key, *slips), key=lambda slip: slip.value)
    return Decision(tuple(choice(slip, number.text(slip.value)) for slip in ascending))


def _single(decision: Decision) -> dict[str, Any]:
    ids = "abcd"
    return {
        "type": "single",
        "options": [_option(i, c) for i, c in zip(ids, decision.choices, strict=True)],
        "key": [ids[decision.rank]],
        "shuffle": False,
    }


def _option(option_id: str, choice: Choice) -> dict[str, str]:
    option = {"id": option_id, "text": choice.text, "rationale": choice.rationale}
    if choice.misconception is not None:
        option["misconception"] = choice.misconception
    return option
