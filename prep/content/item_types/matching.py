"""Matching: an answer for every prompt; with `reuse`, sorting prompts into categories."""

import math
import re
from collections import Counter
from typing import Any

import numpy as np
from marshmallow import validates_schema

from prep.content.fields import FileSchema, ListOf, MappingOf, Part, Text, YesNo, refuse
from prep.content.item_types.base import Body, Finding, ItemType, RawFields, single_value
from prep.content.item_types.options import (
    PART_RATIONALE_WORDS,
    EntrySchema,
    placed,
    rationale_findings,
    refuse_alike,
    too_long,
)
from prep.content.wording import option_complaints
from prep.errors import InvalidInput
from prep.learning.items import Mark

PROMPT_LENGTH, ANSWER_LENGTH = 140, 60
SHARED_WORD = re.compile(r"[a-z]{5,}")
"""Words that give a pair away when both of its sides have them."""


class PromptSchema(EntrySchema):
    """What an answer is sought for, and why the right one fits."""

    rationale = Text(required=True)
    misconceptions = MappingOf(keys=Text(), values=Text())


class MatchingSchema(FileSchema):
    """Prompts, answers, and the answer of every prompt."""

    prompts = ListOf(Part(PromptSchema), at_least=3, at_most=6, required=True)
    answers = ListOf(Part(EntrySchema), at_least=2, at_most=8, required=True)
    key = MappingOf(keys=Text(), values=Text(), required=True)
    reuse = YesNo()

    @validates_schema
    def _entries_differ(self, data: dict[str, Any], **_kwargs: Any) -> None:
        refuse_alike(data["prompts"], "prompts", "prompts")
        refuse_alike(data["answers"], "answers", "answers")

    @validates_schema
    def _key_pairs_everything(self, data: dict[str, Any], **_kwargs: Any) -> None:
        prompts, answers = _ids(data["prompts"]), _ids(data["answers"])
        if sorted(data["key"]) != sorted(prompts):
            raise refuse("key", f"must name every prompt once: {', '.join(prompts)}")
        for answer in data["key"].values():
            if answer not in answers:
                raise refuse("key", f"{answer!r} is not an answer; use one of {', '.join(answers)}")

    @validates_schema
    def _answers_suffice(self, data: dict[str, Any], **_kwargs: Any) -> None:
        if data.get("reuse", False):
            return
        if len(set(data["key"].values())) < len(data["key"]):
            raise refuse("key", "uses an answer twice; use each once, or write reuse: true")
        if len(data["answers"]) <= len(data["prompts"]):
            raise refuse("answers", "must be more than the prompts, or the last pair comes free")

    @validates_schema
    def _misconceptions_have_answers(self, data: dict[str, Any], **_kwargs: Any) -> None:
        wrong = set(_ids(data["answers"]))
        for prompt in data["prompts"]:
            for answer in prompt.get("misconceptions", {}):
                if answer not in wrong or data["key"].get(prompt["id"]) == answer:
                    field = f"prompts[{prompt['id']}].misconceptions"
                    raise refuse(field, f"{answer!r} is no wrong answer of this prompt; correct it")


class Matching(ItemType):
    """The answer is a mapping of prompt id to answer id."""

    name = "matching"
    schema = MatchingSchema
    stem_endings = ("?", ".")

    def parse(self, body: Body, raw: RawFields) -> dict[str, str]:
        """The answer of every prompt, in the order of the file."""
        answers = {answer["id"]: answer["text"] for answer in body["answers"]}
        given = {i: single_value(raw, f"match-{i}") for i in _ids(body["prompts"])}
        for answer in given.values():
            if answer and answer not in answers:
                known = ", ".join(answers)
                raise InvalidInput(
                    "match", f"{answer!r} is not an answer here; choose from {known}."
                )
        if missing := sum(not answer for answer in given.values()):
            count = f"{missing} of {len(given)}"
            raise InvalidInput("match", f"Choose an answer in every row; {count} are still open.")
        [(answer, uses)] = Counter(given.values()).most_common(1)
        if uses > 1 and not body.get("reuse", False):
            raise InvalidInput(
                "match", f"“{answers[answer]}” stands in {uses} rows; each answer fits only one."
            )
        return given

    def mark(self, body: Body, answer: dict[str, str]) -> Mark:
        """Correct when every pair is right; the score is the share of right pairs."""
        key = body["key"]
        wrong = {i: given for i, given in answer.items() if key[i] != given}
        return Mark(
            is_correct=not wrong,
            score=1 - len(wrong) / len(key),
            misconceptions=tuple(
                prompt["misconceptions"][wrong[prompt["id"]]]
                for prompt in body["prompts"]
                if wrong.get(prompt["id"]) in prompt.get("misconceptions", {})
            ),
        )

    def guessing(self, body: Body) -> float:
        """One in the number of ways to fill all rows."""
        answers, prompts = len(body["answers"]), len(body["prompts"])
        ways = answers**prompts if body.get("reuse", False) else math.perm(answers, prompts)
        return 1 / ways

    def shown(self, body: Body, rng: np.random.Generator) -> dict[str, Any]:
        """Prompts as the file has them, answers in the drawn order, and whether they may repeat."""
        answers = [dict(answer) for answer in body["answers"]]
        return {
            "prompts": [{"id": p["id"], "text": p["text"]} for p in body["prompts"]],
            "answers": [answers[n] for n in rng.permutation(len(answers))],
            "reuse": body.get("reuse", False),
        }

    def misconceptions(self, body: Body) -> list[Finding]:
        """Those of wrong pairs."""
        return [
            (f"prompts[{prompt['id']}].misconceptions", misconception)
            for prompt in body["prompts"]
            for misconception in prompt.get("misconceptions", {}).values()
        ]

    def lint(self, body: Body, stem: str) -> list[Finding]:
        """Findings on lengths, wording and rationales, and on words that pairs share."""
        findings: list[Finding] = []
        for prompt in body["prompts"]:
            field = f"prompts[{prompt['id']}]"
            texts = too_long("the prompt", prompt["text"], PROMPT_LENGTH)
            reasons = rationale_findings(prompt["rationale"], words=PART_RATIONALE_WORDS)
            findings += placed(field, [("text", m) for m in texts + _giveaways(body, prompt["id"])])
            findings += placed(field, [("rationale", m) for m in reasons])
        for answer in body["answers"]:
            texts = too_long("the answer", answer["text"], ANSWER_LENGTH)
            texts += option_complaints(answer["text"])
            findings += [(f"answers[{answer['id']}].text", message) for message in texts]
        if _ids_follow_key(body):
            findings.append(("key", "follows the ids of the answers, which pages hold; mix them"))
        return findings


def _ids(entries: list[dict[str, Any]]) -> list[str]:
    return [entry["id"] for entry in entries]


def _ids_follow_key(body: Body) -> bool:
    """Whether the answers' ids, which a page's source shows, stand in the order of the rows."""
    pairs = [body["key"][prompt["id"]] for prompt in body["prompts"]]
    return not body.get("reuse", False) and pairs == sorted(pairs)


def _giveaways(body: Body, prompt_id: str) -> list[str]:
    """Words that a prompt shares with its own answer but not with all of them."""
    words = {a["id"]: set(SHARED_WORD.findall(a["text"].lower())) for a in body["answers"]}
    prompt = next(p for p in body["prompts"] if p["id"] == prompt_id)
    telling = words[body["key"][prompt_id]] - set.intersection(*words.values())
    shared = sorted(telling & set(SHARED_WORD.findall(prompt["text"].lower())))
    return [f"shares {shared[0]!r} with its answer; reword one"] if shared else []
