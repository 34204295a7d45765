"""What exercises refer to: tasks of outlines, misconceptions; and ids that must differ."""

from collections.abc import Collection, Iterator, Mapping

from prep.content.bank import BankSet, Problem
from prep.content.exercise import Exercise
from prep.content.links import repeats


def exercise_link_problems(banks: BankSet, unread: Collection[str]) -> Iterator[Problem]:
    """Every repeated id, and every task or misconception that does not exist.

    unread: certifications whose own files have problems, so that nobody can say what they hold.
    """
    message = "is used by two exercises; ids are unique everywhere and are not used again"
    yield from repeats(
        (e.id, Problem(e.path, "id", f"{e.id!r} {message}")) for e in banks.exercises
    )
    misconceptions = {misconception.id for misconception in banks.misconceptions}
    tasks = {b.certification.id: {task.id for task in b.blueprint.tasks} for b in banks.banks}
    for exercise in banks.exercises:
        yield from _unknown_tasks(exercise, tasks, unread)
        for name in exercise.misconceptions if misconceptions else ():
            if name not in misconceptions:
                message = f"{name!r} is not in misconceptions.yaml; use an id from there or add it"
                yield Problem(exercise.path, "misconceptions", message)


def _unknown_tasks(
    exercise: Exercise, known: Mapping[str, Collection[str]], unread: Collection[str]
) -> Iterator[Problem]:
    for certification, tasks in exercise.tasks.items():
        if certification in unread:
            continue
        field = f"tasks.{certification}"
        if certification not in known:
            names = ", ".join(sorted(known))
            yield Problem(exercise.path, field, f"is no certification here; use one of {names}")
            continue
        for task in tasks:
            if task not in known[certification]:
                message = f"{task!r} is not in its outline; correct it"
                yield Problem(exercise.path, field, message)
