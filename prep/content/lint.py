"""Mechanical rules of the item-writing guide, held against banks that loaded cleanly.

They catch what lets a learner pass without knowing the subject, and what leaves one who erred
without help. They cannot see two defensible keys or a stem that misses its deciding fact.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator

from prep.content.bank import Bank, BankItem, BankSet, Concept, Problem, item_problem
from prep.content.case_lint import case_problems
from prep.content.exercises.lint import exercise_problems
from prep.content.forms import form_problems
from prep.content.item_types import item_type
from prep.content.stimulus import stimulus_text
from prep.content.text import final_sentence, length_message, normalised
from prep.content.wording import is_negative

EXPLANATION_WORDS = (55, 160)
PRINCIPLE_WORDS = (3, 35)
LESSON_WORDS = (95, 215)
CASE_STEM_WORDS = (8, 70)
"""Of a stem whose facts stand in a case."""
FEWEST_BESIDE_STIMULUS = 15
"""Words of a stem whose facts stand in a figure, a table or a text."""
REFERENCES = 2
NEGATIVE_SHARE = 0.02
OPTION_TEXT_USES = 2
ITEMS_PER_TASK = 5
MULTIPLE_PER_DOMAIN = 2
MISCONCEPTIONS = 25


def lint_banks(banks: BankSet) -> list[Problem]:
    """Every breach of the rules, bank by bank and item by item. Empty when clean."""
    problems = [*_misconception_count(banks), *_repeated_texts(banks)]
    for bank in banks.banks:
        problems += [*_coverage(bank), *_negative_questions(bank)]
        for concept in bank.concepts:
            problems += _concept_problems(bank, concept)
        for case in bank.cases:
            problems += case_problems(bank, case)
        problems += form_problems(bank)
    return [*problems, *exercise_problems(banks)]


def _concept_problems(bank: Bank, concept: Concept) -> Iterator[Problem]:
    if message := length_message("the lesson", concept.lesson, *LESSON_WORDS):
        yield Problem(concept.path, "lesson", message)
    if "example" not in concept.lesson.lower():
        message = "holds no worked example; add one that begins with **Example.**"
        yield Problem(concept.path, "lesson", message)
    for item in concept.items:
        findings = [
            *_stem_findings(item, bank.certification.stem_words),
            *_teaching_findings(item),
            *_rank_findings(item),
            *item_type(item.type).lint(item.body, item.stem),
        ]
        for field, message in findings:
            yield item_problem(item, field, message)


def _stem_findings(item: BankItem, stem_words: tuple[int, int]) -> Iterator[tuple[str, str]]:
    low, high = stem_words
    if item.case_id:
        low, high = CASE_STEM_WORDS
    elif item.stimulus:
        low = min(low, FEWEST_BESIDE_STIMULUS)
    if message := length_message("the stem", item.stem, low, high):
        yield "stem", message
    endings = item_type(item.type).stem_endings
    if not item.stem.endswith(endings):
        wanted = " or ".join(repr(ending) for ending in endings)
        yield "stem", f"does not end with {wanted}; end it with the question"


def _teaching_findings(item: BankItem) -> Iterator[tuple[str, str]]:
    for field, text, bounds in (
        ("explanation", item.explanation, EXPLANATION_WORDS),
        ("principle", item.principle, PRINCIPLE_WORDS),
    ):
        if message := length_message(f"the {field}", text, *bounds):
            yield field, message
    if len(set(item.references)) < REFERENCES:
        yield "references", "names fewer than two sources; add another public one"


def _rank_findings(item: BankItem) -> Iterator[tuple[str, str]]:
    """Whether the key has the length rank that its card drew; ties count as either rank."""
    rank = item.brief.get("length_rank")
    if rank is None or item.type != "single":
        return
    lengths = {option["id"]: len(option["text"]) for option in item.body["options"]}
    key = lengths.pop(item.body["key"][0])
    best = 1 + sum(length > key for length in lengths.values())
    worst = best + sum(length == key for length in lengths.values())
    if not best <= rank <= worst:
        yield "brief.length_rank", f"drew rank {rank}, the key is number {best} in length; reword"


def _misconception_count(banks: BankSet) -> Iterator[Problem]:
    if len(banks.misconceptions) < MISCONCEPTIONS:
        message = f"holds {len(banks.misconceptions)} entries; name at least {MISCONCEPTIONS}"
        yield Problem("misconceptions.yaml", "file", message)


def _repeated_texts(banks: BankSet) -> Iterator[Problem]:
    stems: dict[str, str] = {}
    uses: Counter[str] = Counter()
    for _, _, item in banks.placed_items():
        stem = normalised(f"{stimulus_text(item.stimulus or {})} {item.stem}")
        if first := stems.get(stem):
            yield item_problem(item, "stem", f"repeats the stem of {first}; reword it")
        stems.setdefault(stem, item.id)
        for option in item.body.get("options", ()):
            text = normalised(option["text"])
            uses[text] += 1
            if uses[text] > OPTION_TEXT_USES:
                message = f"is used {uses[text]} times in the banks; reword it"
                yield item_problem(item, f"options[{option['id']}].text", message)


def _negative_questions(bank: Bank) -> Iterator[Problem]:
    """Negative questions are allowed up to a share of the bank; above it, all are reported."""
    negative = [item for item in bank.items if is_negative(final_sentence(item.stem))]
    if len(negative) > NEGATIVE_SHARE * len(bank.items):
        for item in negative:
            message = "asks for what does not hold, and more than 2 % do; ask for what does"
            yield item_problem(item, "stem", message)


def _coverage(bank: Bank) -> Iterator[Problem]:
    path = f"{bank.certification.id}/concepts"
    largest: dict[str, int] = defaultdict(int)
    for concept in bank.concepts:
        largest[concept.task_id] = max(largest[concept.task_id], len(concept.items))
    for domain in bank.blueprint.domains:
        tasks = [task.id for task in domain.tasks]
        for task in tasks:
            if largest[task] < ITEMS_PER_TASK:
                message = f"has no concept with {ITEMS_PER_TASK} items; write one"
                yield Problem(path, f"task {task}", message)
        multiple = sum(item.type == "multiple" and item.task_id in tasks for item in bank.items)
        if multiple < MULTIPLE_PER_DOMAIN:
            message = f"has {multiple} multiple-response items; write at least two"
            yield Problem(path, f"domain {domain.id}", message)
