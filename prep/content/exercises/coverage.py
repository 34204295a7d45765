"""What the library as a whole must cover.

Apart from the rules for single exercises, because a gap here makes no exercise wrong: banks sync
with it, so that an own certification can be added before there are exercises for it.
"""

from collections import Counter
from collections.abc import Iterator

from prep.content.bank import BankSet, Problem

EXERCISES_PER_TASK = 2
PLACE = "gap_to_action"


def coverage_problems(banks: BankSet) -> Iterator[Problem]:
    """Tasks that fewer than two exercises serve and misconceptions that none cures.

    Nothing where there are no exercises at all.
    """
    if banks.exercises:
        yield from _unserved_tasks(banks)
        yield from _uncured_misconceptions(banks)


def _unserved_tasks(banks: BankSet) -> Iterator[Problem]:
    served = Counter(
        (certification, task)
        for exercise in banks.exercises
        for certification, tasks in exercise.tasks.items()
        for task in tasks
    )
    for bank in banks.banks:
        name = bank.certification.id
        for task in bank.blueprint.tasks:
            if (count := served[name, task.id]) < EXERCISES_PER_TASK:
                message = f"is served by {count} exercises, wanted {EXERCISES_PER_TASK}; write one"
                yield Problem(PLACE, f"task {name} {task.id}", message)


def _uncured_misconceptions(banks: BankSet) -> Iterator[Problem]:
    cured = {name for exercise in banks.exercises for name in exercise.misconceptions}
    for misconception in banks.misconceptions:
        if misconception.id not in cured:
            message = "is cured by no exercise; write one or add it to one that does"
            yield Problem(PLACE, f"misconception {misconception.id}", message)
