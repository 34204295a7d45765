"""The exam blueprint: lookups, weights, and what it refuses to be."""

from dataclasses import replace
from datetime import date

import pytest

from prep.errors import InvalidInput, NotFound
from prep.learning.blueprint import Domain, ExamBlueprint, Task


def blueprint(*domains: Domain) -> ExamBlueprint:
    """Two domains by default: people 60 % with two tasks, process 40 % with one."""
    return ExamBlueprint(
        id="demo-1",
        name="Demo",
        short_name="DEMO",
        vendor="Demo Institute",
        outline="Demo outline",
        questions_total=180,
        questions_scored=None,
        minutes=240,
        in_force_from=date(2026, 7, 9),
        in_force_until=None,
        domains=domains or (domain("people", 60, "p.1", "p.2"), domain("process", 40, "q.1")),
        details={},
        sources=("https://example.org",),
    )


def domain(name: str, weight: float, *tasks: str) -> Domain:
    return Domain(name, name.title(), weight, tuple(Task(t, t, ("topic",)) for t in tasks))


def test_it_lists_all_tasks_in_the_order_of_the_outline():
    assert [task.id for task in blueprint().tasks] == ["p.1", "p.2", "q.1"]


def test_it_finds_a_task_and_its_domain():
    assert blueprint().task("p.2").id == "p.2"
    assert blueprint().domain_of("q.1").id == "process"


@pytest.mark.parametrize("lookup", ["task", "domain_of"])
def test_an_unknown_task_is_not_found(lookup):
    with pytest.raises(NotFound, match="DEMO has no task 'x'"):
        getattr(blueprint(), lookup)("x")


def test_a_domain_s_weight_is_spread_evenly_over_its_tasks():
    weights = blueprint().task_weights()
    assert weights == pytest.approx({"p.1": 0.3, "p.2": 0.3, "q.1": 0.4})
    assert sum(weights.values()) == pytest.approx(1)


def test_it_knows_the_average_time_for_a_question():
    assert blueprint().seconds_per_question == 80


def test_weights_may_be_fractions_that_sum_to_100():
    thirds = [domain(f"d{n}", 100 / 3, f"t{n}") for n in range(3)]
    assert sum(blueprint(*thirds).task_weights().values()) == pytest.approx(1)


def test_weights_that_do_not_sum_to_100_are_refused():
    with pytest.raises(InvalidInput, match="the weights sum to 90; make them sum to 100"):
        blueprint(domain("a", 50, "t1"), domain("b", 40, "t2"))


@pytest.mark.parametrize(
    ("domains", "message"),
    [
        ((domain("a", 50, "t1"), domain("a", 50, "t2")), "domain id 'a' occurs twice"),
        ((domain("a", 50, "t1"), domain("b", 50, "t1")), "task id 't1' occurs twice"),
    ],
)
def test_ids_that_occur_twice_are_refused(domains, message):
    with pytest.raises(InvalidInput, match=message):
        blueprint(*domains)


def test_a_changed_copy_is_checked_again():
    with pytest.raises(InvalidInput):
        replace(blueprint(), domains=())
