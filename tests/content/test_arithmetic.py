"""The formula calculator: arithmetic, and refusal of everything else."""

import pytest

from prep.content.arithmetic import evaluate


@pytest.mark.parametrize(
    ("formula", "value"),
    [
        ("(BAC-EV)/(BAC-AC)", 1.2),
        ("2^3 + 2**2", 12),
        ("-EV + +AC", 64),
        ("sqrt(16)", 4),
        ("min(3, 1, 2) + max(1, 2)", 3),
        ("round(2.345, 1) + round(2.6)", 5.3),
        ("ceil(1.2) - floor(1.8)", 1),
        ("abs(-3)", 3),
    ],
)
def test_it_computes(formula, value):
    assert evaluate(formula, {"BAC": 640, "EV": 256, "AC": 320}) == pytest.approx(value)


@pytest.mark.parametrize(
    ("formula", "reason"),
    [
        ("EV/", "cannot be read"),
        ("EV", "'EV' is not among the params"),
        ("1/0", "has no value: float division by zero"),
        ("10^400", "has no value"),
        ("9^9^9^9", "has no value"),
        ("(-1)^0.5", "root of a negative number"),
        ("sqrt(-1)", "root of a negative number"),
        ("1e308*10", "no finite value"),
        ("min()", "has no value"),
        ("__import__('os').system('true')", "is not arithmetic"),
        ("(1).real", "is not arithmetic"),
        ("[1][0]", "is not arithmetic"),
        ("'a'*3", "is not arithmetic"),
        ("True + 1", "is not arithmetic"),
        ("1 if 1 else 2", "is not arithmetic"),
        ("5 % 3", "is not arithmetic"),
        ("~1", "is not arithmetic"),
        ("round(1.5, digits=1)", "is not arithmetic"),
        ("1+" * 300 + "1", "longer than 400"),
    ],
)
def test_it_refuses_what_is_not_arithmetic_or_has_no_value(formula, reason):
    with pytest.raises(ValueError, match=reason):
        evaluate(formula, {})
