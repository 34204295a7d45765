"""Rules of the item-writing guide for cases.

Whether an item gives another's key away, and whether it needs the scenario, a reader must judge.
"""

from collections.abc import Iterator

from prep.content.bank import Bank, Case, Problem
from prep.content.text import length_message, word_count

SCENARIO_WORDS = (130, 220)
EXHIBIT_WORDS = 180
TASKS = 2


def case_problems(bank: Bank, case: Case) -> Iterator[Problem]:
    """Every breach of the rules in one case; its items are also checked as items."""
    if message := length_message("the scenario", case.scenario, *SCENARIO_WORDS):
        yield Problem(case.path, "case.scenario", message)
    for exhibit in case.exhibits:
        if (words := word_count(exhibit.get("text", ""))) > EXHIBIT_WORDS:
            field = f"case.exhibits[{exhibit['id']}].text"
            message = f"has {words} words, at most {EXHIBIT_WORDS} are read; shorten it"
            yield Problem(case.path, field, message)
    items = bank.case_items(case.id)
    if len({item.task_id for item in items}) < TASKS:
        message = f"ask about one task; spread them over {TASKS} or more"
        yield Problem(case.path, "items", message)
    if all(item.type == "single" for item in items):
        yield Problem(case.path, "items", "are all single choice; ask one in another way")
