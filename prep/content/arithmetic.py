"""A calculator for the formulas in bank files. It knows arithmetic and nothing else."""

import ast
import math
import operator
from collections.abc import Callable, Mapping

MAX_LENGTH = 400

_OPERATORS: dict[type[ast.operator], Callable[[float, float], float]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
}
_SIGNS: dict[type[ast.unaryop], Callable[[float], float]] = {
    ast.UAdd: operator.pos,
    ast.USub: operator.neg,
}
_FUNCTIONS: dict[str, Callable[..., float]] = {
    "sqrt": lambda x: _power(x, 0.5),
    "abs": abs,
    "min": min,
    "max": max,
    "round": lambda x, digits=0: round(x, int(digits)),
    "ceil": math.ceil,
    "floor": math.floor,
}


def evaluate(formula: str, params: Mapping[str, float]) -> float:
    """The value of a formula such as `(BAC-EV)/(BAC-AC)` with these parameters.

    Knows + - * / ^ (or **), brackets and sqrt, abs, min, max, round, ceil, floor. Raises
    ValueError with the reason when the formula is anything else or has no finite value.
    """
    if len(formula) > MAX_LENGTH:
        raise ValueError(f"the formula is longer than {MAX_LENGTH} characters")
    try:
        tree = ast.parse(formula.replace("^", "**").strip(), mode="eval")
        value = float(_value(tree.body, params))
    except SyntaxError:
        raise ValueError("the formula cannot be read; check operators and brackets") from None
    except (ArithmeticError, TypeError, RecursionError) as error:
        raise ValueError(f"the formula has no value: {error}") from None
    if not math.isfinite(value):
        raise ValueError("the formula has no finite value")
    return value


def _value(node: ast.expr, params: Mapping[str, float]) -> float:
    match node:
        case ast.Constant(value=int() | float() as number) if not isinstance(number, bool):
            return float(number)
        case ast.Name(id=name):
            return _param(name, params)
        case ast.UnaryOp(op=sign, operand=operand) if type(sign) in _SIGNS:
            return _SIGNS[type(sign)](_value(operand, params))
        case ast.BinOp(left=left, op=ast.Pow(), right=right):
            return _power(_value(left, params), _value(right, params))
        case ast.BinOp(left=left, op=op, right=right) if type(op) in _OPERATORS:
            return _OPERATORS[type(op)](_value(left, params), _value(right, params))
        case ast.Call(func=ast.Name(id=name), args=args, keywords=[]) if name in _FUNCTIONS:
            return _FUNCTIONS[name](*(_value(arg, params) for arg in args))
    raise ValueError(f"{ast.unparse(node)!r} is not arithmetic")


def _param(name: str, params: Mapping[str, float]) -> float:
    if name not in params:
        raise ValueError(f"{name!r} is not among the params")
    return params[name]


def _power(base: float, exponent: float) -> float:
    # Floats overflow with an error where whole numbers would go on growing.
    result: complex = float(base) ** exponent
    if isinstance(result, complex):
        raise ValueError("the formula has no value: it takes the root of a negative number")
    return result
