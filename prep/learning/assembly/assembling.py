"""Forms by integer programming: every rule exactly, or what the pool lacks."""

from collections.abc import Collection, Sequence

import numpy as np

from prep.learning.assembly.ordering import Form, ordered_form
from prep.learning.assembly.pool import FormItem, Unit, units_of
from prep.learning.assembly.programme import choose, choose_nearest
from prep.learning.assembly.rows import apart_rows, pool_rows, quota_rows
from prep.learning.assembly.rules import FormRules
from prep.learning.assembly.shortages import Shortages, counted_shortages, joint_shortages


def assemble(
    items: Sequence[FormItem],
    rules: FormRules,
    *,
    excluded: Collection[str],
    rng: np.random.Generator,
) -> Form | Shortages:
    """A form of the pool's items without the excluded ones, by id; or why there is none.

    The same items in any order, rules and generator give the same form. Its mean difficulty is
    held against that of all `items`, so that forms of one pool are equally hard.
    """
    units = admitted(items, rules, excluded)
    quotas, apart = quota_rows(units, rules), apart_rows(units)
    if counted := counted_shortages(units, quotas):
        return Shortages(counted)
    rows = [*quotas, *pool_rows(units, _comparable(items, rules), rules)]
    found = choose(rows, apart, rng.random(len(units)))
    if found is None:
        found = choose_nearest(rows, apart, len(units))
        if found is None:
            raise ArithmeticError("the solver found not even a form that misses its rules")
        if missed := joint_shortages(rows, found):
            return Shortages(missed)
    return ordered_form([units[n] for n in found.chosen], rules, rng)


def admitted(
    items: Sequence[FormItem], rules: FormRules, excluded: Collection[str]
) -> tuple[Unit, ...]:
    """The units that a form may hold."""
    return tuple(unit for unit in units_of(items, excluded) if rules.admits(unit))


def _comparable(items: Sequence[FormItem], rules: FormRules) -> list[FormItem]:
    """What the difficulty of a form is held against: all that its kind may hold."""
    return [item for unit in admitted(items, rules, ()) for item in unit.items]
